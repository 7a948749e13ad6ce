// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"
#include "core/aggregate/row_count.h"
#include "core/base/bytes.h"
#include "core/base/decimal.h"

#include <cmath>

namespace guanlan {

namespace {

struct Form {
    bool sample = false;
    bool root = false;
};

/// Of doubles and decimals by Welford's and Chan's updates, which keep the digits that sums of squares lose.
struct MomentsCall {
    struct State {
        std::int64_t count = 0;
        double mean = 0;
        double squares = 0;  ///< sum of squared distances from the mean

        void add(double value) {
            ++count;
            const double delta = value - mean;
            mean += delta / static_cast<double>(count);
            squares += delta * (value - mean);
        }
        void combine(const State& other) {
            if (other.count == 0) return;
            if (count == 0) {
                *this = other;
                return;
            }
            const auto a = static_cast<double>(count);
            const auto b = static_cast<double>(other.count);
            const double delta = other.mean - mean;
            mean += delta * b / (a + b);
            squares += other.squares + delta * delta * a * b / (a + b);
            count += other.count;
        }
        void save(std::string& out) const {
            appendNumber(out, count);
            appendNumber(out, mean);
            appendNumber(out, squares);
        }
        bool restore(std::string_view& in) {
            return readRowCount(in, count) && readNumber(in, mean) && readNumber(in, squares);
        }
    };

    Form form;
    DataType result;

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const Column& argument = *arguments[0];
        if (argument.type().physical() == Physical::Decimal) {
            const int scale = argument.type().scale;
            forEachValid(states, argument, rows, groups, [&argument, scale](State& state, std::uint32_t row) {
                state.add(decimalToDouble(argument.decimals()[row], scale));
            });
            return;
        }
        const auto values = argument.doubles();
        forEachValid(states, argument, rows, groups,
                     [values](State& state, std::uint32_t row) { state.add(values[row]); });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        const std::int64_t divisor = form.sample ? state.count - 1 : state.count;
        if (divisor <= 0) {
            out.appendNull();
            return false;
        }
        const double variance = state.squares / static_cast<double>(divisor);
        const double value = form.root ? std::sqrt(variance) : variance;
        if (result.physical() == Physical::Double) {
            out.appendDouble(result.kind == TypeKind::Float ? static_cast<float>(value) : value);
        } else if (const auto decimal = decimalFromDouble(value, result.scale)) {
            out.appendDecimal(*decimal);
        } else {
            out.appendNull();
            return true;
        }
        return false;
    }
};

/// Of integers in whole numbers, step by step as Flink computes it: (sum(x*x) - sum(x)*sum(x)/n) / n.
struct WholeCall {
    struct State {
        std::int64_t count = 0;
        Int128 sum = 0;
        Int128 squares = 0;
        bool overflow = false;

        void add(std::int64_t value) {
            ++count;
            sum += value;
            if (__builtin_add_overflow(squares, Int128{value} * value, &squares)) overflow = true;
        }
        void combine(const State& other) {
            count += other.count;
            sum += other.sum;
            if (__builtin_add_overflow(squares, other.squares, &squares)) overflow = true;
            overflow = overflow || other.overflow;
        }
        void save(std::string& out) const {
            appendNumber(out, count);
            appendNumber(out, sum);
            appendNumber(out, squares);
            appendNumber(out, static_cast<std::uint8_t>(overflow));
        }
        bool restore(std::string_view& in) {
            std::uint8_t flag = 0;
            if (!readRowCount(in, count) || !readNumber(in, sum) || !readNumber(in, squares)) return false;
            if (!readNumber(in, flag)) return false;
            overflow = flag != 0;
            return true;
        }
    };

    Form form;

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const auto values = arguments[0]->ints();
        forEachValid(states, *arguments[0], rows, groups,
                     [values](State& state, std::uint32_t row) { state.add(values[row]); });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        const std::int64_t divisor = form.sample ? state.count - 1 : state.count;
        Int128 squareOfSum = 0;
        const bool overflow = state.overflow || __builtin_mul_overflow(state.sum, state.sum, &squareOfSum);
        if (divisor <= 0 || overflow) {
            out.appendNull();
            return overflow && divisor > 0;
        }
        const Int128 variance = (state.squares - squareOfSum / state.count) / divisor;
        const double root = std::sqrt(static_cast<double>(variance));
        out.appendInt(form.root ? static_cast<std::int64_t>(root) : static_cast<std::int64_t>(variance));
        return false;
    }
};

template <Form const& F>
constexpr std::string_view nameOf() {
    if (F.root) return F.sample ? "STDDEV_SAMP" : "STDDEV_POP";
    return F.sample ? "VAR_SAMP" : "VAR_POP";
}

template <Form const& F>
Result<DataType> resolve(std::span<const DataType> arguments) {
    auto type = oneNumber(nameOf<F>(), arguments);
    constexpr std::uint8_t leastScale = 6;
    if (type && type->kind == TypeKind::Decimal) {
        type->precision = kMaxDecimalDigits;
        type->scale = std::max(type->scale, leastScale);
    }
    return type;
}

template <Form const& F>
std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType& result) {
    if (result.isInteger()) return std::make_unique<PlainStates<WholeCall>>(WholeCall{F});
    return std::make_unique<PlainStates<MomentsCall>>(MomentsCall{F, result});
}

constexpr Form kStddevPop{.sample = false, .root = true};
constexpr Form kStddevSamp{.sample = true, .root = true};
constexpr Form kVarPop{.sample = false, .root = false};
constexpr Form kVarSamp{.sample = true, .root = false};

}  // namespace

const AggregateFunction kStddevPopFunction{nameOf<kStddevPop>(), AggregateKind::Algebraic,
                                           resolve<kStddevPop>, create<kStddevPop>};
const AggregateFunction kStddevSampFunction{nameOf<kStddevSamp>(), AggregateKind::Algebraic,
                                            resolve<kStddevSamp>, create<kStddevSamp>};
const AggregateFunction kVarPopFunction{nameOf<kVarPop>(), AggregateKind::Algebraic, resolve<kVarPop>,
                                        create<kVarPop>};
const AggregateFunction kVarSampFunction{nameOf<kVarSamp>(), AggregateKind::Algebraic, resolve<kVarSamp>,
                                         create<kVarSamp>};

}  // namespace guanlan
