// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/number_reader.h"
#include "core/aggregate/plain_states.h"
#include "core/aggregate/quantile_sketch.h"
#include "core/base/bytes.h"

#include <algorithm>

namespace guanlan {

namespace {

/// APPROX_PERCENTILE(x, fraction): within 1% of the value.
struct ApproximatePercentileCall {
    struct State {
        QuantileSketch sketch;
        double fraction = 0.5;

        void combine(const State& other) {
            if (sketch.count() == 0) fraction = other.fraction;
            sketch.combine(other.sketch);
        }
        void save(std::string& out) const {
            appendNumber(out, fraction);
            sketch.save(out);
        }
        bool restore(std::string_view& in) {
            return readNumber(in, fraction) && fraction >= 0 && fraction <= 1 && sketch.restore(in);
        }
        [[nodiscard]] std::size_t bytes() const { return sketch.bytes(); }
    };

    static void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                       std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
        const NumberReader number(*arguments[0]);
        const NumberReader fraction(*arguments[1]);
        forEachValid(states, *arguments[0], rows, groups, [&](State& state, std::uint32_t row) {
            if (state.sketch.count() == 0) state.fraction = fraction(row);
            state.sketch.add(number(row));
        });
    }
    static bool finish(const State& state, ColumnBuilder& out) {
        state.sketch.count() > 0 ? out.appendDouble(state.sketch.quantile(state.fraction)) : out.appendNull();
        return false;
    }
};

Result<DataType> resolve(std::span<const DataType> arguments) {
    const bool numbers = std::all_of(arguments.begin(), arguments.end(),
                                     [](const DataType& type) { return type.isNumeric(); });
    if (arguments.size() != 2 || !numbers)
        return aggregateArgumentError("APPROX_PERCENTILE", "a number and a fraction from 0 to 1", arguments);
    DataType type = DataType::real();
    type.nullable = true;
    return type;
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<ApproximatePercentileCall>>(ApproximatePercentileCall{});
}

}  // namespace

const AggregateFunction kApproximatePercentileFunction{"APPROX_PERCENTILE", AggregateKind::Algebraic, resolve,
                                                       create, AggregateParameter::Fraction};

}  // namespace guanlan
