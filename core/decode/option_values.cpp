// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/option_values.h"

#include "core/base/duration.h"
#include "core/decode/number_text.h"

#include <algorithm>
#include <map>

namespace guanlan {

Error wrongOptionValue(const TableDefinition& table, std::string_view option, std::string next) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "option.value",
                 .what = "table '" + table.name + "': '" + std::string(option) + "' cannot be '" +
                         table.option(option) + "'",
                 .next = std::move(next),
                 .arguments = {table.name, std::string(option), table.option(option)},
                 .position = table.position};
}

Result<bool> flagOption(const TableDefinition& table, std::string_view option, bool fallback) {
    if (!table.options.contains(option)) return fallback;
    const std::string value = table.option(option);
    if (value == "true" || value == "TRUE") return true;
    if (value == "false" || value == "FALSE") return false;
    return wrongOptionValue(table, option, "Use true or false");
}

Result<Micros> durationOption(const TableDefinition& table, std::string_view option, Micros fallback) {
    if (!table.options.contains(option)) return fallback;
    const auto duration = parseDuration(table.option(option));
    if (duration && *duration >= 0) return *duration;
    return wrongOptionValue(table, option, "A duration is written 30 s");
}

Result<std::int64_t> countOption(const TableDefinition& table, std::string_view option, std::int64_t fallback,
                                 std::int64_t least) {
    if (!table.options.contains(option)) return fallback;
    const auto count = parseInteger(table.option(option));
    if (count && *count >= least) return *count;
    return wrongOptionValue(table, option, "Use a whole number from " + std::to_string(least));
}

Result<std::int64_t> sizeOption(const TableDefinition& table, std::string_view option,
                                std::int64_t fallback) {
    if (!table.options.contains(option)) return fallback;
    const std::string text = table.option(option);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = parseInteger(std::string_view(text).substr(0, digits));
    std::string unit;
    for (const char c : std::string_view(text).substr(digits)) {
        if (c != ' ') unit += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    const std::map<std::string_view, int> shifts{{"", 0},   {"b", 0},   {"bytes", 0}, {"k", 10}, {"kb", 10},
                                                 {"m", 20}, {"mb", 20}, {"g", 30},    {"gb", 30}};
    constexpr std::int64_t kMost = std::int64_t{1} << 32;
    const auto shift = shifts.find(unit);
    if (number && *number >= 0 && *number < kMost && shift != shifts.end()) return *number << shift->second;
    return wrongOptionValue(table, option, "A size is written 128 MB");
}

Result<std::uint16_t> portOption(const TableDefinition& table, std::string_view option) {
    constexpr std::int64_t kMost = 65535;
    const auto port = parseInteger(table.option(option));
    if (port && *port >= 1 && *port <= kMost) return static_cast<std::uint16_t>(*port);
    return wrongOptionValue(table, option, "Use a port from 1 to 65535");
}

Result<double> numberOption(const TableDefinition& table, std::string_view option, double fallback,
                            double least, double most) {
    if (!table.options.contains(option)) return fallback;
    const auto number = parseDouble(table.option(option));
    if (number && *number >= least && *number <= most) return *number;
    return wrongOptionValue(table, option,
                            "Use a number from " + std::to_string(least) + " to " + std::to_string(most));
}

}  // namespace guanlan
