// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sql/statement.h"

#include <string>
#include <string_view>

namespace guanlan::sql {

// Canonical text. What it gives is read back as an equal tree.
[[nodiscard]] std::string format(const Statement& statement);
[[nodiscard]] std::string format(const Query& query, int indent = 0);
[[nodiscard]] std::string format(const Expr& expr);
/// What follows ORDER BY.
[[nodiscard]] std::string formatOrder(const std::vector<OrderItem>& items);
/// In backquotes where Flink needs them.
[[nodiscard]] std::string formatName(std::string_view name);
[[nodiscard]] std::string formatText(std::string_view text);

/// A whole script in canonical form. Comments before a statement stay; rather than lose one that stands
/// inside a statement, NotYet is returned.
[[nodiscard]] Result<std::string> formatScript(std::string_view script);

}  // namespace guanlan::sql
