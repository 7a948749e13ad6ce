// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QString;

namespace guanlan {

/// How something went, in the colour of success or of failure.
void showVerdict(QLabel& label, const QString& words, bool good);

}  // namespace guanlan
