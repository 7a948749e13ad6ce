// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments: history and mails must equal those of a run that nobody disturbed.
#include "core/config/workspace.h"
#include "core/store/history.h"
#include "tests/support/batch_text.h"
#include "tests/support/child_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "tests/support/smtp_server.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace guanlan;

namespace {

constexpr int kPartitions = 4;
#ifdef __SANITIZE_THREAD__  // ten times slower, and no more to see in many records
constexpr int kRounds = 8;
constexpr int kChunkRecords = 400;
#else
constexpr int kRounds = 20;
constexpr int kChunkRecords = 4000;
#endif
constexpr int kChunks = 100;
// Milliseconds, at the beginning of the next hour: alarms of what is past would come as one digest.
const std::int64_t kStart = (QDateTime::currentMSecsSinceEpoch() / 3'600'000 + 1) * 3'600'000;
constexpr char kTopic[] = "ledger";

const char kPipeline[] = R"(
SET 'table.local-time-zone' = 'UTC';
CREATE TABLE ledger (
  ts BIGINT, k STRING, amount BIGINT, user_id BIGINT,
  at AS TO_TIMESTAMP_LTZ(ts, 3),
  WATERMARK FOR at AS at - INTERVAL '1' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'ledger', 'properties.bootstrap.servers' = '%BROKER%',
        'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
CREATE MATERIALIZED TABLE per_second AS
SELECT window_start, window_end, k, COUNT(*) AS cnt, SUM(amount) AS total, COUNT(DISTINCT user_id) AS users
FROM TABLE(TUMBLE(TABLE ledger, DESCRIPTOR(at), INTERVAL '1' SECOND)) GROUP BY window_start, window_end, k;
CREATE MATERIALIZED TABLE sliding AS
SELECT window_start, window_end, COUNT(*) AS cnt, AVG(CAST(amount AS DOUBLE)) AS mean, MAX(amount) AS biggest
FROM TABLE(HOP(TABLE ledger, DESCRIPTOR(at), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
CREATE MATERIALIZED TABLE growing AS
SELECT window_start, window_end, COUNT(DISTINCT user_id) AS users
FROM TABLE(CUMULATE(TABLE ledger, DESCRIPTOR(at), INTERVAL '5' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
)";

/// The feeder's own books: what per_second must hold, computed without the engine.
struct Ledger {
    struct Cell {
        std::int64_t count = 0;
        std::int64_t total = 0;
        std::set<std::int64_t> users{};
    };
    std::map<std::pair<std::int64_t, std::string>, Cell> cells{};  // second, key
    std::mt19937_64 random{20260301};
    std::int64_t serial = 0;

    KafkaRecord next() {
        const std::int64_t number = serial++;
        const std::int64_t ts = kStart + number * 1000 / kChunkRecords -
                                static_cast<std::int64_t>(random() % 700);  // disorder below the delay
        const std::string key = "k" + std::to_string(random() % 5);
        const std::int64_t amount =
            static_cast<std::int64_t>(random() % 1000) - (key == "k0" && ts / 4000 % 2 == 0 ? 5000 : 0);
        const std::int64_t user = static_cast<std::int64_t>(random() % 50'000);
        Cell& cell = cells[{ts / 1000, key}];
        ++cell.count;
        cell.total += amount;
        cell.users.insert(user);
        return {R"({"ts":)" + std::to_string(ts) + R"(,"k":")" + key + R"(","amount":)" +
                    std::to_string(amount) + R"(,"user_id":)" + std::to_string(user) + "}",
                {},
                static_cast<int>(number % kPartitions),
                ts};
    }
    /// Closes every window that has data; its own windows stay open.
    [[nodiscard]] std::vector<KafkaRecord> closing() const {
        std::vector<KafkaRecord> records;
        for (int partition = 0; partition < kPartitions; ++partition) {
            const std::int64_t ts = kStart + serial * 1000 / kChunkRecords + 3'600'000;
            records.push_back({R"({"ts":)" + std::to_string(ts) + R"(,"k":"end","amount":0,"user_id":0})",
                               {},
                               partition,
                               ts});
        }
        return records;
    }
    [[nodiscard]] std::string text() const {
        std::string rows;
        for (const auto& [at, cell] : cells) {
            rows += formatTimestamp(at.first * kSecond) + " | " + formatTimestamp((at.first + 1) * kSecond) +
                    " | " + at.second + " | " + std::to_string(cell.count) + " | " +
                    std::to_string(cell.total) + " | " + std::to_string(cell.users.size()) + "\n";
        }
        return rows;
    }
};

WorkspaceFolder makeWorkspace(const QString& path, const std::string& broker, int smtpPort) {
    QDir().mkpath(path);
    const WorkspaceFolder folder(path.toStdString());
    std::string sql = kPipeline;
    sql.replace(sql.find("%BROKER%"), 8, broker);
    AlarmRule rule;
    rule.id = "losses";
    rule.name = "losses";
    rule.metric = "per_second";
    rule.column = "total";
    rule.comparison = Comparison::Below;
    rule.threshold = 0;
    rule.consecutive = 2;
    rule.channels = {"mail"};
    ChannelConfig channel;
    channel.id = "mail";
    channel.name = "mail";
    channel.kind = "smtp";
    channel.options = QJsonObject{{"host", "127.0.0.1"},
                                  {"port", smtpPort},
                                  {"security", "none"},
                                  {"from", "guanlan@example.org"},
                                  {"to", QJsonArray{"ops@example.org"}}};
    WorkspaceSettings settings;
    settings.timeZone = "UTC";
    settings.language = "en";
    const bool saved = folder.save(settings).ok() && folder.savePipeline(sql).ok() &&
                       folder.save(std::vector<AlarmRule>{rule}).ok() &&
                       folder.save(std::vector<ChannelConfig>{channel}).ok();
    if (!saved) qFatal("the workspace could not be written");
    return folder;
}

std::string rowsOf(const WorkspaceFolder& workspace, const std::string& metric) {
    const auto history = History::open(workspace.stateFolder());
    if (!history) return history.error().sentence();
    const Result<Batch> rows = (*history)->rows({.metric = metric});
    return rows ? textOf(*rows) : rows.error().sentence();
}

std::multiset<std::string> messageIds(const SmtpServer& server) {
    std::multiset<std::string> ids;
    for (const ReceivedMail& mail : server.mails())
        ids.insert(mail.header("Message-ID"));
    return ids;
}

}  // namespace

class TestExactlyOnce : public QObject {
    Q_OBJECT

    void startServing(ChildProcess& process, const WorkspaceFolder& workspace) {
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      {QStringLiteral("serve"), QString::fromStdString(workspace.path())});
        QVERIFY(process.waitForStarted());
    }

    /// Serves until the last window of the ledger and all its mails are there.
    void serveToTheEnd(const WorkspaceFolder& workspace, const SmtpServer& server,
                       const std::string& expected) {
        ChildProcess process;
        startServing(process, workspace);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(workspace, "per_second") == expected, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(waitingMessages(workspace) == 0, 60'000);
        process.terminate();
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(!server.mails().empty());
    }

    static int waitingMessages(const WorkspaceFolder& workspace) {
        const auto history = History::open(workspace.stateFolder());
        if (!history) return -1;
        const auto messages = (*history)->messages(10'000);
        if (!messages) return -1;
        int waiting = 0;
        for (const OutboxMessage& message : *messages)
            waiting += message.phase == OutboxMessage::Phase::Sent ? 0 : 1;
        return waiting;
    }

  private slots:
    void killedRunsEqualAnUndisturbedOne() {
        KafkaBroker broker;
        GUANLAN_START(broker);
        SmtpServer disturbedMail({.tls = SmtpServer::Tls::None});
        SmtpServer quietMail({.tls = SmtpServer::Tls::None});
        GUANLAN_START(disturbedMail);
        GUANLAN_START(quietMail);
        QVERIFY(broker.createTopic(kTopic, kPartitions).ok());
        QTemporaryDir folder;
        const auto disturbed =
            makeWorkspace(folder.filePath("disturbed"), broker.bootstrap(), disturbedMail.port());
        const auto quiet = makeWorkspace(folder.filePath("quiet"), broker.bootstrap(), quietMail.port());

        Ledger ledger;
        std::atomic<bool> produced{true};
        std::thread feeder([&] {
            for (int chunk = 0; chunk < kChunks; ++chunk) {
                std::vector<KafkaRecord> records;
                for (int i = 0; i < kChunkRecords; ++i)
                    records.push_back(ledger.next());
                if (!broker.produce(kTopic, records)) produced = false;
                std::this_thread::sleep_for(std::chrono::milliseconds(150));
            }
            if (!broker.produce(kTopic, ledger.closing())) produced = false;
        });
        std::mt19937 random(7);
        for (int round = 0; round < kRounds; ++round) {
            ChildProcess process;
            startServing(process, disturbed);
            QThread::msleep(200 + random() % 1200);
            QCOMPARE(process.state(), QProcess::Running);
            process.kill();
            QVERIFY(process.waitForFinished());
        }
        feeder.join();
        QVERIFY(produced);
        const std::string expected = ledger.text();
        serveToTheEnd(disturbed, disturbedMail, expected);
        serveToTheEnd(quiet, quietMail, expected);

        QCOMPARE(rowsOf(disturbed, "per_second"), expected);
        for (const char* metric : {"sliding", "growing"}) {
            const std::string rows = rowsOf(quiet, metric);
            QVERIFY(std::count(rows.begin(), rows.end(), '\n') > 10);
            QCOMPARE(rowsOf(disturbed, metric), rows);
        }
        const auto once = messageIds(quietMail);
        const auto perhapsTwice = messageIds(disturbedMail);
        QVERIFY(once.size() > 10);
        QCOMPARE(std::set(perhapsTwice.begin(), perhapsTwice.end()), std::set(once.begin(), once.end()));
        qInfo("%zu mails, %zu of them sent twice after a kill with unknown outcome", once.size(),
              perhapsTwice.size() - once.size());
    }
};

QTEST_GUILESS_MAIN(TestExactlyOnce)
#include "tst_exactly_once.moc"
