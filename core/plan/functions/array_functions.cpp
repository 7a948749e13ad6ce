// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/comparison.h"
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/nested_columns.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;

bool isArray(const DataType& type) {
    return type.kind == TypeKind::Array;
}

/// The type to which the elements and a value are brought to look for it among them.
std::optional<DataType> soughtType(Types arguments) {
    if (arguments.size() != 2 || !isArray(arguments[0])) return std::nullopt;
    const DataType pair[] = {entryType(arguments[0]), arguments[1]};
    return leastRestrictiveType(pair);
}

/// The array with its elements in another type.
ColumnPtr withElements(const ColumnPtr& array, const DataType& element, EvaluationContext& context) {
    return convertArgument(array, withNullability(arrayOf(element), array->type().nullable), context);
}

/// The first place from 1 of a value in an array; 0: none.
std::uint32_t placeOf(const Column& value, const Column& array, std::size_t row) {
    const Entries entries(array, row);
    for (std::uint32_t at = entries.begin; at < entries.end; ++at) {
        if (sameCells(*array.children()[0], at, value, row)) return at - entries.begin + 1;
    }
    return 0;
}

/// `of(place, value is null)` of every row whose array is not null, as a number or nothing.
template <typename Of>
ColumnPtr placeRows(Arguments arguments, const DataType& result, EvaluationContext& context, const Of& of) {
    const DataType types[] = {arguments[0]->type(), arguments[1]->type()};
    const DataType sought = *soughtType(types);
    const ColumnPtr array = withElements(arguments[0], sought, context);
    const ColumnPtr value = convertArgument(arguments[1], sought, context);
    std::vector<std::int64_t> values(context.rows);
    std::vector<std::uint8_t> valid;
    for (std::size_t row = 0; row < context.rows; ++row) {
        std::optional<std::int64_t> found;
        if (!array->isNull(row)) found = of(placeOf(*value, *array, row), value->isNull(row));
        if (found) {
            values[row] = *found;
        } else {
            setNull(valid, row, context.rows);
        }
    }
    return sealInts(result, std::move(values), std::move(valid));
}

Result<DataType> resolveContains(Types arguments, const DataType*) {
    if (!soughtType(arguments))
        return argumentError("ARRAY_CONTAINS", "an ARRAY and a value of its type", arguments);
    return withNullability(DataType::boolean(), arguments[0].nullable);
}

ColumnPtr evaluateContains(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return placeRows(arguments, result, context, [](std::uint32_t place, bool) {
        return std::optional<std::int64_t>(place > 0 ? 1 : 0);
    });
}

Result<DataType> resolvePosition(Types arguments, const DataType*) {
    if (!soughtType(arguments))
        return argumentError("ARRAY_POSITION", "an ARRAY and a value of its type", arguments);
    return withNullability(DataType::integer(), anyNullable(arguments));
}

ColumnPtr evaluatePosition(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return placeRows(arguments, result, context, [](std::uint32_t place, bool isNull) {
        return isNull ? std::nullopt : std::optional<std::int64_t>(place);
    });
}

// ARRAY_MAX and ARRAY_MIN pass over nulls.

template <bool Greatest>
Result<DataType> resolveExtreme(Types arguments, const DataType*) {
    const bool good = arguments.size() == 1 && isArray(arguments[0]) &&
                      entryType(arguments[0]).physical() != Physical::Nested;
    if (!good)
        return argumentError(Greatest ? "ARRAY_MAX" : "ARRAY_MIN", "an ARRAY of comparable values",
                             arguments);
    return withNullability(entryType(arguments[0]), true);
}

template <bool Greatest>
ColumnPtr evaluateExtreme(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& elements = *arguments[0]->children()[0];
    std::vector<std::uint32_t> rows(context.rows, kNoRow);
    for (std::size_t row = 0; row < context.rows; ++row) {
        const Entries entries(*arguments[0], row);
        for (std::uint32_t at = entries.begin; at < entries.end; ++at) {
            if (elements.isNull(at)) continue;
            const int order = rows[row] == kNoRow ? 0 : compareCells(elements, at, elements, rows[row]);
            if (rows[row] == kNoRow || (Greatest ? order > 0 : order < 0)) rows[row] = at;
        }
    }
    return cellsAt(elements, rows, result);
}

// Arrays made of the elements of one array: `pick` names them by their rows.

Result<DataType> sameArray(std::string_view name, Types arguments) {
    if (arguments.size() == 1 && isArray(arguments[0])) return arguments[0];
    return argumentError(name, "an ARRAY", arguments);
}

template <typename Pick>
ColumnPtr rearranged(const Column& array, const DataType& result, std::size_t rows, const Pick& pick) {
    ColumnBuilder builder(result);
    std::vector<std::uint32_t> picked;
    for (std::size_t row = 0; row < rows; ++row) {
        if (array.isNull(row)) {
            builder.appendNull();
            continue;
        }
        picked.clear();
        pick(row, picked);
        for (const std::uint32_t at : picked)
            builder.child(0).appendFrom(*array.children()[0], at);
        builder.closeNested();
    }
    return builder.seal();
}

Result<DataType> resolveReverse(Types arguments, const DataType*) {
    return sameArray("ARRAY_REVERSE", arguments);
}

