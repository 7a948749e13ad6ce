// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/datagen_source.h"

#include "core/base/hash.h"
#include "core/decode/number_text.h"
#include "core/source/datagen/field_source.h"
#include "core/source/datagen/profile_source.h"

namespace guanlan {

namespace {

Result<std::unique_ptr<Source>> create(const TableDefinition& table, const SourceSettings& settings) {
    return table.options.contains("guanlan.profile") ? createProfileSource(table, settings)
                                                     : createFieldSource(table, settings);
}

}  // namespace

DatagenStart datagenStartOf(const TableDefinition& table, std::optional<Micros> wanted, Micros now,
                            const std::vector<SourcePosition>& known) {
    std::string all;
    for (const auto& [option, value] : table.options)
        all.append(option).append(1, '=').append(value).append(1, '\n');
    for (const TableColumn& column : table.columns)
        all.append(column.name).append(1, ' ').append(column.type.sql()).append(1, '\n');
    const std::string prefix = "datagen:" + hexOf(stableHash(all)) + ':';
    for (const SourcePosition& position : known) {
        if (!position.identity.starts_with(prefix)) continue;
        const auto start = parseInteger(std::string_view(position.identity).substr(prefix.size()));
        if (start) return {*start, position.identity, position.nextOffsets};
    }
    const Micros start = wanted.value_or(floorTo(now, kSecond));
    return {start, prefix + std::to_string(start), {}};
}

const SourceKind kDatagenSource{
    .component = {.name = "datagen",
                  .source = true,
                  .options = {"rows-per-second", "number-of-rows", "scan.parallelism", "fields.*", "json.*",
                              "guanlan.profile", "guanlan.seed", "guanlan.start", "guanlan.partitions",
                              "guanlan.late-rate", "guanlan.late-by", "guanlan.duplicate-rate",
                              "guanlan.dirt-rate", "guanlan.burst-every", "guanlan.burst-factor",
                              "guanlan.idle-partitions", "guanlan.idle-every", "guanlan.incidents"}},
    .create = create};

}  // namespace guanlan
