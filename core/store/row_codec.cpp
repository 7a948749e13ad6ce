// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_codec.h"

#include "core/base/hash.h"
#include "core/store/column_codec.h"
#include "core/store/int_codec.h"

namespace guanlan {

namespace {

constexpr std::uint64_t kMaxRows = 1U << 27U;

}  // namespace

RowCodec::RowCodec(SchemaPtr schema, std::optional<std::size_t> timeColumn)
    : m_schema(std::move(schema)), m_timeColumn(timeColumn), m_dictionaries(m_schema->size()) {}

std::vector<Micros> RowCodec::timesOf(const Batch& rows, Micros commitTime) const {
    if (!m_timeColumn) return std::vector<Micros>(rows.rows(), commitTime);
    const Column& column = rows.column(*m_timeColumn);
    std::vector<Micros> times(column.ints().begin(), column.ints().end());
    if (column.hasNulls()) {
        for (std::size_t row = 0; row < times.size(); ++row) {
            if (column.isNull(row)) times[row] = kMinTime;
        }
    }
    return times;
}

std::string RowCodec::encode(const TimedRows& rows) const {
    ByteWriter body;
    body.varint(rows.rows.rows());
    if (!m_timeColumn) encodeInts(body, rows.times);
    for (const ColumnPtr& column : rows.rows.columns())
        encodeColumn(body, *column);
    const std::uint64_t checksum = stableHash(body.bytes());
    ByteWriter whole;
    whole.raw(&checksum, sizeof(checksum));
    whole.raw(body.bytes().data(), body.bytes().size());
    return whole.take();
}

std::optional<TimedRows> RowCodec::decode(std::string_view bytes) {
    std::uint64_t checksum = 0;
    if (bytes.size() < sizeof(checksum)) return std::nullopt;
    std::memcpy(&checksum, bytes.data(), sizeof(checksum));
    bytes.remove_prefix(sizeof(checksum));
    if (stableHash(bytes) != checksum) return std::nullopt;

    ByteReader from(bytes);
    const std::uint64_t rows = from.varint();
    if (rows > kMaxRows) return std::nullopt;
    TimedRows decoded;
    if (!m_timeColumn) decoded.times = decodeInts(from, rows);
    std::vector<ColumnPtr> columns;
    for (std::size_t i = 0; i < m_schema->size(); ++i) {
        columns.push_back(decodeColumn(from, (*m_schema)[i].type, rows, m_dictionaries[i]));
        if (!columns.back()) return std::nullopt;
    }
    if (from.bad() || from.left() != 0) return std::nullopt;
    decoded.rows = Batch(m_schema, std::move(columns), rows);
    if (m_timeColumn) decoded.times = timesOf(decoded.rows, 0);
    return decoded;
}

}  // namespace guanlan
