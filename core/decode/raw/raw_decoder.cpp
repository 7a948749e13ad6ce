// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/raw/raw_decoder.h"

#include "core/decode/record_builder.h"
#include "core/decode/utf8.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostBytes = 100 * 1024 * 1024;

class RawDecoder final : public Decoder {
  public:
    explicit RawDecoder(std::unique_ptr<RecordBuilder> records) : m_records(std::move(records)) {}

    Result<void> append(const RawRecord& record) override {
        if (!record.hasValue) return m_records->reject(record, "null-value", "the record has no value");
        if (record.value.size() > kMostBytes)
            return m_records->reject(record, "record.too-long", "the record is longer than 100 MB");
        for (const RecordBuilder::Wanted& wanted : m_records->wanted()) {
            if (wanted.builder->type().kind == TypeKind::String && !isValidUtf8(record.value))
                return m_records->reject(record, "raw.utf8", "not UTF-8");
            if (wanted.left) {
                wanted.builder->appendNull();
            } else {
                wanted.builder->appendText(record.value);
            }
        }
        m_records->accept(record);
        return {};
    }
    [[nodiscard]] std::size_t rows() const override { return m_records->rows(); }
    void seal(SourceBatch& out) override { m_records->seal(out); }

  private:
    std::unique_ptr<RecordBuilder> m_records;
};

Result<std::unique_ptr<Decoder>> create(const TableDefinition& table, const DecoderSettings& settings) {
    auto records = RecordBuilder::create(table, settings, "raw.ignore-parse-errors");
    if (!records) return std::move(records).error();
    std::size_t others = 0;
    for (const TableColumn& column : table.columns) {
        if (column.kind == TableColumn::Kind::Physical && column.type.physical() != Physical::Text) ++others;
    }
    if ((*records)->physicalColumns() != 1 || others > 0) {
        return Error{.code = others > 0 ? ErrorCode::NotYet : ErrorCode::InvalidInput,
                     .id = "decode.raw.columns",
                     .what = "format 'raw' needs exactly one physical column, of type STRING or BYTES",
                     .arguments = {table.name},
                     .position = table.position};
    }
    return std::unique_ptr<Decoder>(std::make_unique<RawDecoder>(std::move(*records)));
}

}  // namespace

const DecoderKind kRawDecoder{
    .component = {.name = "raw", .format = true, .options = {"raw.charset", "raw.endianness"}},
    .create = create};

}  // namespace guanlan
