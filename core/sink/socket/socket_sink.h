// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'socket': rows as lines to 'hostname' and 'port'. A connection that breaks is made once
/// again; what was under way when it broke may be lost.
extern const SinkKind kSocketSink;

}  // namespace guanlan
