// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QString>

namespace guanlan {

namespace {

/// Colour names in the sheet below start with '@', so that one sheet serves every theme.
constexpr const char* kSheet = R"(
QWidget { color: @text; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; border-radius: 6px; padding: 5px 8px; }
QLabel { background: transparent; }
QLabel[muted="true"] { color: @muted; }
QPushButton { background: @raised; border: 1px solid @border; border-radius: 7px; padding: 6px 14px; }
QPushButton:hover { border-color: @accent; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 5px; }
QToolButton:hover, QToolButton:checked { background: @selection; }
QToolButton:focus { border-color: @accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: @field; border: 1px solid @border; border-radius: 7px; padding: 5px 8px;
  selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border-color: @accent; }
QLineEdit:disabled, QComboBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/guanlan/theme/down-@mode.svg); width: 12px; height: 12px; }
QAbstractSpinBox { padding-right: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 22px; }
QAbstractSpinBox::up-arrow { image: url(:/guanlan/theme/up-@mode.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/guanlan/theme/down-@mode.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView, QMenu { background: @raised; border: 1px solid @border; padding: 4px;
  selection-background-color: @selection; selection-color: @text; outline: none; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QTableView, QTreeView, QListView { background: @card; border: 1px solid @border; border-radius: 8px;
  gridline-color: @grid; alternate-background-color: @raised; outline: none;
  selection-background-color: @selection; selection-color: @text; }
QHeaderView { background: @raised; border: none; border-radius: 0; }
QHeaderView::section { background: @raised; color: @muted; border: none; border-bottom: 1px solid @border;
  padding: 6px 11px; }
QScrollArea, QTableView { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator { width: 14px; height: 14px; border: 1px solid @faint;
  border-radius: 4px; background: @field; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked { background: @accent; border-color: @accent;
  image: url(:/guanlan/theme/check-@mode.svg); }
QTableView::item { border: none; padding: 0 8px; }
QGroupBox { border: 1px solid @border; border-radius: 8px; margin-top: 20px; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 2px; color: @muted; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 14px; border-bottom: 2px solid transparent; }
QTabBar::tab:focus { background: @selection; border-top-left-radius: 7px; border-top-right-radius: 7px; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tear { width: 0; border: none; }
QTabBar::scroller { width: 48px; }
QTabBar QToolButton { background: @window; border: none; border-radius: 0; padding: 0; }
QTabBar QToolButton:hover { background: @selection; }
QTabBar QToolButton::right-arrow:enabled { image: url(:/guanlan/theme/right-@mode.svg); width: 12px; height: 12px; }
QTabBar QToolButton::left-arrow:enabled { image: url(:/guanlan/theme/left-@mode.svg); width: 12px; height: 12px; }
QTabWidget::pane { border: none; }
QSplitter::handle { background: @border; }
QProgressBar { background: @raised; border: none; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
)";

QString cssOf(const QColor& color) {
    return QStringLiteral("rgba(%1,%2,%3,%4)")
        .arg(color.red())
        .arg(color.green())
        .arg(color.blue())
        .arg(color.alpha());
}

}  // namespace

QString styleSheetOf(const Theme& theme) {
    QString sheet = QString::fromLatin1(kSheet);
    const std::pair<const char*, QColor> colors[] = {
        {"@window", theme.window},
        {"@card", theme.card},
        {"@raised", theme.raised},
        {"@border", theme.cardBorder},
        {"@text", theme.text},
        {"@muted", theme.textMuted},
        {"@faint", theme.textFaint},
        {"@accent", theme.accent},
        {"@grid", theme.grid},
        {"@selection", theme.selection},
        {"@field", theme.dark ? theme.window : theme.card},
        {"@onAccent", theme.dark ? theme.window : QColor(Qt::white)},
        {"@handle", withAlpha(theme.textFaint, 110)},
    };
    for (const auto& [name, color] : colors) {
        sheet.replace(QLatin1String(name), cssOf(color));
    }
    sheet.replace(QLatin1String("@mode"), theme.dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet;
}

}  // namespace guanlan
