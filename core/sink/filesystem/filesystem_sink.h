// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'filesystem': a new file in the folder for every run, one line a row.
extern const SinkKind kFilesystemSink;

}  // namespace guanlan
