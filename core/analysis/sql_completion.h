// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planner.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

struct SqlCompletion {
    enum class Kind : std::uint8_t { Column, Table, Function, Keyword };
    Kind kind = Kind::Keyword;
    std::string text{};  ///< what stands in the script afterwards
    std::string note{};  ///< a column's type
    bool operator==(const SqlCompletion&) const = default;
};

/// What may stand at a place of a script, the likeliest first.
struct SqlCompletions {
    std::size_t from = 0;  ///< byte at which the word to be completed begins
    std::string typed{};
    std::vector<SqlCompletion> items{};
};
/// `offset` in bytes. Behind FROM and its like tables, behind "t." the columns of t, elsewhere the columns of
/// the tables that the statement names, functions, keywords. Nothing inside strings and comments.
[[nodiscard]] SqlCompletions completionsAt(std::string_view script, std::size_t offset,
                                           const std::vector<Declaration>& declared);

}  // namespace guanlan
