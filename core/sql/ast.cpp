// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/ast.h"

namespace guanlan::sql {

// Defined here, where the types that contain themselves are complete.
bool Expr::operator==(const Expr& other) const = default;
bool OverClause::operator==(const OverClause& other) const = default;
bool TableReference::operator==(const TableReference& other) const = default;
bool Query::operator==(const Query& other) const = default;
bool CommonTable::operator==(const CommonTable& other) const = default;

}  // namespace guanlan::sql
