// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_reader.h"
#include "core/decode/json/json_tokens.h"

#include <algorithm>
#include <unordered_set>

namespace guanlan {

namespace {

/// The place of a field, looked for first where it stood in a record like the last one.
std::size_t fieldNamed(const std::vector<Field>& fields, std::string_view name, std::size_t likely) {
    if (likely < fields.size() && fields[likely].name == name) return likely;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [name](const Field& field) { return field.name == name; });
    return static_cast<std::size_t>(found - fields.begin());
}

}  // namespace

bool JsonReader::readCellOf(Value value, int target) {
    startCell(target);
    const JsonTarget& into = m_targets[static_cast<std::size_t>(target)];
    m_inner.reset();
    m_leaves = into.left;
    m_requires = into.required;
    if (!readInto(value, *into.column, 1)) return false;
    if (!m_inner) return true;
    into.column->truncate(m_rows);
    into.column->appendNull();
    const std::string place = into.key + m_inner->path;
    Fault fault{"json.missing", "field '" + place + "' is missing"};
    if (!m_inner->shown.empty())
        fault = {"json.type", "column '" + place + "' " + m_inner->type + " cannot be " + m_inner->shown};
    m_misfits.emplace_back(target, std::move(fault));
    return true;
}

bool JsonReader::readInto(Value value, ColumnBuilder& column,
                          int depth) {  // NOLINT(misc-no-recursion): check()
    if (m_inner) return check(value, depth);
    if (depth > kMostDepth) return fail("json.depth", "nested deeper than " + std::to_string(kMostDepth));
    const std::string_view token = value.raw_json_token();
    if (token.empty()) return fail("json.syntax", "a value is missing");
    if (token.front() == '{' || token.front() == '[') return readBrackets(value, token.data(), column, depth);
    if (token.front() != '"') return readInnerScalar(withoutSpaceAfter(token), column);
    std::string_view text;
    if (const auto error = value.get_string().get(text)) return fail(error);
    putInner(column, text);
    return true;
}

/// As readInto(), with the name of the part in front of the path of what does not fit.
template <typename Name>
bool JsonReader::readPart(Value value, ColumnBuilder& column, int depth,  // NOLINT(misc-no-recursion)
                          const Name& name) {
    const bool fitted = !m_inner;
    if (!readInto(value, column, depth)) return false;
    if (fitted && m_inner) m_inner->path.insert(0, name());
    return true;
}

bool JsonReader::readBrackets(Value value, const char* begin,
                              ColumnBuilder& column,  // NOLINT(misc-no-recursion)
                              int depth) {
    const TypeKind kind = column.type().kind;
    const bool object = *begin == '{';
    if (object && kind == TypeKind::Row) return readRow(value, column, depth);
    if (object && kind == TypeKind::Map) return readMap(value, column, depth);
    if (!object && kind == TypeKind::Array) return readArray(value, column, depth);
    if (kind != TypeKind::String) {
        misfit(column, object ? "an object" : "an array");
        return check(value, depth);
    }
    std::string_view text;
    if (!checkedText(value, begin, depth, text)) return false;
    putInner(column, text);
    return true;
}

bool JsonReader::readRow(Value value, ColumnBuilder& column, int depth) {  // NOLINT(misc-no-recursion)
    Object object;
    if (const auto error = value.get_object().get(object)) return fail(error);
    const std::vector<guanlan::Field>& fields = *column.type().fields;
    const std::size_t row = column.size();
    std::size_t position = 0;
    for (auto result : object) {
        Field field;
        std::string_view key;
        if (const auto error = std::move(result).get(field)) return fail(error);
        if (const auto error = field.unescaped_key().get(key)) return fail(error);
        const std::size_t place = fieldNamed(fields, key, position++);
        if (place == fields.size()) {
            if (!check(field.value(), depth + 1)) return false;
            continue;
        }
        if (!m_inner) column.child(place).truncate(row);  // the last of several equal keys counts
        const auto name = [&fields, place] { return "." + fields[place].name; };
        if (!readPart(field.value(), column.child(place), depth + 1, name)) return false;
    }
    if (!m_inner) closeRow(column, row);
    return true;
}

void JsonReader::closeRow(ColumnBuilder& column, std::size_t row) {
    for (std::size_t i = 0; i < column.type().fields->size(); ++i) {
        ColumnBuilder& child = column.child(i);
        if (child.size() > row) continue;
        if (m_requires || !child.type().nullable) {
            m_inner = Misfit{.path = "." + (*column.type().fields)[i].name};
            return;
        }
        child.appendNull();
    }
    column.closeNested();
}

bool JsonReader::readArray(Value value, ColumnBuilder& column, int depth) {  // NOLINT(misc-no-recursion)
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return fail(error);
    std::size_t number = 0;
    for (auto element : array) {
        Value inner;
        if (const auto error = element.get(inner)) return fail(error);
        ++number;
        const auto name = [number] { return "[" + std::to_string(number) + "]"; };
        if (!readPart(inner, column.child(0), depth + 1, name)) return false;
    }
    if (!m_inner) column.closeNested();
    return true;
}

/// The last of several equal keys counts: the entry before it is taken out.
bool JsonReader::readMap(Value value, ColumnBuilder& column, int depth) {  // NOLINT(misc-no-recursion)
    Object object;
    if (const auto error = value.get_object().get(object)) return fail(error);
    ColumnBuilder& keys = column.child(0);
    const std::size_t first = keys.size();
    std::vector<std::string_view> known;
    std::unordered_set<std::string_view> seen;
    for (auto result : object) {
        Field field;
        std::string_view key;
        if (const auto error = std::move(result).get(field)) return fail(error);
        if (const auto error = field.unescaped_key().get(key)) return fail(error);
        if (!m_inner) {
            if (!seen.insert(key).second) {
                const auto old = std::find(known.begin(), known.end(), key);
                const std::size_t entry = first + static_cast<std::size_t>(old - known.begin());
                keys.erase(entry);
                column.child(1).erase(entry);
                known.erase(old);
            }
            known.push_back(key);
            putInner(keys, key);
        }
        const auto name = [key] { return "['" + std::string(key) + "']"; };
        if (!readPart(field.value(), column.child(1), depth + 1, name)) return false;
    }
    if (!m_inner) column.closeNested();
    return true;
}

bool JsonReader::readInnerScalar(std::string_view token, ColumnBuilder& column) {
    if (!isScalar(token)) return fail("json.syntax", quoteForMessage(token) + " is not a value");
    if (token == "null" && column.type().nullable) {
        column.appendNull();
    } else if (token != "null" && takesScalar(column.type().kind, token)) {
        putInner(column, token);
    } else {
        misfit(column, quoteForMessage(token));
    }
    return true;
}

void JsonReader::putInner(ColumnBuilder& column, std::string_view text) {
    if (m_leaves && column.type().physical() == Physical::Text) return column.appendNull();
    if (!m_cells.append(column, text)) misfit(column, quoteForMessage(text));
}

void JsonReader::misfit(const ColumnBuilder& column, std::string shown) {
    m_inner = Misfit{.type = column.type().sql(), .shown = std::move(shown)};
}

}  // namespace guanlan
