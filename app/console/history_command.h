// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace guanlan::console {

struct HistoryOptions {
    std::string workspace{};
    std::string metric{};  ///< empty: the list of metrics
    std::string from{};    ///< a time in the workspace's zone, or with an offset of its own
    std::string to{};
    std::vector<std::string> where{};  ///< COLUMN=TEXT
    std::optional<std::size_t> last{};
    std::string sql{};      ///< instead of a metric
    bool size = false;      ///< instead: what it takes up
    bool check = false;     ///< instead: reads everything
    std::string backup{};   ///< instead: copies it into this file
    std::string restore{};  ///< instead: puts this file in its place
    bool csv = false;
    bool json = false;  ///< what is said as JSON
};

/// Reads the history of a workspace, also beside the program that writes it; or looks after its file.
int history(const HistoryOptions& options);

}  // namespace guanlan::console
