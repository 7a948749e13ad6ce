// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// What the planner needs to know of the world: nothing is opened, connected to or started by planning.
struct PlannerOptions {
    std::string file;  ///< for error positions
    /// Known connectors and formats, and the options each takes; an unknown option is an error with the
    /// nearest name. Filled from the lists in core/source, core/sink and core/decode.
    struct Component {
        std::string name;
        bool source = false;
        bool sink = false;
        bool format = false;
        std::vector<std::string> options{};  ///< full names; a trailing '*' accepts any ending
        std::vector<std::string> required{};
        std::vector<std::pair<std::string, std::string>> ignored{};  ///< option and the notice it gets
        std::vector<std::pair<std::string, std::string>> noticed{};  ///< likewise; it counts all the same
        bool lookup = false;                                         ///< rows can be looked up in it
        bool nested = false;                                         ///< Format: holds ARRAY, MAP and ROW
    };
    std::vector<Component> components{};
    /// Whether there is a time zone of that name; the error says which was meant. Empty: every name is taken.
    std::function<Result<void>(const std::string& zone)> checkZone{};
};

/// Text to plan. All mistakes that can be told apart are returned, the first one first; each has
/// file, line, column, what was expected and, where there is one, the nearest name.
struct PlanOutcome {
    Plan plan{};
    std::vector<Error> errors{};
    [[nodiscard]] bool ok() const { return errors.empty(); }
};
[[nodiscard]] PlanOutcome planScript(std::string_view script, const PlannerOptions& options);

/// A table, view or metric that the statements of a script declare, as far as they are right.
struct Declaration {
    enum class Kind : std::uint8_t { Table, View, Metric };
    struct Column {
        std::string name;
        std::string type{};   ///< in SQL
        bool isTime = false;  ///< the one the watermark is for
        bool operator==(const Column&) const = default;
    };
    Kind kind = Kind::Table;
    std::string name;
    std::vector<Column> columns{};
    bool operator==(const Declaration&) const = default;
};
/// In the order of their names; what is wrong is left out.
[[nodiscard]] std::vector<Declaration> declarationsOf(std::string_view script, const PlannerOptions& options);

/// `file:line:column: what; next`, the line itself and a caret under the column. `script` is the text
/// planned.
[[nodiscard]] std::string renderError(const Error& error, std::string_view script);

}  // namespace guanlan
