// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace guanlan::console {

struct AlarmsOptions {
    std::string workspace{};
    std::string rule{};                 ///< id of one; empty: all that are switched on
    std::optional<double> threshold{};  ///< instead of the rule's
    std::optional<int> consecutive{};
    std::string from{};  ///< a time in the workspace's zone, or with an offset of its own
    std::string to{};
    bool check = false;  ///< only the rules themselves
    bool json = false;
};

/// Checks the alarm rules of a workspace against its script, then tells when they would have fired over the
/// history, also beside the program that writes it.
int alarms(const AlarmsOptions& options);

}  // namespace guanlan::console
