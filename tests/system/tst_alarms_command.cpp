// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl alarms`: rules are checked, and tried over the history, with the program itself.
#include "core/config/workspace.h"
#include "core/store/store.h"
#include "tests/support/batch_text.h"
#include "tests/support/console_run.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

const std::string kScript =
    R"(CREATE TABLE events (region STRING, ok BOOLEAN, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
CREATE MATERIALIZED TABLE quality AS
SELECT window_end, region, COUNT(*) AS errors
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) WHERE NOT ok
GROUP BY window_start, window_end, region;
)";

const AlarmRule kRule{.id = "errors",
                      .name = "errors",
                      .metric = "quality",
                      .column = "errors",
                      .threshold = 5,
                      .consecutive = 2,
                      .level = AlarmLevel::Critical};

}  // namespace

class TestAlarmsCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    WorkspaceFolder m_workspace{m_folder.path().toStdString()};
    std::unique_ptr<Store> m_store;  // stays open: the command reads beside it

    ConsoleRun alarms(const QStringList& arguments) {
        return guanlanctl(QStringList{QStringLiteral("alarms"), m_folder.path()} + arguments);
    }
    void save(std::string_view text) {
        const auto rows = std::make_shared<const Batch>(batchFromText(text));
        QVERIFY(m_store->defineMetrics(
            {{.name = "quality", .schema = rows->schemaPtr(), .timeColumn = 0, .dimensions = {1}}}));
        Commit commit;
        commit.rows = {{"quality", rows}};
        QVERIFY(m_store->commit(commit));
    }

  private slots:
    void initTestCase() {
        WorkspaceSettings settings;
        settings.timeZone = "Asia/Shanghai";
        QVERIFY(m_workspace.save(settings));
        QVERIFY(m_workspace.savePipeline(kScript));
        auto store = Store::open(m_workspace.stateFolder());
        QVERIFY(store);
        m_store = std::move(*store);
        save(R"(
            window_end TIMESTAMP(3) | region STRING | errors BIGINT
            2026-03-01 08:01:00     | 广东          | 6
            2026-03-01 08:01:00     | 四川          | 9
            2026-03-01 08:02:00     | 广东          | 7
            2026-03-01 08:02:00     | 四川          | 1
            2026-03-01 08:03:00     | 广东          | 8)");
        QVERIFY(m_store->compact());
        save(R"(
            window_end TIMESTAMP(3) | region STRING | errors BIGINT
            2026-03-04 08:04:00     | 广东          | 2
            2026-03-04 08:05:00     | 广东          | 6
            2026-03-04 08:06:00     | 广东          | 6)");
    }
    void init() { QVERIFY(m_workspace.save(std::vector<AlarmRule>{kRule})); }

    void saysWhenARuleWouldHaveFired() {
        const ConsoleRun text = alarms({});
        QCOMPARE(text.code, 0);
        QCOMPARE(
            text.out,
            QStringLiteral("errors: quality.errors > 5, 2 in a row\n"
                           "  2026-03-01 08:02:00.000 - 2026-03-04 08:04:00.000  7  region=广东\n"
                           "  2026-03-04 08:06:00.000 - still                    6  region=广东\n"
                           "  fired 2 times in 8 rows, 259320 s in all; tested from 2026-03-01 08:01:00.000 "
                           "to 2026-03-04 08:06:00.000\n"));
        const QStringList lines = alarms({"--json"}).out.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        const QJsonObject first = QJsonDocument::fromJson(lines[0].toUtf8()).object();
        QCOMPARE(first.value("from").toString(), QStringLiteral("2026-03-01 08:02:00.000"));
        QCOMPARE(first.value("level").toString(), QStringLiteral("critical"));
        QCOMPARE(first.value("value").toInt(), 7);
        QVERIFY(QJsonDocument::fromJson(lines[1].toUtf8()).object().value("to").isNull());
        QCOMPARE(QJsonDocument::fromJson(lines[2].toUtf8()).object().value("fired").toInt(), 2);
    }
    /// Another threshold is tried without touching the file.
    void triesAnother() {
        const ConsoleRun lower = alarms({"--rule", "errors", "--threshold", "0.5", "--consecutive", "1"});
        QVERIFY2(lower.out.contains(QStringLiteral("fired 2 times in 8 rows")), qPrintable(lower.out));
        QVERIFY(lower.out.contains(
            QStringLiteral("2026-03-01 08:01:00.000 - still                    9  region=四川")));
        QCOMPARE(m_workspace.alarms()->front().threshold, 5.0);
        const ConsoleRun span = alarms({"--from", "2026-03-04 08:05", "--to", "2026-03-04T00:06:00Z"});
        QVERIFY2(span.out.contains(QStringLiteral("fired 0 times in 1 rows")), qPrintable(span.out));
        const ConsoleRun none = alarms({"--from", "2027-01-01"});
        QCOMPARE(none.code, 0);
        QVERIFY(none.out.contains(QStringLiteral("no rows to test it with")));
        QCOMPARE(alarms({"--threshold", "3"}).code, 2);
    }
    void switchedOffOnlyWhenItIsNamed() {
        AlarmRule off = kRule;
        off.enabled = false;
        QVERIFY(m_workspace.save(std::vector<AlarmRule>{off}));
        QCOMPARE(alarms({}).out, QString());
        QVERIFY(alarms({"--rule", "errors"}).out.contains(QStringLiteral("fired 2 times")));
        const ConsoleRun unknown = alarms({"--rule", "erors"});
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains(QStringLiteral("There are errors")), qPrintable(unknown.err));
    }
    /// All mistakes at once, each with the nearest name.
    void checksTheRules() {
        QCOMPARE(alarms({"--check"}).out, QStringLiteral("1 rules are well\n"));
        AlarmRule column = kRule;
        column.id = "b";
        column.column = "erors";
        column.where = {{"regoin", "广东"}};
        AlarmRule metric = kRule;
        metric.id = "c";
        metric.metric = "qualty";
        metric.channels = {"mail"};
        AlarmRule own = kRule;
        own.id = "d";
        own.metric = "guanlan_sources";
        own.column = "failing";
        QVERIFY(m_workspace.save(std::vector<AlarmRule>{kRule, column, metric, own}));
        const ConsoleRun wrong = alarms({"--check"});
        QCOMPARE(wrong.code, 2);
        QCOMPARE(wrong.err.count('\n'), 4);
        for (const char* said :
             {"rule 'b': 'quality' has no column of numbers 'erors'", "did you mean 'errors'",
              "'quality' is not split by 'regoin'", "did you mean 'region'",
              "rule 'c': there is no metric 'qualty'", "there is no channel 'mail'"})
            QVERIFY2(wrong.err.contains(QLatin1String(said)), qPrintable(wrong.err));
        QCOMPARE(wrong.out, QString());
    }
};

QTEST_GUILESS_MAIN(TestAlarmsCommand)
#include "tst_alarms_command.moc"
