// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/number_reader.h"
#include "core/aggregate/plain_states.h"
#include "core/base/bytes.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

/// PERCENTILE(x, fraction) and MEDIAN(x), exact: keeps every value. Between two values it goes straight.
struct PercentileCall {
    struct State {
        std::vector<double> values;
        double fraction = 0.5;
        std::size_t saved = 0;  ///< how many values are saved

        void combine(const State& other) {
            if (values.empty()) fraction = other.fraction;
            values.insert(values.end(), other.values.begin(), other.values.end());
        }
        void save(std::string& out, SavePart part) {
            const std::size_t from = part == SavePart::Changes ? saved : 0;
            appendNumber(out, static_cast<std::uint8_t>(from > 0));
            appendNumber(out, fraction);
            appendCount(out, values.size() - from);
            for (std::size_t i = from; i < values.size(); ++i)
                appendNumber(out, values[i]);
            saved = values.size();
        }
        bool restore(std::string_view& in) {
            std::uint8_t goesOn = 0;
            std::uint64_t count = 0;
            if (!readNumber(in, goesOn) || !readNumber(in, fraction) || !readCount(in, count) ||
                count > in.size() / sizeof(double) || !(fraction >= 0 && fraction <= 1))
                return false;
            if (goesOn == 0) values.clear();
            for (std::uint64_t i = 0; i < count; ++i) {
                double value = 0;
                if (!readNumber(in, value)) return false;
                values.push_back(value);
            }
            saved = values.size();
            return true;
        }
        [[nodiscard]] std::size_t bytes() const { return values.capacity() * sizeof(double); }
    };

    static void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                       std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
        const NumberReader number(*arguments[0]);
        const Column* fractions = arguments.size() > 1 ? arguments[1].get() : nullptr;
        forEachValid(states, *arguments[0], rows, groups, [&](State& state, std::uint32_t row) {
            if (fractions != nullptr && state.values.empty()) state.fraction = NumberReader(*fractions)(row);
            state.values.push_back(number(row));
        });
    }

    static bool finish(const State& state, ColumnBuilder& out) {
        if (state.values.empty()) {
            out.appendNull();
            return false;
        }
        // NaN counts as the greatest value, as where rows are sorted.
        const auto less = [](double a, double b) { return !std::isnan(a) && (std::isnan(b) || a < b); };
        std::vector<double> values = state.values;
        const double place = state.fraction * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::ptrdiff_t>(std::floor(place));
        std::nth_element(values.begin(), values.begin() + below, values.end(), less);
        const double low = values[static_cast<std::size_t>(below)];
        const double part = place - std::floor(place);
        if (part == 0) {
            out.appendDouble(low);
        } else {
            const double high = *std::min_element(values.begin() + below + 1, values.end(), less);
            out.appendDouble(low + (high - low) * part);
        }
        return false;
    }
};

Result<DataType> resolveWith(std::string_view name, std::string_view takes, std::size_t count,
                             std::span<const DataType> arguments) {
    const bool numbers = std::all_of(arguments.begin(), arguments.end(),
                                     [](const DataType& type) { return type.isNumeric(); });
    if (arguments.size() != count || !numbers) return aggregateArgumentError(name, takes, arguments);
    DataType type = DataType::real();
    type.nullable = true;
    return type;
}

Result<DataType> resolvePercentile(std::span<const DataType> arguments) {
    return resolveWith("PERCENTILE", "a number and a fraction from 0 to 1", 2, arguments);
}
Result<DataType> resolveMedian(std::span<const DataType> arguments) {
    return resolveWith("MEDIAN", "one number", 1, arguments);
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<PercentileCall>>(PercentileCall{});
}

}  // namespace

const AggregateFunction kPercentileFunction{"PERCENTILE", AggregateKind::Holistic, resolvePercentile, create,
                                            AggregateParameter::Fraction};
const AggregateFunction kMedianFunction{"MEDIAN", AggregateKind::Holistic, resolveMedian, create};

}  // namespace guanlan
