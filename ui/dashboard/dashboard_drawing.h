// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/drawing.h"

namespace guanlan {

class Card;
class GridCanvas;

/// One panel with the ground around it.
[[nodiscard]] Drawing drawingOf(Card& card);

/// All panels in their places below a line that says what they are of.
struct DashboardHeading {
    QString title{};
    QString more{};  ///< at the right: what it is narrowed to, of which workspace, when
};
[[nodiscard]] Drawing drawingOf(GridCanvas& canvas, const DashboardHeading& heading);

}  // namespace guanlan
