// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/terminal.h"

#include <io.h>

#include <cstdio>

namespace guanlan::console {

bool errorsGoToTerminal() {
    return _isatty(_fileno(stderr)) != 0;
}

bool outputGoesToTerminal() {
    return _isatty(_fileno(stdout)) != 0;
}

}  // namespace guanlan::console
