// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/result.h"
#include "core/batch/batch.h"
#include "core/exec/source_batch.h"
#include "core/exec/state_store.h"
#include "core/store/retention.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// What history knows about a metric: how its rows split into time, series and values.
struct MetricDefinition {
    std::string name;
    SchemaPtr schema{};
    std::optional<std::size_t> timeColumn{};  ///< empty: time of the commit
    std::vector<std::size_t> dimensions{};    ///< key columns that name a series
    /// Time and dimensions name one row (without a time column the dimensions alone): a later one replaces
    /// it.
    bool keyed = true;
    std::string fingerprint{};
};

struct StateOperation {
    enum class Kind : std::uint8_t { Put, Append, Erase };
    Kind kind = Kind::Put;
    std::string scope;
    std::string key;
    std::string bytes{};
};

/// One message to one channel, from the alarm's transaction until it is delivered or given up.
struct OutboxMessage {
    std::int64_t id = 0;    ///< given by the store
    std::string messageId;  ///< unique; the same on every attempt (Message-ID of a mail)
    std::string channel;    ///< channel id
    AlarmTransition alarm{};
    /// Joined: told with another one, whose `others` it is.
    enum class Phase : std::uint8_t { Waiting, Sending, Sent, Failed, Joined };
    Phase phase = Phase::Waiting;
    int attempts = 0;
    Micros nextAttempt = 0;    ///< wall clock
    std::string lastAnswer{};  ///< of the other side, or the error
    Micros created = 0;
    std::vector<std::string> delivered{};   ///< receivers who have it, when others still wait for it
    std::vector<AlarmTransition> others{};  ///< told with `alarm`

    static constexpr std::string_view kOfGap = "gap.";
    /// Whether its alarm was old when it was found, as after a stop: such messages of a channel become one.
    [[nodiscard]] bool ofGap() const { return messageId.starts_with(kOfGap); }
};

/// How far a partition of a source table had been read.
struct SourceReach {
    std::string source;
    std::uint32_t partition = 0;
    std::int64_t nextOffset = 0;
    bool operator==(const SourceReach&) const = default;
};

/// Everything that becomes durable together, in ONE transaction: after a crash either all of it is there or
/// none.
struct Commit {
    struct Rows {
        std::string metric;
        BatchPtr rows;
        std::vector<SourceReach> reach{};  ///< of the sources when the rows were made
    };
    struct Offsets {
        std::string source;    ///< table name
        std::string identity;  ///< of cluster and topic
        std::map<std::uint32_t, std::int64_t> next{};
    };
    std::vector<Rows> rows{};
    std::vector<Offsets> offsets{};
    std::vector<StateOperation> state{};
    std::vector<AlarmState> alarmStates{};
    std::vector<AlarmTransition> transitions{};
    std::vector<OutboxMessage> outbox{};
    std::vector<std::pair<std::string, BadRecord>> quarantine{};  ///< source table, sample
    Micros at = 0;                                                ///< wall clock

    [[nodiscard]] bool empty() const {
        return rows.empty() && offsets.empty() && state.empty() && alarmStates.empty() &&
               transitions.empty() && outbox.empty() && quarantine.empty();
    }
};

struct StoredAlarm {
    AlarmTransition transition{};
    std::int64_t id = 0;
};

/// The one writer of a workspace's SQLite file. One thread at a time; readers use History.
class Store {
  public:
    /// Creates or opens `folder`/history.db and takes the folder's lock: a second writer is refused with
    /// Conflict. A damaged or newer file is refused with words, never emptied.
    static Result<std::unique_ptr<Store>> open(const std::string& folder);
    virtual ~Store() = default;

    /// Registers metrics before their first rows. A metric whose dimensions or column types changed keeps its
    /// old rows under the old shape where they still fit, else starts anew beside them.
    virtual Result<void> defineMetrics(const std::vector<MetricDefinition>& metrics) = 0;
    virtual Result<void> commit(const Commit& commit) = 0;

    /// All positions stored for a source table, by identity of cluster and topic.
    virtual Result<std::vector<Commit::Offsets>> offsets(const std::string& source) = 0;
    /// Removes all operator state but that of the owners: scopes that are an owner's name or begin with it
    /// and a slash. For metrics that are gone or have changed.
    virtual Result<void> forgetStateExcept(const std::vector<std::string>& owners) = 0;
    /// Valid until the next commit. Ask its problem() after reading.
    virtual std::unique_ptr<StateReader> state() = 0;
    virtual Result<std::vector<AlarmState>> alarmStates() = 0;

    /// Messages whose time has come, at most `limit` for each channel, oldest first. One that was being sent
    /// when the last writer died is due again.
    /// Those of a gap are due once no more of them come, and then together as one.
    virtual Result<std::vector<OutboxMessage>> dueMessages(Micros now, int limit) = 0;
    virtual Result<void> updateMessage(const OutboxMessage& message) = 0;
    /// Its settings have changed: messages of the last 48 hours that wait or failed are due now.
    virtual Result<void> retryMessages(const std::string& channel, Micros now) = 0;

    /// Merges journal rows into compact blocks; called now and then by the writer's thread.
    virtual Result<void> compact() = 0;
    /// Lets go of rows that have left the retention, and gives room that is free for long back to the disk.
    /// Blocks go as a whole, so a little more is kept than has to be.
    virtual Result<void> forgetRows(const Retention& retention, Micros now) = 0;
    /// What its file takes up, the write-ahead log included.
    [[nodiscard]] virtual Result<std::int64_t> bytesOnDisk() const = 0;
};

}  // namespace guanlan
