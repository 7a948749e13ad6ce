// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/script_run.h"

#include "core/config/workspace.h"
#include "core/lookup/lookup.h"
#include "core/plan/boundedness.h"
#include "core/runtime/components.h"
#include "core/runtime/run_statistics.h"
#include "core/sink/cell_text.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kWaitAlone{200};
constexpr std::chrono::milliseconds kWaitInTurn{20};
constexpr Micros kFlushEvery = kSecond;
constexpr std::size_t kMostPrinted = 64 * 1024;  // bytes of rows at once
constexpr Micros kProgressEvery = 500 * kMilli;

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
        settings->secrets = m_settings.secrets;
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
    auto job = Job::create(m_plan, {.clock = m_settings.clock,
                                    .zone = m_settings.zone,
                                    .zones = zoneByName,
                                    .bounded = !m_endless,
                                    .lookups = lookupMaker({.clock = m_settings.clock,
                                                            .zone = m_settings.zone,
                                                            .baseFolder = m_settings.baseFolder,
                                                            .secrets = m_settings.secrets}),
                                    .changelog = m_settings.changelog});
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
        auto sink = createSink(
            m_plan.sinks[*query.sink],
            {.zone = m_settings.zone, .baseFolder = m_settings.baseFolder, .secrets = m_settings.secrets});
        if (!sink) return std::move(sink).error();
        output.sink = std::move(*sink);
    }
    m_outputs.push_back(std::move(output));
    return {};
}

Result<void> ScriptRun::run() {
    if (auto answered = printAnswers(); !answered) return answered;
    if (auto opened = openSources(); !opened) return opened;
    while (!m_stopping && !allEnded()) {
        if (auto pulled = pullOnce(); !pulled) return pulled;
        if (auto flushed = flushIfDue(); !flushed) return flushed;
        reportProgress();
    }
    return complete();
}

/// What SHOW, DESCRIBE and EXPLAIN found, before any row.
Result<void> ScriptRun::printAnswers() {
    std::string lines;
    for (const Answer& answer : m_plan.answers) {
        for (const Answer::Row& row : answer.rows) {
            for (const auto& [name, text] : row) {
                lines += &name == &row.front().first ? '{' : ',';
                appendJsonString(lines, name);
                lines += ':';
                if (text) {
                    appendJsonString(lines, *text);
                } else {
                    lines += "null";
                }
            }
            lines += "}\n";
        }
    }
    return lines.empty() ? Result<void>() : m_settings.print(lines);
}

Result<void> ScriptRun::openSources() {
    if (!m_settings.stateFolder.empty()) {
        auto state = RunState::open(m_settings.stateFolder, *m_settings.clock);
        if (!state) return std::move(state).error();
        m_state = std::move(*state);
        if (auto restored = m_state->restore(m_plan, *m_job); !restored) return restored;
    }
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        std::vector<SourcePosition> known;
        if (m_state) {
            auto positions = m_state->positions(m_plan.sources[i].name);
            if (!positions) return std::move(positions).error();
            known = std::move(*positions);
            const bool wentOn = std::any_of(known.begin(), known.end(), [](const SourcePosition& position) {
                return std::any_of(position.nextOffsets.begin(), position.nextOffsets.end(),
                                   [](const auto& next) { return next.second > 0; });
            });
            if (wentOn) warnOfNewQueries(i);
        }
        if (auto opened = m_sources[i]->open(known); !opened) return opened;
    }
    return {};
}

/// One batch from every source in turn, or, while all of them end, from the one that is furthest behind: then
/// the order of their rows does not depend on speed.
Result<void> ScriptRun::pullOnce() {
    if (!m_endless) return pull(slowest(), kWaitAlone);
    const auto wait = m_sources.size() == 1 ? kWaitAlone : kWaitInTurn;
    for (std::size_t i = 0; i < m_sources.size() && !m_stopping; ++i) {
        if (m_ended[i]) continue;
        if (auto pulled = pull(i, wait); !pulled) return pulled;
    }
    return {};
}

std::size_t ScriptRun::slowest() const {
    std::size_t slowest = m_sources.size();
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_ended[i]) continue;
        if (slowest == m_sources.size() || m_job->watermark(i) < m_job->watermark(slowest)) slowest = i;
    }
    return slowest;
}

