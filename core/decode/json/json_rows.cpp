// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_rows.h"

#include <simdjson.h>

namespace guanlan {

namespace {

using simdjson::ondemand::array;
using simdjson::ondemand::document;
using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

Error notThere(std::string_view pointer, simdjson::error_code code) {
    const std::string where = pointer.empty() ? "the text" : "'" + std::string(pointer) + "'";
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "json.rows",
                 .what = "no rows at " + where,
                 .cause = simdjson::error_message(code),
                 .arguments = {std::string(pointer)}};
}

simdjson::error_code elementsOf(array elements, std::vector<std::string>& rows) {
    for (auto result : elements) {
        value element;
        std::string_view text;
        if (const auto error = result.get(element)) return error;
        if (const auto error = simdjson::to_json_string(element).get(text)) return error;
        rows.emplace_back(text);
    }
    return simdjson::SUCCESS;
}

simdjson::error_code rowsAt(document& whole, std::string_view pointer, std::vector<std::string>& rows) {
    value place;
    const auto found = pointer.empty() ? whole.get_value() : whole.at_pointer(pointer);
    if (const auto error = found.error()) return error;
    place = found.value_unsafe();
    json_type type{};
    if (const auto error = place.type().get(type)) return error;
    if (type == json_type::array) {
        array elements;
        if (const auto error = place.get_array().get(elements)) return error;
        return elementsOf(elements, rows);
    }
    std::string_view text;
    if (const auto error = simdjson::to_json_string(place).get(text)) return error;
    rows.emplace_back(text);
    return simdjson::SUCCESS;
}

}  // namespace

Result<std::vector<std::string>> jsonRows(std::string_view text, std::string_view pointer) {
    const simdjson::padded_string padded(text);
    simdjson::ondemand::parser parser;
    document whole;
    if (const auto error = parser.iterate(padded).get(whole)) return notThere(pointer, error);
    std::vector<std::string> rows;
    if (const auto error = rowsAt(whole, pointer, rows)) return notThere(pointer, error);
    const char* rest = nullptr;
    if (pointer.empty() && whole.current_location().get(rest) == simdjson::SUCCESS)
        return notThere(pointer, simdjson::TRAILING_CONTENT);
    return rows;
}

}  // namespace guanlan
