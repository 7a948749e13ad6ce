// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace guanlan {

/// Lowest and highest value of any range of a growing series, in a time that depends on the logarithm of its
/// length only. Level 0 joins 8 values, each further level 8 of the one below. Not-a-number values are
/// passed over.
class MinMaxPyramid {
  public:
    struct Range {
        double low;
        double high;  ///< below `low` when the range holds no value
    };

    void clear();
    void append(double value);
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] std::span<const double> values() const { return m_values; }
    /// Over the values from `first` up to but without `last`.
    [[nodiscard]] Range range(std::size_t first, std::size_t last) const;

  private:
    std::vector<double> m_values;
    std::vector<std::vector<Range>> m_levels;
};

}  // namespace guanlan
