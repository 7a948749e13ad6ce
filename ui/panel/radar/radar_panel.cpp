// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/radar/radar_panel.h"

#include "ui/chart/axis_ticks.h"
#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/callout.h"
#include "ui/widget/paint.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace guanlan {

namespace {

constexpr std::size_t kMostShapes = 5;
constexpr std::size_t kMostAxes = 12;
constexpr int kRings = 4;
constexpr qreal kLegendHeight = 24;

constexpr OptionChoice kScaleChoices[] = {
    {"auto", QT_TRANSLATE_NOOP("PanelOption", "By itself")},
    {"common", QT_TRANSLATE_NOOP("PanelOption", "The same for all axes")},
    {"each", QT_TRANSLATE_NOOP("PanelOption", "One for each axis")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::Choice,
                                     .key = "scale",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Scale"),
                                     .choices = kScaleChoices},
                                    topOption(8, kMostAxes),
                                    kUnitOption,
                                    kDecimalsOption,
                                    kColourOption};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<RadarPanel>(parent);
}

QPen comparisonPen(int daysAgo, const QColor& colour) {
    return {colour, daysAgo > 1 ? 1.4 : 1.2, daysAgo > 1 ? Qt::DotLine : Qt::DashLine};
}

std::vector<std::uint32_t> largestFirst(const std::vector<GroupTotal>& totals) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t g = 0; g < totals.size(); ++g) {
        if (std::isfinite(totals[g].value)) order.push_back(g);
    }
    std::stable_sort(order.begin(), order.end(), [&totals](std::uint32_t a, std::uint32_t b) {
        return totals[a].value > totals[b].value;
    });
    return order;
}

}  // namespace

const PanelKind kRadarPanel{.name = "radar",
                            .title = QT_TRANSLATE_NOOP("PanelKind", "Radar"),
                            .smallest = {5, 6},
                            .reads = {.manyValues = true, .lastWeek = true},
                            .options = kOptions,
                            .wants = demandOf,
                            .create = create};

RadarPanel::RadarPanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

Result<void> RadarPanel::rebuild() {
    m_axes.clear();
    m_shapes.clear();
    m_hidden = 0;
    const bool columns = query().series.size() > 1;
    if (auto made = columns ? axesFromColumns() : axesFromGroups(); !made) return made;
    if (m_current && *m_current >= m_axes.size()) m_current.reset();
    const QString scale = config().options.value(QLatin1String("scale")).toString();
    scaleAxes(scale == QLatin1String("common") || (scale != QLatin1String("each") && !columns));
    if (!nothingToShow() && m_axes.size() < 3) {
        return Error{
            .code = ErrorCode::InvalidInput,
            .id = "panel.radar",
            .what = tr("A radar needs at least three axes.").toStdString(),
            .cause = tr("Axes found: %n.", nullptr, static_cast<int>(m_axes.size())).toStdString(),
            .next =
                tr("Choose more value columns, or a dimension with more values to split by.").toStdString()};
    }
    return {};
}

Result<void> RadarPanel::axesFromGroups() {
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups);
    if (!open) return open.error();
    const Aggregate aggregate = query().aggregate;
    const auto now = totalsOf(*finals, *open, aggregate, groups.size());
    std::vector<std::uint32_t> order = largestFirst(now);
    const std::size_t most = std::clamp<std::size_t>(
        config().options.contains(QLatin1String("top")) ? static_cast<std::size_t>(options().top) : 8, 3,
        kMostAxes);
    m_hidden = order.size() > most ? order.size() - most : 0;
    order.resize(order.size() - m_hidden);
    // In the order of their names, so that the shape stays itself when two groups change places.
    std::sort(order.begin(), order.end(),
              [&groups](std::uint32_t a, std::uint32_t b) { return groups.names()[a] < groups.names()[b]; });
    Shape today{.name = tr("Now"), .colour = options().palette};
    for (const std::uint32_t group : order) {
        m_axes.push_back({.name = groupName(groups.names()[group]), .format = options().format()});
        today.value.push_back(now[group].value);
        today.provisional = today.provisional || now[group].provisional;
    }
    m_shapes.push_back(std::move(today));
    const std::pair<BatchPtr, QString> earlier[] = {{data().yesterday, tr("Yesterday")},
                                                    {data().lastWeek, tr("Last week")}};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto rows = rowsOf(earlier[i].first, groups);
        if (!rows) return rows.error();
        if (rows->empty()) continue;
        const auto totals = totalsOf(*rows, {}, aggregate, groups.size());
        Shape shape{
            .name = earlier[i].second, .colour = options().palette + i + 1, .daysAgo = i == 0 ? 1 : 7};
        for (const std::uint32_t group : order)
            shape.value.push_back(totals[group].value);
        m_shapes.push_back(std::move(shape));
    }
    return {};
}

