// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/row_writer.h"

#include "core/decode/csv/csv_decoder.h"
#include "core/decode/option_values.h"
#include "core/sink/cell_text.h"

namespace guanlan {

namespace {

/// An instant leaves in UTC with a Z, as Flink writes it, so that every reader understands the same.
void appendInstantText(std::string& out, const Column& column, std::size_t row) {
    appendCellText(out, column, row, Zone());
    out += 'Z';
}

/// As Flink's JSON format: decimals are numbers, and nulls may be left out.
class JsonFormat final : public RowWriter {
  public:
    JsonFormat(Zone zone, bool leavesNulls) : m_zone(std::move(zone)), m_leavesNulls(leavesNulls) {}
    void append(std::string& out, const Batch& batch, std::size_t row) override {
        out += '{';
        bool first = true;
        for (std::size_t i = 0; i < batch.columns().size(); ++i) {
            const Column& column = batch.column(i);
            if (m_leavesNulls && column.isNull(row)) continue;
            if (!first) out += ',';
            first = false;
            appendJsonString(out, batch.schema()[i].name);
            out += ':';
            appendValue(out, column, row);
        }
        out += '}';
    }

  private:
    void appendValue(std::string& out, const Column& column, std::size_t row) const {
        if (column.isNull(row)) return appendCellJson(out, column, row, m_zone);
        if (column.type().physical() == Physical::Decimal) return appendCellText(out, column, row, m_zone);
        if (column.type().kind != TypeKind::TimestampLtz) return appendCellJson(out, column, row, m_zone);
        out += '"';
        appendInstantText(out, column, row);
        out += '"';
    }

    Zone m_zone;
    bool m_leavesNulls;
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
            if (column.type().kind == TypeKind::TimestampLtz) {
                appendInstantText(m_cell, column, row);
            } else {
                appendCellText(m_cell, column, row, m_zone);
            }
            appendCsvField(out, m_cell, m_dialect.delimiter, m_dialect.quote);
        }
    }

  private:
    CsvDialect m_dialect;
    Zone m_zone;
    std::string m_cell;
};

/// The only column as it is.
class RawFormat final : public RowWriter {
  public:
    explicit RawFormat(Zone zone) : m_zone(std::move(zone)) {}
    void append(std::string& out, const Batch& batch, std::size_t row) override {
        appendCellText(out, batch.column(0), row, m_zone);
    }

  private:
    Zone m_zone;
};

Result<std::unique_ptr<RowWriter>> rawWriter(const TableDefinition& table, const Zone& zone) {
    if (table.columns.size() == 1 && table.columns.front().type.physical() == Physical::Text)
        return std::unique_ptr<RowWriter>(std::make_unique<RawFormat>(zone));
    return Error{
        .code = ErrorCode::InvalidInput,
        .id = "sink.raw",
        .what = "table '" + table.name + "': format 'raw' writes exactly one column, a text or BYTES",
        .arguments = {table.name},
        .position = table.position};
}

}  // namespace

JsonRowWriter::JsonRowWriter(const Schema& schema, Zone zone) : m_zone(std::move(zone)) {
    for (const Field& field : schema.fields()) {
        Column& column = m_columns.emplace_back(Column{.time = field.type.isTimestamp()});
        appendJsonString(column.name, field.name);
        column.name += ':';
    }
}

void JsonRowWriter::append(std::string& out, const Batch& batch, std::size_t row, std::string_view before) {
    out += '{';
    out += before;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        if (i > 0) out += ',';
        out += column.name;
        if (column.time && !batch.column(i).isNull(row)) {
            appendTime(out, batch.column(i), row, column);
        } else {
            appendCellJson(out, batch.column(i), row, m_zone);
        }
    }
    out += '}';
}

void JsonRowWriter::appendTime(std::string& out, const guanlan::Column& values, std::size_t row,
                               Column& column) const {
    const std::int64_t time = values.ints()[row];
    if (column.lastText.empty() || column.lastTime != time) {
        column.lastTime = time;
        column.lastText.clear();
        appendCellJson(column.lastText, values, row, m_zone);
    }
    out += column.lastText;
}

Result<std::unique_ptr<RowWriter>> RowWriter::create(const TableDefinition& given, const Zone& zone) {
    const TableDefinition table = withValueOptions(given);
    const std::string format = table.option("format");
    if (format == "json") {
        const auto leavesNulls = flagOption(table, "json.encode.ignore-null-fields");
        if (!leavesNulls) return leavesNulls.error();
        return std::unique_ptr<RowWriter>(std::make_unique<JsonFormat>(zone, *leavesNulls));
    }
    if (format == "raw") return rawWriter(table, zone);
    if (format == "csv") {
        auto dialect = csvDialectOf(table);
        if (!dialect) return std::move(dialect).error();
        return std::unique_ptr<RowWriter>(std::make_unique<CsvFormat>(std::move(*dialect), zone));
    }
    return Error{.code = ErrorCode::NotYet,
                 .id = "sink.format",
                 .what = "table '" + table.name + "': format '" + format + "' cannot be written yet",
                 .next = "json, csv and raw can",
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
