// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/eventlog/event_log_panel.h"

#include "ui/theme/theme.h"
#include "ui/widget/callout.h"
#include "ui/widget/paint.h"

#include <QJsonArray>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr std::size_t kMostLines = 2000;
constexpr qreal kOneLine = 26;
constexpr qreal kTwoLines = 42;
constexpr qreal kWidestChip = 84;

constexpr OptionField kOptions[] = {
    {.type = OptionField::Type::Column, .key = "level", .title = QT_TRANSLATE_NOOP("PanelOption", "Level")},
    {.type = OptionField::Type::Columns,
     .key = "columns",
     .title = QT_TRANSLATE_NOOP("PanelOption", "Details")}};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<EventLogPanel>(parent);
}

QColor colourOf(Gravity gravity) {
    const Theme& theme = currentTheme();
    switch (gravity) {
        case Gravity::Critical:
            return theme.critical;
        case Gravity::Warning:
            return theme.warning;
        case Gravity::Info:
            return theme.accent;
        case Gravity::None:
            break;
    }
    return theme.textMuted;
}

QFont chipFont() {
    return Theme::font(11, QFont::DemiBold);
}

}  // namespace

const PanelKind kEventLogPanel{
    .name = "eventlog",
    .title = QT_TRANSLATE_NOOP("PanelKind", "Event log"),
    .smallest = {5, 4},
    .reads = {.anyColumn = true, .group = false, .aggregate = false, .yesterday = false},
    .options = kOptions,
    .wants = demandOf,
    .create = create};

EventLogPanel::EventLogPanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

LogRows::Columns EventLogPanel::columnsWanted() const {
    LogRows::Columns columns;
    if (!query().series.empty()) columns.message = query().series.front().value;
    columns.gravity = config().options.value(QLatin1String("level")).toString().toStdString();
    for (const QJsonValue name : config().options.value(QLatin1String("columns")).toArray()) {
        if (!name.toString().isEmpty()) columns.more.push_back(name.toString().toStdString());
    }
    return columns;
}

Result<void> EventLogPanel::rebuild() {
    const Micros top = m_log.lines().empty() ? kMaxTime : m_log.lines().front().at;
    auto log = LogRows::read(data(), query(), columnsWanted(), kMostLines);
    m_log = log ? std::move(*log) : LogRows();
    std::size_t above = 0;
    while (above < m_log.lines().size() && m_log.lines()[above].at > top)
        ++above;
    m_scroll.setCount(m_log.lines().size());
    m_scroll.keepPlace(above);
    return log ? Result<void>() : Result<void>(log.error());
}

bool EventLogPanel::mixesOpenWindows() const {
    return !m_log.lines().empty() && m_log.lines().front().provisional;
}

std::optional<Micros> EventLogPanel::newest() const {
    for (const LogLine& line : m_log.lines()) {
        if (!line.provisional) return line.at;
    }
    return std::nullopt;
}

QString EventLogPanel::timeOf(std::size_t line) const {
    const QString text =
        QString::fromStdString(formatTimestamp(data().zone.toLocal(m_log.lines()[line].at), 0));
    return data().to - data().from > kDay ? text.mid(5) : text.mid(11);
}

QString EventLogPanel::gravityText(std::size_t line) const {
    switch (m_log.gravity(line)) {
        case Gravity::Critical:
            return m_log.gravityWord(line).at(0).isDigit() ? m_log.gravityWord(line) : tr("Error");
        case Gravity::Warning:
            return m_log.gravityWord(line).at(0).isDigit() ? m_log.gravityWord(line) : tr("Warning");
        case Gravity::Info:
            return tr("Info");
        case Gravity::None:
            break;
    }
    return m_log.gravityWord(line);
}

QString EventLogPanel::describe() const {
    QStringList words;
    const std::size_t shown = std::min<std::size_t>(m_log.lines().size(), 5);
    for (std::size_t line = 0; line < shown; ++line) {
        QStringList parts{timeOf(line), gravityText(line), m_log.message(line)};
        parts.removeAll(QString());
        words.append(parts.join(u' '));
    }
    if (m_log.lines().size() > shown)
        words.append(tr("and %n more", nullptr, static_cast<int>(m_log.lines().size() - shown)));
    return words.join(QStringLiteral("; "));
}

ShownTable EventLogPanel::tableOfBody() const {
    ShownTable table{.titles = {timeTitle(), tr("Level"), seriesName(0), tr("More"), stateTitle()}};
    for (std::size_t line = 0; line < m_log.lines().size(); ++line) {
        const LogLine& each = m_log.lines()[line];
        table.rows.push_back({timeCell(each.at, data().zone), textCell(gravityText(line)),
                              textCell(m_log.message(line)), textCell(m_log.more(line)),
                              stateCell(each.provisional)});
    }
    return table;
}

