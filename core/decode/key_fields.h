// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"

#include <cstddef>
#include <string>
#include <vector>

namespace guanlan {

/// Which columns of a table are in the key of its records, from 'key.fields', 'key.fields-prefix' and
/// 'value.fields-include'.
struct KeyFields {
    std::vector<std::size_t> columns{};  ///< of the table, in the order of 'key.fields'; empty: no key
    std::string prefix{};                ///< of their names, which the key itself does not have
    bool inValue = true;                 ///< the value has them too
    [[nodiscard]] bool contain(std::size_t column) const;
};
/// Checked as Flink does: 'key.format' and 'key.fields' need each other.
[[nodiscard]] Result<KeyFields> keyFieldsOf(const TableDefinition& table);
/// The same for the columns of a primary key, which needs no 'key.fields'.
[[nodiscard]] Result<KeyFields> primaryKeyFieldsOf(const TableDefinition& table);

/// The key as a table of its own, with 'key.format' and 'key.json.…' as its format.
[[nodiscard]] TableDefinition keyTableOf(const TableDefinition& table, const KeyFields& keys);
/// The table without the columns that only the key has.
[[nodiscard]] TableDefinition valueTableOf(const TableDefinition& table, const KeyFields& keys);

}  // namespace guanlan
