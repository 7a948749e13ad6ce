// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/type.h"

#include <span>
#include <string>
#include <string_view>

namespace guanlan {

[[nodiscard]] inline Error aggregateArgumentError(std::string_view name, std::string_view accepted,
                                                  std::span<const DataType> got) {
    Error error{.code = ErrorCode::InvalidInput, .id = "sql.arguments"};
    error.what = std::string(name) + " takes " + std::string(accepted);
    if (got.size() == 1) error.what += ", but got " + got[0].sql();
    return error;
}

/// The type of the one number argument, nullable: an aggregate over nothing is NULL.
[[nodiscard]] inline Result<DataType> oneNumber(std::string_view name, std::span<const DataType> arguments) {
    if (arguments.size() != 1 || !arguments[0].isNumeric()) {
        Error error = aggregateArgumentError(name, "one number", arguments);
        if (arguments.size() == 1 && arguments[0].kind == TypeKind::String)
            error.next = "CAST the text to a number";
        return error;
    }
    DataType type = arguments[0];
    type.nullable = true;
    return type;
}

}  // namespace guanlan
