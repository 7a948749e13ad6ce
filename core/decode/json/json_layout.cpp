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

JsonLayout::JsonLayout(std::vector<JsonTarget> targets, CellReader cells)
    : m_targets(std::move(targets)), m_cells(std::move(cells)) {
    for (const JsonTarget& target : m_targets) {
        m_byKey.emplace(target.key, static_cast<int>(m_columns.size()));
        const TypeKind kind = target.column->type().kind;
        Column column{.builder = target.column, .use = Use::Other};
        column.takesNumbers = kind == TypeKind::String || target.column->type().isNumeric();
        column.takesWords = kind == TypeKind::String || kind == TypeKind::Boolean;
        if (kind == TypeKind::String) column.use = target.left ? Use::Leave : Use::Text;
        if (target.column->type().isInteger()) {
            column.use = Use::Integer;
            column.most = mostOf(bitsOf(kind));
            column.least = -column.most - 1;
        }
        m_columns.push_back(column);
    }
    m_columns.push_back({.takesNumbers = true, .takesWords = true});
}

bool JsonLayout::read(std::string_view text) {
    m_rows = m_targets.empty() ? 0 : m_targets.front().column->size();
    m_filled = 0;
    std::size_t place = 0;
    for (std::string_view rest = text;;) {
        const Branch* branch = follow(m_places[place], rest);
        if (branch == nullptr) return undo();
        rest.remove_prefix(branch->text.size());
        place = branch->place;
        if (m_places[place].end) return (rest.empty() && fillMissing()) || undo();
        if (!readScalar(m_places[place], rest)) return undo();
    }
}

/// The branch that was taken moves up, so that the common ones are tried first.
const JsonLayout::Branch* JsonLayout::follow(Place& place, std::string_view rest) {
    for (std::size_t i = 0; i < place.next.size(); ++i) {
        if (!startsWith(rest, place.next[i].text)) continue;
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

bool JsonLayout::fillMissing() {
    if (m_filled == m_targets.size()) return true;
    for (const JsonTarget& target : m_targets) {
        if (target.column->size() > m_rows) continue;
        if (target.required || !target.column->type().nullable) return false;
        target.column->appendNull();
    }
    return true;
}

bool JsonLayout::undo() {
    for (const JsonTarget& target : m_targets) {
        if (target.column->size() > m_rows) target.column->truncate(m_rows);
    }
    return false;
}

void JsonLayout::learn(std::string_view text) {
    if (m_places.size() >= kMostPlaces) return;
    JsonScan scan(text);
    std::vector<bool> seen(m_targets.size());
    std::size_t place = 0;
    while (const auto part = scan.next()) {
        int column = kNone;
        if (const auto key = m_byKey.find(std::string(part->key)); part->depth == 1 && key != m_byKey.end()) {
            column = key->second;
            const auto index = static_cast<std::size_t>(column);
            // A key that comes twice and a column that takes a nested value are for the parser.
            if (seen[index] || part->nested) return;
            seen[index] = true;
        }
        if (part->nested) continue;
        const int next = step(place, part->literal, column, part->end);
        if (next == kNone || part->end) return;
        place = static_cast<std::size_t>(next);
    }
}

int JsonLayout::step(std::size_t from, std::string_view literal, int column, bool end) {
    std::vector<Branch>& next = m_places[from].next;
    const auto known = std::find_if(next.begin(), next.end(),
                                    [literal](const Branch& branch) { return branch.text == literal; });
    if (known != next.end()) return static_cast<int>(known->place);
    if (next.size() >= kMostBranches || literal.size() > kMostLiteral || m_places.size() >= kMostPlaces)
        return kNone;
    const std::size_t made = m_places.size();
    next.push_back({std::string(literal), made});
    m_places.push_back({.column = column, .end = end});
    return static_cast<int>(made);
}

}  // namespace guanlan
