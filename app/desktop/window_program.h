// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/options.h"

class QApplication;

namespace guanlan {

/// The program with its window; the exit code.
[[nodiscard]] int runWindow(QApplication& application, const DesktopOptions& options);

/// Without a display: metrics and alarms as a table in the terminal for a minute, then the dashboard as a
/// picture whose path is printed; 0 when the run went well.
[[nodiscard]] int runHeadless(QApplication& application, const DesktopOptions& options);

}  // namespace guanlan
