// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/option_text.h"

#include "app/console/script_file.h"
#include "core/plan/planner.h"

#include <cstdio>
#include <tuple>

namespace guanlan::console {

namespace {

Result<Micros> timeOption(const char* option, const std::string& text, const Zone& zone, bool wallTime) {
    const auto parsed = parseTimestamp(text);
    if (!parsed) return wrongOption(option, text, "Write '2026-03-01 08:00' or '2026-03-01T00:00:00Z'");
    if (!parsed->utcOffset) return wallTime ? parsed->wallTime : zone.toUtc(parsed->wallTime);
    const Micros instant = parsed->wallTime - *parsed->utcOffset;
    return wallTime ? zone.toLocal(instant) : instant;
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> namedValues(const std::string& option,
                                                                     const std::vector<std::string>& texts) {
    std::vector<std::pair<std::string, std::string>> values;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) return wrongOption(option, text, "Write NAME=VALUE");
        values.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return values;
}

Result<TimeSpan> spanOption(const std::string& from, const std::string& to, const Zone& zone, bool wallTime) {
    TimeSpan span;
    for (const auto& [option, text, bound] :
         {std::tuple("--from", &from, &span.from), std::tuple("--to", &to, &span.to)}) {
        if (text->empty()) continue;
        const auto time = timeOption(option, *text, zone, wallTime);
        if (!time) return time.error();
        *bound = *time;
    }
    return span;
}

Error wrongOption(const std::string& option, const std::string& text, const std::string& next) {
    return {.code = ErrorCode::InvalidInput,
            .id = "console.option",
            .what = option + " cannot be '" + text + "'",
            .next = next};
}

int refuse(const Error& error, const std::string& text) {
    Error placed = error;
    placed.file = error.position.line > 0 ? "sql" : "guanlanctl";
    std::fputs(renderError(placed, text).c_str(), stderr);
    const bool wrong = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotFound;
    return wrong ? kWrongScript : kFailed;
}

}  // namespace guanlan::console
