// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl events` with the program itself: the events behind rows that `run` printed, from files and from
// a real broker.
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

struct Outcome {
    int code = -1;
    QList<QJsonObject> lines;  ///< of standard output
    QJsonObject summary;       ///< the last line of standard error, where it is JSON
    QString err;
};

Outcome guanlanctl(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), arguments);
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
    }
    Outcome outcome;
    if (process.exitStatus() == QProcess::NormalExit) outcome.code = process.exitCode();
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty()) outcome.lines.append(QJsonDocument::fromJson(line).object());
    }
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    const QString last = outcome.err.trimmed().section('\n', -1);
    outcome.summary = QJsonDocument::fromJson(last.toUtf8()).object();
    return outcome;
}

QString textOf(const QJsonObject& row) {
    return QString::fromUtf8(QJsonDocument(row).toJson(QJsonDocument::Compact));
}

int countOf(const QList<QJsonObject>& events, const char* fate) {
    return static_cast<int>(std::count_if(events.begin(), events.end(), [fate](const QJsonObject& event) {
        return event["fate"].toString() == QLatin1String(fate);
    }));
}

/// Views of two regions with disorder beyond the delay; every tenth cannot be read.
std::vector<KafkaRecord> randomViews(unsigned seed, int records, int partitions) {
    std::mt19937 random(seed);
    std::vector<KafkaRecord> views;
    for (int i = 0; i < records; ++i) {
        const int second = std::max(0, i / 4 - static_cast<int>(random() % 12));
        const int region = static_cast<int>(random() % 2);
        const QString at = QTime(8, 0).addSecs(second).toString(QStringLiteral("HH:mm:ss"));
        QString value = QStringLiteral("{\"region\":\"r%1\",\"n\":%2,\"at\":\"2026-03-01 %3\"}")
                            .arg(region)
                            .arg(i)
                            .arg(at);
        if (i % 10 == 9) value = QStringLiteral("{\"region\":\"r%1\",").arg(region);
        views.push_back(
            {.value = value.toStdString(), .partition = static_cast<int>(random() % unsigned(partitions))});
    }
    return views;
}

const char* const kWindows[] = {
    "TUMBLE(TABLE views, DESCRIPTOR(at), INTERVAL '10' SECOND)",
    "HOP(TABLE views, DESCRIPTOR(at), INTERVAL '5' SECOND, INTERVAL '20' SECOND)",
    "CUMULATE(TABLE views, DESCRIPTOR(at), INTERVAL '5' SECOND, INTERVAL '20' SECOND)",
    "SESSION(TABLE views PARTITION BY region, DESCRIPTOR(at), INTERVAL '2' SECOND)",
};

QString queryOver(const char* window) {
    return QStringLiteral(
               "SELECT window_start, window_end, region, COUNT(*) AS views, SUM(n) AS total\n"
               "FROM TABLE(%1) GROUP BY window_start, window_end, region;\n")
        .arg(QLatin1String(window));
}

}  // namespace

