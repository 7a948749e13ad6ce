// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/number_reader.h"
#include "core/aggregate/plain_states.h"
#include "core/aggregate/row_count.h"
#include "core/base/bytes.h"

#include <cmath>

namespace guanlan {

namespace {

/// CORR(y, x) by the updates that variances use: no sums of squares that would lose digits.
struct CorrelationCall {
    struct State {
        std::int64_t count = 0;
        double meanX = 0;
        double meanY = 0;
        double squaresX = 0;  ///< sums of squared distances from the mean, and of their products
        double squaresY = 0;
        double products = 0;

        void add(double x, double y) {
            ++count;
            const auto n = static_cast<double>(count);
            const double fromX = x - meanX;
            const double fromY = y - meanY;
            meanX += fromX / n;
            meanY += fromY / n;
            squaresX += fromX * (x - meanX);
            squaresY += fromY * (y - meanY);
            products += fromX * (y - meanY);
        }
        void combine(const State& other) {
            if (other.count == 0) return;
            if (count == 0) {
                *this = other;
                return;
            }
            const auto a = static_cast<double>(count);
            const auto b = static_cast<double>(other.count);
            const double x = other.meanX - meanX;
            const double y = other.meanY - meanY;
            const double weight = a * b / (a + b);
            squaresX += other.squaresX + x * x * weight;
            squaresY += other.squaresY + y * y * weight;
            products += other.products + x * y * weight;
            meanX += x * b / (a + b);
            meanY += y * b / (a + b);
            count += other.count;
        }
        void save(std::string& out) const {
            appendNumber(out, count);
            for (const double value : {meanX, meanY, squaresX, squaresY, products})
                appendNumber(out, value);
        }
        bool restore(std::string_view& in) {
            return readRowCount(in, count) && readNumber(in, meanX) && readNumber(in, meanY) &&
                   readNumber(in, squaresX) && readNumber(in, squaresY) && readNumber(in, products);
        }
    };

    static void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                       std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
        const NumberReader y(*arguments[0]);
        const NumberReader x(*arguments[1]);
        const Column& second = *arguments[1];
        forEachValid(states, *arguments[0], rows, groups, [&](State& state, std::uint32_t row) {
            if (!second.isNull(row)) state.add(x(row), y(row));
        });
    }
    /// NULL for less than two rows; of rows that do not vary there is none either.
    static bool finish(const State& state, ColumnBuilder& out) {
        const double scale = std::sqrt(state.squaresX) * std::sqrt(state.squaresY);
        state.count > 1 && scale > 0 ? out.appendDouble(state.products / scale) : out.appendNull();
        return false;
    }
};

Result<DataType> resolve(std::span<const DataType> arguments) {
    if (arguments.size() != 2 || !arguments[0].isNumeric() || !arguments[1].isNumeric())
        return aggregateArgumentError("CORR", "two numbers", arguments);
    DataType type = DataType::real();
    type.nullable = true;
    return type;
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<CorrelationCall>>(CorrelationCall{});
}

}  // namespace

const AggregateFunction kCorrelationFunction{"CORR", AggregateKind::Algebraic, resolve, create};

}  // namespace guanlan
