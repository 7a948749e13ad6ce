// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/terminal.h"

#include <unistd.h>

namespace guanlan::console {

bool errorsGoToTerminal() {
    return isatty(STDERR_FILENO) == 1;
}

bool outputGoesToTerminal() {
    return isatty(STDOUT_FILENO) == 1;
}

}  // namespace guanlan::console
