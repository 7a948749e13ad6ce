// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/gauge/gauge_panel.h"

#include "ui/chart/axis_ticks.h"
#include "ui/panel/change_mark.h"
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guanlan {

namespace {

constexpr double kStart = 210;  // degrees, counted as on paper
constexpr double kSweep = 240;
constexpr qreal kBandGap = 4;
constexpr qreal kBand = 3;

constexpr OptionField kOptions[] = {
    {.type = OptionField::Type::Number, .key = "min", .title = QT_TRANSLATE_NOOP("PanelOption", "From")},
    {.type = OptionField::Type::Number, .key = "max", .title = QT_TRANSLATE_NOOP("PanelOption", "To")},
    kUnitOption,
    kDecimalsOption,
    kColourOption,
    kLowerIsBetterOption,
    kThresholdsOption,
    kThresholdsBelowOption};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<GaugePanel>(parent);
}

int sixteenths(double degrees) {
    return static_cast<int>(std::lround(degrees * 16));
}

void drawArc(QPainter& painter, const QRectF& box, double fromShare, double toShare) {
    painter.drawArc(box, sixteenths(kStart - kSweep * fromShare),
                    sixteenths(-kSweep * (toShare - fromShare)));
}

}  // namespace

const PanelKind kGaugePanel{.name = "gauge",
                            .title = QT_TRANSLATE_NOOP("PanelKind", "Gauge"),
                            .smallest = {3, 4},
                            .reads = {.group = false},
                            .options = kOptions,
                            .wants = demandOf,
                            .create = create};

GaugePanel::GaugePanel(QWidget* parent) : DataPanel(parent) {
    setFallbackAggregate(Aggregate::Last);
}

QString GaugePanel::subtitle() const {
    return {};  // the unit stands under the number
}

Result<void> GaugePanel::rebuild() {
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups);
    if (!open) return open.error();
    const auto before = rowsOf(data().yesterday, groups);
    if (!before) return before.error();
    const Aggregate aggregate = query().aggregate;
    m_total = totalOf(lineOf(*finals, aggregate), lineOf(*open, aggregate), aggregate);
    m_before = totalOf(lineOf(*before, aggregate), {}, aggregate).value;
    findBounds();
    return {};
}

/// What the options say; else zero, and a round number above value and thresholds. A share ends at 100%.
void GaugePanel::findBounds() {
    const QJsonObject& json = config().options;
    double low = std::min(0.0, m_total.value);
    double high = m_total.value;
    if (std::isfinite(m_before)) high = std::max(high, m_before);
    for (const PanelThreshold& threshold : options().thresholds)
        high = std::max(high, threshold.value * 1.2);
    const bool share = options().format().kind == ValueFormat::Kind::Percent;
    const ValueScale scale = niceScale(low, high, 4, true);
    low = scale.low;
    high = share && high > 0.25 && high <= 1 ? 1 : scale.high;
    m_low = json.value(QLatin1String("min")).toDouble(low);
    m_high = json.value(QLatin1String("max")).toDouble(high);
    if (!(m_high > m_low)) m_high = m_low + 1;
}

double GaugePanel::shareOf(double value) const {
    return std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0);
}

bool GaugePanel::nothingToShow() const {
    return !std::isfinite(m_total.value);
}

bool GaugePanel::mixesOpenWindows() const {
    return m_total.provisional;
}

QString GaugePanel::describe() const {
    const ValueFormat format = options().format();
    QString words = tr("%1 between %2 and %3")
                        .arg(fullNumber(m_total.value, format).joined(), axisNumber(m_low, format),
                             axisNumber(m_high, format));
    const QString change = changeText(m_total.value, m_before, format);
    if (!change.isEmpty()) words += QStringLiteral(", ") + tr("%1 against yesterday").arg(change);
    if (m_total.provisional) words += QStringLiteral(", ") + tr("provisional");
    return words;
}

ShownTable GaugePanel::tableOfBody() const {
    return tableOfNumber(seriesName(0), m_total.value, m_total.provisional, m_before, std::nan(""));
}

QColor GaugePanel::colour() const {
    const Theme& theme = currentTheme();
    if (options().thresholds.empty()) return theme.seriesColor(options().palette);
    const PanelThreshold* reached = options().reached(m_total.value);
    return reached != nullptr ? levelColour(reached->level) : theme.good;
}

QRectF GaugePanel::Dial::box(qreal outwards) const {
    const qreal r = radius + outwards;
    return {centre.x() - r, centre.y() - r, 2 * r, 2 * r};
}

QPointF GaugePanel::Dial::at(double share, qreal outwards) const {
    const double angle = (kStart - kSweep * share) * std::numbers::pi / 180;
    const qreal r = radius + outwards;
    return {centre.x() + r * std::cos(angle), centre.y() - r * std::sin(angle)};
}

/// As large as fits: the arc is one and a half radii high, and the change stands in its opening.
GaugePanel::Dial GaugePanel::dialFor(const QRectF& area) {
    constexpr qreal kOpening = 1.5;
    const qreal outer = std::max(8.0, std::min(area.width() / 2 - 4, (area.height() - 24) / kOpening));
    Dial dial;
    dial.stroke = std::clamp(outer * 0.15, 3.0, 20.0);
    dial.radius = outer - dial.stroke / 2 - kBandGap - kBand;
    const qreal height = outer * kOpening + 20;
    dial.centre =
        QPointF(area.center().x(), area.top() + std::max(0.0, (area.height() - height) / 2) + outer);
    return dial;
}

