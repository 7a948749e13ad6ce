// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_layout.h"

#include "core/decode/json/json_scan.h"
#include "core/decode/number_text.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kMostPlaces = 4096;
constexpr std::size_t kMostBranches = 16;
constexpr std::size_t kMostLiteral = 1024;
constexpr std::ptrdiff_t kSafeDigits = 18;  // of an int64

bool startsWith(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && std::memcmp(text.data(), start.data(), start.size()) == 0;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Of an integer type of `bits`.
std::int64_t mostOf(int bits) {
    return std::numeric_limits<std::int64_t>::max() >> (64 - bits);
}

int bitsOf(TypeKind kind) {
    switch (kind) {
        case TypeKind::TinyInt:
            return 8;
        case TypeKind::SmallInt:
            return 16;
        case TypeKind::Int:
            return 32;
        default:
            return 64;
    }
}

}  // namespace

JsonLayout::JsonLayout(const std::vector<JsonTarget>& targets, CellReader cells) : m_cells(std::move(cells)) {
    for (const JsonTarget& target : targets)
        m_targets.push_back(addColumn(target, *target.column, target.key));
    m_columns.push_back({.takesNumbers = true, .takesWords = true});
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as its type
int JsonLayout::addColumn(const JsonTarget& target, ColumnBuilder& builder, const std::string& path) {
    const DataType& type = builder.type();
    const int index = static_cast<int>(m_columns.size());
    m_byPath.emplace(path, index);
    Column column{.builder = &builder, .use = Use::Other, .required = target.required};
    column.takesNumbers = type.kind == TypeKind::String || type.isNumeric();
    column.takesWords = type.kind == TypeKind::String || type.kind == TypeKind::Boolean;
    if (type.kind == TypeKind::String) column.use = target.left ? Use::Leave : Use::Text;
    if (type.isInteger()) {
        column.use = Use::Integer;
        column.most = mostOf(bitsOf(type.kind));
        column.least = -column.most - 1;
    }
    m_columns.push_back(column);
    if (type.kind != TypeKind::Row) return index;
    for (std::size_t i = 0; i < type.fields->size(); ++i) {
        const int field =
            addColumn(target, builder.child(i), path + JsonScan::kUnder + (*type.fields)[i].name);
        m_columns[static_cast<std::size_t>(index)].fields.push_back(field);
    }
    return index;
}

bool JsonLayout::read(std::string_view text) {
    m_rows = m_targets.empty() ? 0 : m_columns.front().builder->size();
    m_filled = 0;
    std::size_t place = 0;
    for (std::string_view rest = text;;) {
        const Branch* branch = follow(m_places[place], rest);
        if (branch == nullptr) return undo();
        rest.remove_prefix(branch->text.size());
        place = branch->place;
        if (m_places[place].end) return complete(m_places[place]) || undo();
        if (!readScalar(m_places[place], rest)) return undo();
    }
}

/// A literal may begin another one: then what follows on it decides.
bool JsonLayout::leadsOn(const Branch& branch, std::string_view rest) const {
    if (!startsWith(rest, branch.text)) return false;
    const std::size_t size = branch.text.size();
    if (m_places[branch.place].end) return rest.size() == size;
    return rest.size() > size && rest[size] != '{' && rest[size] != '[';
}

/// The branch that was taken moves up, so that the common ones are tried first.
const JsonLayout::Branch* JsonLayout::follow(Place& place, std::string_view rest) {
    for (std::size_t i = 0; i < place.next.size(); ++i) {
        if (!leadsOn(place.next[i], rest)) continue;
        if (i == 0) return &place.next[0];
        std::swap(place.next[i], place.next[i - 1]);
        return &place.next[i - 1];
    }
    return nullptr;
}

bool JsonLayout::readScalar(const Place& place, std::string_view& rest) {
    if (rest.empty()) return false;
    const Column& column =
        place.column == kNone ? m_columns.back() : m_columns[static_cast<std::size_t>(place.column)];
    if (place.column != kNone) ++m_filled;
    const char first = rest.front();
    if (first == '"') return readString(column, rest);
    if (first == '-' || isDigit(first)) return readNumber(column, rest);
    return readWord(column, rest);
}

bool JsonLayout::readString(const Column& column, std::string_view& rest) {
    const PlainString string = plainStringAt(rest);
    if (!string.found) return false;
    rest.remove_prefix(string.text.size() + 2);
    return put(column, string.text);
}

bool JsonLayout::readNumber(const Column& column, std::string_view& rest) {
    if (column.use != Use::Integer) return readOddNumber(column, rest);
    const bool negative = rest.front() == '-';
    const char* const digits = rest.data() + (negative ? 1 : 0);
    const char* const end = rest.data() + rest.size();
    const char* at = digits;
    std::uint64_t size = 0;
    for (; at != end && isDigit(*at) && at - digits < kSafeDigits; ++at)
        size = size * 10 + static_cast<std::uint64_t>(*at - '0');
    const bool plain =
        at != digits && (*digits != '0' || at - digits == 1) && at != end && !isNumberPart(*at);
    const std::int64_t value = negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
    if (!plain || value < column.least || value > column.most) return readOddNumber(column, rest);
    rest.remove_prefix(static_cast<std::size_t>(at - rest.data()));
    column.builder->appendInt(value);
    return true;
}

/// Fractions, exponents, long numbers, and numbers that no column or one of another type takes.
bool JsonLayout::readOddNumber(const Column& column, std::string_view& rest) {
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), isNumberPart);
    const std::string_view token = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (!column.takesNumbers || !isJsonNumber(token)) return false;
    rest.remove_prefix(token.size());
    return put(column, token);
}

