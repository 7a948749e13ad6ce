// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/catalog.h"
#include "core/sql/statement.h"

namespace guanlan::planning {

/// SET 'key' = 'value': values of the wrong kind are mistakes, keys without a meaning here get a notice.
[[nodiscard]] Result<void> checkSetting(const sql::SetOption& statement, Catalog& catalog);
/// Hints behind SELECT steer Flink's joins and have no meaning here: a notice for each that Flink knows.
[[nodiscard]] Result<void> checkHints(const std::vector<sql::SelectHint>& hints, Catalog& catalog);

}  // namespace guanlan::planning
