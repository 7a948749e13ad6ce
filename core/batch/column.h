// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/int128.h"
#include "core/batch/dictionary.h"
#include "core/batch/type.h"
#include "core/batch/value.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace guanlan {

class Column;
using ColumnPtr = std::shared_ptr<const Column>;

/// The values of one column while it is built; a plain value that one thread fills and then seals.
/// Exactly the vector of type.physical() is used. `valid` stays empty while there is no null; the slot of a
/// null holds 0. Nested: `offsets` (rows + 1 entries) into `children` for Array and Map, none for Row.
struct ColumnData {
    DataType type;
    std::vector<std::int64_t> ints{};
    std::vector<double> doubles{};
    std::vector<Int128> decimals{};
    std::vector<Code> codes{};
    DictionaryPtr dictionary{};
    std::vector<std::uint32_t> offsets{};
    std::vector<ColumnPtr> children{};
    std::vector<std::uint8_t> valid{};  ///< one byte a row: 1 valid, 0 null
    std::size_t rows = 0;
};

/// An immutable column: may be read by any thread.
class Column {
  public:
    explicit Column(ColumnData data) : m_data(std::move(data)) {}

    [[nodiscard]] const DataType& type() const { return m_data.type; }
    [[nodiscard]] std::size_t size() const { return m_data.rows; }
    [[nodiscard]] bool hasNulls() const { return !m_data.valid.empty(); }
    [[nodiscard]] bool isNull(std::size_t row) const {
        return !m_data.valid.empty() && m_data.valid[row] == 0;
    }
    [[nodiscard]] std::span<const std::uint8_t> validity() const { return m_data.valid; }

    [[nodiscard]] std::span<const std::int64_t> ints() const { return m_data.ints; }
    [[nodiscard]] std::span<const double> doubles() const { return m_data.doubles; }
    [[nodiscard]] std::span<const Int128> decimals() const { return m_data.decimals; }
    [[nodiscard]] std::span<const Code> codes() const { return m_data.codes; }
    [[nodiscard]] const DictionaryPtr& dictionary() const { return m_data.dictionary; }
    [[nodiscard]] std::string_view text(std::size_t row) const {
        return m_data.dictionary->at(m_data.codes[row]);
    }
    [[nodiscard]] std::span<const std::uint32_t> offsets() const { return m_data.offsets; }
    [[nodiscard]] const std::vector<ColumnPtr>& children() const { return m_data.children; }

    /// Null, or the cell.
    [[nodiscard]] Value value(std::size_t row) const;

  private:
    const ColumnData m_data;
};

/// Fills one column cell by cell. A string column writes into the dictionary it is given, so that several
/// batches of one writer share codes.
class ColumnBuilder {
  public:
    explicit ColumnBuilder(DataType type, std::shared_ptr<Dictionary> dictionary = nullptr);

    void reserve(std::size_t rows);
    void appendInt(std::int64_t value) {
        m_data.ints.push_back(value);
        noteValid();
    }
    void appendDouble(double value) {
        m_data.doubles.push_back(value);
        noteValid();
    }
    void appendDecimal(Int128 unscaled) {
        m_data.decimals.push_back(unscaled);
        noteValid();
    }
    void appendText(std::string_view text) {
        if (m_dictionary->full()) renewDictionary();
        appendCode(m_dictionary->intern(text));
    }
    /// The code must come from this builder's dictionary.
    void appendCode(Code code) {
        m_data.codes.push_back(code);
        noteValid();
    }
    void appendNull() {
        if (m_data.codes.empty() || m_data.valid.empty()) return appendFirstNull();
        m_data.codes.push_back(0);
        m_data.valid.push_back(0);
        ++m_data.rows;
    }
    /// The alternative must fit the type.
    void append(const Value& value);
    /// Copies a cell of a column of the same type, nested ones included.
    void appendFrom(const Column& column, std::size_t row);
    /// Takes back the last `size() - rows` cells (a record that turned out bad), also those in children.
    void truncate(std::size_t rows);
    /// Takes one cell out.
    void erase(std::size_t row);

    /// A nested cell is made by appending to the children (one cell each for a ROW, any equal number for
    /// ARRAY and MAP), then closing it.
    [[nodiscard]] ColumnBuilder& child(std::size_t i) { return m_children[i]; }
    [[nodiscard]] const ColumnBuilder& child(std::size_t i) const { return m_children[i]; }
    void closeNested();

    [[nodiscard]] std::size_t size() const { return m_data.rows; }
    [[nodiscard]] const DataType& type() const { return m_data.type; }
    /// Hands the column over and starts an empty one with the same type and dictionary.
    [[nodiscard]] ColumnPtr seal();

  private:
    void noteValid() {
        if (!m_data.valid.empty()) m_data.valid.push_back(1);
        ++m_data.rows;
    }
    /// Or any of a column without texts.
    void appendFirstNull();
    void renewDictionary();
    void appendNested(const Column& column, std::size_t row);
    void appendPacked(std::string_view parts);

    ColumnData m_data;
    std::shared_ptr<Dictionary> m_dictionary;
    std::vector<ColumnBuilder> m_children;
};

}  // namespace guanlan
