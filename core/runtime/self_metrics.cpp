// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/self_metrics.h"

#include <algorithm>
#include <fstream>

#ifdef __linux__
#include <unistd.h>
#endif

namespace guanlan {

namespace {

MetricDefinition definition(std::string_view name, std::vector<Field> fields,
                            std::vector<std::size_t> dimensions) {
    fields.insert(fields.begin(), {"time", DataType::timestampLtz()});
    return {.name = std::string(name),
            .schema = std::make_shared<Schema>(std::move(fields)),
            .timeColumn = 0,
            .dimensions = std::move(dimensions),
            .fingerprint = std::string(name)};
}

Micros beginOfSpan(Micros time) {
    const Micros past = time % SelfMetrics::kEvery;
    return time - (past < 0 ? past + SelfMetrics::kEvery : past);
}

double seconds(Micros span) {
    return static_cast<double>(span) / static_cast<double>(kSecond);
}

template <typename T, typename Append>
void appendOr(ColumnBuilder& column, const std::optional<T>& value, Append append) {
    if (!value) return column.appendNull();
    (column.*append)(*value);
}

BatchPtr runRow(const MetricDefinition& metric, const Snapshot& snapshot, Micros at) {
    BatchBuilder row(metric.schema);
    std::size_t column = 0;
    row[column++].appendInt(at);
    row[column++].appendInt(static_cast<std::int64_t>(snapshot.queueDepth));
    row[column++].appendDouble(
        snapshot.store.saving ? 0 : seconds(snapshot.taken - snapshot.store.notSavedSince));
    row[column++].appendInt(snapshot.store.bytesOnDisk);
    appendOr(row[column++], residentBytes(), &ColumnBuilder::appendInt);
    row[column++].appendInt(
        std::count_if(snapshot.alarms.begin(), snapshot.alarms.end(),
                      [](const AlarmState& alarm) { return alarm.phase == AlarmState::Phase::Firing; }));
    return std::make_shared<Batch>(row.seal());
}

}  // namespace

std::vector<MetricDefinition> SelfMetrics::definitions() {
    return {definition(kSources,
                       {{"source", DataType::string()},
                        {"records_per_second", DataType::real()},
                        {"bad", DataType::bigint()},
                        {"lag", DataType::bigint()},
                        {"watermark_delay", DataType::real()},
                        {"failing", DataType::bigint()}},
                       {1}),
            definition(kRun,
                       {{"queue_depth", DataType::bigint()},
                        {"unsaved_seconds", DataType::real()},
                        {"history_bytes", DataType::bigint()},
                        {"memory_bytes", DataType::bigint()},
                        {"alarms", DataType::bigint()}},
                       {})};
}

std::vector<BatchPtr> SelfMetrics::due(const Snapshot& snapshot) {
    const Micros span = beginOfSpan(snapshot.taken);
    if (m_span == span) return {};
    std::vector<BatchPtr> rows;
    if (m_span && *m_span < span)
        rows = {sourceRows(snapshot, span), runRow(m_definitions[1], snapshot, span)};
    m_span = span;
    remember(snapshot);
    return rows;
}

BatchPtr SelfMetrics::sourceRows(const Snapshot& snapshot, Micros at) const {
    BatchBuilder rows(m_definitions[0].schema);
    const double passed = seconds(std::max<Micros>(1, snapshot.taken - m_takenBefore));
    for (const SourceLive& source : snapshot.sources) {
        const auto found = m_before.find(source.name);
        const Counted before = found != m_before.end() ? found->second : Counted{};
        std::size_t column = 0;
        rows[column++].appendInt(at);
        rows[column++].appendText(source.name);
        rows[column++].appendDouble(static_cast<double>(source.view.read - before.read) / passed);
        rows[column++].appendInt(source.view.bad - before.bad);
        rows[column++].appendInt(source.lag);
        appendOr(rows[column++], watermarkDelay(source, snapshot.taken), &ColumnBuilder::appendDouble);
        rows[column++].appendInt(source.health.state == SourceHealth::State::Failing ? 1 : 0);
    }
    return std::make_shared<Batch>(rows.seal());
}

void SelfMetrics::remember(const Snapshot& snapshot) {
    m_takenBefore = snapshot.taken;
    for (const SourceLive& source : snapshot.sources)
        m_before[source.name] = {.read = source.view.read, .bad = source.view.bad};
}

std::optional<double> watermarkDelay(const SourceLive& source, Micros now) {
    const Micros watermark = source.view.watermark;
    if (watermark == kMinTime || watermark == kMaxTime) return std::nullopt;
    return seconds(now - watermark);
}

std::optional<std::int64_t> residentBytes() {
#ifdef __linux__
    std::ifstream pages("/proc/self/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    if (pages >> all >> resident) return resident * ::sysconf(_SC_PAGESIZE);
#endif
    return std::nullopt;
}

}  // namespace guanlan