ColumnPtr evaluateReverse(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& array = *arguments[0];
    return rearranged(array, result, context.rows, [&](std::size_t row, std::vector<std::uint32_t>& picked) {
        const Entries entries(array, row);
        for (std::uint32_t at = entries.end; at > entries.begin; --at)
            picked.push_back(at - 1);
    });
}

Result<DataType> resolveDistinct(Types arguments, const DataType*) {
    return sameArray("ARRAY_DISTINCT", arguments);
}

ColumnPtr evaluateDistinct(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& array = *arguments[0];
    const Column& elements = *array.children()[0];
    return rearranged(array, result, context.rows, [&](std::size_t row, std::vector<std::uint32_t>& picked) {
        const Entries entries(array, row);
        for (std::uint32_t at = entries.begin; at < entries.end; ++at) {
            const bool known = std::any_of(picked.begin(), picked.end(), [&](std::uint32_t other) {
                return sameCells(elements, at, elements, other);
            });
            if (!known) picked.push_back(at);
        }
    });
}

Result<DataType> resolveSlice(Types arguments, const DataType*) {
    const bool good = (arguments.size() == 2 || arguments.size() == 3) && isArray(arguments[0]) &&
                      std::all_of(arguments.begin() + 1, arguments.end(),
                                  [](const DataType& type) { return type.isInteger(); });
    if (!good) return argumentError("ARRAY_SLICE", "an ARRAY, the first place and the last", arguments);
    return withNullability(arguments[0], anyNullable(arguments));
}

/// A place from the end is negative; 0 is the first.
std::int64_t placeFrom(std::int64_t given, std::uint32_t size) {
    if (given < 0) return given + size + 1;
    return given == 0 ? 1 : given;
}

ColumnPtr evaluateSlice(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& array = *arguments[0];
    const auto valid = commonValidity(arguments, context.rows);
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) {
            builder.appendNull();
            continue;
        }
        const Entries entries(array, row);
        const std::int64_t first =
            std::max<std::int64_t>(1, placeFrom(arguments[1]->ints()[row], entries.size()));
        const std::int64_t given =
            arguments.size() < 3 ? entries.size() : placeFrom(arguments[2]->ints()[row], entries.size());
        const std::int64_t last = std::min<std::int64_t>(entries.size(), std::max<std::int64_t>(1, given));
        for (std::int64_t at = first; at <= last; ++at)
            builder.child(0).appendFrom(*array.children()[0],
                                        entries.begin + static_cast<std::uint32_t>(at) - 1);
        builder.closeNested();
    }
    return builder.seal();
}

Result<DataType> resolveConcat(Types arguments, const DataType*) {
    const auto common = leastRestrictiveType(arguments);
    if (common && isArray(*common)) return *common;
    return argumentError("ARRAY_CONCAT", "ARRAYs of one type", arguments);
}

ColumnPtr evaluateConcat(Arguments arguments, const DataType& result, EvaluationContext& context) {
    std::vector<ColumnPtr> parts;
    for (const ColumnPtr& argument : arguments)
        parts.push_back(convertArgument(argument, result, context));
    const auto valid = commonValidity(parts, context.rows);
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) {
            builder.appendNull();
            continue;
        }
        for (const ColumnPtr& part : parts) {
            const Entries entries(*part, row);
            for (std::uint32_t at = entries.begin; at < entries.end; ++at)
                builder.child(0).appendFrom(*part->children()[0], at);
        }
        builder.closeNested();
    }
    return builder.seal();
}

Result<DataType> resolveJoin(Types arguments, const DataType*) {
    const bool good = (arguments.size() == 2 || arguments.size() == 3) && isArray(arguments[0]) &&
                      isText(entryType(arguments[0])) &&
                      std::all_of(arguments.begin() + 1, arguments.end(), isText);
    if (!good)
        return argumentError("ARRAY_JOIN", "an ARRAY of texts, a text between them and one for nulls",
                             arguments);
    return withNullability(DataType::string(), anyNullable(arguments));
}

/// Nulls are left out unless a text stands for them.
ColumnPtr evaluateJoin(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& elements = *arguments[0]->children()[0];
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) {
                        const Entries entries(*arguments[0], row);
                        std::string joined;
                        bool first = true;
                        for (std::uint32_t at = entries.begin; at < entries.end; ++at) {
                            if (elements.isNull(at) && arguments.size() < 3) continue;
                            if (!first) joined += arguments[1]->text(row);
                            first = false;
                            joined += elements.isNull(at) ? arguments[2]->text(row) : elements.text(at);
                        }
                        return std::optional<std::string>(std::move(joined));
                    });
}

constexpr ScalarFunction kFunctions[] = {
    {"ARRAY_CONTAINS", resolveContains, evaluateContains},
    {"ARRAY_POSITION", resolvePosition, evaluatePosition},
    {"ARRAY_MAX", resolveExtreme<true>, evaluateExtreme<true>},
    {"ARRAY_MIN", resolveExtreme<false>, evaluateExtreme<false>},
    {"ARRAY_REVERSE", resolveReverse, evaluateReverse},
    {"ARRAY_DISTINCT", resolveDistinct, evaluateDistinct},
    {"ARRAY_SLICE", resolveSlice, evaluateSlice},
    {"ARRAY_CONCAT", resolveConcat, evaluateConcat},
    {"ARRAY_JOIN", resolveJoin, evaluateJoin},
};

}  // namespace

std::span<const ScalarFunction> arrayFunctions() {
    return kFunctions;
}

}  // namespace guanlan
