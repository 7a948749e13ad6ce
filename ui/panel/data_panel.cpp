// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/data_panel.h"

#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace guanlan {

namespace {

/// "14:32:00".
QString timeOfDay(Micros at, const Zone& zone) {
    return QString::fromStdString(formatTimestamp(zone.toLocal(at), 0)).mid(11);
}

}  // namespace

DataPanel::DataPanel(QWidget* parent) : Panel(parent) {
    m_data.finals = std::make_shared<const Batch>();
    m_data.loading = true;
    setMinimumSize(40, 24);
}

void DataPanel::configure(const PanelConfig& config) {
    m_config = config;
    m_query = readQuery(config, m_fallbackAggregate);
    m_options = readOptions(config);
    refresh();
    describeAgain();
}

void DataPanel::setData(const PanelData& data) {
    const bool newRows = m_data.finals != data.finals || m_data.loading != data.loading ||
                         m_data.stale != data.stale || m_data.problem.has_value() != data.problem.has_value();
    m_data = data;
    if (!m_data.finals) m_data.finals = std::make_shared<const Batch>();
    // A feed shared with other panels may hold more than this one asks for.
    if (!m_query.compareYesterday) m_data.yesterday.reset();
    if (!m_query.compareLastWeek) m_data.lastWeek.reset();
    refresh();
    // Open windows move ten times a second; a screen reader is told about closed ones only.
    if (newRows) describeAgain();
}

QString DataPanel::subtitle() const {
    const QString unit = m_options.format().unit;
    QString span;
    if (m_query.sinceMidnight) {
        span = tr("today");
    } else if (m_query.span >= kDay) {
        span = tr("last %1 d").arg(m_query.span / kDay);
    } else if (m_query.span >= kHour) {
        span = tr("last %1 h").arg(m_query.span / kHour);
    } else if (m_query.span > 0) {
        span = tr("last %1 min").arg(std::max(kMinute, m_query.span) / kMinute);
    }
    if (unit.isEmpty() || span.isEmpty()) return unit + span;
    return unit + QStringLiteral(" · ") + span;
}

PanelMark DataPanel::mark() const {
    if (!showsBody()) return {};
    if (m_data.stale) {
        const auto at = newest();
        return {
            PanelMark::Kind::Stale,
            at ? tr("source is away, values from %1").arg(timeOfDay(*at, m_data.zone)) : tr("source is away"),
            tr("away")};
    }
    if (mixesOpenWindows()) return {PanelMark::Kind::Provisional, tr("provisional"), tr("provisional")};
    return {};
}

void DataPanel::refresh() {
    const auto built = rebuild();
    m_problem = built ? std::optional<Error>() : built.error();
    repaintBody();
}

void DataPanel::repaintBody() {
    m_dirty = true;
    update();
}

std::optional<Micros> DataPanel::newest() const {
    GroupNames groups;
    const auto rows = rowsOf(m_data.finals, groups);
    if (!rows || rows->empty()) return std::nullopt;
    return *std::max_element(rows->at.begin(), rows->at.end());
}

bool DataPanel::showsBody() const {
    return !m_data.problem && !m_problem && !nothingToShow();
}

Result<PanelRows> DataPanel::rowsOf(const BatchPtr& batch, GroupNames& groups, std::size_t series,
                                    Micros shift) const {
    return readRows(batch, {.data = &m_data, .query = &m_query, .series = series, .shift = shift}, groups);
}

QString DataPanel::seriesName(std::size_t series) const {
    if (series >= m_query.series.size()) return {};
    const QString name = localText(m_query.series[series].name);
    return name.isEmpty() ? QString::fromStdString(m_query.series[series].value) : name;
}

QString DataPanel::groupName(const std::string& name) const {
    return name.empty() ? tr("(none)") : QString::fromStdString(name);
}

void DataPanel::describeAgain() {
    setAccessibleName(m_config.title.in(uiLanguage()));
    if (m_data.problem || m_problem) {
        setAccessibleDescription(
            QString::fromStdString((m_data.problem ? *m_data.problem : *m_problem).sentence()));
    } else if (nothingToShow()) {
        setAccessibleDescription(m_data.loading ? StateFace::loadingText() : StateFace::emptyText());
    } else {
        setAccessibleDescription(describe());
    }
}

void DataPanel::paintCached(QPainter& painter) {
    // Without a clip around it: of one within another Qt loses the outer one when it plays a picture back.
    if (keepsShapes(painter)) return paintBody(painter, rect());
    // Of what is drawn on, which is not the widget's own when it is grabbed or exported.
    const qreal ratio = painter.paintEngine()->paintDevice()->devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    if (m_dirty || m_body.size() != pixels) {
        m_body = QPixmap(pixels);
        m_body.setDevicePixelRatio(ratio);
        m_body.fill(Qt::transparent);
        QPainter body(&m_body);
        body.setRenderHint(QPainter::Antialiasing);
        paintBody(body, rect());
        m_dirty = false;
    }
    painter.drawPixmap(0, 0, m_body);
}

void DataPanel::mousePressEvent(QMouseEvent* event) {
    m_pressed.reset();
    if (event->button() == Qt::LeftButton && showsBody()) m_pressed = choiceAt(event->position());
    if (!m_pressed) Panel::mousePressEvent(event);
}

/// A click begins and ends on the same value; live rows may have moved it meanwhile.
void DataPanel::mouseReleaseEvent(QMouseEvent* event) {
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    const auto released = pressed && showsBody() ? choiceAt(event->position()) : std::nullopt;
    if (released && released->key == pressed->key) {
        emit choiceMade(*released);
    } else {
        Panel::mouseReleaseEvent(event);
    }
}

void DataPanel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = rect();
    if (m_data.problem || m_problem) {
        return StateFace::paintProblem(painter, area, m_data.problem ? *m_data.problem : *m_problem);
    }
    if (nothingToShow()) {
        return m_data.loading ? StateFace::paintLoading(painter, area) : StateFace::paintEmpty(painter, area);
    }
    if (m_data.stale) painter.setOpacity(0.45);
    paintCached(painter);
    paintOverlay(painter, area);
}

void DataPanel::changeEvent(QEvent* event) {
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        refresh();
        describeAgain();
    }
}

}  // namespace guanlan
