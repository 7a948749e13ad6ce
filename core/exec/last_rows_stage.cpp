// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/last_rows_stage.h"

#include "core/aggregate/row_count.h"
#include "core/base/bytes.h"

namespace guanlan {

void LastRowsStage::push(Chunk chunk) {
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        const std::uint32_t row = chunk.row(i);
        RowValues values = rowValues(chunk.columns, row);
        m_changed.insert(values);
        const auto kept = m_rows.try_emplace(std::move(values), 0).first;
        kept->second += chunk.takesBack(row) ? -1 : 1;
        if (kept->second == 0) m_rows.erase(kept);
    }
    counts().keep(chunk);
}

std::optional<Chunk> LastRowsStage::open() const {
    std::vector<ColumnBuilder> builders;
    for (const Field& field : m_schema->fields())
        builders.emplace_back(field.type);
    Chunk chunk;
    for (const auto& [row, count] : m_rows) {
        for (std::int64_t copy = 0; copy < count; ++copy) {
            for (std::size_t i = 0; i < row.size(); ++i)
                builders[i].append(row[i]);
            ++chunk.columnRows;
        }
    }
    for (ColumnBuilder& builder : builders)
        chunk.columns.push_back(builder.seal());
    return chunk;
}

void LastRowsStage::finish() {
    Chunk chunk = *open();
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

void LastRowsStage::save(StateWriter& writer, const std::string& scope) {
    for (const RowValues& row : m_changed) {
        std::string key;
        saveRow(row, key);
        const auto kept = m_rows.find(row);
        if (kept == m_rows.end()) {
            writer.erase(scope, key);
            continue;
        }
        std::string count;
        appendNumber(count, kept->second);
        writer.put(scope, key, std::move(count));
    }
    m_changed.clear();
}

Result<void> LastRowsStage::restore(StateReader& reader, const std::string& scope, Micros /*watermark*/) {
    bool damaged = false;
    const std::vector<DataType> types = cellTypes(*m_schema, m_schema->size());
    reader.forEach(scope, [&](std::string_view key, std::string_view segment) {
        RowValues row;
        std::int64_t count = 0;
        damaged = !restoreRow(key, types, row) || !readRowCount(segment, count);
        if (!damaged) m_rows[std::move(row)] = count;
        return !damaged;
    });
    if (damaged) return damagedState("a result that updates");
    return {};
}

}  // namespace guanlan
