// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/draft_run.h"

#include "core/base/time.h"
#include "core/config/workspace.h"
#include "core/exec/job.h"
#include "core/lookup/lookup.h"
#include "core/runtime/components.h"
#include "core/runtime/workspace_plan.h"
#include "core/sink/history_sinks.h"
#include "core/source/kafka/kafka_reader.h"
#include "core/source/kafka/topic_reader.h"

#include <algorithm>
#include <set>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kWait{50};
constexpr std::size_t kNewestOfTopic = 5000;
constexpr Micros kGeneratedSpan = 5 * kMinute;
constexpr std::size_t kCaughtUp = 256;  ///< generated rows: smaller batches are made as time goes by

void collectSources(const Node& node, std::set<std::size_t>& sources) {
    if (const auto* scan = std::get_if<ScanNode>(&node.op)) sources.insert(scan->source);
    for (const NodePtr& input : node.inputs)
        collectSources(*input, sources);
}

/// The same query over a table that reads what is there and ends.
class Draft {
  public:
    Draft(Plan plan, const DraftSettings& settings, const Zone& zone, const std::atomic<bool>& stopping)
        : m_plan(std::move(plan)), m_settings(settings), m_zone(zone), m_stopping(stopping) {}

    Result<DraftRows> run() {
        if (auto opened = open(); !opened) return std::move(opened).error();
        const Micros end = m_settings.clock->monotonic() + m_settings.longest;
        while (!m_stopping && m_settings.clock->monotonic() < end) {
            Reader* next = slowest();
            if (next == nullptr) break;
            if (auto pulled = pull(*next); !pulled) return std::move(pulled).error();
        }
        if (auto finished = m_job->finish(); !finished) return std::move(finished).error();
        return result();
    }

  private:
    struct Reader {
        std::size_t index = 0;
        std::unique_ptr<Source> source{};
        std::int64_t read = 0;
        bool ended = false;
    };

    Result<void> open() {
        std::set<std::size_t> read;
        collectSources(*m_plan.queries.front().root, read);
        for (const std::size_t index : read) {
            if (auto chosen = chooseRecords(index); !chosen) return chosen;
            auto settings = settingsOf(index);
            if (!settings) return std::move(settings).error();
            auto source = createSource(m_plan.sources[index], *settings);
            if (!source) return std::move(source).error();
            if (auto opened = (*source)->open({}); !opened) return opened;
            m_readers.push_back({.index = index, .source = std::move(*source)});
        }
        auto job = Job::create(m_plan, {.clock = m_settings.clock,
                                        .zone = m_zone,
                                        .zones = zoneByName,
                                        .bounded = true,
                                        .lookups = lookupMaker({.clock = m_settings.clock,
                                                                .zone = m_zone,
                                                                .baseFolder = m_settings.baseFolder,
                                                                .secrets = m_settings.secrets})});
        if (!job) return std::move(job).error();
        m_job = std::move(*job);
        return {};
    }

    [[nodiscard]] Result<SourceSettings> settingsOf(std::size_t index) const {
        auto settings = sourceSettingsOf(m_plan, index, *m_settings.clock, m_zone, m_settings.baseFolder);
        if (settings) settings->secrets = m_settings.secrets;
        return settings;
    }

    Result<void> chooseRecords(std::size_t index) {
        TableDefinition& table = m_plan.sources[index];
        const std::string connector = table.option("connector");
        if (connector == "kafka") return chooseOfTopic(index, table);
        if (connector == "filesystem") {
            table.options.erase("source.monitor-interval");
            table.options.erase("guanlan.tail");
        } else if (connector == "datagen") {
            const Micros start = m_settings.clock->now() - kGeneratedSpan;
            table.options.try_emplace("guanlan.start", formatTimestamp(m_zone.toLocal(start), 3));
        } else {
            return notAgain(table);
        }
        return {};
    }

    static Error notAgain(const TableDefinition& table) {
        return {.code = ErrorCode::NotYet,
                .id = "draft.not-again",
                .what = "records of '" + table.name + "' cannot be read a second time",
                .next = "Save the metric: its rows are shown as they come",
                .arguments = {table.name}};
    }

