// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

/// ROUND goes half away from zero, TRUNCATE towards it.
enum class Places { Round, Cut };

/// `target` is the type that the binder found for a literal number of places.
template <Places P>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType* target) {
    const bool hasPlaces = arguments.size() == 2;
    if (arguments.empty() || arguments.size() > 2 || !arguments[0].isNumeric() ||
        (hasPlaces && !arguments[1].isInteger())) {
        return argumentError(P == Places::Round ? "ROUND" : "TRUNCATE", "a number and a number of places",
                             arguments);
    }
    const DataType type = withNullability(arguments[0], anyNullable(arguments));
    if (type.kind != TypeKind::Decimal) return type;
    if (target != nullptr) return withNullability(*target, type.nullable);
    return hasPlaces ? type : withNullability(roundedDecimal(type, 0), type.nullable);
}

/// On the decimal digits that the double shows.
double placesOfDouble(double x, int places, bool cut) {
    if (!std::isfinite(x) || places > 17) return x;
    if (places >= 0 && !cut) {
        const auto exact = decimalFromDouble(x, places);
        if (exact) return decimalToDouble(*exact, places);
    }
    if (places >= 0 && std::fabs(x) < 1e15) {
        // The shortest text of a double below 10^15 has less than 19 digits behind the point that matter.
        constexpr int kDigits = 19;
        if (const auto exact = decimalFromDouble(x, kDigits)) {
            return decimalToDouble(*exact / powerOfTen(kDigits - places), places);
        }
    }
    const double unit = std::pow(10.0, -places);
    return (cut ? std::trunc(x / unit) : std::round(x / unit)) * unit;
}

Int128 placesOfDecimal(Int128 x, int scale, int places, bool cut) {
    if (places >= scale) return x;
    if (places <= scale - kMaxDecimalDigits) return 0;
    if (cut) {
        const Int128 unit = powerOfTen(scale - places);
        return x / unit * unit;
    }
    const auto rounded = rescale(x, scale, places);
    return rounded ? rescale(*rounded, places, scale).value_or(x) : x;
}

template <Places P>
ColumnPtr evaluate(std::span<const ColumnPtr> arguments, const DataType& result, EvaluationContext& context) {
    constexpr bool cut = P == Places::Cut;
    const Column& a = *arguments[0];
    const std::size_t rows = context.rows;
    auto valid = commonValidity(arguments, rows);
    const auto places = [&arguments](std::size_t row) {
        if (arguments.size() < 2) return 0;
        return static_cast<int>(std::clamp<std::int64_t>(arguments[1]->ints()[row], -100, 100));
    };
    if (result.physical() == Physical::Double) {
        std::vector<double> values(rows);
        for (std::size_t row = 0; row < rows; ++row)
            values[row] = placesOfDouble(a.doubles()[row], places(row), cut);
        return sealDoubles(result, std::move(values), std::move(valid));
    }
    if (result.physical() == Physical::Decimal) {
        std::vector<Int128> values(rows);
        const int scale = a.type().scale;
        for (std::size_t row = 0; row < rows; ++row) {
            const Int128 value = placesOfDecimal(a.decimals()[row], scale, places(row), cut);
            values[row] = rescale(value, scale, result.scale).value_or(0);
        }
        return sealDecimals(result, std::move(values), std::move(valid));
    }
    std::vector<std::int64_t> values(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const Int128 value = placesOfDecimal(a.ints()[row], 0, places(row), cut);
        values[row] = wrapped(result.kind, static_cast<std::int64_t>(value));
    }
    return sealInts(result, std::move(values), std::move(valid));
}

constexpr ScalarFunction kFunctions[] = {
    {"ROUND", resolve<Places::Round>, evaluate<Places::Round>},
    {"TRUNCATE", resolve<Places::Cut>, evaluate<Places::Cut>},
};

}  // namespace

std::span<const ScalarFunction> roundingFunctions() {
    return kFunctions;
}

}  // namespace guanlan
