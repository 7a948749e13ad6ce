// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone_catalog.h"
#include "core/exec/accounting.h"
#include "core/exec/lookup_table.h"
#include "core/exec/read_progress.h"
#include "core/exec/source_batch.h"
#include "core/exec/state_store.h"
#include "core/plan/plan.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace guanlan {

/// Final rows of one query, in the order in which their windows closed; or changes of its result.
struct Emission {
    std::size_t query = 0;
    BatchPtr rows{};
    /// How far the sources had been read when these rows were made: records of their windows that stand
    /// behind came too late.
    ReadPositions read{};
};

/// A partition as the engine sees it.
struct PartitionView {
    std::uint32_t partition = 0;
    std::int64_t nextOffset = 0;
    std::int64_t endOffset = -1;
    std::int64_t read = 0;
    std::int64_t bad = 0;  ///< of those read
    std::int64_t lost = 0;
    Micros watermark = kMinTime;  ///< an instant, also where the events carry wall times
    bool idle = false;
};

struct SourceView {
    std::int64_t read = 0;
    std::int64_t bad = 0;
    Micros watermark = kMinTime;  ///< least over the partitions that are not idle; an instant
    std::vector<PartitionView> partitions{};
    std::vector<BadRecord> newSamples{};  ///< since the last view
};

struct JobSettings {
    const Clock* clock = nullptr;  ///< outlives the job; null: the system's
    Zone zone{};
    ZoneCatalog::Make zones{};  ///< those that functions name; empty: none are known
    bool bounded = false;       ///< then guanlan.max-future is off where records carry no time of their own
    LookupMaker lookups{};      ///< makes the tables of lookup joins; empty: there can be none
    bool changelog = false;     ///< SELECTs emit every change of a result that updates, not its last state
};

/// Whether a query emits every change of its result, as opposed to the last state at the end.
[[nodiscard]] bool emitsChanges(const Plan& plan, const Query& query, bool changelog);

/// A running plan: feed it source batches, take its results. One thread at a time; does no I/O.
/// The rows that come out depend only on the records that went in and their order, never on the cut into
/// batches.
class Job {
  public:
    static Result<std::unique_ptr<Job>> create(const Plan& plan, const JobSettings& settings);
    virtual ~Job() = default;

    /// An error is one that ends the run (a table whose json.ignore-parse-errors is false).
    virtual Result<void> consume(const SourceBatch& batch) = 0;
    /// To be called now and then: windows over processing time end though no record comes.
    virtual void tick() = 0;
    /// All bounded sources have ended: closes every window.
    virtual Result<void> finish() = 0;
    /// What became final since the last call.
    virtual std::vector<Emission> takeEmissions() = 0;
    /// The values that the open windows of the query have now (or the whole result, for one that updates);
    /// same schema as its emissions. Costs time in the number of open groups.
    [[nodiscard]] virtual BatchPtr provisional(std::size_t query) const = 0;

    /// Writes what changed since the last call. restoreState() is called before the first consume().
    virtual void saveState(StateWriter& writer) = 0;
    virtual Result<void> restoreState(StateReader& reader) = 0;

    [[nodiscard]] virtual SourceView source(std::size_t index) = 0;
    /// In the time of its events: a wall time where they carry those.
    [[nodiscard]] virtual Micros watermark(std::size_t source) const = 0;
    /// Of records of that source on their way into that query, once for each time it reads the source; all
    /// zero when it does not.
    [[nodiscard]] virtual Accounting accounting(std::size_t source, std::size_t query) const = 0;
    /// The same by partition; their sum is the accounting of the source.
    [[nodiscard]] virtual std::vector<PartitionAccounting> partitions(std::size_t source,
                                                                      std::size_t query) const = 0;
    /// The operators of the query from its sources to its result.
    [[nodiscard]] virtual std::vector<OperatorAccounting> operators(std::size_t query) const = 0;
};

}  // namespace guanlan
