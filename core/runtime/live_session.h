// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/config/workspace.h"
#include "core/notify/channel.h"
#include "core/runtime/snapshot.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

struct SessionOptions {
    const Clock* clock = nullptr;
    SecretLookup secrets{};
    /// Values put in place of ${NAME} in pipeline.sql, such as the address of the demo's broker.
    std::map<std::string, std::string> variables{};
    /// Starts with empty windows and at the sources' own start, keeping history and alarms: for a demo, whose
    /// broker is a new one at every start.
    bool freshSources = false;
};

/// A workspace at work: sources, engine, store and notifier on their threads. All functions are called by
/// one thread (the UI's, or main); snapshot() by any. The destructor stops everything in order.
class LiveSession {
  public:
    /// Plans the pipeline and opens the store; nothing runs when something is wrong. Errors come with
    /// positions.
    static Result<std::unique_ptr<LiveSession>> start(const WorkspaceFolder& workspace,
                                                      const SessionOptions& options);
    /// The run of another program on this machine that serves the workspace, as a session: what it is told is
    /// read by the other side from the files, a script that was saved since is run by it, and its end ends
    /// nothing there. Unavailable where none answers.
    static Result<std::unique_ptr<LiveSession>> attach(const WorkspaceFolder& workspace,
                                                       const SessionOptions& options);
    virtual ~LiveSession() = default;

    /// The newest picture of everything; never null.
    [[nodiscard]] virtual SnapshotPtr snapshot() const = 0;
    /// Definitions of all metrics, in the order of the script.
    [[nodiscard]] virtual const std::vector<MetricDefinition>& metrics() const = 0;
    /// The script's, else the workspace's, else the system's.
    [[nodiscard]] virtual const Zone& zone() const = 0;
    /// Replaces the rules from the next window on; the caller saves the file.
    virtual void setRules(std::vector<AlarmRule> rules) = 0;
    virtual void setChannels(std::vector<ChannelConfig> channels) = 0;
    virtual void setRetention(const Retention& retention) = 0;
    /// Where a Prometheus on this machine reads how the run is doing; 0: nowhere.
    virtual void setPrometheusPort(int port) = 0;
    virtual void stop() = 0;
};

}  // namespace guanlan
