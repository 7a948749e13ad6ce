// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <string>

namespace guanlan {

/// The operators of a plan as an indented tree, for EXPLAIN and for tests.
[[nodiscard]] std::string printPlan(const Plan& plan);
/// One operator as it stands in that tree.
[[nodiscard]] std::string printOperator(const Node& node, const Plan& plan);
/// One expression as SQL; columns have the names of `input`.
[[nodiscard]] std::string printExpression(const Expression& expression, const Schema& input);
/// A literal as SQL.
[[nodiscard]] std::string printLiteral(const Expression& literal);

}  // namespace guanlan
