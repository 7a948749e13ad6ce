// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

namespace guanlan {

namespace {

enum class Now { Instant, Wall, Date, TimeOfDay };

template <Now N>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    if (!arguments.empty()) return argumentError("a function of the clock", "no arguments", arguments);
    DataType type = DataType::timestampLtz();
    if (N == Now::Wall) type = DataType::timestamp();
    if (N == Now::Date) type = DataType::of(TypeKind::Date);
    if (N == Now::TimeOfDay) type = DataType::of(TypeKind::Time);
    return withNullability(type, false);
}

/// One reading for the whole batch.
template <Now N>
ColumnPtr evaluate(std::span<const ColumnPtr>, const DataType& result, EvaluationContext& context) {
    const Micros now = floorTo(context.clock->now(), kMilli);
    const Micros wall = context.zone->toLocal(now);
    std::int64_t value = now;
    if (N == Now::Wall) value = wall;
    if (N == Now::Date) value = floorTo(wall, kDay) / kDay;
    if (N == Now::TimeOfDay) value = floorTo(wall - floorTo(wall, kDay), kSecond);
    return sealInts(result, std::vector<std::int64_t>(context.rows, value), {});
}

constexpr ScalarFunction kFunctions[] = {
    {"PROCTIME", resolve<Now::Instant>, evaluate<Now::Instant>, false},
    {"CURRENT_TIMESTAMP", resolve<Now::Instant>, evaluate<Now::Instant>, false},
    {"NOW", resolve<Now::Instant>, evaluate<Now::Instant>, false},
    {"LOCALTIMESTAMP", resolve<Now::Wall>, evaluate<Now::Wall>, false},
    {"CURRENT_DATE", resolve<Now::Date>, evaluate<Now::Date>, false},
    {"CURRENT_TIME", resolve<Now::TimeOfDay>, evaluate<Now::TimeOfDay>, false},
    {"LOCALTIME", resolve<Now::TimeOfDay>, evaluate<Now::TimeOfDay>, false},
};

}  // namespace

std::span<const ScalarFunction> clockFunctions() {
    return kFunctions;
}

}  // namespace guanlan
