// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace guanlan::console {

/// Says whether the script could be run; starts and connects nothing.
struct CheckOptions {
    bool json = false;   ///< the findings as JSON
    bool flink = false;  ///< name everything that Flink does not have
};
[[nodiscard]] int check(const std::string& path, const CheckOptions& options);
/// Prints the operators of every query.
[[nodiscard]] int explain(const std::string& path);
/// Prints the canonical text.
[[nodiscard]] int format(const std::string& path);

}  // namespace guanlan::console
