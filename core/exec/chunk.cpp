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

ColumnPtr gatherNested(const Column& column, std::span<const std::uint32_t> rows) {
    ColumnData data{.type = column.type(), .valid = pick(column.validity(), rows), .rows = rows.size()};
    std::vector<std::uint32_t> entries;
    if (column.type().kind != TypeKind::Row) {
        data.offsets.push_back(0);
        for (const std::uint32_t row : rows) {
            for (std::uint32_t at = column.offsets()[row]; at < column.offsets()[row + 1]; ++at)
                entries.push_back(at);
            data.offsets.push_back(static_cast<std::uint32_t>(entries.size()));
        }
        rows = entries;
    }
    for (const ColumnPtr& child : column.children())
        data.children.push_back(gather(*child, rows));
    return std::make_shared<const Column>(std::move(data));
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
    if (column.type().physical() == Physical::Nested) return gatherNested(column, rows);
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
