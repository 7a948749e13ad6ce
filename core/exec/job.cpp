// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/job.h"

#include "core/exec/query_run.h"
#include "core/exec/run_options.h"
#include "core/exec/sealed_state.h"
#include "core/exec/source_stage.h"

#include <utility>

namespace guanlan {

namespace {

constexpr std::uint32_t kWhole = 0xFFFFFFFF;  // behind all rows of a batch

class RunningJob final : public Job {
  public:
    RunningJob(const Plan& plan, const JobSettings& settings)
        : m_plan(plan),
          m_settings(settings),
          m_zones(m_settings.zones),
          m_evaluator(m_settings.zone, clock(), &m_zones) {}

    Result<void> prepare() {
        for (const TableDefinition& table : m_plan.sources) {
            const Result<Micros> maxFuture = maxFutureOf(table, m_plan.settings);
            if (!maxFuture) return maxFuture.error();
            m_sources.push_back(
                std::make_unique<SourceStage>(table, m_settings, clock(), *maxFuture, m_evaluator));
        }
        const Result<Micros> stateTtl = stateTtlOf(m_plan.settings);
        if (!stateTtl) return stateTtl.error();
        for (const Query& query : m_plan.queries) {
            const bool each = emitsChanges(m_plan, query, m_settings.changelog);
            auto run = QueryRun::create(query, each ? Changes::EachOne : Changes::AtTheEnd,
                                        {.plan = m_plan,
                                         .evaluator = m_evaluator,
                                         .zone = m_settings.zone,
                                         .clock = clock(),
                                         .lookups = m_settings.lookups,
                                         .stateTtl = *stateTtl});
            if (!run) return run.error();
            m_queries.push_back(std::move(*run));
        }
        return {};
    }

    Result<void> consume(const SourceBatch& batch) override {
        SourceStage& source = *m_sources[batch.source];
        const Chunk& scanned = source.scan(batch);
        for (const auto& query : m_queries) {
            if (query->scansOf(batch.source) == 0) continue;
            query->push(batch.source, scanned, batch.bad, source.refused());
            query->advance(batch.source, source.watermark());
            if (batch.endOfInput) query->endSource(batch.source);
            if (std::optional<Error> problem = query->problem()) return std::move(*problem);
        }
        takeRows(&batch);
        m_progress.take(batch);
        return {};
    }

    void tick() override {
        for (const auto& query : m_queries)
            query->tick();
        takeRows(nullptr);
    }

    Result<void> finish() override {
        for (const auto& query : m_queries)
            query->finish();
        takeRows(nullptr);
        return {};
    }

    std::vector<Emission> takeEmissions() override { return std::exchange(m_emissions, {}); }

    [[nodiscard]] BatchPtr provisional(std::size_t query) const override {
        return m_queries[query]->provisional();
    }

    void saveState(StateWriter& writer) override {
        SealedWriter sealed(writer);
        for (const auto& source : m_sources)
            source->save(sealed);
        for (const auto& query : m_queries)
            query->save(sealed);
    }

    Result<void> restoreState(StateReader& reader) override {
        SealedReader sealed(reader);
        for (const auto& source : m_sources) {
            if (Result<void> restored = source->restore(sealed); !restored) return restored;
        }
        std::vector<Micros> watermarks;
        for (const auto& source : m_sources)
            watermarks.push_back(source->watermark());
        for (std::size_t source = 0; source < m_sources.size(); ++source) {
            for (const PartitionView& partition : m_sources[source]->view().partitions)
                m_progress.note(source, partition.partition, partition.nextOffset);
        }
        for (const auto& query : m_queries) {
            if (Result<void> restored = query->restore(sealed, watermarks); !restored) return restored;
        }
        if (std::optional<Error> problem = sealed.problem()) return std::move(*problem);
        return {};
    }

    [[nodiscard]] SourceView source(std::size_t index) override { return m_sources[index]->view(); }

    [[nodiscard]] Micros watermark(std::size_t source) const override {
        return m_sources[source]->watermark();
    }

    [[nodiscard]] Accounting accounting(std::size_t source, std::size_t query) const override {
        return m_queries[query]->accounting(source);
    }

    [[nodiscard]] std::vector<PartitionAccounting> partitions(std::size_t source,
                                                              std::size_t query) const override {
        return m_queries[query]->partitions(source);
    }

    [[nodiscard]] std::vector<OperatorAccounting> operators(std::size_t query) const override {
        return m_queries[query]->operators();
    }

  private:
    /// `batch` is the one that was just worked off and made them; null: time or the end did.
    void takeRows(const SourceBatch* batch) {
        std::optional<std::pair<std::uint32_t, ReadPositions>> last;  // of the row before which it was
        for (std::size_t query = 0; query < m_queries.size(); ++query) {
            for (QueryRun::Rows& rows : m_queries[query]->takeRows()) {
                const std::uint32_t row = batch == nullptr || rows.closedBy == kMinTime
                                              ? kWhole
                                              : m_sources[batch->source]->firstRowAt(rows.closedBy);
                if (!last || last->first != row) last = {row, positionsBefore(batch, row)};
                m_emissions.push_back({query, std::move(rows.batch), last->second});
            }
        }
    }
    [[nodiscard]] ReadPositions positionsBefore(const SourceBatch* batch, std::uint32_t row) const {
        if (batch == nullptr) return m_progress.now();
        if (row < batch->rows.rows()) return m_progress.before(*batch, row);
        ReadProgress after = m_progress;
        after.take(*batch);
        return after.now();
    }

    [[nodiscard]] const Clock& clock() const {
        return m_settings.clock != nullptr ? *m_settings.clock : m_systemClock;
    }

    const SystemClock m_systemClock;
    const Plan m_plan;
    const JobSettings m_settings;
    ZoneCatalog m_zones;
    const ExpressionEvaluator m_evaluator;
    std::vector<std::unique_ptr<SourceStage>> m_sources;
    std::vector<std::unique_ptr<QueryRun>> m_queries;
    ReadProgress m_progress;
    std::vector<Emission> m_emissions;
};

}  // namespace

bool emitsChanges(const Plan& plan, const Query& query, bool changelog) {
    if (!query.root->updating || query.kind == Query::Kind::Metric) return false;
    if (query.kind == Query::Kind::Select) return changelog;
    return plan.sinks[*query.sink].option("connector") != "history";
}

Result<std::unique_ptr<Job>> Job::create(const Plan& plan, const JobSettings& settings) {
    auto job = std::make_unique<RunningJob>(plan, settings);
    if (const Result<void> prepared = job->prepare(); !prepared) return prepared.error();
    return std::unique_ptr<Job>(std::move(job));
}

}  // namespace guanlan
