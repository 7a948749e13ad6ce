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
constexpr std::size_t kWord = sizeof(std::uint64_t);

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
bool startsWithBytes(std::string_view text, std::string_view start) {
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

JsonLayout::Branch::Branch(std::string_view literal, Place* leadsTo)
    : reach(literal.size() <= sizeof(words) ? sizeof(words) : std::string_view::npos),
      size(literal.size()),
      place(leadsTo),
      text(literal) {
    const std::string ones(std::min(size, sizeof(words)), '\xFF');
    std::memcpy(words.data(), text.data(), ones.size());
    std::memcpy(masks.data(), ones.data(), ones.size());
}

bool JsonLayout::read(std::string_view text) {
    m_rows = m_targets.empty() ? 0 : m_columns.front().builder->size();
    m_begin = text.data();
    Rest rest{.at = text.data(), .end = text.data() + text.size()};
    for (Place* place = &m_places.front();;) {
        const Branch* branch = follow(*place, rest);
        if (branch == nullptr) return undo();
        rest.at += branch->size;
        place = branch->place;
        if (place->way == Way::End) return complete(*place) || undo();
        rest.at = readScalar(*place, rest);
        if (rest.at == nullptr) return undo();
    }
}

/// Mostly by whole words: to ask how many bytes there are would be dearer.
inline bool JsonLayout::startsWith(Rest rest, const Branch& branch) {
    if (rest.size() < branch.reach) return startsWithBytes(rest.text(), branch.text);
    const auto differences = [&](std::size_t i) {
        return (wordAt(rest.at + i * kWord) ^ branch.words[i]) & branch.masks[i];
    };
    return (differences(0) | differences(1) | differences(2)) == 0;
}

/// A literal may begin another one: then what follows on it decides.
inline bool JsonLayout::leadsOn(const Branch& branch, Rest rest) {
    if (!startsWith(rest, branch)) return false;
    if (branch.place->quoted) return true;
    if (branch.place->way == Way::End) return rest.size() == branch.size;
    if (rest.size() == branch.size) return false;
    const char next = rest.at[branch.size];
    return next != '"' && next != '{' && next != '[';
}

/// The branch that was taken moves up, so that the common ones are tried first.
inline const JsonLayout::Branch* JsonLayout::follow(Place& place, Rest rest) {
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

inline const char* JsonLayout::readScalar(Place& place, Rest rest) {
    const Column& column = *place.column;
    const char* behind = nullptr;
    switch (place.way) {
        case Way::QuotedText:
            return readText(column, rest);
        case Way::QuotedLeft:
            return readLeft(column, rest);
        case Way::QuotedInteger:
            behind = readQuotedInteger(column, rest);
            break;
        case Way::QuotedTime:
            behind = readTime(place, rest);
            break;
        case Way::Integer:
            behind = readInteger(column, rest);
            break;
        default:
            break;
    }
    if (behind != nullptr) return behind;
    return place.quoted ? readString(column, rest) : readBare(column, rest);
}

JsonLayout::Way JsonLayout::wayOf(const Column& column, bool quoted) {
    switch (column.use) {
        case Use::Integer:
            return quoted ? Way::QuotedInteger : Way::Integer;
        case Use::Time:
            return quoted ? Way::QuotedTime : Way::Bare;
        case Use::Text:
            return quoted ? Way::QuotedText : Way::Bare;
        case Use::Leave:
        case Use::Skip:
            return quoted ? Way::QuotedLeft : Way::Bare;
        default:
            return quoted ? Way::Quoted : Way::Bare;
    }
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

inline const char* JsonLayout::readText(const Column& column, Rest rest) {
    const PlainString string = plainStringIn(rest.at, rest.end);
    if (!string.found) return nullptr;
    column.builder->appendText(string.text);
    return string.text.data() + string.text.size();
}

inline const char* JsonLayout::readLeft(const Column& column, Rest rest) {
    const PlainString string = plainStringIn(rest.at, rest.end);
    if (!string.found) return nullptr;
    if (column.builder != nullptr) column.builder->appendNull();
    return string.text.data() + string.text.size();
}

inline const char* JsonLayout::readString(const Column& column, Rest rest) {
    const PlainString string = plainStringIn(rest.at, rest.end);
    return string.found && put(column, string.text) ? string.text.data() + string.text.size() : nullptr;
}

/// Null leaves all to others: signs, spaces and many digits among them. What follows on the digits the next
/// literal tells.
inline const char* JsonLayout::readQuotedInteger(const Column& column, Rest rest) {
    const Digits digits = digitsBefore(rest.end, rest.at, m_begin);
    const auto value = static_cast<std::int64_t>(digits.value);
    if (digits.count == 0 || digits.count == kMostDigits || value > column.most) return nullptr;
    column.builder->appendInt(value);
    return rest.at + digits.count;
}

/// What is a time has no quote within it, nor anything else that a string must not have.
inline const char* JsonLayout::readTime(Place& place, Rest rest) {
    const std::size_t size = place.timeSize;
    const bool asLong = size < rest.size() && rest.at[size] == '"';
    if (asLong && m_cells.appendTimestampText(*place.column->builder, {rest.at, size})) return rest.at + size;
    const char* behind = readString(*place.column, rest);
    if (behind != nullptr) place.timeSize = static_cast<std::size_t>(behind - rest.at);
    return behind;
}

inline const char* JsonLayout::readInteger(const Column& column, Rest rest) {
    const std::int64_t sign = *rest.at == '-' ? 1 : 0;
    const char* const first = rest.at + sign;
    const Digits digits = digitsBefore(rest.end, first, m_begin);
    const bool many = digits.count == 0 || digits.count == kMostDigits;
    const auto size = static_cast<std::int64_t>(digits.value);
    if (many || (*first == '0' && digits.count > 1) || size - sign > column.most) return nullptr;
    column.builder->appendInt(sign == 0 ? size : -size);
    return first + digits.count;
}

const char* JsonLayout::readBare(const Column& column, Rest rest) {
    if (*rest.at == '-' || isDigit(*rest.at)) return readOddNumber(column, rest.text());
    return readWord(column, rest.text());
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
    if (rest.starts_with(kNull)) {
        const char* behind = rest.data() + kNull.size();
        if (column.builder == nullptr) return behind;
        column.builder->appendNull();
        return column.builder->type().nullable ? behind : nullptr;
    }
    const std::string_view word = rest.starts_with("true") ? "true" : "false";
    const bool taken = column.takesWords && rest.starts_with(word) && put(column, word);
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
        const char* const behind = part->literal.data() + part->literal.size();
        const bool quoted = !part->end && *behind == '"';
        const std::string closing = place->quoted ? "\"" : "";
        place = step(*place, closing + std::string(part->literal) + (quoted ? "\"" : ""), column, quoted);
        if (place == nullptr) return;
        if (!part->end) continue;
        place->way = Way::End;
        place->complete = std::all_of(seen.begin(), seen.end() - 1, [](bool came) { return came; });
        place->rows = std::move(rows);
        return;
    }
}

JsonLayout::Place* JsonLayout::step(Place& from, const std::string& literal, int column, bool quoted) {
    const auto known = std::find_if(from.next.begin(), from.next.end(), [&](const Branch& branch) {
        return branch.text == literal && branch.place->quoted == quoted;
    });
    if (known != from.next.end()) return known->place;
    if (from.next.size() >= kMostBranches || literal.size() > kMostLiteral || m_places.size() >= kMostPlaces)
        return nullptr;
    const Column& takes = column == kNone ? m_columns.back() : m_columns[static_cast<std::size_t>(column)];
    Place& made =
        m_places.emplace_back(Place{.column = &takes, .way = wayOf(takes, quoted), .quoted = quoted});
    from.next.emplace_back(literal, &made);
    return &made;
}

}  // namespace guanlan
