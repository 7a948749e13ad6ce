// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/history/history_sink.h"

namespace guanlan {

namespace {

/// Rows for history travel with the run's own transaction, never through a Sink: keepInHistory() has turned
/// these queries into metrics.
Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings&) {
    return Error{.code = ErrorCode::Internal,
                 .id = "sink.history",
                 .what = "table '" + table.name + "' belongs to history and was asked for as a sink",
                 .arguments = {table.name},
                 .position = table.position};
}

}  // namespace

const SinkKind kHistorySink{.component = {.name = "history", .sink = true}, .create = create};
const SinkKind kElasticsearchSink{
    .component = {.name = "elasticsearch-7",
                  .sink = true,
                  .options = {"hosts", "index", "document-id.key-delimiter", "username", "password",
                              "failure-handler", "sink.*", "connection.*"}},
    .create = create};
const SinkKind kJdbcSink{.component = {.name = "jdbc",
                                       .sink = true,
                                       .options = {"url", "table-name", "driver", "username", "password",
                                                   "connection.*", "sink.*", "scan.*", "lookup.*"}},
                         .create = create};

}  // namespace guanlan
