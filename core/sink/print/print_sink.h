// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'print': a line a row on standard error, as Flink writes it: `name> +I[a, 1]`.
extern const SinkKind kPrintSink;

}  // namespace guanlan
