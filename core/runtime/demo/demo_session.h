// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/config/workspace.h"
#include "core/runtime/demo/demo_broker.h"
#include "core/runtime/demo/event_feeder.h"
#include "core/runtime/demo/history_plan.h"
#include "core/runtime/demo/scaled_clock.h"
#include "core/runtime/live_session.h"
#include "core/source/datagen/event_model.h"

#include <memory>
#include <string>

class QTemporaryDir;

namespace guanlan {

struct DemoOptions {
    std::string templatePath = ":/guanlan/workspaces/bilibili";
    /// Of the workspace; made from the template when it is not there yet. Empty: a temporary folder that is
    /// removed at the end, the right one for speeds above 1, whose history runs ahead of time.
    std::string folder{};
    double speed = 1;
    const Clock* base = nullptr;  ///< null: the system's
};

/// Everything the demo adds around an ordinary LiveSession: the workspace, a broker, history for the days
/// before, a clock and a feeder. Keep it until the LiveSession has stopped.
///     auto demo = DemoSession::prepare(options);
///     auto live = LiveSession::start((*demo)->workspace(), (*demo)->sessionOptions());
///     (*demo)->startFeeding();
class DemoSession {
  public:
    /// Takes about a second at the first start: 30 days of history are written. Nothing else may have the
    /// workspace open.
    static Result<std::unique_ptr<DemoSession>> prepare(const DemoOptions& options);
    ~DemoSession();
    DemoSession(const DemoSession&) = delete;
    DemoSession& operator=(const DemoSession&) = delete;

    [[nodiscard]] const WorkspaceFolder& workspace() const { return m_workspace; }
    [[nodiscard]] const ScaledClock& clock() const { return m_clock; }
    [[nodiscard]] SessionOptions sessionOptions() const;
    /// Produces events from the start of the windows now open on.
    void startFeeding() {
        m_clock.run();
        m_feeder->start();
    }
    void stopFeeding() { m_feeder->stop(); }
    [[nodiscard]] std::int64_t eventsProduced() const { return m_feeder->produced(); }
    /// Where the generated history ends and the live events begin.
    [[nodiscard]] Micros liveFrom() const { return m_liveFrom; }

  private:
    DemoSession(WorkspaceFolder workspace, std::unique_ptr<QTemporaryDir> temporary, DemoConfig config,
                Zone zone, const DemoOptions& options);
    Result<void> fillHistory() const;

    SystemClock m_systemClock;
    std::unique_ptr<QTemporaryDir> m_temporary;
    WorkspaceFolder m_workspace;
    DemoConfig m_config;
    ScaledClock m_clock;
    EventModel m_model;
    Micros m_liveFrom;
    std::unique_ptr<DemoBroker> m_broker;
    std::unique_ptr<EventFeeder> m_feeder;
};

}  // namespace guanlan