/// The levels of the thresholds as a thin arc outside.
void GaugePanel::paintBands(QPainter& painter, const Dial& dial) const {
    std::vector<PanelThreshold> levels = options().thresholds;
    if (levels.empty()) return;
    std::sort(levels.begin(), levels.end(),
              [](const PanelThreshold& a, const PanelThreshold& b) { return a.value < b.value; });
    const bool below = options().thresholdsBelow;
    const QRectF box = dial.box(dial.stroke / 2 + kBandGap);
    double from = 0;
    for (std::size_t i = 0; i <= levels.size(); ++i) {
        const double to = i < levels.size() ? shareOf(levels[i].value) : 1;
        const bool good = below ? i == levels.size() : i == 0;
        const std::size_t owner = below ? i : i - 1;
        const QColor colour = good ? currentTheme().good : levelColour(levels[owner].level);
        if (to - from > 0.004) {
            painter.setPen(QPen(withAlpha(colour, good ? 90 : 210), kBand, Qt::SolidLine, Qt::FlatCap));
            drawArc(painter, box, from + (i > 0 ? 0.004 : 0), to - (i < levels.size() ? 0.004 : 0));
        }
        from = to;
    }
}

void GaugePanel::paintArc(QPainter& painter, const Dial& dial) const {
    const Theme& theme = currentTheme();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.grid, dial.stroke, Qt::SolidLine, Qt::FlatCap));
    drawArc(painter, dial.box(), 0, 1);
    const double share = shareOf(m_total.value);
    if (share > 0) {
        QPen pen(colour(), dial.stroke, Qt::SolidLine, Qt::FlatCap);
        if (m_total.provisional) pen.setColor(withAlpha(colour(), 150));
        painter.setPen(pen);
        drawArc(painter, dial.box(), 0, share);
    }
    if (m_total.provisional) {
        drawDot(painter, dial.at(share), std::min(5.0, dial.stroke / 2), colour(), true, theme.card);
    }
    if (std::isfinite(m_before)) {
        const double before = shareOf(m_before);
        painter.setPen(QPen(theme.text, 1.6, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(dial.at(before, -dial.stroke / 2 - 3), dial.at(before, dial.stroke / 2 + 1));
    }
}

void GaugePanel::paintNumber(QPainter& painter, const Dial& dial) const {
    const Theme& theme = currentTheme();
    const ValueFormat format = options().format();
    const qreal inner = dial.radius - dial.stroke / 2;
    const qreal room = inner * 1.6;
    NumberText text = fullNumber(m_total.value, format);
    const bool joined = text.unit == QLatin1String("%");
    const auto shown = [joined](const NumberText& number) {
        return joined ? number.joined() : number.number;
    };
    int pixels = std::clamp(static_cast<int>(inner * 0.46), 10, 34);
    while (pixels > 10 && widthOf(shown(text), Theme::font(pixels, QFont::Bold)) > room) {
        text = shortNumber(m_total.value, format);
        if (widthOf(shown(text), Theme::font(pixels, QFont::Bold)) <= room) break;
        --pixels;
    }
    drawText(painter, QRectF(dial.centre.x() - room / 2, dial.centre.y() - pixels * 0.8, room, pixels * 1.4),
             shown(text), Theme::font(pixels, QFont::Bold), theme.text, Qt::AlignCenter);
    if (joined || text.unit.isEmpty() || inner < 30) return;
    drawText(painter, QRectF(dial.centre.x() - room / 2, dial.centre.y() + pixels * 0.62, room, 18),
             text.unit, theme.label(), theme.textMuted, Qt::AlignCenter);
}

void GaugePanel::paintWords(QPainter& painter, const Dial& dial, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QFont font = Theme::font(11);
    const ValueFormat format = options().format();
    for (const bool high : {false, true}) {
        const QPointF end = dial.at(high ? 1 : 0);
        const QString text = axisNumber(high ? m_high : m_low, format);
        const qreal width = widthOf(text, font) + 2;
        const qreal left =
            std::clamp(end.x() - width / 2, area.left(), std::max(area.left(), area.right() - width));
        if (dial.radius < 34) continue;
        drawText(painter, QRectF(left, end.y() + dial.stroke * 0.55, width, 16), text, font, theme.textFaint,
                 Qt::AlignCenter);
    }
    const Change change = changeOf(m_total.value, m_before, options());
    const qreal opening = dial.radius * 1.1;
    if (change.text.isEmpty() || changeWidth(change) > opening) return;
    const QString words = tr("vs yesterday");
    const QString against = changeWidth(change, words) <= opening ? words : QString();
    const qreal width = changeWidth(change, against);
    const qreal top = std::min(dial.centre.y() + dial.radius * 0.62, area.bottom() - 20);
    paintChange(painter, QRectF(dial.centre.x() - width / 2, top, width + 1, 20), change, against);
}

void GaugePanel::paintBody(QPainter& painter, const QRectF& area) {
    if (area.width() < 30 || area.height() < 30) {
        return drawText(painter, area, shortNumber(m_total.value, options().format()).joined(),
                        Theme::font(13, QFont::Bold), currentTheme().text, Qt::AlignCenter);
    }
    const Dial dial = dialFor(area);
    paintArc(painter, dial);
    paintBands(painter, dial);
    paintNumber(painter, dial);
    paintWords(painter, dial, area);
}

}  // namespace guanlan
