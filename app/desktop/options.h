// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;

namespace guanlan {

/// The command line of the desktop program.
struct DesktopOptions {
    QString workspace{};   ///< folder; empty: the demo, or the last one used
    QString screenshot{};  ///< draw the window into this file and leave
    QString language{};    ///< for this start only
    QString theme{};
    bool demo = false;
    bool headless = false;
    bool keep = false;
    int speed = 1;  ///< of the demo's time
};

[[nodiscard]] DesktopOptions desktopOptions(const QCoreApplication& application);

/// Before there is an application: shall it run without a display?
[[nodiscard]] bool wantsHeadless(int argumentCount, char** arguments);

}  // namespace guanlan
