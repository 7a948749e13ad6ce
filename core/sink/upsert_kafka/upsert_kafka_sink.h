// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/sink.h"

namespace guanlan {

/// 'connector' = 'upsert-kafka': each row under its primary key; a key that has no row any more gets a record
/// without a value. Equal keys go to equal partitions, as with the Java client.
extern const SinkKind kUpsertKafkaSink;

}  // namespace guanlan
