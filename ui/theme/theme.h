// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

#include <array>

class QApplication;

namespace guanlan {

/// Every colour and font of the program. A value; the current one is applied to the application and
/// announced by QEvent::PaletteChange, upon which widgets ask currentTheme() again.
struct Theme {
    bool dark = true;
    QColor window, rail, card, cardBorder, raised, text, textMuted, textFaint, accent, grid, selection;
    QColor good, warning, critical, provisional;
    std::array<QColor, 7> series;
    std::array<QColor, 6> ramp;  ///< monotone lightness, low to high
    QColor noData;

    [[nodiscard]] QFont label() const;   ///< 12 px
    [[nodiscard]] QFont title() const;   ///< 15 px DemiBold
    [[nodiscard]] QFont number() const;  ///< 30 px Bold, tabular digits
    static Theme darkTheme();
    static Theme lightTheme();
};

[[nodiscard]] const Theme& currentTheme();
/// Sets palette, style sheet and fonts of the whole application. UI thread.
void applyTheme(QApplication& application, const Theme& theme);

}  // namespace guanlan
