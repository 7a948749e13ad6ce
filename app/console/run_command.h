// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace guanlan::console {

struct RunOptions {
    std::string script;
    bool changelog = false;
    bool statistics = false;
    std::string stateFolder;
};
/// `guanlanctl run`; returns the exit code. Ctrl-C ends it in order.
[[nodiscard]] int run(const RunOptions& options);

}  // namespace guanlan::console
