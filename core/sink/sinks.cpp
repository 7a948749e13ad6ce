// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/blackhole/blackhole_sink.h"
#include "core/sink/filesystem/filesystem_sink.h"
#include "core/sink/history/history_sink.h"
#include "core/sink/kafka/kafka_sink.h"
#include "core/sink/print/print_sink.h"
#include "core/sink/socket/socket_sink.h"
#include "core/sink/upsert_kafka/upsert_kafka_sink.h"

#include <array>

namespace guanlan {

std::span<const SinkKind* const> sinkKinds() {
    static constexpr std::array kKinds{&kPrintSink,   &kBlackholeSink,     &kFilesystemSink,
                                       &kKafkaSink,   &kUpsertKafkaSink,   &kSocketSink,
                                       &kHistorySink, &kElasticsearchSink, &kJdbcSink};
    return kKinds;
}

Result<std::unique_ptr<Sink>> createSink(const TableDefinition& table, const SinkSettings& settings) {
    const std::string connector = table.option("connector");
    std::string names;
    for (const SinkKind* kind : sinkKinds()) {
        if (kind->component.name == connector) return kind->create(table, settings);
        names += (names.empty() ? "" : ", ") + kind->component.name;
    }
    return Error{
        .code = ErrorCode::InvalidInput,
        .id = "sink.unknown-connector",
        .what = "table '" + table.name + "': nothing can be written with connector '" + connector + "'",
        .next = "There are " + names,
        .arguments = {connector},
        .position = table.position};
}

}  // namespace guanlan