bool JsonLayout::readWord(const Column& column, std::string_view& rest) {
    if (startsWith(rest, "null")) {
        rest.remove_prefix(4);
        if (column.builder == nullptr) return true;
        column.builder->appendNull();
        return column.builder->type().nullable;
    }
    const std::string_view word = startsWith(rest, "true") ? "true" : "false";
    if (!column.takesWords || !startsWith(rest, word)) return false;
    rest.remove_prefix(word.size());
    return put(column, word);
}

bool JsonLayout::put(const Column& column, std::string_view text) {
    switch (column.use) {
        case Use::Skip:
            return true;
        case Use::Leave:
            column.builder->appendNull();
            return true;
        case Use::Text:
            column.builder->appendText(text);
            return true;
        default:
            return m_cells.append(*column.builder, text);
    }
}

/// The rows whose objects came are closed, inner ones first; what did not come is null.
bool JsonLayout::complete(const Place& end) {
    const bool all = m_filled + end.rows.size() == m_columns.size() - 1;
    for (auto row = end.rows.rbegin(); row != end.rows.rend(); ++row) {
        const Column& column = m_columns[static_cast<std::size_t>(*row)];
        if (!all && !closeRow(column)) return false;
        column.builder->closeNested();
    }
    return all || std::all_of(m_targets.begin(), m_targets.end(), [this](int target) {
               return fill(m_columns[static_cast<std::size_t>(target)]);
           });
}

bool JsonLayout::closeRow(const Column& row) {
    return std::all_of(row.fields.begin(), row.fields.end(),
                       [this](int field) { return fill(m_columns[static_cast<std::size_t>(field)]); });
}

bool JsonLayout::fill(const Column& column) {
    if (column.builder->size() > m_rows) return true;
    if (column.required || !column.builder->type().nullable) return false;
    column.builder->appendNull();
    return true;
}

bool JsonLayout::undo() {
    for (const int target : m_targets)
        m_columns[static_cast<std::size_t>(target)].builder->truncate(m_rows);
    return false;
}

void JsonLayout::learn(std::string_view text) {
    if (m_places.size() >= kMostPlaces) return;
    JsonScan scan(text);
    std::vector<bool> seen(m_columns.size());
    std::vector<int> rows;
    std::size_t place = 0;
    while (const auto part = scan.next()) {
        int column = kNone;
        if (const auto known = m_byPath.find(part->path); !part->path.empty() && known != m_byPath.end()) {
            column = known->second;
            const auto index = static_cast<std::size_t>(column);
            // A key that comes twice and a column that takes an array or a map are for the parser.
            const bool isRow = !m_columns[index].fields.empty() && text[part->at] == '{';
            if (seen[index] || (part->nested && !isRow)) return;
            seen[index] = true;
        }
        if (part->nested) {
            if (column != kNone) rows.push_back(column);
            continue;
        }
        const int next = step(place, part->literal, column);
        if (next == kNone) return;
        place = static_cast<std::size_t>(next);
        if (!part->end) continue;
        m_places[place].end = true;
        m_places[place].rows = std::move(rows);
        return;
    }
}

int JsonLayout::step(std::size_t from, std::string_view literal, int column) {
    std::vector<Branch>& next = m_places[from].next;
    const auto known = std::find_if(next.begin(), next.end(),
                                    [literal](const Branch& branch) { return branch.text == literal; });
    if (known != next.end()) return static_cast<int>(known->place);
    if (next.size() >= kMostBranches || literal.size() > kMostLiteral || m_places.size() >= kMostPlaces)
        return kNone;
    const std::size_t made = m_places.size();
    next.push_back({std::string(literal), made});
    m_places.push_back({.column = column});
    return static_cast<int>(made);
}

}  // namespace guanlan
