// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/exec/job.h"
#include "core/exec/stage.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// One query at work: its stages in a row behind the scan of one source. Collects what comes out at the end.
class QueryRun {
  public:
    /// NotYet, with its position, for what the stages cannot do.
    static Result<std::unique_ptr<QueryRun>> create(const Plan& plan, std::size_t query,
                                                    const ExpressionEvaluator& evaluator, const Zone& zone);

    [[nodiscard]] std::size_t source() const { return m_source; }
    [[nodiscard]] const Accounting& accounting() const { return m_accounting; }

    /// `scanned` holds the good rows of a batch in which `read` records came, `bad` of them refused by cause.
    void push(const Chunk& scanned, std::int64_t read, const std::map<std::string, std::int64_t>& bad);
    void advance(Micros watermark);
    void finish();
    [[nodiscard]] std::vector<BatchPtr> takeRows();
    [[nodiscard]] BatchPtr provisional() const;

    void save(StateWriter& writer);
    Result<void> restore(StateReader& reader, Micros watermark);

  private:
    QueryRun(const Query& query, std::size_t source) : m_query(query), m_source(source) {}
    Result<void> addStages(const NodePtr& node, const ExpressionEvaluator& evaluator, const Zone& zone);
    Result<void> addAggregate(const Node& node, const ExpressionEvaluator& evaluator, const Zone& zone);
    void connect();
    [[nodiscard]] StageOutput& first();
    [[nodiscard]] BatchPtr batchOf(const Chunk& chunk) const;
    [[nodiscard]] std::string scopeOf(std::size_t stage) const;

    /// Stands behind the last stage.
    class End final : public StageOutput {
      public:
        explicit End(QueryRun& run) : m_run(run) {}
        void push(Chunk chunk) override { m_run.collect(chunk); }
        void advance(Micros /*watermark*/) override {}

      private:
        QueryRun& m_run;
    };
    void collect(const Chunk& chunk);

    const Query& m_query;
    std::size_t m_source;
    std::vector<std::unique_ptr<Stage>> m_stages;
    End m_end{*this};
    Accounting m_accounting;
    Accounting m_saved;
    std::vector<BatchPtr> m_rows;
};

}  // namespace guanlan
