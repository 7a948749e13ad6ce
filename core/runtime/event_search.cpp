// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/event_search.h"

#include "core/lookup/lookup.h"
#include "core/plan/boundedness.h"
#include "core/runtime/components.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kWait{200};
constexpr std::size_t kMostKeptBytes = 64 * 1024 * 1024;

Error cannotBeReadAgain(const TableDefinition& table) {
    return Error{.code = ErrorCode::NotYet,
                 .id = "events.once",
                 .what = "table '" + table.name + "': what its connector '" + table.option("connector") +
                         "' gives comes once and cannot be read again",
                 .next = "keep the events in a Kafka topic or a file",
                 .arguments = {table.name, table.option("connector")},
                 .position = table.position};
}

/// The table as one that is read from its beginning, or from where its records are as old as that, to what is
/// its end now.
Result<TableDefinition> asBounded(TableDefinition table, std::optional<Micros> earliest) {
    const std::string connector = table.option("connector");
    if (connector == "filesystem") {
        table.options.erase("source.monitor-interval");
        table.options.erase("guanlan.tail");
        return table;
    }
    if (connector != "kafka") return cannotBeReadAgain(table);
    const std::string start = table.option("scan.startup.mode", "group-offsets");
    // Where a run began, its group does not say.
    if (start == "group-offsets" || start == "latest-offset" || start == "earliest-offset")
        table.options["scan.startup.mode"] = earliest ? "timestamp" : "earliest-offset";
    if (table.options["scan.startup.mode"] == "timestamp" && earliest)
        table.options.try_emplace("scan.startup.timestamp-millis", std::to_string(*earliest / kMilli));
    if (!isBounded(table)) table.options["scan.bounded.mode"] = "latest-offset";
    return table;
}

}  // namespace

Result<std::unique_ptr<EventSearch>> EventSearch::create(Plan plan, const RowQuestion& question,
                                                         EventSearchSettings settings) {
    std::unique_ptr<EventSearch> made(new EventSearch(std::move(plan), std::move(settings)));
    if (auto prepared = made->prepare(question); !prepared) return std::move(prepared).error();
    return made;
}

Result<void> EventSearch::prepare(const RowQuestion& question) {
    m_readings.resize(m_plan.sources.size());
    auto trace = RowTrace::create(
        m_plan, question,
        {.clock = m_settings.clock,
         .zone = m_settings.zone,
         .bounded = true,
         .lookups = lookupMaker(
             {.clock = m_settings.clock, .zone = m_settings.zone, .baseFolder = m_settings.baseFolder})},
        m_settings.most);
    if (!trace) return std::move(trace).error();
    m_trace = std::move(*trace);
    for (std::size_t source = 0; source < m_plan.sources.size(); ++source) {
        if (!m_trace->reads(source)) continue;
        if (auto added = addSource(source); !added) return added;
    }
    return {};
}

Result<void> EventSearch::addSource(std::size_t source) {
    Reading& reading = m_readings[source];
    m_endless = m_endless || !isBounded(m_plan.sources[source]);
    auto settings =
        sourceSettingsOf(m_plan, source, *m_settings.clock, m_settings.zone, m_settings.baseFolder);
    if (!settings) return std::move(settings).error();
    auto table =
        asBounded(m_plan.sources[source], earliestRecord(m_plan.sources[source], settings->maxFuture));
    if (!table) return std::move(table).error();
    settings->secrets = m_settings.secrets;
    reading.keeper = std::make_unique<RecordKeeper>(source);
    settings->tap = reading.keeper.get();
    m_plan.sources[source] = std::move(*table);
    auto made = createSource(m_plan.sources[source], *settings);
    if (!made) return std::move(made).error();
    reading.source = std::move(*made);
    return {};
}

/// An event is refused when it is further ahead than guanlan.max-future of its record's own time: so records
/// older than the window by more than that hold none of it, nor do they close it.
std::optional<Micros> EventSearch::earliestRecord(const TableDefinition& table, Micros maxFuture) const {
    const auto window = m_trace->window();
    if (!window || maxFuture <= 0 || !table.rowtime || m_trace->countsRows()) return std::nullopt;
    const bool instant = table.columns[*table.rowtime].type.kind == TypeKind::TimestampLtz;
    const Micros start = instant ? m_settings.zone.toUtc(window->first) : window->first;
    const Micros earliest = start - maxFuture - kDay;  // a wall time is within a day of the instant it means
    return earliest > 0 ? std::optional(earliest) : std::nullopt;
}

Result<RowEvents> EventSearch::run() {
    for (const Reading& reading : m_readings) {
        if (!reading.source) continue;
        if (auto opened = reading.source->open({}); !opened) return std::move(opened).error();
    }
    while (const auto source = slowest()) {
        if (m_settings.stopping != nullptr && *m_settings.stopping) {
            return Error{
                .code = ErrorCode::Cancelled, .id = "events.stopped", .what = "the search was stopped"};
        }
        if (auto pulled = pull(*source); !pulled) return std::move(pulled).error();
    }
    m_trace->finish();
    return results();
}

/// The order in which a script run reads sources that end.
std::optional<std::size_t> EventSearch::slowest() const {
    std::optional<std::size_t> slowest;
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        if (!m_readings[i].source || m_readings[i].ended) continue;
        if (!slowest || m_trace->watermark(i) < m_trace->watermark(*slowest)) slowest = i;
    }
    return slowest;
}

Result<void> EventSearch::pull(std::size_t source) {
    Reading& reading = m_readings[source];
    auto batch = reading.source->next(kWait);
    if (!batch) return std::move(batch).error();
    const SourceHealth health = reading.source->health();
    if (health.state == SourceHealth::State::Failing && health.problem) return *health.problem;
    reading.ended = batch->endOfInput;
    for (const PartitionProgress& progress : batch->progress) {
        if (progress.beginOffset > 0) reading.begins.try_emplace(progress.partition, progress.beginOffset);
    }
    const std::vector<RowTrace::Record> undecoded = reading.keeper->undecoded(*batch);
    if (auto consumed = m_trace->consume(*batch, undecoded); !consumed) return consumed;
    for (const auto& list : {undecoded, m_trace->takeCandidates()}) {
        for (const RowTrace::Record& record : list)
            keep(record);
    }
    reading.keeper->forget(*batch);
    return {};
}

void EventSearch::keep(const RowTrace::Record& record) {
    const KeptRecord* known = m_readings[record.source].keeper->find(record);
    if (known == nullptr || m_kept.size() >= 2 * m_settings.most) return;
    if (m_keptBytes + known->bytes.size() > kMostKeptBytes) return;
    if (m_kept.try_emplace(record, *known).second) m_keptBytes += known->bytes.size();
}

RowEvents EventSearch::results() const {
    RowEvents results{.window = m_trace->window(),
                      .counts = m_trace->counts(),
                      .expected = m_trace->expected(),
                      .replayedLive = m_endless};
    for (const RowTrace::Found& found : m_trace->found()) {
        const auto kept = m_kept.find(found.record);
        results.events.push_back({.source = m_plan.sources[found.record.source].name,
                                  .partition = found.record.partition,
                                  .offset = found.record.offset,
                                  .fate = found.fate,
                                  .time = found.time,
                                  .record = kept == m_kept.end() ? KeptRecord() : kept->second});
    }
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        for (const auto& [partition, begin] : m_readings[i].begins) {
            const auto& heard = m_readings[i].keeper->firstOffsets();
            const auto first = heard.find(partition);
            if (first == heard.end() || first->second <= begin)
                results.begins[{m_plan.sources[i].name, partition}] = begin;
        }
    }
    return results;
}

}  // namespace guanlan
