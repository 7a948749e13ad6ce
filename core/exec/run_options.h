// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/plan/table_definition.h"

namespace guanlan {

/// guanlan.max-future of a table, else of the script, else a day.
[[nodiscard]] Result<Micros> maxFutureOf(const TableDefinition& table, const Options& settings);
/// table.exec.state.ttl; 0: state is kept forever.
[[nodiscard]] Result<Micros> stateTtlOf(const Options& settings);

}  // namespace guanlan
