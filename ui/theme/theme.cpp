// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

Theme& current() {
    static Theme theme = Theme::darkTheme();
    return theme;
}

/// The first of our families this machine has, then whatever the system takes for its own interface.
QStringList families() {
    static const QStringList kFound = [] {
        QStringList found;
        const QStringList installed = QFontDatabase::families();
        for (const char* name : {"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
                                 "Microsoft YaHei UI", "WenQuanYi Micro Hei"}) {
            if (installed.contains(QLatin1String(name))) found.append(QLatin1String(name));
        }
        found.append(QFontDatabase::systemFont(QFontDatabase::GeneralFont).family());
        return found;
    }();
    return kFound;
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.card);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.textFaint);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.dark ? theme.window : QColor(Qt::white));
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Mid, theme.cardBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.textFaint);
    }
    return palette;
}

}  // namespace

QFont Theme::font(int pixels, QFont::Weight weight) {
    QFont font;
    font.setFamilies(families());
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont Theme::label() const {
    return font(12);
}

QFont Theme::title() const {
    return font(15, QFont::DemiBold);
}

QFont Theme::number() const {
    return font(30, QFont::Bold);
}

QColor Theme::rampColor(double share) const {
    const double position =
        std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0) * static_cast<double>(ramp.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(position), ramp.size() - 2);
    const float part = static_cast<float>(position - static_cast<double>(low));
    const QColor& a = ramp.at(low);
    const QColor& b = ramp.at(low + 1);
    const auto mix = [part](float from, float to) { return from + (to - from) * part; };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

Theme Theme::darkTheme() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x0A, 0x0F, 0x1C);
    t.rail = QColor(0x0D, 0x13, 0x22);
    t.card = QColor(0x12, 0x1A, 0x2B);
    t.cardBorder = QColor(255, 255, 255, 16);
    t.raised = QColor(0x1B, 0x25, 0x3A);
    t.text = QColor(0xF1, 0xF5, 0xFC);
    t.textMuted = QColor(0xA6, 0xB3, 0xCA);
    t.textFaint = QColor(0x71, 0x80, 0x9B);
    t.accent = QColor(0x4F, 0xB3, 0xFF);
    t.grid = QColor(255, 255, 255, 15);
    t.selection = QColor(0x4F, 0xB3, 0xFF, 46);
    t.good = QColor(0x35, 0xD0, 0x9A);
    t.warning = QColor(0xF2, 0xB8, 0x4B);
    t.critical = QColor(0xFF, 0x6B, 0x78);
    t.provisional = QColor(0xB9, 0xA5, 0xFF);
    t.series = {QColor(0x4F, 0xB3, 0xFF), QColor(0xF2, 0xB8, 0x4B), QColor(0xFA, 0x64, 0x82),
                QColor(0xC9, 0xD4, 0xE8), QColor(0x82, 0x64, 0xFA), QColor(0x99, 0x54, 0x99),
                QColor(0xE6, 0x39, 0x39)};
    t.ramp = {QColor(0x18, 0x26, 0x40), QColor(0x1C, 0x3A, 0x62), QColor(0x1F, 0x55, 0x8D),
              QColor(0x2F, 0x80, 0xC9), QColor(0x6C, 0xBB, 0xF5), QColor(0xD2, 0xE9, 0xFF)};
    t.noData = QColor(0x2A, 0x34, 0x49);
    return t;
}

Theme Theme::lightTheme() {
    Theme t;
    t.dark = false;
    t.window = QColor(0xF2, 0xF5, 0xFA);
    t.rail = QColor(0xFA, 0xFB, 0xFE);
    t.card = QColor(0xFF, 0xFF, 0xFF);
    t.cardBorder = QColor(13, 30, 66, 24);
    t.raised = QColor(0xF3, 0xF6, 0xFB);
    t.text = QColor(0x12, 0x1C, 0x31);
    t.textMuted = QColor(0x4D, 0x5B, 0x75);
    t.textFaint = QColor(0x74, 0x80, 0x98);
    t.accent = QColor(0x14, 0x6F, 0xD1);
    t.grid = QColor(13, 30, 66, 20);
    t.selection = QColor(0x14, 0x6F, 0xD1, 30);
    t.good = QColor(0x0B, 0x7F, 0x57);
    t.warning = QColor(0x9A, 0x62, 0x00);
    t.critical = QColor(0xC9, 0x2A, 0x3C);
    t.provisional = QColor(0x6A, 0x4F, 0xC4);
    t.series = {QColor(0x18, 0x88, 0xE5), QColor(0xC9, 0x80, 0x0B), QColor(0xE1, 0x43, 0x69),
                QColor(0x84, 0x7C, 0xAB), QColor(0x5A, 0x35, 0xE0), QColor(0x63, 0x26, 0x79),
                QColor(0xAB, 0x05, 0x0F)};
    t.ramp = {QColor(0xDC, 0xEB, 0xFA), QColor(0xB2, 0xD5, 0xF5), QColor(0x7C, 0xB6, 0xEA),
              QColor(0x3F, 0x8F, 0xD6), QColor(0x1F, 0x5F, 0xA3), QColor(0x0E, 0x2F, 0x57)};
    t.noData = QColor(0xE4, 0xE8, 0xEF);
    return t;
}

QColor inkOn(const QColor& ground) {
    return ground.lightnessF() > 0.55F ? QColor(0x0B, 0x16, 0x2A) : QColor(0xEC, 0xF3, 0xFF);
}

QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

const Theme& currentTheme() {
    return current();
}

void applyTheme(QApplication& application, const Theme& theme) {
    current() = theme;
    QApplication::setFont(theme.label());
    QApplication::setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

}  // namespace guanlan
