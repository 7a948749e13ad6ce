// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// 64-bit keys for the values of one type, equal exactly when the values are, and the way back. Texts and
/// decimals get dense numbers from 0.
class ValueKeys {
  public:
    explicit ValueKeys(DataType type) : m_type(std::move(type)) {}

    /// The key of a valid cell.
    std::int64_t keyOf(const Column& column, std::size_t row);
    void appendValue(std::int64_t key, ColumnBuilder& out) const;

    void saveValue(std::int64_t key, std::string& out) const;
    [[nodiscard]] bool restoreValue(std::string_view& in, std::int64_t& key);

    [[nodiscard]] const DataType& type() const { return m_type; }
    [[nodiscard]] bool numbered() const {
        return m_type.physical() != Physical::Int64 && m_type.physical() != Physical::Double;
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  private:
    std::int64_t numberOf(std::string_view bytes);
    std::int64_t numberOfCode(const Column& column, std::size_t row);

    DataType m_type;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<const std::string*> m_texts;  // into m_numbers, whose keys never move
    std::size_t m_bytes = 0;
    std::uint64_t m_dictionary = 0;             // whose codes m_numberOfCode knows
    std::vector<std::uint32_t> m_numberOfCode;  // number + 1; 0 unknown
};

}  // namespace guanlan
