// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'kafka'. Reads every partition of the topics itself: it joins no group and commits nothing.
extern const SourceKind kKafkaSource;

}  // namespace guanlan
