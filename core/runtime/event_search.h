// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/row_trace.h"
#include "core/runtime/record_keeper.h"
#include "core/source/source.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// One event behind a result row, as it came.
struct RowEvent {
    std::string source;  ///< table
    std::uint32_t partition = 0;
    std::int64_t offset = 0;
    Fate fate = Fate::Used;        ///< Used, Late or Bad
    std::optional<Micros> time{};  ///< wall time
    KeptRecord record{};
};

/// Everything behind one result row that its sources still have.
struct RowEvents {
    std::optional<std::pair<Micros, Micros>> window{};  ///< wall time
    RowTrace::Counts counts{};
    std::optional<std::int64_t> expected{};  ///< what a COUNT(*) of the row says
    std::vector<RowEvent> events{};          ///< at most so many as were asked for
    /// Partitions whose log no longer reaches back to its first record, and where it begins.
    std::map<std::pair<std::string, std::uint32_t>, std::int64_t> begins{};
    bool replayedLive = false;  ///< a source without end was read in another order than when the row was made

    /// How many events the row counts and the sources did not give; negative: they gave more.
    [[nodiscard]] std::int64_t missing() const {
        return expected ? *expected - counts.used - counts.usedAgain : 0;
    }
};

struct EventSearchSettings {
    const Clock* clock = nullptr;
    Zone zone{};
    std::string baseFolder{};
    std::size_t most = 1000;                      ///< events listed; all are counted
    SecretLookup secrets{};                       ///< for passwords that tables name
    const std::atomic<bool>* stopping = nullptr;  ///< ends the search with Cancelled; null: nothing does
};

/// Reads the sources of a query once more and finds the events behind one of its rows. Files and Kafka topics
/// can be read again; what came once (http, socket) cannot. Memory is bounded by the events listed.
class EventSearch {
  public:
    /// Starts nothing; an Error says why the row's events cannot be found.
    static Result<std::unique_ptr<EventSearch>> create(Plan plan, const RowQuestion& question,
                                                       EventSearchSettings settings);
    Result<RowEvents> run();

  private:
    EventSearch(Plan plan, EventSearchSettings settings)
        : m_plan(std::move(plan)), m_settings(std::move(settings)) {}
    Result<void> prepare(const RowQuestion& question);
    Result<void> addSource(std::size_t source);
    [[nodiscard]] std::optional<Micros> earliestRecord(const TableDefinition& table, Micros maxFuture) const;
    [[nodiscard]] std::optional<std::size_t> slowest() const;
    Result<void> pull(std::size_t source);
    void keep(const RowTrace::Record& record);
    [[nodiscard]] RowEvents results() const;

    struct Reading {
        std::unique_ptr<RecordKeeper> keeper;  // outlives its source
        std::unique_ptr<Source> source;
        std::map<std::uint32_t, std::int64_t> begins{};  // where the logs of its partitions begin
        bool ended = false;
    };
    Plan m_plan;
    EventSearchSettings m_settings;
    bool m_endless = false;
    std::vector<Reading> m_readings;  // by source of the plan; without a source where it is not needed
    std::unique_ptr<RowTrace> m_trace;
    std::map<RowTrace::Record, KeptRecord> m_kept;
    std::size_t m_keptBytes = 0;
};

}  // namespace guanlan
