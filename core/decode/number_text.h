// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace guanlan {

/// Texts as numbers, exactly: what does not fit is refused, never wrapped, rounded to zero or cut.

/// Digits with an optional sign.
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);

/// Finite numbers only.
[[nodiscard]] std::optional<double> parseDouble(std::string_view text);

/// Whether the text is a number as JSON writes it.
[[nodiscard]] bool isJsonNumber(std::string_view text);

}  // namespace guanlan
