// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/row_writer.h"

#include "core/decode/csv/csv_decoder.h"
#include "core/sink/cell_text.h"

namespace guanlan {

namespace {

class JsonFormat final : public RowWriter {
  public:
    explicit JsonFormat(Zone zone) : m_zone(std::move(zone)) {}
    void append(std::string& out, const Batch& batch, std::size_t row) override {
        if (!m_writer) m_writer = std::make_unique<JsonRowWriter>(batch.schema(), m_zone);
        m_writer->append(out, batch, row);
    }

  private:
    Zone m_zone;
    std::unique_ptr<JsonRowWriter> m_writer;
};

class CsvFormat final : public RowWriter {
  public:
    CsvFormat(CsvDialect dialect, Zone zone) : m_dialect(std::move(dialect)), m_zone(std::move(zone)) {}
    void append(std::string& out, const Batch& batch, std::size_t row) override {
        for (std::size_t i = 0; i < batch.columns().size(); ++i) {
            if (i > 0) out += m_dialect.delimiter;
            const Column& column = batch.column(i);
            if (column.isNull(row)) {
                out += m_dialect.nullLiteral.value_or(std::string());
                continue;
            }
            m_cell.clear();
            appendCellText(m_cell, column, row, m_zone);
            appendField(out);
        }
    }

  private:
    void appendField(std::string& out) const {
        const char special[] = {m_dialect.delimiter, m_dialect.quote.value_or('\n'), '\n', '\r'};
        if (!m_dialect.quote || m_cell.find_first_of(special, 0, sizeof special) == std::string::npos) {
            out += m_cell;
            return;
        }
        out += *m_dialect.quote;
        for (const char c : m_cell) {
            if (c == *m_dialect.quote) out += c;
            out += c;
        }
        out += *m_dialect.quote;
    }

    CsvDialect m_dialect;
    Zone m_zone;
    std::string m_cell;
};

}  // namespace

JsonRowWriter::JsonRowWriter(const Schema& schema, Zone zone) : m_zone(std::move(zone)) {
    for (const Field& field : schema.fields()) {
        m_names.emplace_back();
        appendJsonString(m_names.back(), field.name);
        m_names.back() += ':';
    }
}

void JsonRowWriter::append(std::string& out, const Batch& batch, std::size_t row,
                           std::string_view before) const {
    out += '{';
    out += before;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (i > 0) out += ',';
        out += m_names[i];
        appendCellJson(out, batch.column(i), row, m_zone);
    }
    out += '}';
}

Result<std::unique_ptr<RowWriter>> RowWriter::create(const TableDefinition& given, const Zone& zone) {
    const TableDefinition table = withValueOptions(given);
    const std::string format = table.option("format");
    if (format == "json") return std::unique_ptr<RowWriter>(std::make_unique<JsonFormat>(zone));
    if (format == "csv") {
        auto dialect = csvDialectOf(table);
        if (!dialect) return std::move(dialect).error();
        return std::unique_ptr<RowWriter>(std::make_unique<CsvFormat>(std::move(*dialect), zone));
    }
    return Error{.code = ErrorCode::NotYet,
                 .id = "sink.format",
                 .what = "table '" + table.name + "': format '" + format + "' cannot be written yet",
                 .next = "json and csv can",
                 .arguments = {table.name, format},
                 .position = table.position};
}

bool addsRow(const Batch& batch, std::size_t row) {
    return batch.kinds.empty() || batch.kinds[row] == RowKind::Insert ||
           batch.kinds[row] == RowKind::UpdateAfter;
}

std::string_view changeOf(const Batch& batch, std::size_t row) {
    if (batch.kinds.empty()) return "+I";
    switch (batch.kinds[row]) {
        case RowKind::Insert:
            return "+I";
        case RowKind::UpdateBefore:
            return "-U";
        case RowKind::UpdateAfter:
            return "+U";
        case RowKind::Delete:
            return "-D";
    }
    return {};
}

}  // namespace guanlan
