// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/column.h"

#include <algorithm>

namespace guanlan {

namespace {

std::string packed(const Column& column, std::size_t row) {
    const bool isRow = column.type().kind == TypeKind::Row;
    const std::size_t from = isRow ? row : column.offsets()[row];
    const std::size_t to = isRow ? row + 1 : column.offsets()[row + 1];
    std::string parts;
    for (std::size_t at = from; at < to; ++at) {
        for (const ColumnPtr& child : column.children())
            saveValue(child->value(at), parts);
    }
    return parts;
}

}  // namespace

Value Column::value(std::size_t row) const {
    if (isNull(row)) return {};
    switch (type().physical()) {
        case Physical::Int64:
            return m_data.ints[row];
        case Physical::Double:
            return m_data.doubles[row];
        case Physical::Decimal:
            return m_data.decimals[row];
        case Physical::Text:
            return std::string(text(row));
        case Physical::Nested:
            return packed(*this, row);
    }
    return {};
}

ColumnBuilder::ColumnBuilder(DataType type, std::shared_ptr<Dictionary> dictionary)
    : m_dictionary(std::move(dictionary)) {
    if (type.physical() == Physical::Text && !m_dictionary) m_dictionary = std::make_shared<Dictionary>();
    if (type.physical() == Physical::Nested) {
        for (const Field& field : *type.fields)
            m_children.emplace_back(field.type);
    }
    m_data.type = std::move(type);
}

void ColumnBuilder::reserve(std::size_t rows) {
    switch (m_data.type.physical()) {
        case Physical::Int64:
            m_data.ints.reserve(rows);
            break;
        case Physical::Double:
            m_data.doubles.reserve(rows);
            break;
        case Physical::Decimal:
            m_data.decimals.reserve(rows);
            break;
        case Physical::Text:
            m_data.codes.reserve(rows);
            break;
        case Physical::Nested:
            m_data.offsets.reserve(rows + 1);
            break;
    }
}

/// What is already in this column gets codes of a fresh dictionary.
void ColumnBuilder::renewDictionary() {
    auto fresh = std::make_shared<Dictionary>();
    for (Code& code : m_data.codes)
        code = m_dictionary->size() == 0 ? 0 : fresh->intern(m_dictionary->at(code));
    m_dictionary = std::move(fresh);
}

void ColumnBuilder::appendFirstNull() {
    if (m_data.valid.empty()) m_data.valid.assign(m_data.rows, 1);
    m_data.valid.push_back(0);
    switch (m_data.type.physical()) {
        case Physical::Int64:
            m_data.ints.push_back(0);
            break;
        case Physical::Double:
            m_data.doubles.push_back(0);
            break;
        case Physical::Decimal:
            m_data.decimals.push_back(0);
            break;
        case Physical::Text:
            m_data.codes.push_back(m_dictionary->size() == 0 ? m_dictionary->intern({}) : 0);
            break;
        case Physical::Nested:
            if (m_data.type.kind == TypeKind::Row) {
                for (ColumnBuilder& child : m_children)
                    child.appendNull();
            } else {
                if (m_data.offsets.empty()) m_data.offsets.push_back(0);
                m_data.offsets.push_back(m_data.offsets.back());
            }
            break;
    }
    ++m_data.rows;
}

void ColumnBuilder::append(const Value& value) {
    switch (value.index()) {
        case 0:
            appendNull();
            break;
        case 1:
            appendInt(std::get<1>(value));
            break;
        case 2:
            appendDouble(std::get<2>(value));
            break;
        case 3:
            appendDecimal(std::get<3>(value));
            break;
        default:
            if (m_data.type.physical() == Physical::Nested) return appendPacked(std::get<4>(value));
            appendText(std::get<4>(value));
            break;
    }
}

void ColumnBuilder::appendPacked(std::string_view parts) {
    Value part;
    const auto appendParts = [&] {
        return std::all_of(m_children.begin(), m_children.end(), [&](ColumnBuilder& child) {
            if (!restoreValue(parts, child.type(), part)) return false;
            child.append(part);
            return true;
        });
    };
    bool good = true;
    if (m_data.type.kind == TypeKind::Row) {
        good = appendParts();
    } else {
        while (good && !parts.empty())
            good = appendParts();
    }
    if (good) return closeNested();
    truncate(m_data.rows);
    appendNull();
}

void ColumnBuilder::appendFrom(const Column& column, std::size_t row) {
    if (column.isNull(row)) return appendNull();
    switch (m_data.type.physical()) {
        case Physical::Int64:
            return appendInt(column.ints()[row]);
        case Physical::Double:
            return appendDouble(column.doubles()[row]);
        case Physical::Decimal:
            return appendDecimal(column.decimals()[row]);
        case Physical::Text:
            if (column.dictionary() == m_dictionary) return appendCode(column.codes()[row]);
            return appendText(column.text(row));
        case Physical::Nested:
            return appendNested(column, row);
    }
}

void ColumnBuilder::appendNested(const Column& column, std::size_t row) {
    if (m_data.type.kind == TypeKind::Row) {
        for (std::size_t i = 0; i < m_children.size(); ++i)
            m_children[i].appendFrom(*column.children()[i], row);
    } else {
        for (std::uint32_t at = column.offsets()[row]; at < column.offsets()[row + 1]; ++at) {
            for (std::size_t i = 0; i < m_children.size(); ++i)
                m_children[i].appendFrom(*column.children()[i], at);
        }
    }
    closeNested();
}

void ColumnBuilder::closeNested() {
    if (m_data.type.kind != TypeKind::Row) {
        if (m_data.offsets.empty()) m_data.offsets.push_back(0);
        m_data.offsets.push_back(static_cast<std::uint32_t>(m_children.front().size()));
    }
    noteValid();
}

void ColumnBuilder::truncate(std::size_t rows) {
    m_data.rows = std::min(rows, m_data.rows);
    const auto cut = [this](auto& values) {
        if (values.size() > m_data.rows) values.resize(m_data.rows);
    };
    cut(m_data.ints);
    cut(m_data.doubles);
    cut(m_data.decimals);
    cut(m_data.codes);
    cut(m_data.valid);
    const bool isRow = m_data.type.kind == TypeKind::Row;
    if (!isRow && m_data.offsets.size() > m_data.rows + 1) m_data.offsets.resize(m_data.rows + 1);
    const std::size_t entries = m_data.offsets.empty() ? 0 : m_data.offsets.back();
    for (ColumnBuilder& child : m_children)
        child.truncate(isRow ? m_data.rows : entries);
}

void ColumnBuilder::erase(std::size_t row) {
    const auto cut = [row](auto& values) {
        if (!values.empty()) values.erase(values.begin() + static_cast<std::ptrdiff_t>(row));
    };
    cut(m_data.ints);
    cut(m_data.doubles);
    cut(m_data.decimals);
    cut(m_data.codes);
    cut(m_data.valid);
    --m_data.rows;
    if (m_data.offsets.empty()) {
        for (ColumnBuilder& child : m_children)
            child.erase(row);
        return;
    }
    const std::uint32_t from = m_data.offsets[row];
    const std::uint32_t entries = m_data.offsets[row + 1] - from;
    m_data.offsets.erase(m_data.offsets.begin() + static_cast<std::ptrdiff_t>(row) + 1);
    for (std::size_t i = row + 1; i < m_data.offsets.size(); ++i)
        m_data.offsets[i] -= entries;
    for (ColumnBuilder& child : m_children) {
        for (std::uint32_t i = 0; i < entries; ++i)
            child.erase(from);
    }
}

ColumnPtr ColumnBuilder::seal() {
    m_data.dictionary = m_dictionary;
    for (ColumnBuilder& child : m_children)
        m_data.children.push_back(child.seal());
    if (m_data.type.physical() == Physical::Nested && m_data.offsets.empty() &&
        m_data.type.kind != TypeKind::Row) {
        m_data.offsets.push_back(0);
    }
    const DataType type = m_data.type;
    auto column = std::make_shared<const Column>(std::move(m_data));
    m_data = ColumnData{.type = type};
    if (m_dictionary && m_dictionary->full()) m_dictionary = std::make_shared<Dictionary>();
    return column;
}

}  // namespace guanlan
