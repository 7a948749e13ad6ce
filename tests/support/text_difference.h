// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>
#include <string>

namespace guanlan {

/// Names the first line that differs, since whole texts would be too long to read; empty when none does.
[[nodiscard]] inline std::string firstDifference(const std::string& got, const std::string& expected) {
    std::istringstream ours(got);
    std::istringstream wanted(expected);
    std::string left;
    std::string right;
    for (int line = 1;; ++line) {
        const bool more = static_cast<bool>(std::getline(ours, left));
        const bool due = static_cast<bool>(std::getline(wanted, right));
        if (!more && !due) return {};
        if (more == due && left == right) continue;
        return "line " + std::to_string(line) + ": got '" + (more ? left : "nothing") + "', expected '" +
               (due ? right : "nothing") + "'";
    }
}

}  // namespace guanlan
