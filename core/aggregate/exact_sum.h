// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/plain_states.h"
#include "core/aggregate/row_count.h"
#include "core/base/bytes.h"
#include "core/base/decimal.h"

#include <limits>

namespace guanlan {

/// A sum of integers or of decimals of one scale, exact: 128 bits hold 2^64 values of 64 bits.
struct ExactSum {
    Int128 sum = 0;
    std::int64_t count = 0;
    bool overflow = false;  ///< past 128 bits, which only decimals can reach

    void add(Int128 value) {
        if (__builtin_add_overflow(sum, value, &sum)) overflow = true;
        ++count;
    }
    void take(Int128 value) {
        if (__builtin_sub_overflow(sum, value, &sum)) overflow = true;
        --count;
    }
    void combine(const ExactSum& other) {
        if (__builtin_add_overflow(sum, other.sum, &sum)) overflow = true;
        overflow = overflow || other.overflow;
        count += other.count;
    }
    void save(std::string& out) const {
        appendNumber(out, sum);
        appendNumber(out, count);
        appendNumber(out, static_cast<std::uint8_t>(overflow));
    }
    bool restore(std::string_view& in) {
        std::uint8_t flag = 0;
        if (!readNumber(in, sum) || !readRowCount(in, count) || !readNumber(in, flag)) return false;
        overflow = flag != 0;
        return true;
    }
};

/// Adds the argument's values to the sums of their groups.
inline void addExact(std::vector<ExactSum>& states, const Column& argument,
                     std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
    if (argument.type().physical() == Physical::Decimal) {
        const auto values = argument.decimals();
        forEachValid(states, argument, rows, groups,
                     [values](ExactSum& state, std::uint32_t row) { state.add(values[row]); });
        return;
    }
    const auto values = argument.ints();
    forEachValid(states, argument, rows, groups, [values](ExactSum& state, std::uint32_t row) {
        state.sum += values[row];
        ++state.count;
    });
}

/// Takes them back.
inline void takeExact(std::vector<ExactSum>& states, const Column& argument,
                      std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
    const bool decimal = argument.type().physical() == Physical::Decimal;
    forEachValid(states, argument, rows, groups, [&](ExactSum& state, std::uint32_t row) {
        state.take(decimal ? argument.decimals()[row] : Int128{argument.ints()[row]});
    });
}

[[nodiscard]] inline bool fitsType(Int128 value, const DataType& type) {
    const auto within = [value](auto limit) {
        using Limits = std::numeric_limits<decltype(limit)>;
        return value >= Limits::min() && value <= Limits::max();
    };
    switch (type.kind) {
        case TypeKind::TinyInt:
            return within(std::int8_t{});
        case TypeKind::SmallInt:
            return within(std::int16_t{});
        case TypeKind::Int:
            return within(std::int32_t{});
        case TypeKind::Decimal:
            return fitsPrecision(value, type.precision);
        default:
            return within(std::int64_t{});
    }
}

}  // namespace guanlan
