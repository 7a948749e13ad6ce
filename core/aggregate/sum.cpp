// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/compensated_sum.h"
#include "core/aggregate/exact_sum.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"
#include "core/base/bytes.h"
#include "core/base/decimal.h"

namespace guanlan {

namespace {

struct ExactSumCall {
    using State = ExactSum;
    DataType result;

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        addExact(states, *arguments[0], rows, groups);
    }
    void retract(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                 std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        takeExact(states, *arguments[0], rows, groups);
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        if (state.count == 0) {
            out.appendNull();
            return false;
        }
        if (state.overflow || !fitsType(state.sum, result)) {
            out.appendNull();
            return true;
        }
        if (result.physical() == Physical::Decimal) {
            out.appendDecimal(state.sum);
        } else {
            out.appendInt(static_cast<std::int64_t>(state.sum));
        }
        return false;
    }
};

struct DoubleSumCall {
    using State = CompensatedSum;
    bool average = false;
    bool isFloat = false;

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const auto values = arguments[0]->doubles();
        forEachValid(states, *arguments[0], rows, groups,
                     [values](State& state, std::uint32_t row) { state.add(values[row]); });
    }
    void retract(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                 std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const auto values = arguments[0]->doubles();
        forEachValid(states, *arguments[0], rows, groups,
                     [values](State& state, std::uint32_t row) { state.take(values[row]); });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        if (state.count == 0) {
            out.appendNull();
            return false;
        }
        const double value = average ? state.value() / static_cast<double>(state.count) : state.value();
        out.appendDouble(isFloat ? static_cast<float>(value) : value);
        return false;
    }
};

struct ExactAverageCall {
    using State = ExactSum;
    DataType result;
    int argumentScale = 0;

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        addExact(states, *arguments[0], rows, groups);
    }
    void retract(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                 std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        takeExact(states, *arguments[0], rows, groups);
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        if (state.count == 0 || state.overflow) {
            out.appendNull();
            return state.overflow;
        }
        if (result.physical() != Physical::Decimal) {  // of whole numbers, a whole number: towards zero
            out.appendInt(static_cast<std::int64_t>(state.sum / state.count));
            return false;
        }
        const auto value = divideDecimals(state.sum, argumentScale, state.count, 0, result.scale);
        if (value) {
            out.appendDecimal(*value);
        } else {
            out.appendNull();
        }
        return !value;
    }
};

Result<DataType> resolveSum(std::span<const DataType> arguments) {
    auto type = oneNumber("SUM", arguments);
    if (type && type->kind == TypeKind::Decimal) type->precision = kMaxDecimalDigits;
    return type;
}

Result<DataType> resolveAverage(std::span<const DataType> arguments) {
    auto type = oneNumber("AVG", arguments);
    constexpr std::uint8_t leastScale = 6;
    if (type && type->kind == TypeKind::Decimal) {
        type->precision = kMaxDecimalDigits;
        type->scale = std::max(type->scale, leastScale);
    }
    return type;
}

std::unique_ptr<AggregateStates> createSum(std::span<const DataType>, const DataType& result) {
    if (result.physical() == Physical::Double) {
        return std::make_unique<PlainStates<DoubleSumCall>>(
            DoubleSumCall{.average = false, .isFloat = result.kind == TypeKind::Float});
    }
    return std::make_unique<PlainStates<ExactSumCall>>(ExactSumCall{result});
}

std::unique_ptr<AggregateStates> createAverage(std::span<const DataType> arguments, const DataType& result) {
    if (result.physical() == Physical::Double) {
        return std::make_unique<PlainStates<DoubleSumCall>>(
            DoubleSumCall{.average = true, .isFloat = result.kind == TypeKind::Float});
    }
    return std::make_unique<PlainStates<ExactAverageCall>>(ExactAverageCall{result, arguments[0].scale});
}

}  // namespace

const AggregateFunction kSumFunction{"SUM", AggregateKind::Distributive, resolveSum, createSum};
const AggregateFunction kAvgFunction{"AVG", AggregateKind::Algebraic, resolveAverage, createAverage};

}  // namespace guanlan
