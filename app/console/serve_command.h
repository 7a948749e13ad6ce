// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace guanlan::console {

/// `guanlanctl serve`: collecting, history and alarms of a workspace without a window, until Ctrl-C.
[[nodiscard]] int serve(const std::string& workspace);

}  // namespace guanlan::console
