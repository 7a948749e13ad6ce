// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"
#include "core/batch/type.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace guanlan {

/// Where a run of neighbouring rows of a source batch came from: row firstRow + i has offset firstOffset + i.
struct RowRun {
    std::uint32_t partition = 0;
    std::uint32_t firstRow = 0;
    std::uint32_t rows = 0;
    std::int64_t firstOffset = 0;
    bool operator==(const RowRun&) const = default;
};

/// What a row of a result does to the result so far.
enum class RowKind : std::uint8_t { Insert, UpdateBefore, UpdateAfter, Delete };

/// Rows in sealed columns: the one vocabulary from decoder to panel. Immutable, shared between threads.
/// `runs` covers all rows of a source batch and is empty elsewhere; `kinds` is empty when all are inserts.
class Batch {
  public:
    Batch() : m_schema(std::make_shared<Schema>()) {}
    Batch(SchemaPtr schema, std::vector<ColumnPtr> columns, std::size_t rows)
        : m_schema(std::move(schema)), m_columns(std::move(columns)), m_rows(rows) {}

    [[nodiscard]] const Schema& schema() const { return *m_schema; }
    [[nodiscard]] const SchemaPtr& schemaPtr() const { return m_schema; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] bool empty() const { return m_rows == 0; }
    [[nodiscard]] const Column& column(std::size_t i) const { return *m_columns[i]; }
    [[nodiscard]] const std::vector<ColumnPtr>& columns() const { return m_columns; }
    /// Null when there is no such column.
    [[nodiscard]] const Column* find(std::string_view name) const;

    std::vector<RowRun> runs{};
    std::vector<RowKind> kinds{};

  private:
    SchemaPtr m_schema;
    std::vector<ColumnPtr> m_columns;
    std::size_t m_rows = 0;
};

using BatchPtr = std::shared_ptr<const Batch>;

/// One builder per column of a schema.
class BatchBuilder {
  public:
    explicit BatchBuilder(SchemaPtr schema);
    [[nodiscard]] ColumnBuilder& operator[](std::size_t i) { return m_columns[i]; }
    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }
    [[nodiscard]] std::size_t rows() const { return m_columns.empty() ? 0 : m_columns.front().size(); }
    void appendRow(const Batch& from, std::size_t row);
    [[nodiscard]] Batch seal();

  private:
    SchemaPtr m_schema;
    std::vector<ColumnBuilder> m_columns;
};

}  // namespace guanlan
