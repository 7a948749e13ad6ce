// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/row_states.h"

#include "core/exec/state_bytes.h"

#include <bit>

namespace guanlan {

namespace {

void saveDecimal(Int128 value, StateBytes& out) {
    out.number(static_cast<std::uint64_t>(value));
    out.number(static_cast<std::uint64_t>(value >> 64));
}

Int128 decimalFrom(StateView& in) {
    const std::uint64_t low = in.number();
    return static_cast<Int128>(in.integer()) * (Int128{1} << 64) + low;
}

void saveCell(const Column& column, std::uint32_t row, StateBytes& out) {
    out.number(column.isNull(row) ? 0 : 1);
    if (column.isNull(row)) return;
    switch (column.type().physical()) {
        case Physical::Int64:
            return out.integer(column.ints()[row]);
        case Physical::Double:
            return out.number(std::bit_cast<std::uint64_t>(column.doubles()[row]));
        case Physical::Decimal:
            return saveDecimal(column.decimals()[row], out);
        case Physical::Text:
            return out.text(column.text(row));
        case Physical::Nested:
            return out.text(std::get<std::string>(column.value(row)));
    }
}

void appendInteger(std::int64_t value, const DataType& type, ColumnBuilder& out) {
    const bool right = !type.isTimestamp() || canBeTime(value);
    right ? out.appendInt(value) : out.appendNull();
}

void appendCell(StateView& in, const DataType& type, ColumnBuilder& out) {
    if (in.number() == 0) return out.appendNull();
    switch (type.physical()) {
        case Physical::Int64:
            return appendInteger(in.integer(), type, out);
        case Physical::Double:
            return out.appendDouble(std::bit_cast<double>(in.number()));
        case Physical::Decimal:
            return out.appendDecimal(decimalFrom(in));
        case Physical::Text:
            return out.appendText(in.text());
        case Physical::Nested:
            return out.append(Value(std::string(in.text())));
    }
}

}  // namespace

void RowStates::update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                       std::span<const std::uint32_t> groups) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Group& group = m_groups[groups[i]];
        StateBytes out(group.rows);
        for (const ColumnPtr& column : arguments)
            saveCell(*column, rows[i], out);
        ++group.count;
    }
}

void RowStates::combine(const AggregateStates& other, std::span<const std::uint32_t> groups) {
    const auto& from = static_cast<const RowStates&>(other);  // same kind: see the contract
    for (std::size_t i = 0; i < groups.size(); ++i) {
        m_groups[groups[i]].rows += from.m_groups[i].rows;
        m_groups[groups[i]].count += from.m_groups[i].count;
    }
}

bool RowStates::finish(std::size_t group, ColumnBuilder& out) const {
    out.appendInt(static_cast<std::int64_t>(m_groups[group].count));
    return false;
}

void RowStates::save(std::size_t group, std::string& out, SavePart part) {
    Group& state = m_groups[group];
    const bool changes = part == SavePart::Changes;
    StateBytes bytes(out);
    bytes.number(state.count - (changes ? state.savedCount : 0));
    bytes.text(std::string_view(state.rows).substr(changes ? state.savedBytes : 0));
    state.savedCount = state.count;
    state.savedBytes = state.rows.size();
}

bool RowStates::restore(std::size_t group, std::string_view& in) {
    StateView view(in);
    Group& state = m_groups[group];
    const std::uint64_t count = view.number();
    const std::string_view rows = view.text();
    if (count > rows.size()) return false;  // a cell takes eight bytes at least
    state.count += count;
    state.rows += rows;
    state.savedCount = state.count;
    state.savedBytes = state.rows.size();
    in = view.rest();
    return !view.damaged();
}

std::size_t RowStates::bytes() const {
    std::size_t sum = m_groups.capacity() * sizeof(Group);
    for (const Group& group : m_groups)
        sum += group.rows.capacity();
    return sum;
}

std::size_t RowStates::appendRows(std::size_t group, std::span<ColumnBuilder> out) const {
    StateView in(m_groups[group].rows);
    for (std::size_t row = 0; row < m_groups[group].count; ++row) {
        for (std::size_t column = 0; column < m_types.size(); ++column)
            appendCell(in, m_types[column], out[column]);
    }
    return m_groups[group].count;
}

}  // namespace guanlan
