// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decoded_records.h"

#include "core/decode/utf8.h"
#include "core/sink/row_writer.h"
#include "tests/fuzz/must.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace guanlan {

namespace {

const Zone kZone("Asia/Shanghai", 8 * kHour);

std::string jsonOf(const Batch& rows, std::size_t row) {
    std::string text;
    JsonRowWriter(rows.schema(), kZone).append(text, rows, row);
    return text;
}

/// JSON has no word for such values, and a column of numbers takes none.
bool holdsNoNumber(const Batch& rows, std::size_t row) {
    return std::any_of(rows.columns().begin(), rows.columns().end(), [row](const ColumnPtr& column) {
        return column->type().physical() == Physical::Double && !column->isNull(row) &&
               !std::isfinite(column->doubles()[row]);
    });
}

void checkRow(const TableDefinition& asJson, const Batch& rows, std::size_t row) {
    if (holdsNoNumber(rows, row)) return;
    const std::string text = jsonOf(rows, row);
    must(isValidUtf8(text), "a row that is no UTF-8");
    const auto decoder = createDecoder(asJson, {.zone = kZone});
    must(decoder.ok(), "no JSON decoder");
    const std::string again = outcomeOf(**decoder, text);
    if (again != text) std::fprintf(stderr, "%s\n%s\n", text.c_str(), again.c_str());
    must(again == text, "a row does not read back as it was written");
}

}  // namespace

std::vector<std::string> recordsIn(std::span<const std::uint8_t> bytes) {
    std::vector<std::string> records(1);
    for (const std::uint8_t byte : bytes) {
        if (byte == 0x1E) {
            records.emplace_back();
        } else {
            records.back() += static_cast<char>(byte);
        }
    }
    return records;
}

TableDefinition wideTable(const std::string& format, const Options& options) {
    TableDefinition table{.name = "t", .columns = {}, .options = options};
    table.options["format"] = format;
    const auto add = [&table](const char* name, const DataType& type) {
        table.columns.push_back({.name = name, .type = type});
    };
    add("a", DataType::bigint());
    add("b", DataType::string());
    add("c", DataType::real());
    add("d", DataType::decimal(12, 3));
    add("e", DataType::boolean());
    add("f", DataType::timestamp());
    add("g", DataType::timestampLtz());
    add("h", DataType::of(TypeKind::Date));
    add("i", DataType::of(TypeKind::TinyInt));
    add("j", DataType::of(TypeKind::Float));
    add("k", DataType::of(TypeKind::Time));
    return table;
}

std::string outcomeOf(Decoder& decoder, const std::string& record) {
    if (auto appended = decoder.append({.value = record}); !appended) return appended.error().sentence();
    SourceBatch batch;
    decoder.seal(batch);
    if (batch.rows.rows() > 0) return jsonOf(batch.rows, 0);
    return batch.samples.empty() ? "nothing" : batch.samples[0].cause + ": " + batch.samples[0].detail;
}

void checkRecords(const TableDefinition& table, const std::vector<std::string>& records) {
    const auto decoder = createDecoder(table, {.zone = kZone});
    if (!decoder) return;
    for (const std::string& record : records)
        must((*decoder)->append({.value = record}).ok(), "a bad record ends the run");
    SourceBatch batch;
    (*decoder)->seal(batch);
    const std::int64_t bad =
        std::accumulate(batch.bad.begin(), batch.bad.end(), std::int64_t{0},
                        [](std::int64_t sum, const BadCount& one) { return sum + one.records; });
    must(static_cast<std::int64_t>(batch.rows.rows()) + bad <= static_cast<std::int64_t>(records.size()),
         "more rows and bad records than records");
    TableDefinition asJson = table;
    asJson.options = {{"format", "json"}};
    for (std::size_t row = 0; row < batch.rows.rows(); ++row)
        checkRow(asJson, batch.rows, row);
}

}  // namespace guanlan
