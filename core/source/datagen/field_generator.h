// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/column.h"
#include "core/plan/plan.h"
#include "core/source/datagen/random.h"

#include <cstdint>
#include <optional>
#include <string>

namespace guanlan {

/// The values of one column by Flink's options 'fields.NAME.…'. Record n gets the same value on every run.
class FieldGenerator {
  public:
    static Result<FieldGenerator> create(const TableDefinition& table, const TableColumn& column,
                                         std::uint64_t seed);

    /// `time` is the moment of the record, UTC.
    void append(ColumnBuilder& column, std::int64_t record, Micros time, const Zone& zone) const;
    /// How many records a sequence has; nothing for random values.
    [[nodiscard]] std::optional<std::int64_t> records() const;

  private:
    FieldGenerator() = default;
    Result<void> readSequence(const TableDefinition& table, const std::string& prefix);
    Result<void> readRandom(const TableDefinition& table, const std::string& prefix);
    Result<void> readRange(const TableDefinition& table, const std::string& prefix);
    void appendRandom(ColumnBuilder& column, Random& random, Micros time, const Zone& zone) const;
    void appendInteger(ColumnBuilder& column, std::int64_t value) const;
    [[nodiscard]] std::string randomText(Random& random) const;

    DataType m_type;
    std::uint64_t m_seed = 0;
    bool m_sequence = false;
    std::int64_t m_start = 0;
    std::int64_t m_end = 0;
    double m_least = 0;
    double m_most = 0;
    std::int64_t m_leastInteger = 0;
    std::int64_t m_mostInteger = 0;
    std::int64_t m_length = 100;
    bool m_varies = false;  // texts of any length up to m_length
    Micros m_maxPast = 0;
    double m_nullRate = 0;
};

}  // namespace guanlan
