// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/type.h"
#include "core/batch/value.h"

#include <cstddef>
#include <string>
#include <vector>

namespace guanlan {

struct ScalarFunction;

/// A bound, typed expression over the columns of one input. A plain value: copied, compared, printed.
struct Expression {
    enum class Kind : std::uint8_t { Column, Literal, Call };

    Kind kind = Kind::Literal;
    DataType type;
    std::size_t column = 0;                    ///< Column: index into the input schema
    Value literal{};                           ///< Literal
    const ScalarFunction* function = nullptr;  ///< Call: an entry of scalarFunctions()
    std::vector<Expression> arguments{};       ///< Call
    TextPosition position{};

    bool operator==(const Expression& other) const {  // positions do not matter
        return kind == other.kind && type == other.type && column == other.column &&
               literal == other.literal && function == other.function && arguments == other.arguments;
    }
};

}  // namespace guanlan
