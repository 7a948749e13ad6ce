// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/chunk.h"

namespace guanlan {

namespace {

template <typename T>
std::vector<T> pick(std::span<const T> values, std::span<const std::uint32_t> rows) {
    std::vector<T> picked;
    if (values.empty()) return picked;
    picked.reserve(rows.size());
    for (const std::uint32_t row : rows)
        picked.push_back(values[row]);
    return picked;
}

}  // namespace

Chunk chunkOf(std::span<ColumnBuilder> builders) {
    Chunk chunk;
    for (ColumnBuilder& builder : builders)
        chunk.columns.push_back(builder.seal());
    chunk.columnRows = chunk.columns.front()->size();
    return chunk;
}

ColumnPtr gather(const Column& column, std::span<const std::uint32_t> rows) {
    if (column.type().physical() == Physical::Nested) {
        ColumnBuilder builder(column.type());
        for (const std::uint32_t row : rows)
            builder.appendFrom(column, row);
        return builder.seal();
    }
    return std::make_shared<const Column>(ColumnData{.type = column.type(),
                                                     .ints = pick(column.ints(), rows),
                                                     .doubles = pick(column.doubles(), rows),
                                                     .decimals = pick(column.decimals(), rows),
                                                     .codes = pick(column.codes(), rows),
                                                     .dictionary = column.dictionary(),
                                                     .valid = pick(column.validity(), rows),
                                                     .rows = rows.size()});
}

}  // namespace guanlan
