// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/relation.h"
#include "core/sql/ast.h"

#include <optional>
#include <string_view>

namespace guanlan::planning {

/// TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE) taken apart, positional and named form alike.
struct WindowCall {
    const sql::Expr* table = nullptr;       ///< TABLE t [PARTITION BY ...]
    const sql::Expr* descriptor = nullptr;  ///< DESCRIPTOR(ts); null in COUNT_WINDOW
    WindowSpec spec{};
};
[[nodiscard]] Result<WindowCall> bindWindowFunction(const sql::Expr& call);

/// GROUP BY TUMBLE(ts, INTERVAL '1' HOUR): the older form.
struct GroupWindow {
    const sql::Expr* call = nullptr;
    WindowSpec spec{};
    std::size_t timeColumn = 0;
};
/// Whether the expression is such a window.
[[nodiscard]] bool isGroupWindow(const sql::Expr& expr);
[[nodiscard]] Result<GroupWindow> bindGroupWindow(const sql::Expr& call, const Relation& input);

/// Which window column TUMBLE_START, HOP_END, TUMBLE_ROWTIME and their like stand for.
struct GroupWindowColumn {
    std::string_view window;  ///< "TUMBLE", "HOP", "SESSION"
    std::size_t column = 0;   ///< a WindowColumn
    bool proctime = false;    ///< TUMBLE_PROCTIME
};
[[nodiscard]] std::optional<GroupWindowColumn> groupWindowColumn(std::string_view function);

/// Checks that a column can carry windows.
[[nodiscard]] Result<TimeAttribute> windowTimeColumn(const RelationColumn& column, TextPosition position);

}  // namespace guanlan::planning
