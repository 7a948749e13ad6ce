// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_body.h"

#include "core/decode/json/json_rows.h"
#include "core/source/socket/record_cutter.h"

namespace guanlan {

namespace {

std::vector<std::string> linesOf(std::string_view body) {
    constexpr std::size_t kMostLine = 100 * 1024 * 1024;
    std::vector<std::string> lines;
    RecordCutter cutter('\n', kMostLine);
    cutter.add(body, lines);
    cutter.finish(lines);
    return lines;
}

}  // namespace

Result<std::vector<std::string>> recordsOfBody(std::string_view body, const BodyShape& shape) {
    if (!shape.json) return linesOf(body);
    if (!shape.pointer.empty()) return jsonRows(body, shape.pointer);
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return std::vector<std::string>();
    auto rows = jsonRows(body, {});
    if (rows) return rows;
    return body[first] == '[' ? std::move(rows) : linesOf(body);
}

}  // namespace guanlan
