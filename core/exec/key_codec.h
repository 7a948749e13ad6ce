// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"
#include "core/exec/state_bytes.h"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Group keys as words: the first word has a bit for every null, then one word a key column (two for a
/// DECIMAL). Texts and nested cells become numbers of this codec, so words of one codec compare equal exactly
/// when keys do. No keys: no words. One thread.
class KeyCodec {
  public:
    explicit KeyCodec(std::vector<DataType> types);

    [[nodiscard]] std::size_t width() const { return m_width; }
    /// The keys of the rows, one after the other.
    void encode(std::span<const ColumnPtr> columns, std::span<const std::uint32_t> rows,
                std::vector<std::uint64_t>& out);
    void decode(std::span<const std::uint64_t> key, std::size_t column, ColumnBuilder& out) const;
    /// Nulls first, then by value, key column by key column.
    [[nodiscard]] bool less(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) const;

    /// Whether the keys are single integers, which their second words hold.
    [[nodiscard]] bool singleInteger() const {
        return m_columns.size() == 1 && m_columns.front().type.physical() == Physical::Int64;
    }

    void save(std::span<const std::uint64_t> key, StateBytes& out) const;
    /// Words of a saved key; the words are unusable when the view is damaged afterwards.
    void restore(StateView& in, std::vector<std::uint64_t>& out);

    /// Texts known; they are kept until forget(), which makes every word encoded so far invalid.
    [[nodiscard]] std::size_t texts() const { return m_texts.size(); }
    void forget();

  private:
    struct Column {
        DataType type;
        std::size_t word = 0;
        std::uint64_t dictionary = 0;          // identity of the dictionary `numbers` belongs to
        std::vector<std::uint32_t> numbers{};  // of this codec by code; 0: not yet looked up
    };
    void encodeColumn(Column& column, std::size_t index, const guanlan::Column& values,
                      std::span<const std::uint32_t> rows, std::uint64_t* out);
    void encodeTexts(Column& column, const guanlan::Column& values, std::span<const std::uint32_t> rows,
                     std::uint64_t* out);
    [[nodiscard]] std::uint32_t numberOf(std::string_view text);
    [[nodiscard]] int compare(const Column& column, std::span<const std::uint64_t> a,
                              std::span<const std::uint64_t> b) const;

    std::vector<Column> m_columns;
    std::size_t m_width = 0;
    std::deque<std::string> m_texts;  // number - 1
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
};

}  // namespace guanlan
