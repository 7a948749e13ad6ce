// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/batch/column.h"

#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// One cell as plain text (a null as nothing): timestamps as `yyyy-MM-dd HH:mm:ss.SSS`, TIMESTAMP_LTZ in the
/// zone, decimals with all their digits, doubles with the fewest that read back the same.
void appendCellText(std::string& out, const Column& column, std::size_t row, const Zone& zone);

/// The same cell as a JSON value: numbers and booleans bare, decimals as strings, nulls as null.
void appendCellJson(std::string& out, const Column& column, std::size_t row, const Zone& zone);

void appendJsonString(std::string& out, std::string_view text);

/// A cell outside a column (no Int128), in the same words.
void appendValueText(std::string& out, const Value& value);
void appendValueJson(std::string& out, const Value& value);

/// In quotes where it must be; without a quote character never.
void appendCsvField(std::string& out, std::string_view text, char delimiter, std::optional<char> quote);

}  // namespace guanlan
