// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_decoder.h"
#include "core/decode/json/json_decoder.h"
#include "core/decode/keyed_decoder.h"
#include "core/decode/raw/raw_decoder.h"
#include "core/decode/regex/regex_decoder.h"
#include "core/plan/format_types.h"

#include <array>

namespace guanlan {

namespace {

/// Lets a tap hear the records of another decoder.
class TappedDecoder final : public Decoder {
  public:
    TappedDecoder(std::unique_ptr<Decoder> decoder, RecordTap& tap)
        : m_decoder(std::move(decoder)), m_tap(tap) {}

    Result<void> append(const RawRecord& record) override {
        m_tap.hear(record);
        return m_decoder->append(record);
    }
    [[nodiscard]] std::size_t rows() const override { return m_decoder->rows(); }
    void seal(SourceBatch& out) override { m_decoder->seal(out); }

  private:
    std::unique_ptr<Decoder> m_decoder;
    RecordTap& m_tap;
};

Result<std::unique_ptr<Decoder>> tapped(Result<std::unique_ptr<Decoder>> decoder,
                                        const DecoderSettings& settings) {
    if (!decoder || settings.tap == nullptr) return decoder;
    return std::unique_ptr<Decoder>(std::make_unique<TappedDecoder>(std::move(*decoder), *settings.tap));
}

}  // namespace

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
    if (given.options.contains("key.format") || given.options.contains("key.fields"))
        return tapped(createKeyedDecoder(given, settings), settings);
    const TableDefinition table = withValueOptions(given);
    const std::string format = table.option("format");
    std::string names;
    for (const DecoderKind* kind : decoderKinds()) {
        if (kind->component.name == format) {
            if (auto fits = checkTypes(kind->component, table); !fits) return std::move(fits).error();
            return tapped(kind->create(table, settings), settings);
        }
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
