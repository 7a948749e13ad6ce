// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/comparison.h"

#include "core/plan/functions/type_rules.h"

namespace guanlan {

namespace {

bool isTime(const DataType& type) {
    return type.isTimestamp() || type.kind == TypeKind::Date || type.kind == TypeKind::Time;
}

template <typename T>
int order(const T& a, const T& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

}  // namespace

std::optional<DataType> comparisonType(const DataType& a, const DataType& b) {
    const auto textAsTime = [](const DataType& time) {
        DataType type = time;
        if (type.isTimestamp()) type.precision = 6;  // the text may be finer than the column
        return type;
    };
    if (isTime(a) && isText(b)) return textAsTime(a);
    if (isText(a) && isTime(b)) return textAsTime(b);
    const DataType pair[] = {a, b};
    auto common = leastRestrictiveType(pair);
    if (common && isText(*common)) {
        common->length = 0;
        common->fixedLength = false;
    }
    if (common && common->physical() == Physical::Nested) return std::nullopt;
    return common;
}

int compareCells(const Column& a, std::size_t rowA, const Column& b, std::size_t rowB) {
    switch (a.type().physical()) {
        case Physical::Double:
            return order(a.doubles()[rowA], b.doubles()[rowB]);
        case Physical::Decimal:
            return order(a.decimals()[rowA], b.decimals()[rowB]);
        case Physical::Text:
            return order(a.text(rowA), b.text(rowB));
        default:
            return order(a.ints()[rowA], b.ints()[rowB]);
    }
}

}  // namespace guanlan
