// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/format_types.h"

#include <algorithm>

namespace guanlan {

namespace {

/// A JSON object has texts as keys.
bool hasOtherKeys(const DataType& type) {  // NOLINT(misc-no-recursion): as deep as the type was written
    if (!type.fields) return false;
    if (type.kind == TypeKind::Map && type.fields->front().type.kind != TypeKind::String) return true;
    return std::any_of(type.fields->begin(), type.fields->end(),
                       [](const Field& field) { return hasOtherKeys(field.type); });
}

Error cannotHold(const PlannerOptions::Component& format, const TableColumn& column, std::string next) {
    return {
        .code = ErrorCode::InvalidInput,
        .id = "sql.format-type",
        .what = "format '" + format.name + "' cannot hold column '" + column.name + "' " + column.type.sql(),
        .next = std::move(next),
        .arguments = {format.name, column.name, column.type.sql()}};
}

}  // namespace

Result<void> checkTypes(const PlannerOptions::Component& format, const TableDefinition& table) {
    for (const TableColumn& column : table.columns) {
        if (column.kind != TableColumn::Kind::Physical || column.type.physical() != Physical::Nested)
            continue;
        if (!format.nested) return cannotHold(format, column, "use 'json', or declare it as STRING");
        if (hasOtherKeys(column.type))
            return cannotHold(format, column, "the keys of a MAP are STRING there");
    }
    return {};
}

}  // namespace guanlan
