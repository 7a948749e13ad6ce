// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/pie/pie_panel.h"

#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guanlan {

namespace {

constexpr double kHole = 0.64;
constexpr double kSmallest = 0.015;     // a share below this is no slice of its own
constexpr std::size_t kMostSlices = 6;  // the palette, less one for "others"

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<PiePanel>(parent);
}

constexpr OptionField kOptions[] = {topOption(kMostSlices, kMostSlices), kUnitOption, kDecimalsOption,
                                    kColourOption, kLowerIsBetterOption};

QPainterPath ring(const QRectF& donut, double start, double share, qreal grow) {
    const QRectF outer = donut.adjusted(-grow, -grow, grow, grow);
    const qreal inset = donut.width() * (1 - kHole) / 2;
    const QRectF inner = donut.adjusted(inset, inset, -inset, -inset);
    const double from = 90 - start * 360;
    const double sweep = -share * 360;
    QPainterPath path;
    if (share > 0.9999) {
        path.addEllipse(outer);
        path.addEllipse(inner);
        return path;
    }
    path.arcMoveTo(outer, from);
    path.arcTo(outer, from, sweep);
    path.arcTo(inner, from + sweep, -sweep);
    path.closeSubpath();
    return path;
}

}  // namespace

const PanelKind kPiePanel{.name = "pie",
                          .title = QT_TRANSLATE_NOOP("PanelKind", "Donut"),
                          .smallest = {4, 4},
                          .reads = {},
                          .options = kOptions,
                          .wants = demandOf,
                          .create = create};

PiePanel::PiePanel(QWidget* parent) : RankedPanel(parent) {}

Result<void> PiePanel::rebuild() {
    m_slices.clear();
    if (auto built = RankedPanel::rebuild(); !built) return built;
    m_whole = sum();
    if (m_whole <= 0) return {};
    const std::size_t most = std::min(kMostSlices, static_cast<std::size_t>(options().top));
    Slice others;
    double start = 0;
    for (const RankedValue& value : values()) {
        if (value.value <= 0) continue;
        const double share = value.value / m_whole;
        if (m_slices.size() >= most || share < kSmallest) {
            others.value.value += value.value;
            others.value.closed += value.closed;
            others.value.before += std::isfinite(value.before) ? value.before : 0;
            others.value.provisional |= value.provisional;
            others.value.key = value.key;
            others.value.name = value.name;
            others.gathered += 1;
            continue;
        }
        m_slices.push_back({.value = value, .start = start, .share = share});
        start += share;
    }
    if (others.gathered > 0) {
        if (others.gathered > 1) others.value.name = tr("Others (%n)", nullptr, others.gathered);
        others.value.gathered = others.gathered > 1;
        others.start = start;
        others.share = others.value.value / m_whole;
        m_slices.push_back(std::move(others));
    }
    return {};
}

QColor PiePanel::colourOf(std::size_t slice) const {
    const Theme& theme = currentTheme();
    if (m_slices[slice].gathered > 1) return withAlpha(theme.textFaint, 190);
    return theme.seriesColor(options().palette + slice);
}

void PiePanel::layOut(const QRectF& area) {
    const auto rows = static_cast<qreal>(m_slices.size());
    const bool beside = area.width() >= area.height() * 1.25;
    if (beside) {
        const qreal size = std::min(area.height() - 10, area.width() * 0.52);
        m_donut = QRectF(area.left() + 2, area.center().y() - size / 2, size, size);
        const qreal height = std::min(area.height(), rows * 38);
        m_legend = QRectF(m_donut.right() + 20, area.center().y() - height / 2,
                          area.right() - m_donut.right() - 22, height);
    } else {
        const qreal legend = std::min(rows * 30, area.height() * 0.46);
        const qreal size = std::min(area.width() - 10, area.height() - legend - 14);
        m_donut = QRectF(area.center().x() - size / 2, area.top() + 2, size, size);
        m_legend = QRectF(area.left(), area.bottom() - legend, area.width(), legend);
    }
}

void PiePanel::paintBody(QPainter& painter, const QRectF& area) {
    layOut(area);
    const Theme& theme = currentTheme();
    painter.setPen(QPen(theme.card, 2));
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        painter.setBrush(colourOf(i));
        painter.drawPath(ring(m_donut, m_slices[i].start, m_slices[i].share, 0));
    }
    paintCentre(painter);
    paintLegend(painter);
}

