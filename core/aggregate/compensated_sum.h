// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/row_count.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// A sum of doubles with what rounding took from it carried along (Neumaier): as if it had twice the digits,
/// so that neither the order nor what came and went shows in it.
struct CompensatedSum {
    double sum = 0;
    double lost = 0;
    std::int64_t count = 0;

    void add(double value) {
        plus(value);
        ++count;
    }
    void take(double value) {
        plus(-value);
        --count;
    }
    void combine(const CompensatedSum& other) {
        plus(other.sum);
        lost += other.lost;
        count += other.count;
    }
    /// Past the largest double nothing is left to compensate.
    [[nodiscard]] double value() const { return std::isfinite(lost) ? sum + lost : sum; }
    void save(std::string& out) const {
        appendNumber(out, sum);
        appendNumber(out, lost);
        appendNumber(out, count);
    }
    bool restore(std::string_view& in) {
        return readNumber(in, sum) && readNumber(in, lost) && readRowCount(in, count);
    }

  private:
    /// Knuth's sum: exactly what was lost, whichever of the two is larger, without a branch.
    void plus(double value) {
        const double before = sum;
        sum += value;
        const double kept = sum - before;
        lost += (before - (sum - kept)) + (value - kept);
    }
};

}  // namespace guanlan
