// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'http': asks 'url' every 'interval', or takes what is POSTed to 'listen' (loopback unless
/// the option names another address).
extern const SourceKind kHttpSource;

}  // namespace guanlan
