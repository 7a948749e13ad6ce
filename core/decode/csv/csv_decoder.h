// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

#include <optional>

namespace guanlan {

/// 'format' = 'csv': one line a record.
extern const DecoderKind kCsvDecoder;

/// How a table's CSV is written, from its options.
struct CsvDialect {
    char delimiter = ',';
    std::optional<char> quote = '"';
    std::optional<char> escape{};
    bool comments = false;
    bool header = false;
    std::optional<std::string> nullLiteral{};
};
[[nodiscard]] Result<CsvDialect> csvDialectOf(const TableDefinition& table);

}  // namespace guanlan
