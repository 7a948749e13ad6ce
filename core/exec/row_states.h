// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"

#include <string>
#include <vector>

namespace guanlan {

/// Whole rows, kept as an aggregate keeps its states: what a window without GROUP BY holds back until it
/// ends. The argument columns are all columns of the input.
class RowStates final : public AggregateStates {
  public:
    explicit RowStates(std::vector<DataType> types) : m_types(std::move(types)) {}

    void resize(std::size_t groups) override { m_groups.resize(groups); }
    void update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> groups) override;
    void reset(std::size_t group) override { m_groups[group] = {}; }
    void combine(const AggregateStates& other, std::span<const std::uint32_t> groups) override;
    /// Rows are no single value: see appendRows().
    bool finish(std::size_t group, ColumnBuilder& out) const override;
    void save(std::size_t group, std::string& out, SavePart part) override;
    [[nodiscard]] bool restore(std::size_t group, std::string_view& in) override;
    [[nodiscard]] std::size_t bytes() const override;

    /// Appends the rows of the group in the order they came; returns how many.
    std::size_t appendRows(std::size_t group, std::span<ColumnBuilder> out) const;

  private:
    struct Group {
        std::string rows{};
        std::size_t count = 0;
        std::size_t savedBytes = 0;
        std::size_t savedCount = 0;
    };
    std::vector<DataType> m_types;
    std::vector<Group> m_groups;
};

}  // namespace guanlan
