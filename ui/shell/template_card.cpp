// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/template_card.h"

#include "ui/dashboard/grid_arrangement.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QEvent>
#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <utility>

namespace guanlan {

namespace {

constexpr QSize kUsual(300, 284);
constexpr QSize kSmallest(220, 264);
constexpr int kPicture = 150;
constexpr int kSide = 14;

using PaintSign = void (*)(QPainter&, const QRectF&, const QColor&);

void paintNumber(QPainter& painter, const QRectF& box, const QColor& colour) {
    painter.fillRect(QRectF(box.left(), box.center().y() - 1.5, box.width() * 0.55, 3), colour);
}

void paintCourse(QPainter& painter, const QRectF& box, const QColor& colour) {
    constexpr std::array<qreal, 9> kCourse{0.3, 0.45, 0.4, 0.62, 0.5, 0.8, 0.66, 0.9, 0.72};
    QPolygonF line;
    for (std::size_t i = 0; i < kCourse.size(); ++i)
        line.append({box.left() + box.width() * static_cast<qreal>(i) / (kCourse.size() - 1),
                     box.bottom() - box.height() * kCourse.at(i)});
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
}

void paintBars(QPainter& painter, const QRectF& box, const QColor& colour) {
    constexpr std::array<qreal, 5> kBars{1.0, 0.78, 0.6, 0.44, 0.3};
    const qreal width = box.width() / kBars.size();
    for (std::size_t i = 0; i < kBars.size(); ++i) {
        const qreal height = box.height() * kBars.at(i);
        painter.fillRect(
            QRectF(box.left() + width * static_cast<qreal>(i), box.bottom() - height, width * 0.6, height),
            colour);
    }
}

void paintRing(QPainter& painter, const QRectF& box, const QColor& colour) {
    const qreal radius = std::min(box.width(), box.height()) / 2 - 2;
    if (radius < 2) return;
    const QRectF ring(box.center() - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    painter.setPen(QPen(withAlpha(colour, 90), radius * 0.45));
    painter.drawEllipse(ring);
    painter.setPen(QPen(colour, radius * 0.45, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, 90 * 16, -210 * 16);
}

void paintCells(QPainter& painter, const QRectF& box, const QColor& colour) {
    constexpr int kColumns = 8;
    constexpr int kRows = 4;
    const QSizeF size(box.width() / kColumns, box.height() / kRows);
    for (int cell = 0; cell < kColumns * kRows; ++cell) {
        const int row = cell / kColumns;
        const QPointF at(box.left() + size.width() * (cell % kColumns), box.top() + size.height() * row);
        painter.fillRect(QRectF(at, size - QSizeF(1, 1)), withAlpha(colour, 50 + cell * 53 % 180));
    }
}

/// Places of different weight. No outline of a land: one this small could only be a wrong one.
void paintPlaces(QPainter& painter, const QRectF& box, const QColor& colour) {
    struct Place {
        qreal x, y, size;
    };
    constexpr std::array<Place, 7> kPlaces{{{0.66, 0.62, 0.13},
                                            {0.42, 0.44, 0.09},
                                            {0.74, 0.36, 0.08},
                                            {0.3, 0.66, 0.06},
                                            {0.55, 0.24, 0.05},
                                            {0.2, 0.36, 0.05},
                                            {0.5, 0.8, 0.07}}};
    const qreal side = std::min(box.width(), box.height());
    painter.setPen(Qt::NoPen);
    for (const Place& place : kPlaces) {
        painter.setBrush(withAlpha(colour, place.size > 0.07 ? 210 : 120));
        painter.drawEllipse(box.topLeft() + QPointF(box.width() * place.x, box.height() * place.y),
                            side * place.size, side * place.size);
    }
    painter.setBrush(Qt::NoBrush);
}

void paintLines(QPainter& painter, const QRectF& box, const QColor& colour) {
    for (qreal y = box.top() + 1; y + 1.5 <= box.bottom(); y += 6)
        painter.fillRect(QRectF(box.left(), y, box.width() * (y > box.top() + 1 ? 0.9 : 0.5), 1.5),
                         withAlpha(colour, 130));
}

PaintSign signOf(const std::string& kind) {
    constexpr std::array<std::pair<const char*, PaintSign>, 8> kSigns{{{"stat", paintNumber},
                                                                       {"timeseries", paintCourse},
                                                                       {"bar", paintBars},
                                                                       {"pie", paintRing},
                                                                       {"gauge", paintRing},
                                                                       {"radar", paintRing},
                                                                       {"heatmap", paintCells},
                                                                       {"chinamap", paintPlaces}}};
    for (const auto& [name, sign] : kSigns) {
        if (kind == name) return sign;
    }
    return paintLines;
}

}  // namespace

void paintMiniature(QPainter& painter, const QRectF& area, const DashboardConfig& dashboard) {
    const Theme& theme = currentTheme();
    int rows = 1;
    for (const PanelConfig& panel : dashboard.panels)
        rows = std::max(rows, panel.cell.bottom() + 1);
    const qreal column = area.width() / kGridColumns;
    const qreal row = area.height() / rows;
    std::size_t number = 0;
    for (const PanelConfig& panel : dashboard.panels) {
        const QRectF cell(area.left() + panel.cell.x() * column, area.top() + panel.cell.y() * row,
                          panel.cell.width() * column, panel.cell.height() * row);
        const QRectF box = cell.adjusted(1, 1, -1, -1);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(box, 2, 2);
        painter.setBrush(Qt::NoBrush);
        const qreal air = std::min({4.0, box.width() / 5, box.height() / 5});
        signOf(panel.kind)(painter, box.adjusted(air, air, -air, -air), theme.seriesColor(number++ % 3));
    }
}

TemplateCard::TemplateCard(WorkspaceTemplate shown, QWidget* parent)
    : QAbstractButton(parent), m_shown(std::move(shown)) {
    setObjectName(QStringLiteral("template-") + id());
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaximumWidth(kUsual.width() + 60);
    takeWords();
}

QSize TemplateCard::sizeHint() const {
    return kUsual;
}

QSize TemplateCard::minimumSizeHint() const {
    return kSmallest;
}

void TemplateCard::takeWords() {
    setText(m_shown.settings.name.in(uiLanguage()));
    setAccessibleName(text());
    setAccessibleDescription(m_shown.settings.about.in(uiLanguage()));
    update();
}

void TemplateCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    const bool hot = underMouse() || hasFocus();
    painter.setPen(hot ? QPen(theme.accent, 1.6) : QPen(theme.cardBorder, 1));
    painter.setBrush(isDown() ? theme.raised : theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 10, 10);
    const QRectF inner = QRectF(rect()).adjusted(kSide, kSide, -kSide, -kSide);
    const QRectF picture(inner.topLeft(), QSizeF(inner.width(), kPicture));
    if (!m_shown.dashboards.empty()) paintMiniature(painter, picture, m_shown.dashboards.front());
    const QRectF name(inner.left(), picture.bottom() + 10, inner.width(), 22);
    drawText(painter, name, text(), theme.title(), theme.text);
    painter.setFont(Theme::font(13));
    painter.setPen(theme.textMuted);
    painter.drawText(
        QRectF(inner.left(), name.bottom() + 4, inner.width(), inner.bottom() - name.bottom() - 4),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, accessibleDescription());
}

void TemplateCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

void TemplateCard::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void TemplateCard::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void TemplateCard::changeEvent(QEvent* event) {
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) takeWords();
}

}  // namespace guanlan
