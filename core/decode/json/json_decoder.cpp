// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_decoder.h"

#include "core/decode/json/json_layout.h"
#include "core/decode/json/json_reader.h"
#include "core/decode/option_values.h"
#include "core/decode/record_builder.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostBytes = 100 * 1024 * 1024;
constexpr const char* kIgnoreErrors = "json.ignore-parse-errors";
constexpr const char* kFailOnMissing = "json.fail-on-missing-field";
constexpr const char* kTimestampFormat = "json.timestamp-format.standard";

class JsonDecoder final : public Decoder {
  public:
    JsonDecoder(std::unique_ptr<RecordBuilder> records, const std::vector<JsonTarget>& targets,
                const CellReader& cells)
        : m_records(std::move(records)), m_layout(targets, cells), m_reader(targets, cells) {}

    Result<void> append(const RawRecord& record) override {
        // A short one that is laid out as others were; what the rest need would cost these.
        if (!record.hasValue || record.value.size() > kMostBytes || !m_layout.read(record.value))
            return appendOther(record);
        m_records->accept(record);
        Result<void> accepted;  // {} would clear the room for an error, record by record
        return accepted;
    }
    [[nodiscard]] std::size_t rows() const override { return m_records->rows(); }
    void seal(SourceBatch& out) override { m_records->seal(out); }

  private:
    [[gnu::noinline]] Result<void> appendOther(const RawRecord& record) {
        if (!record.hasValue) return m_records->reject(record, "null-value", "the record has no value");
        if (record.value.size() > kMostBytes)
            return m_records->reject(record, "record.too-long", "the record is longer than 100 MB");
        JsonReader::Fault fault = m_reader.read(record.value);
        if (!fault.cause.empty()) return m_records->reject(record, fault.cause, std::move(fault.detail));
        m_layout.learn(record.value);
        m_records->accept(record);
        return {};
    }

    std::unique_ptr<RecordBuilder> m_records;
    JsonLayout m_layout;
    JsonReader m_reader;
};

Result<std::unique_ptr<Decoder>> create(const TableDefinition& table, const DecoderSettings& settings) {
    const auto failOnMissing = flagOption(table, kFailOnMissing);
    if (!failOnMissing) return failOnMissing.error();
    if (*failOnMissing && table.option(kIgnoreErrors) == "true") {
        return Error{
            .code = ErrorCode::InvalidInput,
            .id = "decode.json.contradiction",
            .what = std::string("'") + kFailOnMissing + "' and '" + kIgnoreErrors + "' cannot both be true",
            .position = table.position};
    }
    auto format = timestampFormatOf(table, kTimestampFormat);
    if (!format) return std::move(format).error();
    auto records = RecordBuilder::create(table, settings, kIgnoreErrors);
    if (!records) return std::move(records).error();
    std::vector<JsonTarget> targets;
    for (const RecordBuilder::Wanted& wanted : (*records)->wanted())
        targets.push_back({wanted.name, wanted.builder, *failOnMissing, wanted.left});
    return std::unique_ptr<Decoder>(
        std::make_unique<JsonDecoder>(std::move(*records), targets, CellReader(settings.zone, *format)));
}

}  // namespace

const DecoderKind kJsonDecoder{
    .component = {.name = "json",
                  .format = true,
                  .options = {kIgnoreErrors, kFailOnMissing, kTimestampFormat, "json.map-null-key.mode",
                              "json.map-null-key.literal", "json.encode.decimal-as-plain-number",
                              "json.encode.ignore-null-fields", "json.decode.json-parser.enabled"},
                  .nested = true},
    .create = create};

}  // namespace guanlan
