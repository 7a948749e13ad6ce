// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'kafka': one record a row, at least once.
extern const SinkKind kKafkaSink;

}  // namespace guanlan