Result<void> RadarPanel::axesFromColumns() {
    GroupNames groups;
    std::vector<std::vector<GroupTotal>> totals;
    for (std::size_t series = 0; series < query().series.size(); ++series) {
        const auto finals = rowsOf(data().finals, groups, series);
        if (!finals) return finals.error();
        const auto open = rowsOf(data().provisional, groups, series);
        if (!open) return open.error();
        totals.push_back(totalsOf(*finals, *open, query().aggregate, groups.size()));
        m_axes.push_back(
            {.name = seriesName(series), .format = options().formatOf(query().series[series].unit)});
    }
    for (auto& column : totals)
        column.resize(groups.size(), {.value = std::nan("")});
    std::vector<std::uint32_t> order =
        totals.empty() ? std::vector<std::uint32_t>() : largestFirst(totals[0]);
    const std::size_t most = std::min(kMostShapes, static_cast<std::size_t>(options().top));
    m_hidden = order.size() > most ? order.size() - most : 0;
    order.resize(order.size() - m_hidden);
    for (const std::uint32_t group : order) {
        Shape shape{.name = query().group.empty() ? tr("Now") : groupName(groups.names()[group]),
                    .colour = options().palette + m_shapes.size()};
        for (const auto& column : totals) {
            shape.value.push_back(column[group].value);
            shape.provisional = shape.provisional || column[group].provisional;
        }
        m_shapes.push_back(std::move(shape));
    }
    return {};
}

void RadarPanel::scaleAxes(bool common) {
    double highest = 0;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        double high = 0;
        for (const Shape& shape : m_shapes) {
            if (std::isfinite(shape.value[axis])) high = std::max(high, shape.value[axis]);
        }
        m_axes[axis].high = niceScale(0, high, kRings, true).high;
        highest = std::max(highest, m_axes[axis].high);
    }
    if (!common) return;
    for (Axis& axis : m_axes)
        axis.high = highest;
}

bool RadarPanel::nothingToShow() const {
    return std::all_of(m_shapes.begin(), m_shapes.end(), [](const Shape& shape) {
        return shape.daysAgo > 0 || std::none_of(shape.value.begin(), shape.value.end(),
                                                 [](double value) { return std::isfinite(value); });
    });
}

bool RadarPanel::mixesOpenWindows() const {
    return std::any_of(m_shapes.begin(), m_shapes.end(),
                       [](const Shape& shape) { return shape.provisional; });
}

