// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/ast.h"

namespace guanlan::sql {

// Defined here, where the types that contain themselves are complete.
bool Expr::operator==(const Expr& other) const noexcept = default;
bool OverClause::operator==(const OverClause& other) const noexcept = default;
bool TableReference::operator==(const TableReference& other) const noexcept = default;
bool Query::operator==(const Query& other) const noexcept = default;
bool CommonTable::operator==(const CommonTable& other) const noexcept = default;

}  // namespace guanlan::sql
