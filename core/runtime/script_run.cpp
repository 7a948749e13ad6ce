// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/script_run.h"

#include "core/plan/boundedness.h"
#include "core/runtime/components.h"
#include "core/runtime/run_statistics.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kWaitAlone{200};
constexpr std::chrono::milliseconds kWaitInTurn{20};
constexpr Micros kFlushEvery = kSecond;

}  // namespace

ScriptRun::ScriptRun(Plan plan, ScriptRunSettings settings)
    : m_plan(std::move(plan)), m_settings(std::move(settings)) {}

Result<std::unique_ptr<ScriptRun>> ScriptRun::create(Plan plan, ScriptRunSettings settings) {
    std::unique_ptr<ScriptRun> made(new ScriptRun(std::move(plan), std::move(settings)));
    if (auto prepared = made->prepare(); !prepared) return std::move(prepared).error();
    return made;
}

Result<void> ScriptRun::prepare() {
    m_endless = !std::all_of(m_plan.sources.begin(), m_plan.sources.end(),
                             [](const TableDefinition& table) { return isBounded(table); });
    for (std::size_t i = 0; i < m_plan.sources.size(); ++i) {
        auto settings =
            sourceSettingsOf(m_plan, i, *m_settings.clock, m_settings.zone, m_settings.baseFolder);
        if (!settings) return std::move(settings).error();
        auto source = createSource(m_plan.sources[i], *settings);
        if (!source) return std::move(source).error();
        m_sources.push_back(std::move(*source));
    }
    m_ended.assign(m_sources.size(), false);
    m_warned.resize(m_sources.size());
    const auto selects = std::count_if(m_plan.queries.begin(), m_plan.queries.end(),
                                       [](const Query& query) { return query.kind == Query::Kind::Select; });
    for (const Query& query : m_plan.queries) {
        if (auto added = addOutput(query, selects > 1); !added) return added;
    }
    auto job =
        Job::create(m_plan, {.clock = m_settings.clock, .zone = m_settings.zone, .bounded = !m_endless});
    if (!job) return std::move(job).error();
    m_job = std::move(*job);
    return {};
}

Result<void> ScriptRun::addOutput(const Query& query, bool numbered) {
    Output output;
    if (query.kind == Query::Kind::Select) {
        ++m_selects;
        if (numbered) output.before = "\"query\":" + std::to_string(m_selects) + ",";
        output.rows = std::make_unique<ResultRows>(query, !isBounded(*query.root, m_plan));
        output.json = std::make_unique<JsonRowWriter>(*query.root->output, m_settings.zone);
    } else if (query.kind == Query::Kind::Insert) {
        auto sink = createSink(m_plan.sinks[*query.sink],
                               {.zone = m_settings.zone, .baseFolder = m_settings.baseFolder});
        if (!sink) return std::move(sink).error();
        output.sink = std::move(*sink);
    }
    m_outputs.push_back(std::move(output));
    return {};
}

Result<void> ScriptRun::run() {
    for (const auto& source : m_sources) {
        if (auto opened = source->open({}); !opened) return opened;
    }
    while (!m_stopping && !allEnded()) {
        auto pulled = pullOnce();
        if (!pulled) return std::move(pulled).error();
        if (auto flushed = flushIfDue(); !flushed) return flushed;
    }
    return complete();
}

/// One batch from every source in turn.
Result<bool> ScriptRun::pullOnce() {
    const auto wait = m_sources.size() == 1 ? kWaitAlone : kWaitInTurn;
    bool some = false;
    for (std::size_t i = 0; i < m_sources.size() && !m_stopping; ++i) {
        if (m_ended[i]) continue;
        auto batch = m_sources[i]->next(wait);
        if (!batch) return std::move(batch).error();
        m_ended[i] = batch->endOfInput;
        some = some || !batch->rows.empty();
        warnOnce(i);
        if (auto consumed = m_job->consume(*batch); !consumed) return std::move(consumed).error();
        if (auto delivered = deliver(); !delivered) return std::move(delivered).error();
    }
    return some;
}

bool ScriptRun::allEnded() const {
    return std::all_of(m_ended.begin(), m_ended.end(), [](bool ended) { return ended; });
}

void ScriptRun::warnOnce(std::size_t source) {
    const SourceHealth health = m_sources[source]->health();
    std::string told = health.problem ? health.problem->sentence() : std::string();
    if (health.problem && told != m_warned[source] && m_settings.warn)
        m_settings.warn(m_plan.sources[source].name, *health.problem);
    m_warned[source] = std::move(told);
}

Result<void> ScriptRun::deliver() {
    for (const Emission& emission : m_job->takeEmissions()) {
        if (auto written = write(emission.query, *emission.rows); !written) return written;
    }
    return {};
}

Result<void> ScriptRun::write(std::size_t query, const Batch& rows) {
    const Output& output = m_outputs[query];
    if (output.sink) return output.sink->write(rows);
    if (output.rows) return print(output, output.rows->take(rows));
    return {};
}

Result<void> ScriptRun::print(const Output& output, const std::optional<Batch>& rows) {
    if (!rows || rows->empty()) return {};
    std::string lines;
    for (std::size_t row = 0; row < rows->rows(); ++row) {
        output.json->append(lines, *rows, row, output.before);
        lines += '\n';
    }
    return m_settings.print(lines);
}

Result<void> ScriptRun::complete() {
    if (allEnded()) {
        if (auto finished = m_job->finish(); !finished) return finished;
        if (auto delivered = deliver(); !delivered) return delivered;
        return finishOutputs();
    }
    for (std::size_t i = 0; i < m_plan.queries.size(); ++i) {
        if (!m_plan.queries[i].root->updating) continue;
        if (auto written = write(i, *m_job->provisional(i)); !written) return written;
    }
    return finishOutputs();
}

Result<void> ScriptRun::finishOutputs() {
    for (const Output& output : m_outputs) {
        if (output.rows) {
            if (auto printed = print(output, output.rows->finish()); !printed) return printed;
        }
        if (output.sink) {
            if (auto flushed = output.sink->flush(); !flushed) return flushed;
        }
    }
    return {};
}

Result<void> ScriptRun::flushIfDue() {
    const Micros now = m_settings.clock->monotonic();
    if (!m_endless || now < m_nextFlush) return {};
    m_nextFlush = now + kFlushEvery;
    for (const Output& output : m_outputs) {
        if (!output.sink) continue;
        if (auto flushed = output.sink->flush(); !flushed) return flushed;
    }
    return {};
}

std::string ScriptRun::statistics() const {
    return runStatistics(m_plan, *m_job, m_settings.zone);
}

}  // namespace guanlan
