// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch.h"

namespace guanlan {

const Column* Batch::find(std::string_view name) const {
    const auto index = m_schema->find(name);
    return index ? m_columns[*index].get() : nullptr;
}

BatchBuilder::BatchBuilder(SchemaPtr schema) : m_schema(std::move(schema)) {
    m_columns.reserve(m_schema->size());
    for (const Field& field : m_schema->fields())
        m_columns.emplace_back(field.type);
}

void BatchBuilder::appendRow(const Batch& from, std::size_t row) {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_columns[i].appendFrom(from.column(i), row);
}

Batch BatchBuilder::seal() {
    const std::size_t rowCount = rows();
    std::vector<ColumnPtr> sealed;
    sealed.reserve(m_columns.size());
    for (ColumnBuilder& column : m_columns)
        sealed.push_back(column.seal());
    return {m_schema, std::move(sealed), rowCount};
}

}  // namespace guanlan
