// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/recorded_run.h"

#include "core/runtime/demo/history_maker.h"
#include "core/runtime/workspace_plan.h"
#include "core/source/datagen/event_model.h"
#include "core/store/history.h"

#include <QFile>

#include <algorithm>

namespace guanlan {

namespace {

const std::string kTemplate = std::string(GUANLAN_SOURCE_DIR) + "/resources/workspaces/bilibili";

template <typename T>
T must(Result<T> result, const char* what) {
    if (!result.ok()) qFatal("%s: %s", what, result.error().sentence().c_str());
    return std::move(*result);
}

void must(const Result<void>& result, const char* what) {
    if (!result.ok()) qFatal("%s: %s", what, result.error().sentence().c_str());
}

/// Closed rows made into those of a window that is open for a third of its time.
BatchPtr openWindow(const Batch& rows, std::size_t timeColumn, Micros end) {
    BatchBuilder builder(rows.schemaPtr());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        for (std::size_t c = 0; c < builder.columns(); ++c) {
            const Column& column = rows.column(c);
            const bool count = column.type().kind == TypeKind::BigInt && !column.isNull(row);
            if (c == timeColumn) {
                builder[c].appendInt(end);
            } else if (count) {
                builder[c].appendInt(column.ints()[row] * 35 / 100);
            } else {
                builder[c].appendFrom(column, row);
            }
        }
    }
    return std::make_shared<Batch>(builder.seal());
}

}  // namespace

RecordedRun::RecordedRun(int days)
    : m_clock(std::make_unique<HandClock>(kNow)), m_zone(must(zoneByName("Asia/Shanghai"), "zone")) {
    const std::string path = m_directory.filePath(QStringLiteral("workspace")).toStdString();
    m_folder =
        std::make_unique<WorkspaceFolder>(must(WorkspaceFolder::createFrom(kTemplate, path), "workspace"));
    planMetrics();
    m_store = must(Store::open(m_folder->stateFolder()), "store");
    must(m_store->defineMetrics(m_metrics), "metrics");
    writeHistory(days);
    addSource();
    for (const MetricDefinition& metric : m_metrics) {
        MetricLive live{.definition = metric};
        live.accounting = {
            {.read = 1'204'331, .used = 1'180'211, .filtered = 24'100, .late = 12, .bad = 8}, 0, 2'880};
        m_next.metrics.emplace(metric.name, std::move(live));
    }
    m_next.watermark = kNow - 3 * kSecond;
    m_next.taken = kNow;
    publish();
}

void RecordedRun::planMetrics() {
    m_metrics = metricsOf(must(planWorkspace(*m_folder, {{"BROKER", "127.0.0.1:9"}}), "plan"));
}

void RecordedRun::writeHistory(int days) {
    DemoConfig config = must(readDemoConfig(kTemplate + "/demo.json"), "demo.json");
    for (MetricRecipe& recipe : config.history)
        recipe.days = std::min(recipe.days, days);
    const EventModel model({.seed = config.seed, .eventsPerSecond = config.eventsPerSecond, .zone = m_zone});
    must(HistoryMaker(model, config).write(*m_store, m_metrics, {}, floorTo(kNow, kMinute)), "history");
}

void RecordedRun::addSource() {
    SourceLive source{.name = "events", .recordsPerSecond = 1'024, .lag = 37};
    source.health = {.state = SourceHealth::State::CaughtUp, .since = kNow - kHour};
    source.view.read = 1'204'331;
    source.view.bad = 8;
    source.view.watermark = kNow - 3 * kSecond;
    for (std::uint32_t number = 0; number < 4; ++number) {
        source.view.partitions.push_back({.partition = number,
                                          .nextOffset = 301'000 + number,
                                          .endOffset = 301'010 + number,
                                          .read = 301'000,
                                          .watermark = kNow - 3 * kSecond,
                                          .idle = false});
    }
    m_next.sources.push_back(std::move(source));
}

RunView RecordedRun::view() const {
    return {.snapshot = [published = m_published] { return *published; },
            .metrics = m_metrics,
            .historyFolder = m_folder->stateFolder(),
            .clock = m_clock.get(),
            .zone = m_zone};
}

void RecordedRun::publish() {
    ++m_next.number;
    *m_published = std::make_shared<const Snapshot>(m_next);
}

void RecordedRun::emitRows(const std::string& metric, BatchPtr rows) {
    m_next.metrics.at(metric).recent.push_back(std::move(rows));
}

const MetricDefinition& RecordedRun::metric(const std::string& name) const {
    const auto place = std::find_if(m_metrics.begin(), m_metrics.end(),
                                    [&](const MetricDefinition& metric) { return metric.name == name; });
    if (place == m_metrics.end()) qFatal("no metric %s", name.c_str());
    return *place;
}

void RecordedRun::fillLively() {
    auto history = must(History::open(m_folder->stateFolder()), "history");
    const Micros lastEnd = m_zone.toLocal(floorTo(kNow, kMinute));  // window_end is local wall time
    for (auto& [name, live] : m_next.metrics) {
        const Batch rows =
            must(history->rows({.metric = name, .from = lastEnd, .to = lastEnd + 1}), "last rows");
        live.provisional = openWindow(rows, *live.definition.timeColumn, lastEnd + kMinute);
    }
    AlarmState firing{.ruleId = "region-errors", .series = "region=广东", .phase = AlarmState::Phase::Firing};
    firing.breaches = 3;
    firing.since = m_zone.toLocal(kNow - 4 * kMinute);  // as windows are stored
    firing.lastWindow = kNow - 20 * kSecond;
    firing.value = 0.0713;
    firing.alarmId = "a1";
    m_next.alarms = {firing};
    AlarmTransition began{.alarmId = "a1", .ruleId = "region-errors", .ruleName = "省内播放错误率过高"};
    began.metric = "quality_by_region";
    began.column = "error_rate";
    began.series = "region=广东";
    began.level = AlarmLevel::Critical;
    began.at = kNow - 4 * kMinute;
    began.window = firing.since;
    began.value = 0.0652;
    began.threshold = 0.03;
    AlarmTransition resolved = began;
    resolved.alarmId = "a0";
    resolved.series = "region=四川";
    resolved.firing = false;
    resolved.at = kNow - 33 * kMinute;
    resolved.window = m_zone.toLocal(resolved.at);
    resolved.value = 0.012;
    m_next.recentAlarms = {resolved, began};
    must(m_store->commit({.transitions = m_next.recentAlarms, .at = kNow}), "alarms");
}

}  // namespace guanlan
