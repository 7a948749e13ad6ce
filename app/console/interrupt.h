// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace guanlan::console {

/// From now on Ctrl-C and SIGTERM only set what interrupted() says.
void catchInterrupts();
[[nodiscard]] const std::atomic<bool>& interrupted();

}  // namespace guanlan::console
