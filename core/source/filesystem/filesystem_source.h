// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'filesystem': a file, or the files of a folder in the order of their names, as one bounded
/// partition whose offsets are line numbers counted from 0 through all files.
extern const SourceKind kFilesystemSource;

}  // namespace guanlan
