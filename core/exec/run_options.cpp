// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/run_options.h"

#include "core/base/duration.h"

namespace guanlan {

namespace {

constexpr char kMaxFuture[] = "guanlan.max-future";
constexpr char kStateTtl[] = "table.exec.state.ttl";

Result<Micros> durationOf(const char* option, const std::string& text, TextPosition position) {
    if (const auto duration = parseDuration(text)) return *duration;
    Error error{ErrorCode::InvalidInput, "option.duration",
                std::string("'") + option + "' = '" + text + "' is no duration"};
    error.next = "write '1 d', '2 h' or '30 min'";
    error.arguments = {option, text};
    error.position = position;
    return error;
}

}  // namespace

Result<Micros> maxFutureOf(const TableDefinition& table, const Options& settings) {
    std::string text = table.option(kMaxFuture);
    if (const auto set = settings.find(kMaxFuture); text.empty() && set != settings.end()) text = set->second;
    return text.empty() ? Result<Micros>(kDay) : durationOf(kMaxFuture, text, table.position);
}

Result<Micros> stateTtlOf(const Options& settings) {
    const auto ttl = settings.find(kStateTtl);
    return ttl == settings.end() ? Result<Micros>(0) : durationOf(kStateTtl, ttl->second, {});
}

}  // namespace guanlan
