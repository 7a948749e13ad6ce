// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl history`, with the program itself, beside the writer of the workspace.
#include "core/config/workspace.h"
#include "core/store/store.h"
#include "tests/support/batch_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

struct Outcome {
    int code = -1;
    QString out;
    QString err;
};

Outcome history(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                  QStringList{QStringLiteral("history")} + arguments);
    if (!process.waitForFinished(60'000)) return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace

class TestHistoryCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;  // stays open: the command reads beside it

    void save(const std::string& metric, std::string_view text) {
        const auto rows = std::make_shared<const Batch>(batchFromText(text));
        const MetricDefinition definition{
            .name = metric, .schema = rows->schemaPtr(), .timeColumn = 0, .dimensions = {1}};
        QVERIFY(m_store->defineMetrics({definition}));
        Commit commit;
        commit.rows = {{metric, rows}};
        QVERIFY(m_store->commit(commit));
    }

  private slots:
    void initTestCase() {
        const WorkspaceFolder workspace(m_folder.path().toStdString());
        WorkspaceSettings settings;
        settings.timeZone = "Asia/Shanghai";
        QVERIFY(workspace.save(settings));
        auto store = Store::open(workspace.stateFolder());
        QVERIFY(store);
        m_store = std::move(*store);
        save("plays", R"(
            window_end TIMESTAMP(3) | region STRING | n BIGINT
            2026-03-01 08:00:00     | 广东, 南      | 3
            2026-03-01 08:00:00     | 北京          | 1
            2026-03-01 08:01:00     | 北京          | NULL)");
        save("errors", R"(
            at TIMESTAMP_LTZ(3) | code STRING
            2026-03-01 00:00:00 | 500)");
    }

    void listsMetrics() {
        const Outcome text = history({m_folder.path()});
        QCOMPARE(text.code, 0);
        QCOMPARE(text.out, QStringLiteral("errors (at TIMESTAMP_LTZ(3), code STRING)\n"
                                          "plays (window_end TIMESTAMP(3), region STRING, n BIGINT)\n"));
        const Outcome json = history({m_folder.path(), "--json"});
        QCOMPARE(json.out.section('\n', 0, 0),
                 QStringLiteral("{\"metric\":\"errors\",\"columns\":[{\"name\":\"at\",\"type\":"
                                "\"TIMESTAMP_LTZ(3)\"},{\"name\":\"code\",\"type\":\"STRING\"}]}"));
    }

    void printsRows() {
        QCOMPARE(
            history({m_folder.path(), "plays", "--where", "region=北京"}).out,
            QStringLiteral("{\"window_end\":\"2026-03-01 08:00:00.000\",\"region\":\"北京\",\"n\":1}\n"
                           "{\"window_end\":\"2026-03-01 08:01:00.000\",\"region\":\"北京\",\"n\":null}\n"));
        QCOMPARE(history({m_folder.path(), "plays", "--csv", "--to", "2026-03-01 08:01"}).out,
                 QStringLiteral("window_end,region,n\n2026-03-01 08:00:00.000,北京,1\n"
                                "2026-03-01 08:00:00.000,\"广东, 南\",3\n"));
        QCOMPARE(history({m_folder.path(), "plays", "--from", "2026-03-01T00:01:00Z"}).out.count('\n'), 1);
        QCOMPARE(history({m_folder.path(), "plays", "--last", "2", "--csv"}).out.count('\n'), 3);
        QCOMPARE(history({m_folder.path(), "errors"}).out,
                 QStringLiteral("{\"at\":\"2026-03-01 08:00:00.000\",\"code\":\"500\"}\n"));
        QCOMPARE(history({m_folder.path(), "errors", "--from", "2026-03-01 08:00:01"}).out, QString());
    }

    void answersSql() {
        QCOMPARE(
            history({m_folder.path(), "--sql", "SELECT region, SUM(n) AS n FROM plays GROUP BY 1 ORDER BY 2"})
                .out,
            QStringLiteral("{\"region\":\"北京\",\"n\":1}\n{\"region\":\"广东, 南\",\"n\":3}\n"));
        QCOMPARE(history({m_folder.path(), "--csv", "--sql", "SELECT region FROM plays WHERE n = 3"}).out,
                 QStringLiteral("region\n\"广东, 南\"\n"));
    }

    void looksAfterTheFile() {
        const Outcome size = history({m_folder.path(), "--size", "--json"});
        QCOMPARE(size.code, 0);
        const QJsonObject facts = QJsonDocument::fromJson(size.out.toUtf8()).object();
        QVERIFY2(facts.value("bytes_used").toInteger() > 0 && facts.value("bytes_free").toInteger() > 0,
                 qPrintable(size.out));
        QCOMPARE(facts.value("retention_days").toInt(), 400);
        QVERIFY(history({m_folder.path(), "--size"}).out.contains("400 days of each metric"));

        const Outcome check = history({m_folder.path(), "--check", "--json"});
        QCOMPARE(check.out, QStringLiteral("{\"blocks\":0,\"findings\":[],\"rows\":4}\n"));

        const QString copy = m_folder.filePath("copy.db");
        QCOMPARE(history({m_folder.path(), "--backup", copy}).code, 0);
        const Outcome twice = history({m_folder.path(), "--backup", copy});
        QVERIFY2(twice.code != 0 && twice.err.contains("is there already"), qPrintable(twice.err));
        const Outcome running = history({m_folder.path(), "--restore", copy});
        QVERIFY2(running.code != 0 && running.err.contains("in use"), qPrintable(running.err));

        const QTemporaryDir other;
        QVERIFY(
            WorkspaceFolder(other.path().toStdString()).save(WorkspaceSettings{.timeZone = "Asia/Shanghai"}));
        const Outcome restored = history({other.path(), "--restore", copy, "--json"});
        QCOMPARE(restored.code, 0);
        QCOMPARE(history({other.path(), "plays"}).out, history({m_folder.path(), "plays"}).out);
        QCOMPARE(history({m_folder.path(), "--size", "--check"}).code, 2);
    }

    void saysWhatIsWrong() {
        const Outcome noMetric = history({m_folder.path(), "play"});
        QCOMPARE(noMetric.code, 2);
        QCOMPARE(noMetric.err,
                 QStringLiteral("guanlanctl: no metric 'play' in the history; there are errors, plays\n"));
        const Outcome time = history({m_folder.path(), "plays", "--from", "yesterday"});
        QCOMPARE(time.code, 2);
        QVERIFY2(time.err.contains("--from cannot be 'yesterday'"), qPrintable(time.err));
        const Outcome sql = history({m_folder.path(), "--sql", "SELECT m FROM plays"});
        QCOMPARE(sql.code, 2);
        QCOMPARE(sql.err, QStringLiteral("sql:1:8: no such column: m\n  SELECT m FROM plays\n         ^\n"));
        const Outcome none = history({m_folder.filePath("nowhere")});
        QVERIFY(none.code != 0 && !none.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHistoryCommand)
#include "tst_history_command.moc"
