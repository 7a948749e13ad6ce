// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFormLayout;

namespace guanlan {

/// Labels at least so wide that the fields of several forms below each other stand in one line.
void alignLabels(const QFormLayout& form);

}  // namespace guanlan
