// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/json_path.h"

#include "core/plan/functions/conversion.h"

#include <simdjson.h>

#include <charconv>

namespace guanlan {

namespace {

void skipSpaces(std::string_view& text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
}

/// 'key' or "key", after the opening quote was seen.
bool takeQuoted(std::string_view& text, std::string& key) {
    const std::size_t end = text.find(text[0], 1);
    if (end == std::string_view::npos) return false;
    key = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return true;
}

bool startsQuoted(std::string_view text) {
    return text.starts_with('\'') || text.starts_with('"');
}

/// [3] or ['key']
bool takeBracket(std::string_view& text, JsonPath::Step& step) {
    text.remove_prefix(1);
    if (startsQuoted(text)) {
        if (!takeQuoted(text, step.key)) return false;
    } else {
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
        if (error != std::errc{}) return false;
        step.index = index;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    if (!text.starts_with(']')) return false;
    text.remove_prefix(1);
    return true;
}

/// .key, with everything up to the next step
bool takeField(std::string_view& text, JsonPath::Step& step) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_of(".["), text.size());
    step.key = text.substr(0, end);
    text.remove_prefix(end);
    return !step.key.empty() && step.key.find('*') == std::string::npos;
}

std::string scalarText(simdjson::dom::element value) {
    switch (value.type()) {
        case simdjson::dom::element_type::STRING:
            return std::string(value.get_string().value_unsafe());
        case simdjson::dom::element_type::BOOL:
            return value.get_bool().value_unsafe() ? "true" : "false";
        case simdjson::dom::element_type::DOUBLE:
            return textOfDouble(value.get_double().value_unsafe(), false);
        case simdjson::dom::element_type::UINT64:
            return std::to_string(value.get_uint64().value_unsafe());
        default:
            return std::to_string(value.get_int64().value_unsafe());
    }
}

bool walk(simdjson::dom::element& at, const JsonPath& path) {
    for (const JsonPath::Step& step : path.steps) {
        const auto next = step.index ? at.at(*step.index) : at.at_key(step.key);
        if (next.error() != simdjson::SUCCESS) return false;
        at = next.value_unsafe();
    }
    return !at.is_null();
}

}  // namespace

std::optional<JsonPath> JsonPath::compile(std::string_view text) {
    JsonPath path;
    skipSpaces(text);
    for (const std::string_view mode : {"lax ", "strict "}) {
        if (!text.starts_with(mode)) continue;
        path.lax = mode == "lax ";
        text.remove_prefix(mode.size());
    }
    skipSpaces(text);
    if (!text.starts_with('$')) return std::nullopt;
    text.remove_prefix(1);
    while (!text.empty()) {
        Step step;
        const bool taken = text[0] == '[' ? takeBracket(text, step) : text[0] == '.' && takeField(text, step);
        if (!taken) return std::nullopt;
        path.steps.push_back(std::move(step));
    }
    return path;
}

struct JsonLookup::Parser {
    simdjson::dom::parser parser;

    simdjson::simdjson_result<simdjson::dom::element> parse(std::string_view document) {
        if (document.empty()) return simdjson::EMPTY;  // it may point nowhere
        return parser.parse(document.data(), document.size());
    }
};

JsonLookup::JsonLookup() : m_parser(std::make_unique<Parser>()) {}
JsonLookup::~JsonLookup() = default;

JsonLookup::Found JsonLookup::find(std::string_view document, const JsonPath& path, bool anyKind,
                                   std::string& text) {
    const auto parsed = m_parser->parse(document);
    if (parsed.error() != simdjson::SUCCESS) return path.lax ? Found::Nothing : Found::Error;
    simdjson::dom::element at = parsed.value_unsafe();
    const bool found = walk(at, path);
    const bool scalar = found && !at.is_object() && !at.is_array();
    if (!found || (!scalar && !anyKind)) return path.lax ? Found::Nothing : Found::Error;
    if (scalar) text = scalarText(at);
    return Found::Value;
}

JsonLookup::Found JsonLookup::query(std::string_view document, const JsonPath& path, Wrapper wrapper,
                                    std::string& text) {
    const Found missing = path.lax ? Found::Nothing : Found::Error;
    const auto parsed = m_parser->parse(document);
    if (parsed.error() != simdjson::SUCCESS) return missing;
    simdjson::dom::element at = parsed.value_unsafe();
    if (!walk(at, path)) return missing;
    const bool scalar = !at.is_object() && !at.is_array();
    if (scalar && wrapper == Wrapper::Never) return missing;
    const bool wraps = wrapper == Wrapper::Always || (wrapper == Wrapper::UnlessArray && !at.is_array());
    text = simdjson::minify(at);
    if (wraps) text = "[" + text + "]";
    return Found::Value;
}

JsonLookup::Kind JsonLookup::kindOf(std::string_view document) {
    const auto parsed = m_parser->parse(document);
    if (parsed.error() != simdjson::SUCCESS) return Kind::None;
    const simdjson::dom::element whole = parsed.value_unsafe();
    if (whole.is_object()) return Kind::Object;
    return whole.is_array() ? Kind::Array : Kind::Scalar;
}

}  // namespace guanlan
