// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'history', and those whose place history takes, so that an existing script runs.
extern const SinkKind kHistorySink;
extern const SinkKind kElasticsearchSink;
extern const SinkKind kJdbcSink;

}  // namespace guanlan
