// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/type.h"
#include "core/decode/number_text.h"

#include <string_view>

namespace guanlan {

// What simdjson's tokens say, before a column takes them.

[[nodiscard]] inline bool isJsonSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// A scalar's token reaches to the next structural character.
[[nodiscard]] inline std::string_view withoutSpaceAfter(std::string_view token) {
    while (!token.empty() && isJsonSpace(token.back()))
        token.remove_suffix(1);
    return token;
}

[[nodiscard]] inline bool isScalar(std::string_view token) {
    return token == "true" || token == "false" || token == "null" || isJsonNumber(token);
}

/// Whether a column may take a number or a literal, as far as their kinds say: times come as texts only.
[[nodiscard]] inline bool takesScalar(TypeKind kind, std::string_view token) {
    if (kind == TypeKind::Date || kind == TypeKind::Time || kind == TypeKind::Timestamp ||
        kind == TypeKind::TimestampLtz || kind == TypeKind::Bytes) {
        return false;
    }
    const bool literal = token == "true" || token == "false";
    return kind == TypeKind::String || literal == (kind == TypeKind::Boolean);
}

}  // namespace guanlan
