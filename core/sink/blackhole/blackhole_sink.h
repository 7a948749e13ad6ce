// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'blackhole': rows are dropped.
extern const SinkKind kBlackholeSink;

}  // namespace guanlan
