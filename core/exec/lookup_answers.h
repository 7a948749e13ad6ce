// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/group_table.h"
#include "core/exec/key_codec.h"
#include "core/exec/lookup_table.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace guanlan {

/// Asks a table once for each key, and remembers what it said as long as the table answers for it. One
/// thread.
class LookupAnswers {
  public:
    using Rows = const std::vector<RowValues>*;  ///< never null; valid until the next find()

    LookupAnswers(std::unique_ptr<LookupTable> table, std::vector<DataType> keyTypes)
        : m_table(std::move(table)), m_codec(std::move(keyTypes)), m_keys(m_codec.width()) {}

    /// What is found for the key in each of the rows; none of its cells is null.
    Result<std::span<const Rows>> find(std::span<const ColumnPtr> keys, std::span<const std::uint32_t> rows);

  private:
    void forgetIfOld();
    void forget();
    /// Those of the rows that hold a key for the first time.
    [[nodiscard]] std::vector<RowValues> newKeys(std::span<const ColumnPtr> keys,
                                                 std::span<const std::uint32_t> rows) const;

    std::unique_ptr<LookupTable> m_table;
    std::optional<std::uint64_t> m_edition;  // of the table that gave the answers
    KeyCodec m_codec;
    GroupTable m_keys;
    std::vector<LookupRows> m_answers;      // by number of the key
    std::vector<std::uint64_t> m_keyWords;  // scratch
    std::vector<std::uint32_t> m_numbers;   // likewise
    std::vector<Rows> m_found;              // of the last find()
};

}  // namespace guanlan
