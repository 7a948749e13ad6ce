// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a run on a real broker and a real disk: what fails around it is read on the screen, and
// goes from it when it is over.
#include "core/runtime/live_session.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/stream_light.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#ifdef __linux__
#include <sys/mount.h>
#endif

using namespace guanlan;

namespace {

constexpr std::int64_t kStart = 1'772'323'200'000;  // 2026-03-01T00:00:00Z, milliseconds

std::string pipelineFor(const std::string& broker) {
    return R"(SET 'table.local-time-zone' = 'UTC';
CREATE TABLE plays (ts BIGINT, at AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR at AS at)
WITH ('connector' = 'kafka', 'topic' = 'plays', 'properties.bootstrap.servers' = ')" +
           broker + R"(', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
CREATE MATERIALIZED TABLE per_second AS
SELECT window_end, COUNT(*) AS plays
FROM TABLE(TUMBLE(TABLE plays, DESCRIPTOR(at), INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
)";
}

/// A workspace, its run and the window that shows it.
class Desk {
  public:
    explicit Desk(const WorkspaceFolder& folder) : m_workspace(folder), m_secrets() {
        m_loaded = m_workspace.load();
        if (m_loaded.ok()) start(folder);
    }
    ~Desk() {
        m_window.clearRun();
        m_session.reset();
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    [[nodiscard]] const Result<void>& started() const { return m_loaded; }
    [[nodiscard]] std::int64_t used() const {
        return m_session->snapshot()->metrics.at("per_second").accounting.used;
    }
    /// What the bar under the title says now, in one text; empty while it cannot be seen.
    [[nodiscard]] QString notices() const {
        const auto* bar = m_window.findChild<NoticeBar*>();
        return bar->isVisible() ? bar->accessibleDescription() : QString();
    }

  private:
    void start(const WorkspaceFolder& folder) {
        auto session = LiveSession::start(folder, {.clock = &m_clock});
        if (!session) {
            m_loaded = session.error();
            return;
        }
        m_session = std::move(*session);
        m_window.resize(1280, 800);
        m_window.show();
        m_window.setRun({.snapshot = [this] { return m_session->snapshot(); },
                         .metrics = m_session->metrics(),
                         .historyFolder = folder.stateFolder(),
                         .clock = &m_clock,
                         .zone = m_session->zone()});
    }

    SystemClock m_clock{};
    WorkspaceModel m_workspace;
    SecretAccess m_secrets;
    std::unique_ptr<LiveSession> m_session{};
    MainWindow m_window{m_workspace, m_secrets};
    Result<void> m_loaded{};
};

}  // namespace

class TestDeskFaults : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFolder> m_workspace;
    int m_produced = 0;

    void produceSeconds(int seconds) {
        std::vector<KafkaRecord> records;
        for (int i = 0; i < seconds; ++i) {
            const std::int64_t ts = kStart + m_produced++ * 1000;
            records.push_back({R"({"ts":)" + std::to_string(ts) + "}", {}, 0, ts});
        }
        const auto produced = m_broker.produce("plays", records);
        QVERIFY2(produced.ok(), produced ? "" : produced.error().sentence().c_str());
    }

  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English));
        GUANLAN_START(m_broker);
    }
    void init() {
        if (!m_broker.running()) GUANLAN_START(m_broker);
        m_produced = 0;
        QVERIFY(m_broker.createTopic("plays", 1).ok());
        m_folder = std::make_unique<QTemporaryDir>();
        const QString site = m_folder->filePath(QStringLiteral("site"));
        QVERIFY(QDir().mkpath(site + QStringLiteral("/state")));
        m_workspace = std::make_unique<WorkspaceFolder>(site.toStdString());
        WorkspaceSettings settings;
        settings.timeZone = "UTC";
        QVERIFY(m_workspace->save(settings).ok());
        QVERIFY(m_workspace->savePipeline(pipelineFor(m_broker.bootstrap())).ok());
        QVERIFY(m_workspace->save(DashboardConfig{.id = "main"}).ok());
    }
    void cleanup() {
        if (m_broker.running()) QVERIFY(m_broker.deleteTopic("plays").ok());
    }

    void aBrokerThatGoesAndComesBack() {
        produceSeconds(3);
        const Desk desk(*m_workspace);
        QVERIFY2(desk.started().ok(), desk.started() ? "" : desk.started().error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(desk.used(), 3, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.notices(), QString(), 5'000);
        m_broker.kill();
        QTRY_VERIFY_WITH_TIMEOUT(desk.notices().contains(QStringLiteral("plays is away since")), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.notices().contains(QString::fromStdString(m_broker.bootstrap())),
                                 10'000);
        GUANLAN_START(m_broker);
        produceSeconds(2);
        QTRY_COMPARE_WITH_TIMEOUT(desk.used(), 5, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.notices(), QString(), 10'000);
    }

#ifdef __linux__
    void aFullDiskWhileItRuns() {
        const std::string disk = m_workspace->stateFolder();
        if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=16m") != 0)
            GUANLAN_SKIP(QStringLiteral("mounting a tmpfs needs root"));
        const auto unmount = qScopeGuard([&disk] { umount2(disk.c_str(), MNT_DETACH); });
        produceSeconds(3);
        const Desk desk(*m_workspace);
        QVERIFY2(desk.started().ok(), desk.started() ? "" : desk.started().error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(desk.used(), 3, 20'000);
        const QString ballast = QString::fromStdString(disk + "/ballast");
        fillDiskWith(ballast);
        produceSeconds(30);
        QTRY_VERIFY_WITH_TIMEOUT(desk.notices().contains(QStringLiteral("History not saved since")), 5'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.used(), 33, 10'000);  // the live values go on
        QVERIFY(QFile::remove(ballast));
        QTRY_COMPARE_WITH_TIMEOUT(desk.notices(), QString(), 10'000);
    }
    void aReadOnlyDiskBeforeItStarts() {
        const std::string disk = m_workspace->stateFolder();
        if (mount("tmpfs", disk.c_str(), "tmpfs", MS_RDONLY, "size=16m") != 0)
            GUANLAN_SKIP(QStringLiteral("mounting a tmpfs needs root"));
        const auto unmount = qScopeGuard([&disk] { umount2(disk.c_str(), MNT_DETACH); });
        const Desk desk(*m_workspace);
        QVERIFY(!desk.started());
        QVERIFY2(desk.started().error().sentence().find("read-only") != std::string::npos,
                 desk.started().error().sentence().c_str());
    }

  private:
    static void fillDiskWith(const QString& path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(1 << 12, 'x');
        while (file.write(block) == block.size()) {
        }
    }
#endif
};

QTEST_MAIN(TestDeskFaults)
#include "tst_desk_faults.moc"
