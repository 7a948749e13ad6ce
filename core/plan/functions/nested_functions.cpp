// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/nested_columns.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;

bool isList(const DataType& type) {
    return type.kind == TypeKind::Array || type.kind == TypeKind::Map;
}

// row.field: the binder finds the type and gives the number of the field as the second argument.

Result<DataType> resolveField(Types arguments, const DataType*) {
    return argumentError(".", "a ROW and one of its fields", arguments);
}

/// Where the row is null its fields are, too.
ColumnPtr evaluateField(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (context.rows == 0) return nullColumn(result, 0);
    return arguments[0]->children()[static_cast<std::size_t>(arguments[1]->ints()[0])];
}

// array[i], map[key]

Result<DataType> resolveItem(Types arguments, const DataType*) {
    if (arguments.size() != 2) return argumentError("[ ]", "two values", arguments);
    const DataType& list = arguments[0];
    const bool array = list.kind == TypeKind::Array && (arguments[1].isInteger() || isNullType(arguments[1]));
    const DataType keys[] = {list.kind == TypeKind::Map ? list.fields->front().type : list, arguments[1]};
    const bool map = list.kind == TypeKind::Map && leastRestrictiveType(keys);
    if (array || map) return withNullability(entryType(list), true);
    return argumentError("[ ]", "an ARRAY and a number, or a MAP and a key", arguments);
}

ColumnPtr evaluateItem(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const Column& list = *arguments[0];
    if (isNullType(arguments[1]->type())) return nullColumn(result, context.rows);
    const bool array = list.type().kind == TypeKind::Array;
    const ColumnPtr at =
        array ? arguments[1] : convertArgument(arguments[1], list.type().fields->front().type, context);
    std::vector<std::uint32_t> rows(context.rows, kNoRow);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (list.isNull(row) || at->isNull(row)) continue;
        const Entries entries(list, row);
        if (array) {
            const std::int64_t number = at->ints()[row];
            if (number >= 1 && number <= entries.size())
                rows[row] = entries.begin + static_cast<std::uint32_t>(number - 1);
            continue;
        }
        for (std::uint32_t entry = entries.begin; entry < entries.end; ++entry) {
            if (sameCells(*list.children()[0], entry, *at, row)) rows[row] = entry;
        }
    }
    return cellsAt(*list.children().back(), rows, result);
}

Result<DataType> resolveCardinality(Types arguments, const DataType*) {
    if (arguments.size() != 1 || !isList(arguments[0]))
        return argumentError("CARDINALITY", "an ARRAY or a MAP", arguments);
    return withNullability(DataType::integer(), arguments[0].nullable);
}

ColumnPtr evaluateCardinality(Arguments arguments, const DataType& result, EvaluationContext& context) {
    std::vector<std::int64_t> counts(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        counts[row] = Entries(*arguments[0], row).size();
    return sealInts(result, std::move(counts), commonValidity(arguments, context.rows));
}

Result<DataType> resolveElement(Types arguments, const DataType*) {
    if (arguments.size() != 1 || arguments[0].kind != TypeKind::Array)
        return argumentError("ELEMENT", "an ARRAY", arguments);
    return withNullability(entryType(arguments[0]), true);
}

/// The only element; an array with more of them is an error of its row.
ColumnPtr evaluateElement(Arguments arguments, const DataType& result, EvaluationContext& context) {
    std::vector<std::uint32_t> rows(context.rows, kNoRow);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (arguments[0]->isNull(row)) continue;
        const Entries entries(*arguments[0], row);
        if (entries.size() > 1) context.markBad(row, "element");
        if (entries.size() == 1) rows[row] = entries.begin;
    }
    return cellsAt(*arguments[0]->children()[0], rows, result);
}

// MAP_KEYS, MAP_VALUES, MAP_ENTRIES share their children with the map.

Result<DataType> mapArgument(std::string_view name, Types arguments) {
    if (arguments.size() == 1 && arguments[0].kind == TypeKind::Map) return arguments[0];
    return argumentError(name, "a MAP", arguments);
}

Result<DataType> resolveKeys(Types arguments, const DataType*) {
    auto map = mapArgument("MAP_KEYS", arguments);
    if (!map) return map;
    return withNullability(arrayOf(map->fields->front().type), map->nullable);
}

Result<DataType> resolveValues(Types arguments, const DataType*) {
    auto map = mapArgument("MAP_VALUES", arguments);
    if (!map) return map;
    return withNullability(arrayOf(map->fields->back().type), map->nullable);
}

