// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_layout.h"

#include "core/decode/digits.h"
#include "core/decode/json/json_scan.h"
#include "core/decode/json/json_string.h"
#include "core/decode/number_text.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kMostPlaces = 4096;
constexpr std::size_t kMostBranches = 16;
constexpr std::size_t kMostLiteral = 1024;

std::uint64_t wordAt(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof(word));
    return word;
}

/// Fewer bytes than a word.
bool startsWithFew(const char* text, std::string_view start) {
    for (std::size_t at = 0; at < start.size(); ++at) {
        if (text[at] != start[at]) return false;
    }
    return true;
}

/// Of short texts, for which a call is dear.
bool startsWith(std::string_view text, std::string_view start) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    const std::size_t size = start.size();
    if (text.size() < size) return false;
    if (size < kWord) return startsWithFew(text.data(), start);
    const auto differences = [&](std::size_t at) {
        return wordAt(text.data() + at) ^ wordAt(start.data() + at);
    };
    std::uint64_t all = differences(0) | differences(size - kWord);
    for (std::size_t at = kWord; at + kWord < size; at += kWord)
        all |= differences(at);
    return all == 0;
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
    if (type.isTimestamp()) column.use = Use::Time;
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
    const char* at = text.data();
    const char* const end = at + text.size();
    for (Place* place = &m_places.front();;) {
        const Branch* branch = follow(*place, {at, static_cast<std::size_t>(end - at)});
        if (branch == nullptr) return undo();
        at += branch->text.size();
        place = branch->place;
        if (place->end) return complete(*place) || undo();
        at = readScalar(*place->column, {at, static_cast<std::size_t>(end - at)});
        if (at == nullptr) return undo();
    }
}

/// A literal may begin another one: then what follows on it decides.
inline bool JsonLayout::leadsOn(const Branch& branch, std::string_view rest) {
    if (!startsWith(rest, branch.text)) return false;
    const std::size_t size = branch.text.size();
    if (branch.place->end) return rest.size() == size;
    return rest.size() > size && rest[size] != '{' && rest[size] != '[';
}

/// The branch that was taken moves up, so that the common ones are tried first.
inline const JsonLayout::Branch* JsonLayout::follow(Place& place, std::string_view rest) {
    if (place.next.empty()) return nullptr;
    Branch* const first = place.next.data();
    if (leadsOn(*first, rest)) return first;
    for (Branch* branch = first + 1; branch != first + place.next.size(); ++branch) {
        if (!leadsOn(*branch, rest)) continue;
        std::swap(branch[0], branch[-1]);
        return branch - 1;
    }
    return nullptr;
}

inline const char* JsonLayout::readScalar(const Column& column, std::string_view rest) {
    const char first = rest.front();
    if (first == '"') return readString(column, rest);
    if (first == '-' || isDigit(first)) return readNumber(column, rest);
    return readWord(column, rest);
}

inline bool JsonLayout::put(const Column& column, std::string_view text) {
    switch (column.use) {
        case Use::Skip:
            return true;
        case Use::Leave:
            column.builder->appendNull();
            return true;
        case Use::Text:
            column.builder->appendText(text);
            return true;
        case Use::Time:  // mostly without spaces around it
            return m_cells.appendTimestampText(*column.builder, text) ||
                   m_cells.append(*column.builder, text);
        default:
            return m_cells.append(*column.builder, text);
    }
}

inline const char* JsonLayout::readString(const Column& column, std::string_view rest) {
    if (column.use == Use::Integer) {
        if (const char* behind = readQuotedInteger(column, rest)) return behind;
    }
    const PlainString string = plainStringAt(rest);
    return string.found && put(column, string.text) ? string.text.data() + string.text.size() + 1 : nullptr;
}

/// Null leaves all to others: signs, spaces and many digits among them.
inline const char* JsonLayout::readQuotedInteger(const Column& column, std::string_view rest) {
    const Digits digits = readDigits(rest.substr(1));
    const std::size_t end = digits.count + 1;
    if (digits.count == 0 || end >= rest.size() || rest[end] != '"') return nullptr;
    const auto value = static_cast<std::int64_t>(digits.value);
    if (value > column.most) return nullptr;
    column.builder->appendInt(value);
    return rest.data() + end + 1;
}

inline const char* JsonLayout::readNumber(const Column& column, std::string_view rest) {
    if (column.use != Use::Integer) return readOddNumber(column, rest);
    const std::size_t sign = rest.front() == '-' ? 1 : 0;
    const Digits digits = readDigits(rest.substr(sign));
    const std::size_t end = sign + digits.count;
    const bool plain = digits.count > 0 && (rest[sign] != '0' || digits.count == 1) && end < rest.size() &&
                       !isNumberPart(rest[end]);
    const auto size = static_cast<std::int64_t>(digits.value);
    const std::int64_t value = sign == 1 ? -size : size;
    if (!plain || value < column.least || value > column.most) return readOddNumber(column, rest);
    column.builder->appendInt(value);
    return rest.data() + end;
}

/// Fractions, exponents, long numbers, and numbers that no column or one of another type takes.
const char* JsonLayout::readOddNumber(const Column& column, std::string_view rest) {
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), isNumberPart);
    const std::string_view token = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (!column.takesNumbers || !isJsonNumber(token)) return nullptr;
    return put(column, token) ? rest.data() + token.size() : nullptr;
}

const char* JsonLayout::readWord(const Column& column, std::string_view rest) {
    constexpr std::string_view kNull = "null";
    if (startsWith(rest, kNull)) {
        const char* behind = rest.data() + kNull.size();
        if (column.builder == nullptr) return behind;
        column.builder->appendNull();
        return column.builder->type().nullable ? behind : nullptr;
    }
    const std::string_view word = startsWith(rest, "true") ? "true" : "false";
    const bool taken = column.takesWords && startsWith(rest, word) && put(column, word);
    return taken ? rest.data() + word.size() : nullptr;
}

/// The rows whose objects came are closed, inner ones first; what did not come is null.
bool JsonLayout::complete(const Place& end) {
    for (auto row = end.rows.rbegin(); row != end.rows.rend(); ++row) {
        const Column& column = m_columns[static_cast<std::size_t>(*row)];
        if (!end.complete && !closeRow(column)) return false;
        column.builder->closeNested();
    }
    return end.complete || std::all_of(m_targets.begin(), m_targets.end(), [this](int target) {
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
    Place* place = &m_places.front();
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
        place = step(*place, part->literal, column);
        if (place == nullptr) return;
        if (!part->end) continue;
        place->end = true;
        place->complete = std::all_of(seen.begin(), seen.end() - 1, [](bool came) { return came; });
        place->rows = std::move(rows);
        return;
    }
}

JsonLayout::Place* JsonLayout::step(Place& from, std::string_view literal, int column) {
    const auto known = std::find_if(from.next.begin(), from.next.end(),
                                    [literal](const Branch& branch) { return branch.text == literal; });
    if (known != from.next.end()) return known->place;
    if (from.next.size() >= kMostBranches || literal.size() > kMostLiteral || m_places.size() >= kMostPlaces)
        return nullptr;
    const Column& takes = column == kNone ? m_columns.back() : m_columns[static_cast<std::size_t>(column)];
    Place& made = m_places.emplace_back(Place{.column = &takes});
    from.next.push_back({std::string(literal), &made});
    return &made;
}

}  // namespace guanlan
