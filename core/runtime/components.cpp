// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/components.h"

#include "core/base/duration.h"
#include "core/decode/decoder.h"
#include "core/plan/needed_columns.h"
#include "core/sink/sink.h"

namespace guanlan {

std::vector<PlannerOptions::Component> knownComponents() {
    std::vector<PlannerOptions::Component> components;
    for (const SourceKind* kind : sourceKinds())
        components.push_back(kind->component);
    for (const SinkKind* kind : sinkKinds())
        components.push_back(kind->component);
    for (const DecoderKind* kind : decoderKinds())
        components.push_back(kind->component);
    return components;
}

Result<SourceSettings> sourceSettingsOf(const Plan& plan, std::size_t source, const Clock& clock,
                                        const Zone& zone, const std::string& baseFolder) {
    SourceSettings settings{.clock = &clock,
                            .zone = zone,
                            .baseFolder = baseFolder,
                            .index = source,
                            .needed = neededColumns(plan, source)};
    const auto idle = plan.settings.find("table.exec.source.idle-timeout");
    if (idle == plan.settings.end()) return settings;
    const auto timeout = parseDuration(idle->second);
    if (!timeout || *timeout < 0) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "settings.duration",
                     .what = "'table.exec.source.idle-timeout' cannot be '" + idle->second + "'",
                     .next = "A duration is written 30 s",
                     .arguments = {idle->first, idle->second}};
    }
    settings.idleTimeout = *timeout;
    return settings;
}

}  // namespace guanlan
