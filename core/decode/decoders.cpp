// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_decoder.h"
#include "core/decode/json/json_decoder.h"
#include "core/decode/raw/raw_decoder.h"
#include "core/decode/regex/regex_decoder.h"

#include <array>

namespace guanlan {

std::span<const DecoderKind* const> decoderKinds() {
    static constexpr std::array kKinds{&kJsonDecoder, &kCsvDecoder, &kRawDecoder, &kRegexDecoder};
    return kKinds;
}

TableDefinition withValueOptions(TableDefinition table) {
    constexpr std::string_view kPrefix = "value.";
    Options plain;
    for (const auto& [option, value] : table.options) {
        if (option.starts_with(kPrefix)) plain[option.substr(kPrefix.size())] = value;
    }
    table.options.merge(plain);
    return table;
}

Result<std::unique_ptr<Decoder>> createDecoder(const TableDefinition& given,
                                               const DecoderSettings& settings) {
    const TableDefinition table = withValueOptions(given);
    const std::string format = table.option("format");
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
