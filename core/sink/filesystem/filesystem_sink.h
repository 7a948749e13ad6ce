// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'filesystem': files in a folder, one line a row. A file is seen once it is complete: when
/// the run ends, or it is as large or old as 'sink.rolling-policy.*' says.
extern const SinkKind kFilesystemSink;

}  // namespace guanlan
