// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_decoder.h"

#include "core/decode/cell_reader.h"
#include "core/decode/csv/csv_line.h"
#include "core/decode/option_values.h"
#include "core/decode/record_builder.h"
#include "core/decode/utf8.h"

#include <charconv>

namespace guanlan {

namespace {

constexpr std::size_t kMostBytes = 100 * 1024 * 1024;
constexpr const char* kIgnoreErrors = "csv.ignore-parse-errors";

class CsvDecoder final : public Decoder {
  public:
    CsvDecoder(std::unique_ptr<RecordBuilder> records, const CsvDialect& dialect, CellReader cells)
        : m_records(std::move(records)), m_dialect(dialect), m_line(dialect), m_cells(std::move(cells)) {}

    Result<void> append(const RawRecord& record) override {
        if (!record.hasValue) return m_records->reject(record, "null-value", "the record has no value");
        if (record.value.size() > kMostBytes)
            return m_records->reject(record, "record.too-long", "the record is longer than 100 MB");
        if (m_dialect.comments && !record.value.empty() && record.value.front() == '#') return {};
        if (!isValidUtf8(record.value)) return m_records->reject(record, "csv.utf8", "not UTF-8");
        if (!m_line.cut(record.value))
            return m_records->reject(record, "csv.quotes", "a quoted field does not end");
        if (m_line.fields().size() != m_records->physicalColumns()) {
            return m_records->reject(record, "csv.fields",
                                     std::to_string(m_records->physicalColumns()) + " fields expected, " +
                                         std::to_string(m_line.fields().size()) + " found");
        }
        for (const RecordBuilder::Wanted& wanted : m_records->wanted()) {
            const std::string_view text = m_line.fields()[wanted.physical];
            if (!appendCell(*wanted.builder, text, wanted.left)) {
                return m_records->reject(record, "csv.type",
                                         "column '" + wanted.name + "' " + wanted.builder->type().sql() +
                                             " cannot be " + quoteForMessage(text));
            }
        }
        m_records->accept(record);
        return {};
    }
    [[nodiscard]] std::size_t rows() const override { return m_records->rows(); }
    void seal(SourceBatch& out) override { m_records->seal(out); }

  private:
    bool appendCell(ColumnBuilder& column, std::string_view text, bool left) {
        const bool isNull = (m_dialect.nullLiteral && text == *m_dialect.nullLiteral) ||
                            (text.empty() && column.type().physical() != Physical::Text);
        if (!isNull && !left) return m_cells.append(column, text);
        if (isNull && !column.type().nullable) return false;
        column.appendNull();
        return true;
    }

    std::unique_ptr<RecordBuilder> m_records;
    CsvDialect m_dialect;
    CsvLine m_line;
    CellReader m_cells;
};

Result<std::unique_ptr<Decoder>> create(const TableDefinition& table, const DecoderSettings& settings) {
    auto dialect = csvDialectOf(table);
    if (!dialect) return std::move(dialect).error();
    auto records = RecordBuilder::create(table, settings, kIgnoreErrors);
    if (!records) return std::move(records).error();
    return std::unique_ptr<Decoder>(std::make_unique<CsvDecoder>(
        std::move(*records), *dialect, CellReader(settings.zone, TimestampFormat::Auto)));
}

/// `\u0001`; of characters beyond one byte there is none.
std::optional<char> escapedCode(std::string_view text) {
    constexpr int kHex = 16;
    int code = -1;
    if (text.size() != 6 || !text.starts_with("\\u00")) return std::nullopt;
    const auto end = std::from_chars(text.data() + 2, text.data() + text.size(), code, kHex);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() || code > 0x7F) return std::nullopt;
    return static_cast<char>(code);
}

/// One character, also as the escape that SQL text cannot hold directly ("\t").
Result<char> characterOf(const TableDefinition& table, std::string_view option, char fallback) {
    const std::string text = table.option(option, std::string_view(&fallback, 1));
    if (text.size() == 1) return text.front();
    if (text == "\\t") return '\t';
    if (text == "\\\\") return '\\';
    if (const auto code = escapedCode(text)) return *code;
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "decode.csv.character",
                 .what = "'" + std::string(option) + "' must be one character, not '" + text + "'",
                 .arguments = {std::string(option), text},
                 .position = table.position};
}

}  // namespace

Result<CsvDialect> csvDialectOf(const TableDefinition& table) {
    CsvDialect dialect;
    auto delimiter = characterOf(table, "csv.field-delimiter", ',');
    if (!delimiter) return std::move(delimiter).error();
    dialect.delimiter = *delimiter;
    auto quote = characterOf(table, "csv.quote-character", '"');
    if (!quote) return std::move(quote).error();
    dialect.quote = *quote;
    const auto unquoted = flagOption(table, "csv.disable-quote-character");
    if (!unquoted) return unquoted.error();
    if (*unquoted) dialect.quote.reset();
    if (table.options.contains("csv.escape-character")) {
        auto escape = characterOf(table, "csv.escape-character", '\\');
        if (!escape) return std::move(escape).error();
        dialect.escape = *escape;
    }
    const auto comments = flagOption(table, "csv.allow-comments");
    if (!comments) return comments.error();
    dialect.comments = *comments;
    const auto header = flagOption(table, "csv.header");
    if (!header) return header.error();
    dialect.header = *header;
    if (table.options.contains("csv.null-literal")) dialect.nullLiteral = table.option("csv.null-literal");
    return dialect;
}

const DecoderKind kCsvDecoder{
    .component = {.name = "csv",
                  .format = true,
                  .options = {kIgnoreErrors, "csv.field-delimiter", "csv.quote-character",
                              "csv.disable-quote-character", "csv.escape-character", "csv.allow-comments",
                              "csv.array-element-delimiter", "csv.null-literal", "csv.header",
                              "csv.write-bigdecimal-in-scientific-notation"}},
    .create = create};

}  // namespace guanlan
