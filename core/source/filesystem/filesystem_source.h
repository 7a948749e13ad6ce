// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'filesystem': a file, the files of a folder or those that a path with wildcards matches, in
/// the order of their names, as one bounded partition whose offsets are line numbers counted from 0 through
/// all files. With 'source.monitor-interval' or 'guanlan.tail' they are followed instead (FollowingSource).
extern const SourceKind kFilesystemSource;

}  // namespace guanlan
