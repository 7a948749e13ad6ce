// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/components.h"

#include "core/base/duration.h"
#include "core/config/workspace.h"
#include "core/decode/decoder.h"
#include "core/decode/option_values.h"
#include "core/lookup/lookup.h"
#include "core/plan/needed_columns.h"
#include "core/sink/sink.h"

namespace guanlan {

namespace {

/// A duration that the script SETs.
Result<Micros> durationSetting(const Plan& plan, const std::string& name, Micros fallback) {
    const auto set = plan.settings.find(name);
    if (set == plan.settings.end()) return fallback;
    const auto duration = parseDuration(set->second);
    if (duration && *duration >= 0) return *duration;
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "settings.duration",
                 .what = "'" + name + "' cannot be '" + set->second + "'",
                 .next = "A duration is written 30 s",
                 .arguments = {name, set->second}};
}

}  // namespace

std::vector<PlannerOptions::Component> knownComponents() {
    std::vector<PlannerOptions::Component> components;
    for (const SourceKind* kind : sourceKinds())
        components.push_back(kind->component);
    for (const SinkKind* kind : sinkKinds())
        components.push_back(kind->component);
    for (const DecoderKind* kind : decoderKinds())
        components.push_back(kind->component);
    for (const LookupKind* kind : lookupKinds())
        components.push_back(kind->component);
    return components;
}

PlannerOptions plannerOptions(std::string file) {
    return {.file = std::move(file),
            .components = knownComponents(),
            .checkZone = [](const std::string& name) -> Result<void> {
                auto zone = zoneByName(name);
                return zone ? Result<void>() : std::move(zone).error();
            }};
}

Result<SourceSettings> sourceSettingsOf(const Plan& plan, std::size_t source, const Clock& clock,
                                        const Zone& zone, const std::string& baseFolder) {
    SourceSettings settings{.clock = &clock,
                            .zone = zone,
                            .baseFolder = baseFolder,
                            .index = source,
                            .needed = neededColumns(plan, source)};
    auto idle = durationSetting(plan, "table.exec.source.idle-timeout", 0);
    if (!idle) return std::move(idle).error();
    settings.idleTimeout = *idle;
    auto future = durationSetting(plan, "guanlan.max-future", kDay);
    if (!future) return std::move(future).error();
    auto ofTable = durationOption(plan.sources[source], "guanlan.max-future", *future);
    if (!ofTable) return std::move(ofTable).error();
    settings.maxFuture = *ofTable;
    return settings;
}

}  // namespace guanlan