    Result<void> chooseOfTopic(std::size_t index, TableDefinition& table) {
        const auto settings = settingsOf(index);
        if (!settings) return settings.error();
        const auto plan = kafkaPlanOf(table, *settings);
        if (!plan) return plan.error();
        if (plan->topics.names.empty()) return notAgain(table);
        auto reader = TopicReader::open(plan->properties, plan->topics.names.front());
        if (!reader) return std::move(reader).error();
        const auto newest = (*reader)->newest(kNewestOfTopic, m_stopping);
        if (!newest) return newest.error();
        std::map<std::int32_t, std::int64_t> first;
        for (const SampleMessage& message : *newest) {
            const auto known = first.try_emplace(message.partition, message.offset).first;
            known->second = std::min(known->second, message.offset);
        }
        std::string offsets;
        for (const auto& [partition, offset] : first) {
            offsets += (offsets.empty() ? "" : ";") + ("partition:" + std::to_string(partition)) +
                       ",offset:" + std::to_string(offset);
        }
        table.options["scan.startup.mode"] = offsets.empty() ? "latest-offset" : "specific-offsets";
        if (!offsets.empty()) table.options["scan.startup.specific-offsets"] = offsets;
        table.options["scan.bounded.mode"] = "latest-offset";
        return {};
    }

    /// The one to read next: then the order of the rows does not depend on speed.
    [[nodiscard]] Reader* slowest() {
        Reader* found = nullptr;
        for (Reader& reader : m_readers) {
            if (reader.ended) continue;
            if (found == nullptr || m_job->watermark(reader.index) < m_job->watermark(found->index))
                found = &reader;
        }
        return found;
    }

    Result<void> pull(Reader& reader) {
        auto batch = reader.source->next(kWait);
        if (!batch) return std::move(batch).error();
        const SourceHealth health = reader.source->health();
        if (health.state == SourceHealth::State::Failing && health.problem) return *health.problem;
        if (auto consumed = m_job->consume(*batch); !consumed) return consumed;
        reader.read = m_job->source(reader.index).read;
        const bool generated = m_plan.sources[reader.index].option("connector") == "datagen";
        const bool caughtUp = generated && reader.read > 0 && batch->rows.rows() < kCaughtUp;
        reader.ended = batch->endOfInput || caughtUp || reader.read >= m_settings.mostRecords;
        keepNewest();
        return {};
    }

    void keepNewest() {
        for (Emission& emission : m_job->takeEmissions()) {
            m_made += static_cast<std::int64_t>(emission.rows->rows());
            m_batches.push_back(std::move(emission.rows));
        }
        std::size_t rows = 0;
        for (auto batch = m_batches.rbegin(); batch != m_batches.rend(); ++batch) {
            if (rows >= m_settings.mostRows) {
                m_batches.erase(m_batches.begin(), batch.base());
                return;
            }
            rows += (*batch)->rows();
        }
    }

    [[nodiscard]] DraftRows result() {
        keepNewest();
        DraftRows found{.made = m_made, .zone = m_zone};
        const bool updates = m_plan.queries.front().root->updating;
        if (updates) {
            m_batches = {m_job->provisional(0)};
            found.made = static_cast<std::int64_t>(m_batches.front()->rows());
        }
        for (const Reader& reader : m_readers) {
            const Accounting account = m_job->accounting(reader.index, 0);
            const std::int64_t rows = std::max(found.account.rows, account.rows);
            addRecords(found.account, account);
            found.account.rows = rows;
        }
        BatchBuilder builder(m_plan.queries.front().root->output);
        for (auto batch = m_batches.rbegin(); batch != m_batches.rend(); ++batch) {
            const std::size_t rows = (*batch)->rows();
            for (std::size_t i = 0; i < rows && builder.rows() < m_settings.mostRows; ++i)
                builder.appendRow(**batch, updates ? i : rows - 1 - i);
        }
        if (builder.rows() > 0) found.rows = builder.seal();
        return found;
    }

    Plan m_plan;
    const DraftSettings& m_settings;
    Zone m_zone;
    const std::atomic<bool>& m_stopping;
    std::vector<Reader> m_readers{};
    std::unique_ptr<Job> m_job{};
    std::vector<BatchPtr> m_batches{};
    std::int64_t m_made = 0;
};

}  // namespace

Result<DraftRows> runDraft(const std::string& script, const std::string& metric,
                           const DraftSettings& settings, const std::atomic<bool>& stopping) {
    PlanOutcome outcome = planScript(script, plannerOptions({}));
    if (!outcome.ok()) return outcome.errors.front();
    keepInHistory(outcome.plan);
    std::erase_if(outcome.plan.queries, [&](const Query& query) {
        return query.kind != Query::Kind::Metric || query.name != metric;
    });
    if (outcome.plan.queries.size() != 1) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "panel.metric",
                     .what = "there is no metric '" + metric + "'",
                     .arguments = {metric}};
    }
    const auto set = outcome.plan.settings.find("table.local-time-zone");
    const auto zone =
        set == outcome.plan.settings.end() ? Result<Zone>(settings.zone) : zoneByName(set->second);
    if (!zone) return zone.error();
    return Draft(std::move(outcome.plan), settings, *zone, stopping).run();
}

}  // namespace guanlan
