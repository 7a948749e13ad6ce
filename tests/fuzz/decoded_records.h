// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// The bytes between record separators (0x1E).
[[nodiscard]] std::vector<std::string> recordsIn(std::span<const std::uint8_t> bytes);

/// A table with a column of every type.
[[nodiscard]] TableDefinition wideTable(const std::string& format, const Options& options);

/// Decodes the records by one decoder and checks what holds of every format: each record is a row or is
/// counted as bad, texts are UTF-8, and a row written as JSON reads back as the same row. Nothing is checked
/// when the options are refused.
void checkRecords(const TableDefinition& table, const std::vector<std::string>& records);

/// The row of a record written as JSON, or why it is bad.
[[nodiscard]] std::string outcomeOf(Decoder& decoder, const std::string& record);

}  // namespace guanlan
