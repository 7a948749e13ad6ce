// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/chinamap/china_map_panel.h"

#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QPaintEngine>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr qreal kRankRow = 24;

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<ChinaMapPanel>(parent);
}

constexpr OptionField kOptions[] = {kUnitOption,
                                    kDecimalsOption,
                                    kLowerIsBetterOption,
                                    {.type = OptionField::Type::Text,
                                     .key = "approval",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Approval number")}};

void join(RankedValue& into, const RankedValue& from, Aggregate aggregate) {
    const bool adds = aggregate == Aggregate::Sum || aggregate == Aggregate::Last;
    into.value = adds ? into.value + from.value : std::max(into.value, from.value);
    into.closed = adds ? into.closed + from.closed : std::max(into.closed, from.closed);
    into.before = adds ? into.before + from.before : std::max(into.before, from.before);
    into.provisional |= from.provisional;
    into.gathered = true;
}

}  // namespace

const PanelKind kChinaMapPanel{.name = "chinamap",
                               .title = QT_TRANSLATE_NOOP("PanelKind", "Map of China"),
                               .smallest = {6, 6},
                               .reads = {},
                               .options = kOptions,
                               .wants = demandOf,
                               .create = create};

ChinaMapPanel::ChinaMapPanel(QWidget* parent) : RankedPanel(parent) {}

void ChinaMapPanel::configure(const PanelConfig& config) {
    m_approval = localText(config.options.value(QLatin1String("approval")));
    RankedPanel::configure(config);
}

Result<void> ChinaMapPanel::rebuild() {
    const MapShapes& shapes = MapShapes::china();
    m_regionOf.clear();
    m_unknown.clear();
    m_fills.assign(shapes.regions().size(), {});
    if (auto built = RankedPanel::rebuild(); !built) return built;
    if (shapes.empty()) {
        return Error{.code = ErrorCode::Corrupt,
                     .id = "map.unreadable",
                     .what = tr("The map of China cannot be read.").toStdString(),
                     .next = tr("Install the program again.").toStdString()};
    }
    std::vector<std::optional<std::size_t>> valueOf(shapes.regions().size());
    std::vector<RankedValue> known;
    for (const RankedValue& value : values()) {
        const auto region = shapes.find(value.key);
        if (!region) {
            m_unknown.append(value.name);
        } else if (valueOf[*region]) {
            join(known[*valueOf[*region]], value, query().aggregate);
        } else {
            valueOf[*region] = known.size();
            known.push_back(value);
            known.back().name = shapes.regions()[*region].name();
        }
    }
    setValues(std::move(known));
    // Any value stands clear of zero; by the square root, since a few large provinces must not leave all
    // others in the dark.
    const double most = values().empty() ? 0 : values().front().value;
    for (const RankedValue& value : values()) {
        const std::size_t region = *shapes.find(value.key);
        m_regionOf.push_back(region);
        if (value.value <= 0) {
            m_fills[region].kind = RegionFill::Kind::Zero;
        } else {
            m_fills[region] = {.kind = RegionFill::Kind::Value,
                               .share = 0.1 + 0.9 * std::sqrt(value.value / most)};
        }
    }
    return {};
}

void ChinaMapPanel::layOut(const QRectF& area) {
    m_rows.clear();
    m_ranking = {};
    m_map = area;
    const bool beside = area.width() > area.height() * 1.35 && area.width() >= 420;
    if (beside) {
        const qreal width = std::clamp(area.width() * 0.3, 160.0, 260.0);
        m_ranking = QRectF(area.right() - width, area.top(), width, area.height());
        m_map = area.adjusted(0, 0, -width - 16, 0);
        m_rankColumns = 1;
    } else if (area.height() >= 340) {
        m_rankColumns = area.width() >= 360 ? 2 : 1;
        const qreal left = area.height() - area.width() * 0.86;
        const qreal rows = std::clamp(std::floor((left - 12) / kRankRow), 3.0, 5.0);
        m_ranking = QRectF(area.left(), area.bottom() - rows * kRankRow, area.width(), rows * kRankRow);
        m_map = area.adjusted(0, 0, 0, -rows * kRankRow - 12);
    }
}

void ChinaMapPanel::paintBody(QPainter& painter, const QRectF& area) {
    const Theme& theme = currentTheme();
    const qreal ratio = painter.device()->devicePixelRatio();
    layOut(area);
    m_raster.prepare(MapShapes::china(), (m_map.size() * ratio).toSize(), ratio, theme);
    if (keepsShapes(painter)) {
        painter.save();
        painter.translate(m_map.topLeft());
        m_raster.paintShapes(painter, MapShapes::china(), m_fills, theme);
        painter.restore();
    } else {
        painter.drawImage(m_map.topLeft(), m_raster.coloured(m_fills, theme));
    }
    paintLabels(painter);
    paintScale(painter);
    paintNotes(painter);
    if (!m_ranking.isEmpty()) paintRanking(painter);
}

bool ChinaMapPanel::mixesOpenWindows() const {
    return std::any_of(values().begin(), values().end(), [](const RankedValue& v) { return v.provisional; });
}

void ChinaMapPanel::paintLabels(QPainter& painter) {
    const Theme& theme = currentTheme();
    const MapShapes& shapes = MapShapes::china();
    const QFont font = Theme::font(m_map.width() < 380 ? 10 : 11, QFont::Medium);
    std::vector<std::size_t> order(shapes.regions().size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // By size, not by value: labels must not come and go as the numbers move.
    std::sort(order.begin(), order.end(), [&shapes](std::size_t a, std::size_t b) {
        return shapes.regions()[a].extent > shapes.regions()[b].extent;
    });
    const QPointF inset = m_map.topLeft() + m_raster.toMap(shapes.inset().place.topLeft());
    std::vector<QRectF> taken;
    for (const std::size_t i : order) {
        const MapRegion& region = shapes.regions()[i];
        const qreal width = widthOf(region.name(), font);
        const bool onLight = MapRaster::colourOf(m_fills[i], theme).lightnessF() > 0.55F;
        // Ink chosen for a fill that resembles the card cannot be read beside it.
        if (!staysHome(i, region.label, width, theme.dark != onLight)) continue;
        const QPointF at = m_map.topLeft() + m_raster.toMap(region.label);
        QRectF box(at.x() - width / 2 - 1, at.y() - 7, width + 2, 14);
        if (box.right() > inset.x() && box.bottom() > inset.y() - 3) box.moveBottom(inset.y() - 3);
        if (std::any_of(taken.begin(), taken.end(),
                        [&box](const QRectF& other) { return other.intersects(box); })) {
            continue;
        }
        taken.push_back(box);
        drawText(painter, box, region.name(), font,
                 withAlpha(inkOn(MapRaster::colourOf(m_fills[i], theme)), 225), Qt::AlignCenter);
    }
}

bool ChinaMapPanel::staysHome(std::size_t region, const QPointF& label, qreal width, bool seaToo) const {
    const QPointF middle = m_raster.toMap(label);
    for (const qreal side : {-1.0, 1.0}) {
        const auto there = m_raster.regionAt(middle + QPointF(side * (width / 2 - 4), 0));
        if (there ? *there != region : !seaToo) return false;
    }
    return true;
}

bool ChinaMapPanel::hasNoData() const {
    return std::any_of(m_fills.begin(), m_fills.end(),
                       [](const RegionFill& fill) { return fill.kind == RegionFill::Kind::NoData; });
}

void ChinaMapPanel::paintScale(QPainter& painter) const {
    if (m_map.height() < 180 || values().empty()) return;
    const Theme& theme = currentTheme();
    const ValueFormat format = options().format();
    const double most = std::max(0.0, values().front().value);
    const QFont font = Theme::font(11);
    const qreal height = std::min(76.0, m_map.height() * 0.22);
    const QRectF bar(m_map.left() + 2, m_map.bottom() - height - (hasNoData() ? 26 : 8), 9, height);
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    for (std::size_t i = 0; i < theme.ramp.size(); ++i)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(theme.ramp.size() - 1),
                            theme.ramp.at(i));
    painter.setPen(QPen(withAlpha(theme.textFaint, 70), 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 2, 2);
    const std::pair<double, qreal> marks[] = {
        {most, bar.top()}, {most / 4, bar.center().y()}, {0, bar.bottom()}};
    for (const auto& [value, y] : marks) {
        drawText(painter, QRectF(bar.right() + 7, y - 8, 80, 16), axisNumber(value, format), font,
                 theme.textMuted);
    }
    if (!hasNoData()) return;
    const QRectF swatch(bar.left(), bar.bottom() + 12, 9, 9);
    painter.fillRect(swatch, theme.noData);
    painter.setPen(QPen(theme.dark ? theme.noData.lighter(150) : theme.noData.darker(116), 1.4));
    painter.drawLine(swatch.bottomLeft(), swatch.topRight());
    drawText(painter, QRectF(bar.right() + 7, swatch.center().y() - 8, 80, 16), tr("no data"), font,
             theme.textMuted);
}

void ChinaMapPanel::paintNotes(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QFont font = Theme::font(10);
    const QRectF line(m_map.left() + 90, m_map.bottom() - 14, m_map.width() - 92, 14);
    QString note = m_approval;
    if (!m_unknown.isEmpty()) {
        const QString names = QStringList(m_unknown.mid(0, 4)).join(QStringLiteral(", ")) +
                              (m_unknown.size() > 4 ? QStringLiteral("…") : QString());
        const QString unknown = tr("not on the map: %1").arg(names);
        note = note.isEmpty() ? unknown : unknown + QStringLiteral(" · ") + note;
    }
    drawText(painter, line, note, font, theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
}

void ChinaMapPanel::paintRanking(QPainter& painter) {
    const Theme& theme = currentTheme();
    const auto perColumn = static_cast<std::size_t>(std::max(1.0, std::floor(m_ranking.height() / kRankRow)));
    const std::size_t count = std::min({values().size(), perColumn * static_cast<std::size_t>(m_rankColumns),
                                        static_cast<std::size_t>(options().top)});
    if (m_rankColumns == 2) {
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(m_ranking.topLeft() - QPointF(0, 6), m_ranking.topRight() - QPointF(0, 6));
    }
    qreal nameWidth = 0;
    for (std::size_t i = 0; i < count; ++i)
        nameWidth = std::max(nameWidth, widthOf(values()[i].name, theme.label()) + 2);
    const qreal width = (m_ranking.width() - 24 * (m_rankColumns - 1)) / m_rankColumns;
    const std::size_t rows =
        (count + static_cast<std::size_t>(m_rankColumns) - 1) / static_cast<std::size_t>(m_rankColumns);
    const qreal top = m_rankColumns == 1
                          ? std::max(0.0, (m_ranking.height() - kRankRow * static_cast<qreal>(rows)) / 2)
                          : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t column = i / rows;
        const QRectF row(m_ranking.left() + (width + 24) * static_cast<qreal>(column),
                         m_ranking.top() + top + kRankRow * static_cast<qreal>(i % rows), width, kRankRow);
        paintRank(painter, row, i, std::min(nameWidth, width * 0.36));
        m_rows.push_back(row);
    }
}

void ChinaMapPanel::paintRank(QPainter& painter, const QRectF& row, std::size_t index,
                              qreal nameWidth) const {
    const Theme& theme = currentTheme();
    const RankedValue& value = values()[index];
    const QFont strong = Theme::font(12, QFont::DemiBold);
    const QString number = axisNumber(value.value, options().format());
    const qreal valueWidth = std::max(44.0, widthOf(number, strong) + 2);
    drawText(painter, QRectF(row.left(), row.top(), 18, row.height()), QString::number(index + 1),
             Theme::font(12, QFont::Bold), index < 3 ? theme.warning : theme.textFaint);
    drawText(painter, QRectF(row.left() + 20, row.top(), nameWidth, row.height()), value.name, theme.label(),
             theme.text);
    const QRectF track(row.left() + 28 + nameWidth, row.center().y() - 2.5,
                       row.width() - 36 - nameWidth - valueWidth, 5);
    if (track.width() > 12 && values().front().value > 0) {
        drawShareBar(painter, track, value.value / values().front().value,
                     theme.seriesColor(options().palette), theme.grid);
    }
    drawText(painter, QRectF(row.right() - valueWidth, row.top(), valueWidth, row.height()), number, strong,
             theme.textMuted, Qt::AlignRight | Qt::AlignVCenter);
}

Callout ChinaMapPanel::largestCallout() const {
    const Theme& theme = currentTheme();
    const RankedValue& largest = values().front();
    const bool better = (largest.value > largest.before) != options().lowerIsBetter;
    Callout callout{.title = largest.name};
    callout.entries.push_back({.name = shortNumber(largest.value, options().format()).joined(),
                               .value = changeText(largest.value, largest.before, options().format()),
                               .valueColour = better ? theme.good : theme.critical});
    return callout;
}

/// From the map's corner.
void ChinaMapPanel::drawOutline(QPainter& painter, std::size_t region) const {
    const Theme& theme = currentTheme();
    const bool strong = current().has_value();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.warning, strong ? 1.6 : 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(strong ? withAlpha(Qt::white, theme.dark ? 36 : 60) : QColor(Qt::transparent));
    painter.drawPath(m_raster.outline(MapShapes::china(), region));
}

void ChinaMapPanel::paintOutline(QPainter& painter, std::size_t region) {
    if (keepsShapes(painter)) {
        painter.save();
        painter.translate(m_map.topLeft());
        drawOutline(painter, region);
        return painter.restore();
    }
    const Outline wanted{.region = region,
                         .strong = current().has_value(),
                         .dark = currentTheme().dark,
                         .ratio = painter.paintEngine()->paintDevice()->devicePixelRatioF(),
                         .map = m_map};
    if (m_outlinePicture.isNull() || !(wanted == m_outline)) {
        m_outline = wanted;
        m_outlinePicture = QPixmap((m_map.size() * wanted.ratio).toSize());
        m_outlinePicture.setDevicePixelRatio(wanted.ratio);
        m_outlinePicture.fill(Qt::transparent);
        QPainter inner(&m_outlinePicture);
        drawOutline(inner, region);
    }
    painter.drawPixmap(m_map.topLeft(), m_outlinePicture);
}

void ChinaMapPanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (values().empty() || m_map.isEmpty()) return;
    const std::size_t shown = std::min(current().value_or(0), values().size() - 1);
    const std::size_t region = m_regionOf[shown];
    paintOutline(painter, region);
    if (current()) {
        const Callout callout = calloutOf(values()[shown]);
        const QPointF at = m_map.topLeft() + m_raster.toMap(MapShapes::china().regions()[region].label);
        callout.paintBeside(painter, at + QPointF(12, 0), area);
    } else if (m_map.width() >= 360 && m_map.height() >= 300) {
        // West of the southern provinces and south of Xizang the map is empty.
        const Callout callout = largestCallout();
        callout.paint(painter, {m_map.left() + 84, m_map.bottom() - callout.size().height() - 18});
    }
}

std::optional<std::size_t> ChinaMapPanel::hitTest(const QPointF& position) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].contains(position)) return i;
    }
    const auto region = m_raster.regionAt(position - m_map.topLeft());
    if (!region) return std::nullopt;
    const auto found = std::find(m_regionOf.begin(), m_regionOf.end(), *region);
    if (found == m_regionOf.end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_regionOf.begin());
}

}  // namespace guanlan