Result<void> ScriptRun::pull(std::size_t source, std::chrono::milliseconds wait) {
    auto batch = m_sources[source]->next(wait);
    if (!batch) return std::move(batch).error();
    m_ended[source] = batch->endOfInput;
    warnOnce(source);
    if (auto consumed = m_job->consume(*batch); !consumed) return consumed;
    if (auto delivered = deliver(); !delivered) return delivered;
    if (!m_state) return {};
    m_state->note(m_plan.sources[source].name, m_sources[source]->identity(), *batch);
    return allEnded() ? Result<void>() : m_state->saveIfDue(*m_job);
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
    // Changes come in the order in which they happen.
    if (output.rows) return print(output, rows.kinds.empty() ? output.rows->take(rows) : rows);
    return {};
}

Result<void> ScriptRun::print(const Output& output, const std::optional<Batch>& rows) {
    if (!rows || rows->empty()) return {};
    std::string lines;
    for (std::size_t row = 0; row < rows->rows(); ++row) {
        std::string before = output.before;
        if (m_settings.changelog) before.append("\"op\":\"").append(changeOf(*rows, row)).append("\",");
        output.json->append(lines, *rows, row, before);
        lines += '\n';
        if (lines.size() < kMostPrinted) continue;
        if (auto printed = m_settings.print(lines); !printed) return printed;
        lines.clear();
    }
    return lines.empty() ? Result<void>() : m_settings.print(lines);
}

Result<void> ScriptRun::complete() {
    // Saved before the end of the input closes the windows: a file that has grown goes on inside them.
    if (m_state) {
        if (auto saved = m_state->save(*m_job); !saved) return saved;
    }
    if (allEnded()) {
        if (auto finished = m_job->finish(); !finished) return finished;
        if (auto delivered = deliver(); !delivered) return delivered;
        return finishOutputs();
    }
    for (std::size_t i = 0; i < m_plan.queries.size(); ++i) {
        const Query& query = m_plan.queries[i];
        if (!query.root->updating || emitsChanges(m_plan, query, m_settings.changelog)) continue;
        if (auto written = write(i, *m_job->provisional(i)); !written) return written;
    }
    return finishOutputs();
}

void ScriptRun::warnOf(std::size_t query, const Error& problem) {
    if (!m_settings.warn) return;
    const std::string& name = m_plan.queries[query].name;
    m_settings.warn(name.empty() ? "query " + std::to_string(query + 1) : name, problem);
}

/// A result that its type cannot hold is null, and says so.
void ScriptRun::warnOfOverflows() {
    for (std::size_t query = 0; query < m_plan.queries.size(); ++query) {
        std::int64_t overflows = 0;
        for (std::size_t source = 0; source < m_plan.sources.size(); ++source)
            overflows = std::max(overflows, m_job->accounting(source, query).overflows);
        if (overflows == 0) continue;
        warnOf(query, {.code = ErrorCode::InvalidInput,
                       .id = "run.overflow",
                       .what = std::to_string(overflows) + " results did not fit their type and are NULL",
                       .next = "write SUM(CAST(... AS DECIMAL(38, 0)))",
                       .arguments = {std::to_string(overflows)}});
    }
}

/// The source goes on where the last run ended, and a query without state was not there.
void ScriptRun::warnOfNewQueries(std::size_t source) {
    for (std::size_t query = 0; query < m_plan.queries.size(); ++query) {
        if (!readsSource(*m_plan.queries[query].root, source)) continue;
        if (m_job->accounting(source, query).read > 0) continue;
        const std::string& table = m_plan.sources[source].name;
        warnOf(query, {.code = ErrorCode::Conflict,
                       .id = "run.new-query",
                       .what = "it is new or has changed, and '" + table +
                               "' goes on where the last run ended: what came before does not count",
                       .next = "give it a state folder of its own to count from the beginning",
                       .arguments = {table}});
    }
}

Result<void> ScriptRun::finishOutputs() {
    warnOfOverflows();
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

void ScriptRun::reportProgress() {
    const Micros now = m_settings.clock->monotonic();
    if (!m_settings.progress || now < m_nextProgress) return;
    const bool first = m_nextProgress == 0;
    m_nextProgress = now + kProgressEvery;
    if (first) return;  // what is short needs none
    std::int64_t records = 0;
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        records += m_job->source(i).read;
    m_settings.progress(records);
}

std::string ScriptRun::statistics() const {
    return runStatistics(m_plan, *m_job, m_settings.zone);
}

}  // namespace guanlan