class TestEvents : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& bytes) const {
        const QString path = m_folder.filePath(name);
        writeFile(path, bytes);
        return path;
    }
    static QString table(const QString& options) {
        return "CREATE TABLE views (region STRING, n BIGINT, at TIMESTAMP(3),\n"
               "  WATERMARK FOR at AS at - INTERVAL '2' SECOND)\nWITH (" +
               options + ", 'format' = 'json');\n";
    }

    /// Every row of the script is asked for its events: as many as it counts, with the sum that it shows.
    static void askForEveryRow(const QString& script, int& late, int& bad) {
        const Outcome run = guanlanctl({"run", script});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY(run.lines.size() > 4);
        for (qsizetype i = 0; i < run.lines.size(); i += run.lines.size() / 5) {
            const QJsonObject row = run.lines[i];
            const Outcome found = guanlanctl({"events", script, "--row", textOf(row)});
            QVERIFY2(found.code == 0, qPrintable(found.err));
            QVERIFY2(found.summary["missing"].toInt(-1) == 0, qPrintable(textOf(row) + found.err));
            QCOMPARE(found.summary["used"].toInt(), row["views"].toInt());
            QCOMPARE(countOf(found.lines, "used"), row["views"].toInt());
            qint64 total = 0;
            for (const QJsonObject& event : found.lines) {
                if (event["fate"].toString() != "used") continue;
                const QJsonObject record =
                    QJsonDocument::fromJson(event["record"].toString().toUtf8()).object();
                QCOMPARE(record["region"].toString(), row["region"].toString());
                total += record["n"].toInteger();
            }
            QCOMPARE(total, row["total"].toInteger());
            late += countOf(found.lines, "late");
            bad += countOf(found.lines, "bad");
        }
    }

  private slots:
    void eventsOfFiles_data() {
        QTest::addColumn<QString>("query");
        for (const char* window : kWindows)
            QTest::newRow(QString::fromLatin1(window).section('(', 0, 0).toLatin1().constData())
                << queryOver(window);
    }
    void eventsOfFiles() {
        QFETCH(QString, query);
        QByteArray first;
        QByteArray second;
        for (const KafkaRecord& view : randomViews(3, 400, 1)) {
            QByteArray& file = first.count('\n') < 150 ? first : second;
            file += QByteArray::fromStdString(view.value) + '\n';
        }
        write("data/a.json", first);
        write("data/b.json", second);
        int late = 0;
        int bad = 0;
        askForEveryRow(
            write("files.sql", (table("'connector' = 'filesystem', 'path' = 'data'") + query).toUtf8()), late,
            bad);
        QVERIFY(late > 0);
        QVERIFY(bad > 0);
    }

    /// File and line lead to the record itself.
    void fileAndLine() {
        write("lines/a.csv", "region,n,at\nr0,1,2026-03-01 08:00:01\n");
        write("lines/b.csv",
              "region,n,at\nr0,2,2026-03-01 08:00:02\nr1,3,2026-03-01 08:00:03\nr0,4,2026-03-01 08:00:04\n");
        QString script = table("'connector' = 'filesystem', 'path' = 'lines', 'csv.header' = 'true'");
        script.replace("'json'", "'csv'");
        const QString path = write("lines.sql", (script + queryOver(kWindows[0])).toUtf8());
        const Outcome found = guanlanctl(
            {"events", path, "--row", "{\"window_start\":\"2026-03-01 08:00:00.000\",\"region\":\"r0\"}"});
        QVERIFY2(found.code == 0, qPrintable(found.err));
        QCOMPARE(found.lines.size(), 3);
        const QJsonObject last = found.lines.last();
        QVERIFY(last["file"].toString().endsWith("lines/b.csv"));
        QCOMPARE(last["line"].toInt(), 4);
        QCOMPARE(last["record"].toString(), QString("r0,4,2026-03-01 08:00:04"));
        QCOMPARE(last["time"].toString(), QString("2026-03-01 08:00:04.000"));
        QVERIFY(found.summary["expected"].isNull());
        QCOMPARE(found.summary["window_end"].toString(), QString("2026-03-01 08:00:10.000"));
    }

    void limitAndChangedSource() {
        QByteArray lines;
        for (int i = 0; i < 9; ++i)
            lines += "{\"region\":\"r0\",\"n\":1,\"at\":\"2026-03-01 08:00:01\"}\n";
        write("limit.json", lines);
        const QString path = write(
            "limit.sql",
            (table("'connector' = 'filesystem', 'path' = 'limit.json'") + queryOver(kWindows[0])).toUtf8());
        const Outcome found = guanlanctl({"events", path, "--row", "{\"region\":\"r0\",\"views\":11}",
                                          "--window", "2026-03-01 08:00:00", "--limit", "4"});
        QVERIFY2(found.code == 0, qPrintable(found.err));
        QCOMPARE(found.lines.size(), 4);
        QCOMPARE(found.summary["used"].toInt(), 9);
        QCOMPARE(found.summary["missing"].toInt(), 2);
        QVERIFY(found.summary["why"].toString().contains("has changed"));
    }

    void wrongQuestions() {
        write("limit.json", "{\"region\":\"r0\",\"n\":1,\"at\":\"2026-03-01 08:00:01\"}\n");
        const QString path = write(
            "wrong.sql",
            (table("'connector' = 'filesystem', 'path' = 'limit.json'") + queryOver(kWindows[0])).toUtf8());
        for (const auto& [row, part] : {
                 std::pair{"{\"regio\":\"r0\"}", "did you mean 'region'?"},
                 std::pair{"{\"region\":", "is no JSON object"},
                 std::pair{"{\"region\":\"r0\"}", "'the window' is missing"},
                 std::pair{"{\"region\":\"r0\",\"window_end\":\"2026-03-01 08:00:03\"}", "none reaches from"},
                 std::pair{"{\"region\":\"r0\",\"window_end\":\"soon\"}", "does not fit its column"},
             }) {
            const Outcome outcome = guanlanctl({"events", path, "--row", row});
            QCOMPARE(outcome.code, 2);
            QVERIFY2(outcome.err.contains(part), qPrintable(outcome.err));
            QVERIFY(outcome.lines.isEmpty());
        }
    }

    void eventsOfKafka() {
        KafkaBroker broker;
        GUANLAN_START(broker);
        constexpr int kPartitions = 3;
        QVERIFY(broker.createTopic("views", kPartitions).ok());
        QVERIFY(broker.produce("views", randomViews(11, 600, kPartitions)).ok());
        const QString options =
            QStringLiteral(
                "'connector' = 'kafka', 'topic' = 'views', 'properties.bootstrap.servers' = '%1',\n"
                "'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'")
                .arg(QString::fromStdString(broker.bootstrap()));
        int late = 0;
        int bad = 0;
        QString path;
        for (const char* window : kWindows) {
            path = write("kafka.sql", (table(options) + queryOver(window)).toUtf8());
            askForEveryRow(path, late, bad);
            if (QTest::currentTestFailed()) return;
        }
        QVERIFY(late > 0);
        QVERIFY(bad > 0);

        path = write("kafka.sql", (table(options) + queryOver(kWindows[0])).toUtf8());
        const QJsonObject row = guanlanctl({"run", path}).lines.first();
        QVERIFY(broker.deleteRecordsBefore("views", 0, 20).ok());
        QVERIFY(broker.deleteRecordsBefore("views", 1, 20).ok());
        QVERIFY(broker.deleteRecordsBefore("views", 2, 20).ok());
        const Outcome found = guanlanctl({"events", path, "--row", textOf(row)});
        QVERIFY2(found.code == 0, qPrintable(found.err));
        QCOMPARE(found.summary["missing"].toInt(), row["views"].toInt() - found.summary["used"].toInt());
        QVERIFY(found.summary["missing"].toInt() > 0);
        QVERIFY2(found.summary["why"].toString().contains("begins at offset 20"), qPrintable(found.err));
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