void PiePanel::paintCentre(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const int pixels = std::clamp(static_cast<int>(m_donut.width() * 0.115), 13, 26);
    const NumberText total = shortNumber(m_whole, options().format());
    const QRectF middle(m_donut.left() + m_donut.width() * 0.2, m_donut.center().y() - pixels,
                        m_donut.width() * 0.6, pixels * 1.3);
    drawText(painter, middle,
             total.number + (total.unit.startsWith(u'万') || total.unit.startsWith(u'亿') ? total.unit.left(1)
                                                                                          : QString()),
             Theme::font(pixels, QFont::Bold), theme.text, Qt::AlignCenter);
    const bool open =
        std::any_of(m_slices.begin(), m_slices.end(), [](const Slice& s) { return s.value.provisional; });
    const QString label = open ? tr("total so far") : tr("total");
    drawText(painter, QRectF(middle.left(), middle.bottom(), middle.width(), 18), label, theme.label(),
             open ? theme.provisional : theme.textMuted, Qt::AlignCenter);
}

void PiePanel::paintLegend(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const qreal row = m_legend.height() / static_cast<qreal>(std::max<std::size_t>(1, m_slices.size()));
    if (m_legend.width() < 60 || row < 14) return;
    const QFont strong = Theme::font(12, QFont::DemiBold);
    double largest = 0;
    for (const Slice& slice : m_slices)
        largest = std::max(largest, slice.share);
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        const Slice& slice = m_slices[i];
        const QRectF line(m_legend.left(), m_legend.top() + row * static_cast<qreal>(i), m_legend.width(),
                          std::min(row, 22.0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(i));
        painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 4.5, 9, 9), 3, 3);
        const QString percent =
            fullNumber(slice.share, {.kind = ValueFormat::Kind::Percent, .decimals = 1}).joined();
        const qreal percentWidth = widthOf(percent, strong) + 2;
        const QString value = axisNumber(slice.value.value, options().format());
        const qreal valueWidth = line.width() >= 170 ? widthOf(value, theme.label()) + 12 : 0;
        drawText(painter, line.adjusted(16, 0, -percentWidth - valueWidth - 6, 0), slice.value.name,
                 theme.label(), theme.textMuted);
        if (valueWidth > 0) {
            drawText(painter, line.adjusted(0, 0, -percentWidth - 10, 0), value, theme.label(),
                     theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
        }
        drawText(painter, line, percent, strong, theme.text, Qt::AlignRight | Qt::AlignVCenter);
        if (row >= 26) {
            drawShareBar(painter, QRectF(line.left(), line.bottom() + 1, line.width(), 3),
                         slice.share / largest, colourOf(i), theme.grid);
        }
    }
}

void PiePanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!current() || *current() >= m_slices.size()) return;
    const Slice& slice = m_slices[*current()];
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(*current()));
    painter.drawPath(ring(m_donut, slice.start, slice.share, 3));
    const double angle = (slice.start + slice.share / 2) * 2 * std::numbers::pi;
    const double reach = m_donut.width() * 0.41;
    const QPointF anchor = m_donut.center() + QPointF(std::sin(angle) * reach, -std::cos(angle) * reach);
    Callout callout = calloutOf(slice.value);
    callout.entries.push_back(
        {.name = tr("Share"),
         .value = fullNumber(slice.share, {.kind = ValueFormat::Kind::Percent, .decimals = 1}).joined()});
    callout.paintBeside(painter, anchor, area);
}

std::optional<std::size_t> PiePanel::hitTest(const QPointF& position) const {
    if (m_legend.contains(position) && !m_slices.empty()) {
        const auto row = static_cast<std::size_t>((position.y() - m_legend.top()) / m_legend.height() *
                                                  static_cast<qreal>(m_slices.size()));
        return std::min(row, m_slices.size() - 1);
    }
    const QPointF offset = position - m_donut.center();
    const double distance = std::hypot(offset.x(), offset.y()) / (m_donut.width() / 2);
    if (distance > 1 || distance < kHole) return std::nullopt;
    double turn = std::atan2(offset.x(), -offset.y()) / (2 * std::numbers::pi);
    if (turn < 0) turn += 1;
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        if (turn >= m_slices[i].start && turn < m_slices[i].start + m_slices[i].share) return i;
    }
    return std::nullopt;
}

}  // namespace guanlan
