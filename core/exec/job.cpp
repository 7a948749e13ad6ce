// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/job.h"

#include "core/base/duration.h"
#include "core/exec/query_run.h"
#include "core/exec/source_stage.h"

#include <utility>

namespace guanlan {

namespace {

constexpr char kMaxFuture[] = "guanlan.max-future";

Result<Micros> maxFutureOf(const TableDefinition& table, const Options& settings) {
    std::string text = table.option(kMaxFuture);
    if (const auto set = settings.find(kMaxFuture); text.empty() && set != settings.end()) text = set->second;
    if (text.empty()) return kDay;
    if (const auto duration = parseDuration(text)) return *duration;
    Error error{ErrorCode::InvalidInput, "option.duration",
                std::string("'") + kMaxFuture + "' = '" + text + "' is no duration"};
    error.next = "write '1 d', '2 h' or '30 min'";
    error.arguments = {kMaxFuture, text};
    error.position = table.position;
    return error;
}

class RunningJob final : public Job {
  public:
    RunningJob(const Plan& plan, const JobSettings& settings)
        : m_plan(plan), m_settings(settings), m_evaluator(m_settings.zone, clock()) {}

    Result<void> prepare() {
        for (const TableDefinition& table : m_plan.sources) {
            const Result<Micros> maxFuture = maxFutureOf(table, m_plan.settings);
            if (!maxFuture) return maxFuture.error();
            m_sources.push_back(
                std::make_unique<SourceStage>(table, m_settings, clock(), *maxFuture, m_evaluator));
        }
        for (std::size_t query = 0; query < m_plan.queries.size(); ++query) {
            auto run = QueryRun::create(m_plan, query, m_evaluator, m_settings.zone);
            if (!run) return run.error();
            m_queries.push_back(std::move(*run));
        }
        return {};
    }

    Result<void> consume(const SourceBatch& batch) override {
        SourceStage& source = *m_sources[batch.source];
        const Chunk& scanned = source.scan(batch);
        for (const auto& query : m_queries) {
            if (query->source() != batch.source) continue;
            query->push(scanned, source.readOfBatch(), source.badOfBatch());
            query->advance(source.watermark());
        }
        return {};
    }

    Result<void> finish() override {
        for (const auto& query : m_queries)
            query->finish();
        return {};
    }

    std::vector<Emission> takeEmissions() override {
        std::vector<Emission> emissions;
        for (std::size_t query = 0; query < m_queries.size(); ++query) {
            for (BatchPtr& rows : m_queries[query]->takeRows())
                emissions.push_back({query, std::move(rows)});
        }
        return emissions;
    }

    [[nodiscard]] BatchPtr provisional(std::size_t query) const override {
        return m_queries[query]->provisional();
    }

    void saveState(StateWriter& writer) override {
        for (const auto& source : m_sources)
            source->save(writer);
        for (const auto& query : m_queries)
            query->save(writer);
    }

    Result<void> restoreState(StateReader& reader) override {
        for (const auto& source : m_sources) {
            if (Result<void> restored = source->restore(reader); !restored) return restored;
        }
        for (const auto& query : m_queries) {
            if (Result<void> restored = query->restore(reader, m_sources[query->source()]->watermark());
                !restored) {
                return restored;
            }
        }
        if (std::optional<Error> problem = reader.problem()) return std::move(*problem);
        return {};
    }

    [[nodiscard]] SourceView source(std::size_t index) override { return m_sources[index]->view(); }

    [[nodiscard]] Accounting accounting(std::size_t source, std::size_t query) const override {
        return m_queries[query]->source() == source ? m_queries[query]->accounting() : Accounting{};
    }

  private:
    [[nodiscard]] const Clock& clock() const {
        return m_settings.clock != nullptr ? *m_settings.clock : m_systemClock;
    }

    const SystemClock m_systemClock;
    const Plan m_plan;
    const JobSettings m_settings;
    const ExpressionEvaluator m_evaluator;
    std::vector<std::unique_ptr<SourceStage>> m_sources;
    std::vector<std::unique_ptr<QueryRun>> m_queries;
};

}  // namespace

Result<std::unique_ptr<Job>> Job::create(const Plan& plan, const JobSettings& settings) {
    auto job = std::make_unique<RunningJob>(plan, settings);
    if (const Result<void> prepared = job->prepare(); !prepared) return prepared.error();
    return std::unique_ptr<Job>(std::move(job));
}

}  // namespace guanlan
