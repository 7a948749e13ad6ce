// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/verdict.h"

#include "ui/theme/theme.h"

#include <QLabel>

namespace guanlan {

void showVerdict(QLabel& label, const QString& words, bool good) {
    const QColor& colour = good ? currentTheme().good : currentTheme().critical;
    label.setText(words);
    label.setStyleSheet(QStringLiteral("color: %1").arg(colour.name()));
}

}  // namespace guanlan
