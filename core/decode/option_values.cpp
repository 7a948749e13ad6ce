// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/option_values.h"

#include "core/base/duration.h"
#include "core/decode/number_text.h"

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

Result<double> numberOption(const TableDefinition& table, std::string_view option, double fallback,
                            double least, double most) {
    if (!table.options.contains(option)) return fallback;
    const auto number = parseDouble(table.option(option));
    if (number && *number >= least && *number <= most) return *number;
    return wrongOptionValue(table, option,
                            "Use a number from " + std::to_string(least) + " to " + std::to_string(most));
}

}  // namespace guanlan