ShownTable RadarPanel::tableOfBody() const {
    ShownTable table{.titles = {tr("Axis")}};
    for (const Shape& shape : m_shapes)
        table.titles += shape.name;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        std::vector<Value> row{textCell(m_axes[axis].name)};
        for (const Shape& shape : m_shapes)
            row.push_back(numberCell(shape.value[axis]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

QString RadarPanel::describe() const {
    QStringList words;
    for (const Shape& shape : m_shapes) {
        if (shape.daysAgo > 0) continue;
        QStringList values;
        for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
            values.append(m_axes[axis].name + u' ' +
                          fullNumber(shape.value[axis], m_axes[axis].format).joined());
        words.append(shape.name + QStringLiteral(": ") + values.join(QStringLiteral(", ")));
    }
    return words.join(QStringLiteral("; "));
}

QColor RadarPanel::colourOf(const Shape& shape) const {
    const Theme& theme = currentTheme();
    if (shape.daysAgo > 0) return shape.daysAgo > 1 ? theme.textFaint : theme.textMuted;
    return theme.seriesColor(shape.colour);
}

void RadarPanel::layOut(const QRectF& area) {
    const bool legend = m_shapes.size() > 1 && area.height() >= 120;
    const QRectF web = area.adjusted(0, legend ? kLegendHeight : 2, 0, -2);
    qreal names = 0;
    for (const Axis& axis : m_axes)
        names = std::max(names, widthOf(axis.name, currentTheme().label()));
    names = std::min(names, web.width() * 0.24);
    const bool named = web.width() >= 120 && web.height() >= 90;
    m_radius = std::max(6.0, named ? std::min(web.width() / 2 - names - 12, web.height() / 2 - 20)
                                   : std::min(web.width(), web.height()) / 2 - 3);
    m_centre = web.center();
}

QPointF RadarPanel::point(std::size_t axis, double share) const {
    const double turn =
        static_cast<double>(axis) / static_cast<double>(std::max<std::size_t>(1, m_axes.size()));
    const double angle = 2 * std::numbers::pi * turn - std::numbers::pi / 2;
    return m_centre + QPointF(std::cos(angle), std::sin(angle)) * m_radius * share;
}

double RadarPanel::shareOf(const Shape& shape, std::size_t axis) const {
    const double value = shape.value[axis];
    if (!std::isfinite(value) || m_axes[axis].high <= 0) return 0;
    return std::clamp(value / m_axes[axis].high, 0.0, 1.0);
}

void RadarPanel::paintWeb(QPainter& painter) const {
    const Theme& theme = currentTheme();
    painter.setBrush(Qt::NoBrush);
    for (int ring = 1; ring <= kRings; ++ring) {
        QPolygonF polygon;
        for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
            polygon.append(point(axis, ring / static_cast<double>(kRings)));
        painter.setPen(QPen(withAlpha(theme.textFaint, ring == kRings ? 110 : 55), 1));
        painter.drawPolygon(polygon);
    }
    painter.setPen(QPen(withAlpha(theme.textFaint, 55), 1));
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        painter.drawLine(m_centre, point(axis, 1));
}

void RadarPanel::paintAxisNames(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    if (m_radius < 24) return;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        const QPointF end = point(axis, 1);
        const QPointF out = (end - m_centre) / m_radius;
        const bool centred = std::abs(out.x()) < 0.2;
        const qreal room = centred ? std::min(end.x() - area.left(), area.right() - end.x()) * 2
                                   : (out.x() > 0 ? area.right() - end.x() - 8 : end.x() - area.left() - 8);
        const qreal width = std::min(room, widthOf(m_axes[axis].name, theme.label()) + 1);
        const qreal left = centred ? end.x() - width / 2 : (out.x() > 0 ? end.x() + 8 : end.x() - 8 - width);
        const qreal top = centred ? (out.y() < 0 ? end.y() - 20 : end.y() + 4) : end.y() - 8 + out.y() * 4;
        drawText(painter, QRectF(left, top, width, 16), m_axes[axis].name, theme.label(),
                 m_current == axis ? theme.text : theme.textMuted, Qt::AlignCenter);
    }
}

void RadarPanel::paintShape(QPainter& painter, const Shape& shape) const {
    const QColor colour = colourOf(shape);
    QPolygonF polygon;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        polygon.append(point(axis, shareOf(shape, axis)));
    const bool comparison = shape.daysAgo > 0;
    painter.setBrush(comparison ? QBrush(Qt::NoBrush) : QBrush(withAlpha(colour, 38)));
    QPen pen = comparison ? comparisonPen(shape.daysAgo, colour) : QPen(colour, 1.8);
    pen.setJoinStyle(Qt::RoundJoin);
    if (shape.provisional) pen.setDashPattern({6, 2});
    painter.setPen(pen);
    painter.drawPolygon(polygon);
    if (shape.daysAgo > 0 || m_radius < 40) return;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        if (!std::isfinite(shape.value[axis])) continue;
        drawDot(painter, polygon[static_cast<qsizetype>(axis)], 3, colour, shape.provisional,
                currentTheme().card);
    }
}

void RadarPanel::paintLegend(QPainter& painter, const QRectF& area) const {
    if (m_shapes.size() < 2 || area.height() < 120) return;
    const Theme& theme = currentTheme();
    const qreal longest = std::max(40.0, area.width() / static_cast<qreal>(m_shapes.size()) - 32);
    qreal total = 0;
    for (const Shape& shape : m_shapes)
        total += std::min(longest, widthOf(shape.name, theme.label())) + 30;
    qreal left = area.left() + std::max(0.0, (area.width() - total + 14) / 2);
    const qreal middle = area.top() + 9;
    for (const Shape& shape : m_shapes) {
        const QColor colour = colourOf(shape);
        if (shape.daysAgo > 0) {
            painter.setPen(comparisonPen(shape.daysAgo, colour));
            painter.drawLine(QPointF(left, middle), QPointF(left + 12, middle));
        } else {
            drawDot(painter, {left + 6, middle}, 4, colour, shape.provisional, theme.card);
        }
        const qreal width = std::min(longest, widthOf(shape.name, theme.label()) + 1);
        drawText(painter, QRectF(left + 16, area.top(), width, 18), shape.name, theme.label(),
                 theme.textMuted);
        left += width + 30;
    }
}

void RadarPanel::paintBody(QPainter& painter, const QRectF& area) {
    layOut(area);
    paintWeb(painter);
    // The comparisons lie under the shape they are compared with.
    for (const bool comparison : {true, false}) {
        for (std::size_t i = m_shapes.size(); i-- > 0;) {
            if ((m_shapes[i].daysAgo > 0) == comparison) paintShape(painter, m_shapes[i]);
        }
    }
    paintAxisNames(painter, area);
    paintLegend(painter, area);
    if (m_hidden > 0 && area.height() >= 120) {
        StateFace::paintNote(painter, area, tr("%n more not shown", nullptr, static_cast<int>(m_hidden)));
    }
}

void RadarPanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!m_current || *m_current >= m_axes.size()) return;
    const Theme& theme = currentTheme();
    const std::size_t axis = *m_current;
    painter.setPen(QPen(withAlpha(theme.textMuted, 160), 1.4));
    painter.drawLine(m_centre, point(axis, 1));
    Callout callout{.title = m_axes[axis].name};
    for (const Shape& shape : m_shapes) {
        drawDot(painter, point(axis, shareOf(shape, axis)), 4, colourOf(shape), shape.provisional,
                theme.card);
        callout.entries.push_back({.name = shape.name,
                                   .value = fullNumber(shape.value[axis], m_axes[axis].format).joined(),
                                   .colour = colourOf(shape),
                                   .hollow = shape.provisional});
    }
    callout.paintBeside(painter, point(axis, 1), area);
}

}  // namespace guanlan
