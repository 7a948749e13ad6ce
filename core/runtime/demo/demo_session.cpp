// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/demo_session.h"

#include "core/runtime/demo/history_maker.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace guanlan {

namespace {

/// Faster time means more events in a batch; waiting for them longer costs the same event time.
/// The broker looks through all batches it keeps for every answer: fewer, larger ones cost it less.
int lingerFor(double speed) {
    constexpr int kLingerMs = 40;
    return speed > 1 ? kLingerMs / 2 : kLingerMs;
}

/// The longest windows that live events must find open, so that their first results are complete.
Micros longestWindow(const DemoConfig& config) {
    Micros longest = kMinute;
    for (const MetricRecipe& recipe : config.history)
        longest = std::max(longest, recipe.every);
    return longest;
}

Result<WorkspaceFolder> openOrCreate(const std::string& templatePath, const std::string& folder) {
    if (QFileInfo(QString::fromStdString(folder + "/workspace.json")).exists())
        return WorkspaceFolder(folder);
    return WorkspaceFolder::createFrom(templatePath, folder);
}

/// When the newest stored window of each metric ended.
Result<std::map<std::string, Micros>> newestRows(const std::string& folder,
                                                 const std::vector<MetricDefinition>& metrics,
                                                 const Zone& zone) {
    std::map<std::string, Micros> newest;
    const Result<std::unique_ptr<History>> history = History::open(folder);
    if (!history) return history.error();
    for (const MetricDefinition& metric : metrics) {
        const Result<Batch> rows = (*history)->rows({.metric = metric.name, .lastRows = 1});
        if (!rows && rows.error().code == ErrorCode::NotFound) continue;
        if (!rows) return rows.error();
        if (rows->empty() || !metric.timeColumn) continue;
        const Column& time = rows->column(*metric.timeColumn);
        const Micros at = time.ints().back();
        newest[metric.name] = time.type().kind == TypeKind::TimestampLtz ? at : zone.toUtc(at);
    }
    return newest;
}

}  // namespace

DemoSession::DemoSession(WorkspaceFolder workspace, std::unique_ptr<QTemporaryDir> temporary,
                         DemoConfig config, Zone zone, const DemoOptions& options)
    : m_temporary(std::move(temporary)),
      m_workspace(std::move(workspace)),
      m_config(std::move(config)),
      m_clock(options.base != nullptr ? *options.base : m_systemClock, options.speed),
      m_model({.seed = m_config.seed, .eventsPerSecond = m_config.eventsPerSecond, .zone = std::move(zone)}),
      m_liveFrom(floorTo(m_clock.now(), longestWindow(m_config))) {}

DemoSession::~DemoSession() = default;

Result<std::unique_ptr<DemoSession>> DemoSession::prepare(const DemoOptions& options) {
    std::unique_ptr<QTemporaryDir> temporary;
    std::string folder = options.folder;
    if (folder.empty()) {
        temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + "/guanlan-demo-XXXXXX");
        if (!temporary->isValid()) {
            return Error{.code = ErrorCode::Denied,
                         .id = "demo.no-folder",
                         .what = "Cannot make a temporary folder for the demo",
                         .cause = temporary->errorString().toStdString(),
                         .next = "Name a folder that may be written"};
        }
        folder = temporary->filePath("workspace").toStdString();
    }
    Result<WorkspaceFolder> workspace = openOrCreate(options.templatePath, folder);
    if (!workspace) return workspace.error();
    const Result<WorkspaceSettings> settings = workspace->settings();
    if (!settings) return settings.error();
    const Result<Zone> zone = zoneByName(settings->timeZone);
    if (!zone) return zone.error();
    Result<DemoConfig> config = readDemoConfig(folder + "/demo.json");
    if (!config) return config.error();
    std::unique_ptr<DemoSession> demo(
        new DemoSession(*std::move(workspace), std::move(temporary), *std::move(config), *zone, options));
    Result<std::unique_ptr<DemoBroker>> broker = DemoBroker::start({.topic = demo->m_config.topic,
                                                                    .partitions = demo->m_config.partitions,
                                                                    .lingerMs = lingerFor(options.speed)});
    if (!broker) return broker.error();
    demo->m_broker = *std::move(broker);
    demo->m_feeder =
        std::make_unique<EventFeeder>(*demo->m_broker, demo->m_model, demo->m_clock, demo->m_liveFrom);
    if (Result<void> filled = demo->fillHistory(); !filled) return filled.error();
    return demo;
}

SessionOptions DemoSession::sessionOptions() const {
    return {.clock = &m_clock, .variables = {{"BROKER", m_broker->address()}}, .freshSources = true};
}

Result<void> DemoSession::fillHistory() const {
    const Result<Plan> plan = planWorkspace(m_workspace, sessionOptions().variables);
    if (!plan) return plan.error();
    const std::vector<MetricDefinition> metrics = metricsOf(*plan);
    const Result<std::unique_ptr<Store>> store = Store::open(m_workspace.stateFolder());
    if (!store) return store.error();
    if (Result<void> defined = (*store)->defineMetrics(metrics); !defined) return defined;
    const auto newest = newestRows(m_workspace.stateFolder(), metrics, m_model.zone());
    if (!newest) return newest.error();
    return HistoryMaker(m_model, m_config).write(**store, metrics, *newest, m_liveFrom);
}

}  // namespace guanlan