qreal EventLogPanel::rowHeight() const {
    return columnsWanted().more.empty() ? kOneLine : kTwoLines;
}

void EventLogPanel::paintLine(QPainter& painter, const QRectF& area, std::size_t line, qreal timeWidth,
                              qreal chipWidth) const {
    const Theme& theme = currentTheme();
    const QColor colour = colourOf(m_log.gravity(line));
    if (m_log.lines()[line].provisional) {
        drawDot(painter, {area.left() + 3.5, area.top() + 13}, 3, theme.provisional, true, theme.card);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, m_log.gravity(line) == Gravity::None ? 90 : 255));
        painter.drawRoundedRect(QRectF(area.left(), area.top() + 5, 3, area.height() - 11), 1.5, 1.5);
    }
    qreal left = area.left() + 12;
    const qreal top = area.top() + 3;
    drawText(painter, QRectF(left, top, timeWidth, 20), timeOf(line), Theme::font(12), theme.textFaint);
    left += timeWidth + 10;
    if (chipWidth > 0) {
        const QString word = gravityText(line);
        if (!word.isEmpty())
            drawChip(painter, QRectF(left, top + 1, chipWidth, 17), word, colour, chipFont());
        left += chipWidth + 8;
    }
    drawText(painter, QRectF(left, top, area.right() - left, 20), m_log.message(line), Theme::font(13),
             theme.text);
    if (area.height() >= kTwoLines) {
        drawText(painter, QRectF(left, top + 19, area.right() - left, 16), m_log.more(line), Theme::font(11),
                 theme.textMuted);
    }
    painter.setPen(QPen(theme.grid, 1));
    painter.drawLine(QPointF(area.left() + 12, area.bottom() - 0.5),
                     QPointF(area.right(), area.bottom() - 0.5));
}

void EventLogPanel::paintBody(QPainter& painter, const QRectF& area) {
    const qreal height = rowHeight();
    m_scroll.setRoom(static_cast<std::size_t>(std::max(1.0, std::floor(area.height() / height))));
    qreal timeWidth = 0;
    qreal chipWidth = 0;
    for (std::size_t line = m_scroll.first(); line < m_scroll.end(); ++line) {
        timeWidth = std::max(timeWidth, widthOf(timeOf(line), Theme::font(12)) + 1);
        const QString word = gravityText(line);
        if (!word.isEmpty())
            chipWidth = std::max(chipWidth, std::min(kWidestChip, widthOf(word, chipFont()) + 17));
    }
    if (area.width() < 220) chipWidth = 0;
    painter.setClipRect(area);
    const QRectF lines = area.adjusted(0, 0, m_scroll.overflows() ? -10 : 0, 0);
    qreal top = area.top();
    for (std::size_t line = m_scroll.first(); line < m_scroll.end(); ++line) {
        paintLine(painter, QRectF(lines.left(), top, lines.width(), height), line, timeWidth, chipWidth);
        top += height;
    }
    m_scroll.paint(painter, area);
}

void EventLogPanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!m_current || *m_current < m_scroll.first() || *m_current >= m_scroll.end()) return;
    const qreal height = rowHeight();
    const qreal top = area.top() + height * static_cast<qreal>(*m_current - m_scroll.first());
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().selection);
    painter.drawRoundedRect(
        QRectF(area.left(), top, area.width() - (m_scroll.overflows() ? 8 : 0), height - 1), 4, 4);
}

void EventLogPanel::mouseMoveEvent(QMouseEvent* event) {
    std::optional<std::size_t> line;
    if (showsBody() && event->position().y() >= 0)
        line = m_scroll.first() + static_cast<std::size_t>(event->position().y() / rowHeight());
    if (line && *line >= m_scroll.end()) line.reset();
    if (line != m_current) {
        m_current = line;
        // The whole message where there was no room for it.
        setToolTip(line ? m_log.message(*line).toHtmlEscaped() : QString());
        update();
    }
    Panel::mouseMoveEvent(event);
}

void EventLogPanel::leaveEvent(QEvent* event) {
    m_current.reset();
    update();
    Panel::leaveEvent(event);
}

void EventLogPanel::wheelEvent(QWheelEvent* event) {
    if (!m_scroll.overflows()) return Panel::wheelEvent(event);
    if (m_scroll.takeWheel(*event)) repaintBody();
    event->accept();
}

void EventLogPanel::keyPressEvent(QKeyEvent* event) {
    if (m_scroll.takeKey(event->key())) return repaintBody();
    Panel::keyPressEvent(event);
}

}  // namespace guanlan
