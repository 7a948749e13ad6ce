// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/config/secret_store.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace guanlan {

/// Which file goes to which topic, and how fast. A field is the name of a JSON field, or the number of a CSV
/// column counted from 1.
struct FileReplayPlan {
    std::string path;
    std::string broker;
    std::string topic;
    std::vector<std::pair<std::string, std::string>> properties{};  ///< as 'properties.NAME' of a table
    std::string passwordSecret{};  ///< the name under which `secrets` has the login's password; empty: none
    SecretLookup secrets{};
    std::string keyField{};   ///< empty: records without a key
    std::string timeField{};  ///< numbers since 1970 (their size tells the unit), SQL or ISO-8601 text
    double speed = 0;     ///< event time passes so many times faster than the clock; 0: as fast as possible
    bool header = false;  ///< the first line is none
    Zone zone{};          ///< of times without an offset
};

/// Sends every line of a file to Kafka as one record, in order. Used by one thread; stop() by any.
class FileReplay {
  public:
    struct Count {
        std::int64_t records = 0;
        std::int64_t bytes = 0;
        std::int64_t withoutTime =
            0;  ///< lines whose time could not be read: sent with that of the line before
    };
    explicit FileReplay(FileReplayPlan plan) : m_plan(std::move(plan)) {}

    /// Returns when every record is acknowledged, or after stop(). `progress` is called now and then.
    Result<Count> run(const std::function<void(const Count&)>& progress);
    void stop() { m_stopped.store(true); }

  private:
    FileReplayPlan m_plan;
    std::atomic<bool> m_stopped = false;
    static_assert(std::atomic<bool>::is_always_lock_free, "stop() is called by signal handlers");
};

/// An event time as files write it. Empty when the text is none.
[[nodiscard]] std::optional<Micros> readEventTime(std::string_view text, const Zone& zone);

}  // namespace guanlan
