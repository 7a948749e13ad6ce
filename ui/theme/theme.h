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

    /// A font of the program in its own family, tabular digits, `pixels` high.
    [[nodiscard]] static QFont font(int pixels, QFont::Weight weight = QFont::Normal);
    [[nodiscard]] QFont label() const;   ///< 12 px
    [[nodiscard]] QFont title() const;   ///< 15 px DemiBold
    [[nodiscard]] QFont number() const;  ///< 30 px Bold, tabular digits
    /// The series colour number `index`; past the palette it starts again.
    [[nodiscard]] QColor seriesColor(std::size_t index) const { return series.at(index % series.size()); }
    /// The ramp at `share` (0 to 1), blended between its stops.
    [[nodiscard]] QColor rampColor(double share) const;
    static Theme darkTheme();
    static Theme lightTheme();
};

/// Dark or light, whichever can be read on `ground`.
[[nodiscard]] QColor inkOn(const QColor& ground);
/// `color` with opacity `alpha` (0 to 255).
[[nodiscard]] QColor withAlpha(QColor color, int alpha);

[[nodiscard]] const Theme& currentTheme();
/// Sets palette, style sheet and fonts of the whole application. UI thread.
void applyTheme(QApplication& application, const Theme& theme);
/// The style sheet applyTheme() sets.
[[nodiscard]] QString styleSheetOf(const Theme& theme);

}  // namespace guanlan
