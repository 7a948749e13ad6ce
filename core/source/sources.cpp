// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/datagen_source.h"
#include "core/source/filesystem/filesystem_source.h"
#include "core/source/http/http_source.h"
#include "core/source/kafka/kafka_source.h"
#include "core/source/socket/socket_source.h"

#include <array>

namespace guanlan {

std::span<const SourceKind* const> sourceKinds() {
    static constexpr std::array kKinds{&kFilesystemSource, &kKafkaSource, &kDatagenSource, &kSocketSource,
                                       &kHttpSource};
    return kKinds;
}

Result<std::unique_ptr<Source>> createSource(const TableDefinition& table, const SourceSettings& settings) {
    const std::string connector = table.option("connector");
    std::string names;
    for (const SourceKind* kind : sourceKinds()) {
        if (kind->component.name == connector) return kind->create(table, settings);
        names += (names.empty() ? "" : ", ") + kind->component.name;
    }
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "source.unknown-connector",
                 .what = "table '" + table.name + "': nothing can be read with connector '" + connector + "'",
                 .next = "There are " + names,
                 .arguments = {connector},
                 .position = table.position};
}

}  // namespace guanlan
