// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/type.h"

#include <optional>
#include <span>
#include <string_view>

namespace guanlan {

/// The type to which all can be converted without loss of kind (INT and BIGINT: BIGINT), as Flink finds it
/// for CASE, COALESCE and UNION; empty when there is none. Nullable when one of them is.
[[nodiscard]] std::optional<DataType> leastRestrictiveType(std::span<const DataType> types);

/// Flink's decimal rules; TINYINT to BIGINT count as DECIMAL of 3, 5, 10 and 19 digits.
[[nodiscard]] DataType decimalOf(const DataType& exactNumber);
[[nodiscard]] DataType decimalSum(const DataType& a, const DataType& b);
[[nodiscard]] DataType decimalProduct(const DataType& a, const DataType& b);
[[nodiscard]] DataType decimalQuotient(const DataType& a, const DataType& b);
/// ROUND or TRUNCATE to a known number of places.
[[nodiscard]] DataType roundedDecimal(const DataType& type, std::int64_t places);
[[nodiscard]] DataType decimalRemainder(const DataType& a, const DataType& b);

[[nodiscard]] bool anyNullable(std::span<const DataType> types);
[[nodiscard]] DataType withNullability(DataType type, bool nullable);

[[nodiscard]] bool isText(const DataType& type);
[[nodiscard]] bool isNullType(const DataType& type);
/// Whether CAST knows the way from one to the other.
[[nodiscard]] bool castable(const DataType& from, const DataType& to);

/// "`name` takes `accepted`, but got STRING and INT".
[[nodiscard]] Error argumentError(std::string_view name, std::string_view accepted,
                                  std::span<const DataType> got);

}  // namespace guanlan
