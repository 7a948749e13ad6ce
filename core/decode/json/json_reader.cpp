// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_reader.h"

#include "core/decode/json/json_tokens.h"

#include <algorithm>
#include <cstring>

namespace guanlan {

namespace {

constexpr std::size_t kMostExpected = 256;
constexpr std::size_t kLargeRecord = 4 * 1024 * 1024;

}  // namespace

JsonReader::JsonReader(std::vector<JsonTarget> targets, CellReader cells)
    : m_targets(std::move(targets)), m_cells(std::move(cells)) {
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        m_byKey.emplace(m_targets[i].key, static_cast<int>(i));
}

JsonReader::Fault JsonReader::read(std::string_view text) {
    m_rows = m_targets.empty() ? 0 : m_targets.front().column->size();
    m_misfits.clear();
    m_fault = {};
    m_position = 0;
    m_padded.resize(std::max(m_padded.size(), text.size() + simdjson::SIMDJSON_PADDING));
    std::memcpy(m_padded.data(), text.data(), text.size());
    std::memset(m_padded.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
    m_end = m_padded.data() + text.size();
    Fault fault = readDocument();
    if (text.size() > kLargeRecord) {  // do not keep the memory of one huge record
        m_parser = simdjson::ondemand::parser();
        m_padded = {};
    }
    return fault;
}

JsonReader::Fault JsonReader::readDocument() {
    const auto size = static_cast<std::size_t>(m_end - m_padded.data());
    if (size == 0) {
        fail("json.syntax", "the record is empty");
        return m_fault;
    }
    const simdjson::padded_string_view text(m_padded.data(), size, m_padded.size());
    if (const auto error = m_parser.iterate(text).get(m_document)) {
        fail(error);
        return m_fault;
    }
    simdjson::ondemand::json_type type{};
    if (const auto error = m_document.type().get(type)) {
        fail(error);
        return m_fault;
    }
    if (type == simdjson::ondemand::json_type::object) {
        Object object;
        if (const auto error = m_document.get_object().get(object)) {
            fail(error);
        } else if (readObject(object)) {
            return complete();
        }
        return m_fault;
    }
    if (checkOther(type)) fail("json.not-object", "the record is not an object");
    return m_fault;
}

/// A record that is an array or a scalar: is it JSON at all?
bool JsonReader::checkOther(simdjson::ondemand::json_type type) {
    if (type == simdjson::ondemand::json_type::array) {
        Value whole;
        if (const auto error = m_document.get_value().get(whole)) return fail(error);
        return check(whole, 1) && endsHere();
    }
    if (type == simdjson::ondemand::json_type::string) {
        std::string_view text;
        if (const auto error = m_document.get_string().get(text)) return fail(error);
        return endsHere();
    }
    std::string_view token(m_padded.data(), static_cast<std::size_t>(m_end - m_padded.data()));
    while (!token.empty() && isJsonSpace(token.front()))
        token.remove_prefix(1);
    return isScalar(withoutSpaceAfter(token)) || fail("json.syntax", "not JSON");
}

bool JsonReader::readObject(Object object) {
    for (auto result : object) {
        Field field;
        if (const auto error = std::move(result).get(field)) return fail(error);
        if (!readField(field)) return false;
    }
    return endsHere();
}

bool JsonReader::endsHere() {
    const char* rest = nullptr;
    if (m_document.current_location().get(rest) != simdjson::SUCCESS) return true;
    return fail("json.syntax", "something follows the end of the value");
}

bool JsonReader::readField(Field& field) {
    int target = kUnused;
    return targetOf(field, target) && readCell(field.value(), target);
}

/// Which column the key belongs to; false when the key itself is broken.
bool JsonReader::targetOf(Field& field, int& target) {
    const char* key = field.key().raw();
    const std::size_t position = m_position++;
    if (position < m_expected.size()) {
        const ExpectedKey& expected = m_expected[position];
        const std::size_t size = expected.key.size();
        if (static_cast<std::size_t>(m_end - key) > size && key[size] == '"' &&
            std::memcmp(key, expected.key.data(), size) == 0) {
            target = expected.target;
            return true;
        }
    }
    const auto left = static_cast<std::size_t>(m_end - key);
    const auto* quote = static_cast<const char*>(std::memchr(key, '"', left));
    const std::size_t size = quote == nullptr ? left : static_cast<std::size_t>(quote - key);
    if (std::memchr(key, '\\', size) != nullptr) {  // an escape: the key ends elsewhere
        std::string_view plain;
        if (const auto error = field.unescaped_key().get(plain)) return fail(error);
        target = lookUp(plain);
        return true;
    }
    target = lookUp({key, size});
    if (position < kMostExpected && size < kMostExpected) {
        m_expected.resize(std::max(m_expected.size(), position + 1));
        m_expected[position] = {std::string(key, size), target};
    }
    return true;
}

int JsonReader::lookUp(std::string_view key) {
    m_compact.assign(key);
    const auto it = m_byKey.find(m_compact);
    return it == m_byKey.end() ? kUnused : it->second;
}

bool JsonReader::readCell(Value value, int target) {
    std::string_view token = value.raw_json_token();
    if (token.empty()) return fail("json.syntax", "a value is missing");
    if (token.front() == '{' || token.front() == '[') return readNested(value, token.data(), target);
    token = withoutSpaceAfter(token);
    return token.front() == '"' ? readString(value, token, target) : readScalar(token, target);
}

bool JsonReader::readString(Value& value, std::string_view token, int target) {
    if (token.size() < 2 || token.back() != '"') return fail("json.syntax", "a string does not end");
    std::string_view text = token.substr(1, token.size() - 2);
    if (std::memchr(text.data(), '\\', text.size()) != nullptr) {
        if (const auto error = value.get_string().get(text)) return fail(error);
    }
    if (target != kUnused) put(target, text);
    return true;
}

bool JsonReader::readScalar(std::string_view token, int target) {
    if (!isScalar(token)) return fail("json.syntax", quoteForMessage(token) + " is not a value");
    if (target == kUnused) return true;
    ColumnBuilder& column = *m_targets[static_cast<std::size_t>(target)].column;
    if (token == "null") {
        startCell(target);
        column.appendNull();
        if (!column.type().nullable) m_misfits.emplace_back(target, misfitOf(target, "null"));
        return true;
    }
    if (takesScalar(column.type().kind, token)) {
        put(target, token);
    } else {
        note(target, token);
    }
    return true;
}

bool JsonReader::readNested(Value& value, const char* begin, int target) {
    if (target == kUnused) return check(value, 1);
    const DataType& type = m_targets[static_cast<std::size_t>(target)].column->type();
    if (type.physical() == Physical::Nested) return readCellOf(value, target);
    std::string_view text;
    if (!checkedText(value, begin, 1, text)) return false;
    if (type.kind == TypeKind::String) {
        put(target, text);
    } else {
        note(target, *begin == '{' ? "an object" : "an array");
    }
    return true;
}

/// A nested value that was checked, as its text without spaces: what a STRING column keeps, as in Flink.
bool JsonReader::checkedText(Value value, const char* begin, int depth, std::string_view& text) {
    if (!check(value, depth)) return false;
    const char* end = nullptr;
    if (const auto error = m_document.current_location().get(end)) return fail(error);
    text = withoutSpaceAfter({begin, static_cast<std::size_t>(end - begin)});
    m_compact.resize(text.size() + simdjson::SIMDJSON_PADDING);
    std::size_t size = 0;
    if (const auto error = simdjson::minify(text.data(), text.size(), m_compact.data(), size))
        return fail(error);
    text = std::string_view(m_compact).substr(0, size);
    return true;
}

/// On-demand parsing skips what it is not asked for, so everything is asked for.
bool JsonReader::check(Value value, int depth) {  // NOLINT(misc-no-recursion): bounded by kMostDepth
    if (depth > kMostDepth) return fail("json.depth", "nested deeper than " + std::to_string(kMostDepth));
    const std::string_view token = withoutSpaceAfter(value.raw_json_token());
    if (token.empty()) return fail("json.syntax", "a value is missing");
    switch (token.front()) {
        case '[':
            return checkArray(value, depth);
        case '{':
            return checkObject(value, depth);
        case '"':
            return readString(value, token, kUnused);
        default:
            return readScalar(token, kUnused);
    }
}

bool JsonReader::checkArray(Value value, int depth) {  // NOLINT(misc-no-recursion): as check()
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return fail(error);
    for (auto element : array) {
        Value inner;
        if (const auto error = element.get(inner)) return fail(error);
        if (!check(inner, depth + 1)) return false;
    }
    return true;
}

bool JsonReader::checkObject(Value value, int depth) {  // NOLINT(misc-no-recursion): as check()
    Object object;
    if (const auto error = value.get_object().get(object)) return fail(error);
    for (auto result : object) {
        Field field;
        std::string_view key;
        if (const auto error = std::move(result).get(field)) return fail(error);
        if (const auto error = field.unescaped_key().get(key)) return fail(error);
        if (!check(field.value(), depth + 1)) return false;
    }
    return true;
}

/// The last of several equal keys counts.
void JsonReader::startCell(int target) {
    ColumnBuilder& column = *m_targets[static_cast<std::size_t>(target)].column;
    if (column.size() == m_rows) return;
    column.truncate(m_rows);
    m_misfits.erase(std::remove_if(m_misfits.begin(), m_misfits.end(),
                                   [target](const auto& wrong) { return wrong.first == target; }),
                    m_misfits.end());
}

void JsonReader::put(int target, std::string_view text) {
    startCell(target);
    const JsonTarget& into = m_targets[static_cast<std::size_t>(target)];
    if (into.left && into.column->type().physical() == Physical::Text) return into.column->appendNull();
    if (!m_cells.append(*into.column, text)) note(target, text);
}

void JsonReader::note(int target, std::string_view shown) {
    startCell(target);
    m_targets[static_cast<std::size_t>(target)].column->appendNull();
    m_misfits.emplace_back(target, misfitOf(target, shown));
}

JsonReader::Fault JsonReader::misfitOf(int target, std::string_view shown) const {
    const JsonTarget& into = m_targets[static_cast<std::size_t>(target)];
    return {"json.type", "column '" + into.key + "' " + into.column->type().sql() + " cannot be " +
                             quoteForMessage(shown)};
}

JsonReader::Fault JsonReader::complete() {
    if (!m_misfits.empty()) {
        m_fault = std::move(m_misfits.front().second);
        return m_fault;
    }
    for (const JsonTarget& target : m_targets) {
        if (target.column->size() > m_rows) continue;
        if (target.required || !target.column->type().nullable) {
            fail("json.missing", "field '" + target.key + "' is missing");
            return m_fault;
        }
        target.column->appendNull();
    }
    return {};
}

bool JsonReader::fail(simdjson::error_code code) {
    const bool utf8 = code == simdjson::UTF8_ERROR;
    return fail(utf8 ? "json.utf8" : "json.syntax", simdjson::error_message(code));
}

bool JsonReader::fail(std::string_view cause, std::string detail) {
    m_fault = {cause, std::move(detail)};
    return false;
}

}  // namespace guanlan