Result<DataType> resolveEntries(Types arguments, const DataType*) {
    auto map = mapArgument("MAP_ENTRIES", arguments);
    if (!map) return map;
    return withNullability(arrayOf(rowOf(*map->fields)), map->nullable);
}

ColumnPtr evaluateKeys(Arguments arguments, const DataType& result, EvaluationContext&) {
    return withEntries(result, *arguments[0], {arguments[0]->children()[0]});
}

ColumnPtr evaluateValues(Arguments arguments, const DataType& result, EvaluationContext&) {
    return withEntries(result, *arguments[0], {arguments[0]->children()[1]});
}

ColumnPtr evaluateEntries(Arguments arguments, const DataType& result, EvaluationContext&) {
    ColumnData rows{.type = entryType(result),
                    .children = arguments[0]->children(),
                    .rows = arguments[0]->children()[0]->size()};
    return withEntries(result, *arguments[0], {std::make_shared<const Column>(std::move(rows))});
}

// ARRAY[...], MAP[...], ROW(...)

Result<DataType> resolveArray(Types arguments, const DataType*) {
    if (auto common = leastRestrictiveType(arguments)) return arrayOf(*common);
    return argumentError("ARRAY[ ]", "values of one type", arguments);
}

std::vector<ColumnPtr> convertedTo(const DataType& type, Arguments arguments, EvaluationContext& context) {
    std::vector<ColumnPtr> converted;
    for (const ColumnPtr& argument : arguments)
        converted.push_back(convertArgument(argument, type, context));
    return converted;
}

ColumnPtr evaluateArray(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const auto elements = convertedTo(entryType(result), arguments, context);
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        for (const ColumnPtr& element : elements)
            builder.child(0).appendFrom(*element, row);
        builder.closeNested();
    }
    return builder.seal();
}

/// The keys are the arguments at even places, the values those at odd ones.
template <typename T>
std::vector<T> everySecond(std::span<const T> all, std::size_t first) {
    std::vector<T> half;
    for (std::size_t i = first; i < all.size(); i += 2)
        half.push_back(all[i]);
    return half;
}

Result<DataType> resolveMap(Types arguments, const DataType*) {
    const auto keys = leastRestrictiveType(everySecond(arguments, 0));
    const auto values = leastRestrictiveType(everySecond(arguments, 1));
    if (keys && values && arguments.size() % 2 == 0) return mapOf(*keys, *values);
    return argumentError("MAP[ ]", "keys of one type, each with a value of one type", arguments);
}

/// Of equal keys the last counts.
ColumnPtr evaluateMap(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const auto keys = convertedTo(result.fields->front().type, everySecond(arguments, 0), context);
    const auto values = convertedTo(entryType(result), everySecond(arguments, 1), context);
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const bool again =
                std::any_of(keys.begin() + static_cast<std::ptrdiff_t>(i) + 1, keys.end(),
                            [&](const ColumnPtr& later) { return sameCells(*keys[i], row, *later, row); });
            if (again) continue;
            builder.child(0).appendFrom(*keys[i], row);
            builder.child(1).appendFrom(*values[i], row);
        }
        builder.closeNested();
    }
    return builder.seal();
}

Result<DataType> resolveRow(Types arguments, const DataType*) {
    std::vector<Field> fields;
    for (const DataType& type : arguments) {
        if (isNullType(type)) {
            Error error = argumentError("ROW", "values that have a type", arguments);
            error.next = "write CAST(NULL AS STRING)";
            return error;
        }
        fields.push_back({"EXPR$" + std::to_string(fields.size()), type});
    }
    if (fields.empty()) return argumentError("ROW", "at least one value", arguments);
    return rowOf(std::move(fields));
}

ColumnPtr evaluateRow(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return std::make_shared<const Column>(
        ColumnData{.type = result, .children = {arguments.begin(), arguments.end()}, .rows = context.rows});
}

constexpr ScalarFunction kFunctions[] = {
    {".", resolveField, evaluateField},
    {"[]", resolveItem, evaluateItem},
    {"CARDINALITY", resolveCardinality, evaluateCardinality},
    {"ELEMENT", resolveElement, evaluateElement},
    {"MAP_KEYS", resolveKeys, evaluateKeys},
    {"MAP_VALUES", resolveValues, evaluateValues},
    {"MAP_ENTRIES", resolveEntries, evaluateEntries},
    {"ARRAY[]", resolveArray, evaluateArray},
    {"MAP[]", resolveMap, evaluateMap},
    {"ROW", resolveRow, evaluateRow},
};

}  // namespace

std::span<const ScalarFunction> nestedFunctions() {
    return kFunctions;
}

}  // namespace guanlan
