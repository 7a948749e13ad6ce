// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/base/latest.h"
#include "core/base/worker.h"
#include "core/runtime/attach/live_server.h"
#include "core/runtime/attach/snapshot_wire.h"
#include "core/runtime/live_session.h"
#include "core/runtime/workspace_plan.h"

#include <QLocalSocket>
#include <QtEndian>

#include <chrono>
#include <mutex>
#include <thread>

namespace guanlan {

namespace {

constexpr int kConnectMs = 500;
constexpr int kAnswerMs = 5000;
constexpr Micros kAskEvery = 100 * kMilli;  // while somebody looks
constexpr Micros kAskUnseenEvery = kSecond;
constexpr Micros kStillLooking = 300 * kMilli;  // since the last look
constexpr auto kStep = std::chrono::milliseconds(20);
constexpr quint32 kLargestFrame = 1U << 30U;

Error away(const std::string& folder) {
    return Error{.code = ErrorCode::Unavailable,
                 .id = "attach.away",
                 .what = "the program that runs the workspace does not answer",
                 .next = "It is asked again; start the workspace here if it has ended",
                 .file = folder};
}

/// One frame, or nothing when the other side is gone or silent.
std::optional<QByteArray> readFrame(QLocalSocket& socket) {
    const auto bytes = [&socket](qint64 count) -> std::optional<QByteArray> {
        while (socket.bytesAvailable() < count) {
            if (!socket.waitForReadyRead(kAnswerMs)) return std::nullopt;
        }
        return socket.read(count);
    };
    const auto size = bytes(4);
    if (!size) return std::nullopt;
    const auto count = qFromBigEndian<quint32>(size->constData());
    if (count > kLargestFrame) return std::nullopt;
    return bytes(count);
}

class AttachedSession final : public LiveSession {
  public:
    AttachedSession(const WorkspaceFolder& workspace, std::vector<MetricDefinition> metrics, Zone zone,
                    std::string script, const Clock& clock)
        : m_folder(workspace.path()),
          m_socket(liveSocketOf(workspace.stateFolder())),
          m_script(std::move(script)),
          m_metrics(std::move(metrics)),
          m_zone(std::move(zone)),
          m_clock(clock),
          m_receiver(m_metrics) {
        auto first = std::make_shared<Snapshot>();
        for (const MetricDefinition& metric : m_metrics)
            first->metrics[metric.name].definition = metric;
        first->taken = m_clock.now();
        m_snapshot.set(std::move(first));
        m_worker.start("guanlan-attached", [this](const std::atomic<bool>& stopping) { run(stopping); });
    }

    [[nodiscard]] SnapshotPtr snapshot() const override {
        m_lookedAt.store(m_pace.monotonic(), std::memory_order_relaxed);
        return m_snapshot.get();
    }
    [[nodiscard]] const std::vector<MetricDefinition>& metrics() const override { return m_metrics; }
    [[nodiscard]] const Zone& zone() const override { return m_zone; }
    // The other side reads the files, which are saved by now.
    void setRules(std::vector<AlarmRule> /*rules*/) override { m_reload = true; }
    void setChannels(std::vector<ChannelConfig> /*channels*/) override { m_reload = true; }
    void setRetention(const Retention& /*retention*/) override { m_reload = true; }
    void setPrometheusPort(int /*port*/) override { m_reload = true; }
    void stop() override { m_worker.stop(); }

  private:
    void run(const std::atomic<bool>& stopping) {
        while (!stopping.load()) {
            QLocalSocket socket;
            socket.connectToServer(m_socket);
            if (socket.waitForConnected(kConnectMs) && greet(socket)) follow(socket, stopping);
            if (stopping.load()) return;
            sayAway();
            pause(kAskUnseenEvery, stopping);
        }
    }
    /// A script that was saved since has to be run by the other side.
    bool greet(QLocalSocket& socket) {
        const auto hello = readFrame(socket);
        if (!hello || !hello->startsWith(live::kHello)) return false;
        const QByteArray runs = hello->mid(static_cast<qsizetype>(sizeof(live::kHello)) - 1);
        if (runs != QByteArray::fromStdString(m_script)) order(socket, live::kRestart);
        return true;
    }
    static void order(QLocalSocket& socket, char what) {
        socket.write(&what, 1);
        socket.flush();
    }
    void follow(QLocalSocket& socket, const std::atomic<bool>& stopping) {
        while (!stopping.load()) {
            if (m_reload.exchange(false)) order(socket, live::kReload);
            order(socket, live::kAskSnapshot);
            const auto answer = readFrame(socket);
            if (!answer) return;
            auto snapshot = m_receiver.read({answer->constData(), static_cast<std::size_t>(answer->size())});
            if (snapshot && !answer->isEmpty())
                m_snapshot.set(std::make_shared<const Snapshot>(std::move(*snapshot)));
            const Micros sinceLook = m_pace.monotonic() - m_lookedAt.load(std::memory_order_relaxed);
            pause(sinceLook < kStillLooking ? kAskEvery : kAskUnseenEvery, stopping);
        }
    }
    /// Ends early where there is something to do.
    void pause(Micros longest, const std::atomic<bool>& stopping) const {
        const Micros until = m_pace.monotonic() + longest;
        const Micros looked = m_lookedAt.load(std::memory_order_relaxed);
        while (!stopping.load() && !m_reload.load() && m_pace.monotonic() < until) {
            std::this_thread::sleep_for(kStep);
            const bool lookedAgain = m_lookedAt.load(std::memory_order_relaxed) != looked;
            if (longest > kAskEvery && lookedAgain) return;
        }
    }
    void sayAway() {
        auto last = std::make_shared<Snapshot>(*m_snapshot.get());
        ++last->number;
        last->stopped = away(m_folder);
        m_snapshot.set(std::move(last));
    }

    const std::string m_folder;
    const QString m_socket;
    const std::string m_script;
    const std::vector<MetricDefinition> m_metrics;
    const Zone m_zone;
    const Clock& m_clock;
    const SystemClock m_pace;
    SnapshotReceiver m_receiver;  // used by the thread only
    Latest<Snapshot> m_snapshot;
    mutable std::atomic<Micros> m_lookedAt{0};  // monotonic
    std::atomic<bool> m_reload{false};
    Worker m_worker;
};

}  // namespace

Result<std::unique_ptr<LiveSession>> LiveSession::attach(const WorkspaceFolder& workspace,
                                                         const SessionOptions& options) {
    const auto settings = workspace.settings();
    if (!settings) return settings.error();
    const auto plan = planWorkspace(workspace, options.variables);
    if (!plan) return plan.error();
    const auto zone = zoneOf(*plan, *settings);
    if (!zone) return zone.error();
    const auto script = workspace.pipeline();
    if (!script) return script.error();
    QLocalSocket socket;
    socket.connectToServer(liveSocketOf(workspace.stateFolder()));
    if (!socket.waitForConnected(kConnectMs)) return away(workspace.path());
    return std::unique_ptr<LiveSession>(std::make_unique<AttachedSession>(
        workspace, runMetricsOf(*plan), *zone, scriptNumber(*script), *options.clock));
}

}  // namespace guanlan
