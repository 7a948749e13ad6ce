// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace that `guanlanctl serve` runs, and a program that looks at it.
#include "core/config/workspace.h"
#include "core/runtime/attach/live_server.h"
#include "core/runtime/live_session.h"
#include "core/store/history.h"
#include "tests/support/accounting_check.h"
#include "tests/support/batch_text.h"
#include "tests/support/child_process.h"
#include "tests/support/written_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 30'000;

std::string script(const std::string& metric) {
    return R"(SET 'table.local-time-zone' = 'UTC';
CREATE TABLE events (n BIGINT, at TIMESTAMP(3), WATERMARK FOR at AS at)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json', 'source.monitor-interval' = '50 ms');
CREATE MATERIALIZED TABLE )" +
           metric + R"( AS SELECT window_end, SUM(n) AS total
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(at), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
)";
}

QByteArray line(int minute, int n) {
    return QStringLiteral("{\"n\": %1, \"at\": \"2026-03-01 10:%2:00\"}\n")
        .arg(n)
        .arg(minute, 2, 10, QLatin1Char('0'))
        .toUtf8();
}

}  // namespace

class TestAttach : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFolder> m_workspace;
    std::unique_ptr<ChildProcess> m_server;
    std::unique_ptr<LiveSession> m_session;

    void serve() {
        m_server = std::make_unique<ChildProcess>();
        m_server->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QVERIFY(m_server->launch(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                                 {QStringLiteral("serve"), m_folder->path()}));
        QTRY_VERIFY_WITH_TIMEOUT(attach(), kPatience);
    }
    bool attach() {
        auto attached = LiveSession::attach(*m_workspace, {.clock = &m_clock});
        if (attached) m_session = std::move(*attached);
        return attached.ok();
    }
    void add(const QByteArray& lines) {
        QFile file(m_folder->filePath(QStringLiteral("events.json")));
        QVERIFY(file.open(QIODevice::Append) && file.write(lines) == lines.size());
    }
    /// The totals of all final rows that the session's snapshot holds.
    [[nodiscard]] QString totals(const std::string& metric) const {
        const SnapshotPtr snapshot = m_session->snapshot();
        const auto found = snapshot->metrics.find(metric);
        if (found == snapshot->metrics.end()) return QStringLiteral("none");
        QStringList words;
        for (const BatchPtr& batch : found->second.recent) {
            for (const std::int64_t total : batch->find("total")->ints())
                words += QString::number(total);
        }
        return words.join(u' ');
    }

  private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<WorkspaceFolder>(m_folder->path().toStdString());
        QVERIFY(m_workspace->save(WorkspaceSettings{.timeZone = "UTC"}));
        QVERIFY(m_workspace->savePipeline(script("sums")));
        writeFile(m_folder->filePath(QStringLiteral("events.json")), line(0, 5) + line(1, 7));
    }
    void cleanup() {
        m_session.reset();
        m_server.reset();
    }

    void rowsAsTheyAreMade() {
        serve();
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("5"), kPatience);
        add(line(2, 1) + line(3, 2));
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("5 7 1"), kPatience);
        const SnapshotPtr snapshot = m_session->snapshot();
        QVERIFY(snapshot->elsewhere && !snapshot->stopped);
        QCOMPARE(imbalanceOf(*snapshot), QString());
        QCOMPARE(textOf(*snapshot->metrics.at("sums").provisional),
                 std::string("2026-03-01 10:04:00.000 | 2\n"));
        QCOMPARE(m_session->metrics().front().name, std::string("sums"));
        QCOMPARE(m_session->zone().name(), std::string("UTC"));
        // history is read from the file as always, and nobody else may write it
        const auto history = History::open(m_workspace->stateFolder());
        QVERIFY(history);
        QTRY_COMPARE_WITH_TIMEOUT((*history)->rows({.metric = "sums"}).value().rows(), std::size_t{3},
                                  kPatience);
        const auto second = LiveSession::start(*m_workspace, {.clock = &m_clock});
        QVERIFY(!second && second.error().code == ErrorCode::Conflict);
        const auto access = QFile::permissions(liveSocketOf(m_workspace->stateFolder()));
        QVERIFY(!(access & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }
    /// Rules are saved as a file and take effect over there.
    void rulesReachTheOtherSide() {
        serve();
        const std::vector<AlarmRule> rules{
            {.id = "r", .name = "r", .metric = "sums", .column = "total", .threshold = 10}};
        QVERIFY(m_workspace->save(rules));
        m_session->setRules(rules);
        QTest::qWait(1500);  // there is nothing to see before an alarm
        add(line(2, 50) + line(3, 2));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->snapshot()->recentAlarms.size(), std::size_t{1}, kPatience);
        QCOMPARE(m_session->snapshot()->recentAlarms.front().value, 50.0);
        QCOMPARE(m_session->snapshot()->alarms.size(), std::size_t{1});
    }
    /// A script that was saved is run by the other side, one with a mistake is not.
    void anotherScript() {
        serve();
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("5"), kPatience);
        m_session.reset();
        QVERIFY(m_workspace->savePipeline("CREATE TABEL"));
        const auto wrong = LiveSession::attach(*m_workspace, {.clock = &m_clock});
        QVERIFY(!wrong && wrong.error().position.line == 1);
        QVERIFY(m_workspace->savePipeline(script("others")));
        QVERIFY(attach());
        const auto runsIt = [this] {
            const SnapshotPtr snapshot = m_session->snapshot();
            return snapshot->elsewhere && snapshot->metrics.contains("others");
        };
        QTRY_VERIFY_WITH_TIMEOUT(runsIt(), kPatience);
        // the same plan by another name: its open window goes on
        add(line(2, 1) + line(3, 2));
        QTRY_COMPARE_WITH_TIMEOUT(totals("others"), QStringLiteral("7 1"), kPatience);
        QVERIFY(!m_session->snapshot()->metrics.contains("sums"));
        QCOMPARE(m_server->state(), QProcess::Running);
    }
    /// Who looks may go; when the one that runs goes it is said, and its successor is found.
    void comingAndGoing() {
        serve();
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("5"), kPatience);
        m_session.reset();
        QVERIFY(attach());
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("5"), kPatience);
        m_server->killNow();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->stopped.has_value(), kPatience);
        QCOMPARE(m_session->snapshot()->stopped->id, std::string("attach.away"));
        const std::uint64_t seen = m_session->snapshot()->metrics.at("sums").firstSequence;
        std::unique_ptr<LiveSession> session = std::move(m_session);
        serve();
        m_session = std::move(session);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->snapshot()->stopped.has_value(), kPatience);
        add(line(2, 1));
        QTRY_COMPARE_WITH_TIMEOUT(totals("sums"), QStringLiteral("7"), kPatience);
        QVERIFY(m_session->snapshot()->metrics.at("sums").firstSequence > seen + 1);
    }
    void nobodyServes() {
        const auto none = LiveSession::attach(*m_workspace, {.clock = &m_clock});
        QVERIFY(!none);
        QCOMPARE(none.error().id, std::string("attach.away"));
    }
};

QTEST_GUILESS_MAIN(TestAttach)
#include "tst_attach.moc"
