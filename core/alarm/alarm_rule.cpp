// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_rule.h"

#include "core/base/hash.h"

#include <bit>

namespace guanlan {

std::string AlarmRule::meaning() const {
    std::string text;
    const auto part = [&text](const std::string& value) {
        text += std::to_string(value.size()) + ':' + value;
    };
    part(metric);
    part(column);
    for (const auto& [dimension, value] : where) {
        part(dimension);
        part(value);
    }
    part(std::to_string(static_cast<int>(comparison)));
    part(std::to_string(std::bit_cast<std::uint64_t>(threshold)));
    part(std::to_string(consecutive));
    part(enabled ? "on" : "off");
    return hexOf(stableHash(text));
}

}  // namespace guanlan
