// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_decoder.h"
#include "core/decode/json/json_decoder.h"
#include "core/decode/raw/raw_decoder.h"

#include <array>

namespace guanlan {

std::span<const DecoderKind* const> decoderKinds() {
    static constexpr std::array kKinds{&kJsonDecoder, &kCsvDecoder, &kRawDecoder};
    return kKinds;
}

Result<std::unique_ptr<Decoder>> createDecoder(const TableDefinition& table,
                                               const DecoderSettings& settings) {
    const std::string format = table.option("format", table.option("value.format"));
    std::string names;
    for (const DecoderKind* kind : decoderKinds()) {
        if (kind->component.name == format) return kind->create(table, settings);
        names += (names.empty() ? "" : ", ") + kind->component.name;
    }
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "decode.unknown-format",
                 .what = format.empty() ? "table '" + table.name + "' names no 'format'"
                                        : "no format '" + format + "'",
                 .next = "There are " + names,
                 .arguments = {format},
                 .position = table.position};
}

}  // namespace guanlan
