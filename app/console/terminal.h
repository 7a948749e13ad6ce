// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace guanlan::console {

/// Whether standard error is shown on a terminal, where a line may be written over.
[[nodiscard]] bool errorsGoToTerminal();
/// Whether rows on standard output are.
[[nodiscard]] bool outputGoesToTerminal();

}  // namespace guanlan::console
