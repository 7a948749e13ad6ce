// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'socket': connects to 'hostname' and 'port' and takes what comes up to each 'byte-delimiter'
/// (10, the line end) as a record. A connection that ends is made again.
extern const SourceKind kSocketSource;

}  // namespace guanlan
