// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/session_setup.h"

#include "core/exec/sealed_state.h"
#include "core/lookup/lookup.h"
#include "core/runtime/components.h"
#include "core/runtime/self_metrics.h"
#include "core/runtime/workspace_plan.h"

namespace guanlan {

namespace {

/// Metrics and INSERT sinks of the plan; a plain SELECT has no place to go in a workspace.
Result<void> connectOutputs(SessionSetup& setup, const Zone& zone, const std::string& folder,
                            const SecretLookup& secrets) {
    for (const Query& query : setup.plan.queries) {
        std::optional<std::size_t> metric;
        std::unique_ptr<Sink> sink;
        if (query.kind == Query::Kind::Metric) {
            metric = setup.metrics.size();
            setup.metrics.push_back(metricOf(query));
        } else if (query.kind == Query::Kind::Insert) {
            auto created = createSink(setup.plan.sinks[*query.sink], {zone, folder, secrets});
            if (!created) return created.error();
            sink = std::move(*created);
        }
        setup.metricOfQuery.push_back(metric);
        setup.sinkOfQuery.push_back(std::move(sink));
    }
    for (MetricDefinition& own : SelfMetrics::definitions())
        setup.metrics.push_back(std::move(own));
    return {};
}

Result<void> connectSources(SessionSetup& setup, const SessionOptions& options, const Zone& zone,
                            const std::string& folder) {
    for (std::size_t i = 0; i < setup.plan.sources.size(); ++i) {
        const TableDefinition& table = setup.plan.sources[i];
        auto settings = sourceSettingsOf(setup.plan, i, *options.clock, zone, folder);
        if (!settings) return settings.error();
        settings->secrets = options.secrets;
        auto source = createSource(table, *settings);
        if (!source) return source.error();
        setup.sources.push_back(std::move(*source));
        std::vector<SourcePosition> known;
        if (!options.freshSources) {
            auto stored = setup.store->offsets(table.name);
            if (!stored) return stored.error();
            for (Commit::Offsets& offsets : *stored)
                known.push_back({offsets.identity, std::move(offsets.next)});
        }
        setup.positions.push_back(std::move(known));
    }
    return {};
}

/// Whose state goes on: a metric whose plan has changed is computed anew.
std::vector<std::string> stateOwners(const Plan& plan, const SessionOptions& options) {
    std::vector<std::string> owners;
    if (options.freshSources) return owners;
    for (const TableDefinition& source : plan.sources)
        owners.push_back(sourceScope(source.name));
    for (const Query& query : plan.queries)
        owners.push_back(query.fingerprint);
    return owners;
}

Result<void> restore(SessionSetup& setup, const WorkspaceFolder& workspace, const SessionOptions& options,
                     const Zone& zone) {
    auto job = Job::create(setup.plan, {.clock = options.clock,
                                        .zone = zone,
                                        .zones = zoneByName,
                                        .lookups = lookupMaker({.clock = options.clock,
                                                                .zone = zone,
                                                                .baseFolder = workspace.path(),
                                                                .secrets = options.secrets})});
    if (!job) return job.error();
    setup.job = std::move(*job);
    if (Result<void> forgot = setup.store->forgetStateExcept(stateOwners(setup.plan, options)); !forgot)
        return forgot;
    if (!options.freshSources) {
        const auto state = setup.store->state();
        if (const Result<void> restored = setup.job->restoreState(*state); !restored) return restored.error();
    }
    auto rules = workspace.alarms();
    if (!rules) return rules.error();
    auto states = setup.store->alarmStates();
    if (!states) return states.error();
    setup.alarms.setRules(std::move(*rules));
    setup.alarms.restore(std::move(*states));
    return {};
}

Result<void> openStore(SessionSetup& setup, const WorkspaceFolder& workspace) {
    auto store = Store::open(workspace.stateFolder());
    if (!store) return store.error();
    setup.store = std::move(*store);
    return setup.store->defineMetrics(setup.metrics);
}

}  // namespace

Result<SessionSetup> prepareSession(const WorkspaceFolder& workspace, const SessionOptions& options) {
    const Result<WorkspaceSettings> settings = workspace.settings();
    if (!settings) return settings.error();
    Result<Plan> plan = planWorkspace(workspace, options.variables);
    if (!plan) return plan.error();
    SessionSetup setup;
    setup.plan = std::move(*plan);
    setup.retention = retentionOf(*settings);
    setup.prometheusPort = settings->prometheusPort;
    const Result<Zone> zone = zoneOf(setup.plan, *settings);
    if (!zone) return zone.error();
    auto channels = workspace.channels();
    if (!channels) return channels.error();
    setup.channels = std::move(*channels);
    setup.wording = {
        .language = settings->language,
        .zone = *zone,
        .workspace = settings->name.in(QString::fromStdString(settings->language)).toStdString()};
    if (auto done = connectOutputs(setup, *zone, workspace.path(), options.secrets); !done)
        return done.error();
    if (auto done = openStore(setup, workspace); !done) return done.error();
    if (auto done = connectSources(setup, options, *zone, workspace.path()); !done) return done.error();
    if (auto done = restore(setup, workspace, options, *zone); !done) return done.error();
    return setup;
}

}  // namespace guanlan
