// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/gate.h"
#include "core/exec/job.h"
#include "core/exec/make_stage.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// One query at work: a tree of stages between the scans of its sources and the place where its results are
/// collected.
class QueryRun {
  public:
    /// NotYet, with its position, for what the stages cannot do.
    /// The rows go to `end`, which outlives the run; to takeRows() when it is null.
    static Result<std::unique_ptr<QueryRun>> create(const Query& query, Changes changes,
                                                    const StageContext& context, StageOutput* end = nullptr);

    /// How often the query reads the source; every time counts in the accounting.
    [[nodiscard]] std::size_t scansOf(std::size_t source) const;
    [[nodiscard]] Accounting accounting(std::size_t source) const;
    [[nodiscard]] std::vector<PartitionAccounting> partitions(std::size_t source) const;
    /// From now on records that are bad in an operator are gathered there.
    void watchBad(RecordSet& records);
    /// From the sources to the result.
    [[nodiscard]] std::vector<OperatorAccounting> operators() const;

    /// `scanned` holds the rows of a batch, the good ones selected; `undecoded` came beside them, `refused`
    /// are those not selected.
    void push(std::size_t source, const Chunk& scanned, std::span<const BadCount> undecoded,
              std::span<const BadCount> refused);
    void advance(std::size_t source, Micros watermark);
    /// Nothing follows from this source: it holds no other back.
    void endSource(std::size_t source);
    void tick();
    void finish();
    /// What ends the run.
    [[nodiscard]] std::optional<Error> problem() const;
    struct Rows {
        BatchPtr batch{};
        Micros closedBy = kMinTime;  ///< the watermark that closed their windows
    };
    [[nodiscard]] std::vector<Rows> takeRows();
    [[nodiscard]] BatchPtr provisional() const;

    void save(StateWriter& writer);
    /// With the watermark of every source.
    Result<void> restore(StateReader& reader, std::span<const Micros> watermarks);

  private:
    /// Where the rows of a scan enter.
    struct Entry {
        std::size_t source = 0;
        StageOutput* first = nullptr;
        const Node* scan = nullptr;
        RecordLedger ledger{};
        std::int64_t passed = 0;   ///< records that the scan let through
        std::int64_t refused = 0;  ///< and those that it did not
    };
    /// A stage with what lies below it: numbers of stages, or of entries.
    struct Slot {
        std::unique_ptr<Stage> stage;
        const Node* node = nullptr;  ///< null: no operator of the plan
        std::unique_ptr<Gate> before{};
        std::unique_ptr<Gate> behind{};
        std::vector<std::size_t> inputs{};
        std::vector<std::size_t> entries{};  ///< all below it
    };
    /// Stands behind the last stage.
    class End final : public StageOutput {
      public:
        explicit End(QueryRun& run) : m_run(run) {}
        void push(Chunk chunk) override { m_run.collect(chunk); }
        void advance(Micros /*watermark*/) override {}

      private:
        QueryRun& m_run;
    };

    QueryRun(const Query& query, const StageContext& context) : m_query(query), m_context(context) {
        m_context.results = &m_results;
    }
    Result<void> addBelow(const NodePtr& node, Changes changes, StageOutput& next,
                          std::vector<std::size_t>& inputs);
    Result<void> addUnion(const Node& node, Changes changes, StageOutput& next,
                          std::vector<std::size_t>& inputs);
    Result<void> addInputs(std::size_t slot, const NodePtr& below, Changes changes);
    std::size_t addSlot(std::unique_ptr<Stage> stage, const Node* node, StageOutput& next,
                        std::vector<std::size_t>& inputs);
    void pushRowByRow(std::size_t source, const Chunk& scanned);
    void pushInto(Entry& entry, Chunk chunk);
    void collect(const Chunk& chunk);
    void addProvisional(std::size_t slot, const std::function<void(Chunk)>& take) const;
    [[nodiscard]] BatchPtr batchOf(const Chunk& chunk) const;
    [[nodiscard]] std::string scopeOf(std::size_t slot) const;
    void saveAccounting(StateWriter& writer);
    bool restoreAccounting(StateReader& reader);
    bool restoreCounts(StateView in);

    const Query& m_query;
    Accounting m_results;  // rows and overflows
    std::string m_savedCounts;
    StageContext m_context;
    std::vector<Slot> m_slots;  // a stage stands before those it gets rows from
    std::vector<std::size_t> m_top;
    std::vector<Entry> m_entries;
    End m_end{*this};
    std::vector<Rows> m_rows;
};

}  // namespace guanlan
