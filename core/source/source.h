// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/config/secret_store.h"
#include "core/exec/source_batch.h"
#include "core/plan/plan.h"
#include "core/plan/planner.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

class RecordTap;

/// Where to go on: what a source returned with its progress, as the store gave it back.
struct SourcePosition {
    std::string identity;  ///< of cluster and topic (or file)
    std::map<std::uint32_t, std::int64_t> nextOffsets{};
};

/// How a source is doing, for people. Thread-safe snapshot.
struct SourceHealth {
    enum class State : std::uint8_t { Connecting, Reading, CaughtUp, Failing, Ended };
    State state = State::Connecting;
    std::optional<Error> problem{};  ///< while Failing: which address, why; else what was lost for good
    Micros since = 0;                ///< wall clock, when this state began
};

/// Reads one table. next() is called by one thread; stop() and health() by any.
class Source {
  public:
    virtual ~Source() = default;
    /// Opens what it needs; where the other side is away it returns well and retries inside next().
    /// `known` are all positions stored for this table; it goes on at the one whose identity is its own
    /// (known once it is connected), and as its options say when there is none.
    virtual Result<void> open(const std::vector<SourcePosition>& known) = 0;
    /// The next batch, or one without rows after `wait`. An error ends the run; being away is no error.
    virtual Result<SourceBatch> next(std::chrono::milliseconds wait) = 0;
    /// Empty until known. Called by the thread that calls next().
    [[nodiscard]] virtual std::string identity() const = 0;
    [[nodiscard]] virtual SourceHealth health() const = 0;
    virtual void stop() = 0;
};

struct SourceSettings {
    const Clock* clock = nullptr;
    Zone zone{};               ///< for time texts without one
    std::string baseFolder{};  ///< relative paths start here
    std::size_t batchRows = 8192;
    std::size_t index = 0;  ///< in Plan::sources, copied into every batch
    /// Columns that some query reads, by index into the table's; others may be left null. Empty: all.
    std::vector<bool> needed{};
    /// table.exec.source.idle-timeout; a table's own 'scan.watermark.idle-timeout' wins. 0: never idle.
    Micros idleTimeout = 0;
    Micros maxFuture = kDay;   ///< guanlan.max-future; 0: no limit
    RecordTap* tap = nullptr;  ///< hears the records as they came; outlives the source
    SecretLookup secrets{};    ///< for passwords that tables name
};

/// One kind of source; the list is in sources.cpp.
struct SourceKind {
    PlannerOptions::Component component;
    Result<std::unique_ptr<Source>> (*create)(const TableDefinition& table, const SourceSettings& settings);
};
[[nodiscard]] std::span<const SourceKind* const> sourceKinds();
[[nodiscard]] Result<std::unique_ptr<Source>> createSource(const TableDefinition& table,
                                                           const SourceSettings& settings);

}  // namespace guanlan
