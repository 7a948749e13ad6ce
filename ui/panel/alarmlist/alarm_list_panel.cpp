// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/alarmlist/alarm_list_panel.h"

#include "core/runtime/snapshot.h"
#include "ui/alarm/alarm_text.h"
#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"
#include "ui/widget/number_format.h"
#include "ui/widget/paint.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr qreal kRowHeight = 50;
constexpr std::size_t kMostResolved = 20;

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<AlarmListPanel>(parent);
}

PanelDemand wantsNothing(const PanelConfig& /*config*/) {
    return {};
}

const AlarmTransition* newestOf(const Snapshot& snapshot, const std::string& alarmId) {
    const auto& all = snapshot.recentAlarms;
    const auto found = std::find_if(all.rbegin(), all.rend(),
                                    [&alarmId](const AlarmTransition& t) { return t.alarmId == alarmId; });
    return found == all.rend() ? nullptr : &*found;
}

}  // namespace

const PanelKind kAlarmListPanel{.name = "alarmlist",
                                .title = QT_TRANSLATE_NOOP("PanelKind", "Alarms"),
                                .smallest = {4, 4},
                                .reads = {.metric = false,
                                          .value = false,
                                          .group = false,
                                          .aggregate = false,
                                          .span = false,
                                          .yesterday = false},
                                .options = {},
                                .wants = wantsNothing,
                                .create = create};

AlarmListPanel::AlarmListPanel(QWidget* parent) : Panel(parent) {
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(40, 24);
    describe();
}

std::vector<AlarmListPanel::Row> AlarmListPanel::rowsOf(const Snapshot& snapshot) const {
    std::vector<Row> rows;
    for (const AlarmState& state : snapshot.alarms) {
        if (state.phase != AlarmState::Phase::Firing) continue;
        Row row{.name = QString::fromStdString(state.ruleId), .series = QString::fromStdString(state.series)};
        const AlarmTransition* begin = newestOf(snapshot, state.alarmId);
        row.since = m_zone.instantOf(state.since, begin != nullptr && begin->windowIsInstant);
        row.minutes = std::max<Micros>(0, snapshot.taken - row.since) / kMinute;
        if (begin != nullptr) {
            row.name = QString::fromStdString(begin->ruleName);
            row.level = begin->level;
            row.threshold = begin->threshold;
            row.comparison = begin->comparison;
            row.value = begin->value;
        }
        row.value = state.value.value_or(row.value);
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.level != b.level ? a.level > b.level : a.since > b.since;
    });
    std::size_t resolved = 0;
    for (auto it = snapshot.recentAlarms.rbegin(); it != snapshot.recentAlarms.rend(); ++it) {
        if (it->firing || resolved++ >= kMostResolved) continue;
        rows.push_back({.name = QString::fromStdString(it->ruleName),
                        .series = QString::fromStdString(it->series),
                        .level = it->level,
                        .firing = false,
                        .since = m_zone.instantOf(it->window, it->windowIsInstant),
                        .value = it->value,
                        .threshold = it->threshold,
                        .comparison = it->comparison});
    }
    return rows;
}

void AlarmListPanel::configure(const PanelConfig& config) {
    m_config = config;
    describe();
    update();
}

void AlarmListPanel::setData(const PanelData& data) {
    m_zone = data.zone;
    update();
}

void AlarmListPanel::setSnapshot(const Snapshot& snapshot) {
    std::vector<Row> rows = rowsOf(snapshot);
    if (m_hasSnapshot && rows == m_rows) return;
    m_hasSnapshot = true;
    m_rows = std::move(rows);
    m_first = std::min(m_first, m_rows.empty() ? 0 : m_rows.size() - 1);
    describe();
    update();
}

std::size_t AlarmListPanel::firing() const {
    return static_cast<std::size_t>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.firing; }));
}

QString AlarmListPanel::subtitle() const {
    const auto count = static_cast<int>(firing());
    return count == 0 ? QString() : tr("%n firing", nullptr, count);
}

ShownTable AlarmListPanel::shownTable() const {
    ShownTable table{.titles = {tr("Alarm"), tr("Series"), tr("Level"), stateTitle(), timeTitle(),
                                tr("Value"), tr("Threshold")}};
    for (const Row& row : m_rows) {
        table.rows.push_back({textCell(row.name), textCell(row.series), textCell(levelText(row.level)),
                              textCell(row.firing ? tr("Firing") : tr("Resolved")),
                              timeCell(row.since, m_zone), numberCell(row.value), numberCell(row.threshold)});
    }
    return table;
}

void AlarmListPanel::describe() {
    setAccessibleName(m_config.title.in(uiLanguage()));
    QStringList words;
    for (const Row& row : m_rows) {
        if (row.firing)
            words.append(levelText(row.level) + QStringLiteral(": ") + row.name + u' ' + row.series);
    }
    setAccessibleDescription(words.isEmpty() ? tr("No alarms") : words.join(QStringLiteral("; ")));
}

void AlarmListPanel::paintCalm(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QPointF centre = area.center() - QPointF(0, area.height() >= 90 ? 18 : 0);
    if (area.height() >= 90) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(theme.good, 34));
        painter.drawEllipse(centre, 19, 19);
        painter.setPen(QPen(theme.good, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(
            QPolygonF{{centre + QPointF(-7, 0.5), centre + QPointF(-2, 5.5), centre + QPointF(7.5, -5)}});
    }
    const qreal top = area.height() >= 90 ? centre.y() + 26 : centre.y() - 10;
    drawText(painter, QRectF(area.left(), top, area.width(), 20), tr("No alarms"),
             Theme::font(14, QFont::DemiBold), theme.good, Qt::AlignCenter);
    if (area.height() >= 110) {
        drawText(painter, QRectF(area.left(), top + 22, area.width(), 18),
                 tr("All rules are within their limits."), theme.label(), theme.textMuted, Qt::AlignCenter);
    }
}

void AlarmListPanel::paintRow(QPainter& painter, const QRectF& area, const Row& row) const {
    const Theme& theme = currentTheme();
    const QColor colour = row.firing ? levelColor(row.level) : theme.textFaint;
    const QRectF card = area.adjusted(0, 0, 0, -6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.firing ? withAlpha(colour, 22) : theme.grid);
    painter.drawRoundedRect(card, 6, 6);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(card.left(), card.top() + 8, 3, card.height() - 16), 1.5, 1.5);
    const QRectF inner = card.adjusted(12, 4, -10, -4);
    const QFont chipFont = Theme::font(11, QFont::DemiBold);
    const QString chip = row.firing ? levelText(row.level) : tr("Resolved");
    const qreal after =
        drawChip(painter, QRectF(inner.left(), inner.top() + 1, 110, 17), chip, colour, chipFont);
    const ValueFormat format;
    const QString value = fullNumber(row.value, format).number;
    const QFont valueFont = Theme::font(13, QFont::Bold);
    const qreal valueWidth = widthOf(value, valueFont) + 2;
    drawText(painter, QRectF(after + 8, inner.top(), inner.right() - after - valueWidth - 16, 19), row.name,
             Theme::font(13, QFont::DemiBold), row.firing ? theme.text : theme.textMuted);
    drawText(painter, QRectF(inner.right() - valueWidth, inner.top(), valueWidth, 19), value, valueFont,
             row.firing ? colour : theme.textMuted, Qt::AlignRight | Qt::AlignVCenter);
    const QString time = QString::fromStdString(formatTimestamp(m_zone.toLocal(row.since), 0)).mid(11, 5);
    QString when = row.firing ? tr("since %1 · %n min", nullptr, static_cast<int>(row.minutes)).arg(time)
                              : tr("resolved at %1").arg(time);
    if (!row.series.isEmpty()) when.prepend(row.series + QStringLiteral(" · "));
    const QString limit = comparisonSign(row.comparison) + u' ' + fullNumber(row.threshold, format).number;
    const qreal limitWidth = widthOf(limit, Theme::font(11)) + 2;
    drawText(painter, QRectF(inner.left(), inner.bottom() - 16, inner.width() - limitWidth - 8, 16), when,
             Theme::font(11), theme.textMuted);
    if (row.firing) {
        drawText(painter, QRectF(inner.right() - limitWidth, inner.bottom() - 16, limitWidth, 16), limit,
                 Theme::font(11), theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void AlarmListPanel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = rect();
    if (!m_hasSnapshot) return StateFace::paintLoading(painter, area);
    if (m_rows.empty()) return paintCalm(painter, area);
    qreal top = area.top();
    std::size_t index = m_first;
    // The last line of the panel says how many do not fit.
    const auto fits = [&](std::size_t i) {
        const bool last = i + 1 == m_rows.size();
        return top + kRowHeight - 6 <= area.bottom() - (last ? 0 : 16) || i == m_first;
    };
    while (index < m_rows.size() && fits(index)) {
        paintRow(painter, QRectF(area.left(), top, area.width(), kRowHeight), m_rows[index++]);
        top += kRowHeight;
    }
    if (index < m_rows.size()) {
        StateFace::paintNote(painter, area, tr("%n more", nullptr, static_cast<int>(m_rows.size() - index)));
    }
}

void AlarmListPanel::scrollBy(int rows) {
    const auto last = static_cast<int>(m_rows.size()) - 1;
    const auto wanted =
        static_cast<std::size_t>(std::clamp(static_cast<int>(m_first) + rows, 0, std::max(0, last)));
    if (wanted == m_first) return;
    m_first = wanted;
    update();
}

void AlarmListPanel::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() == 0) return Panel::wheelEvent(event);
    scrollBy(event->angleDelta().y() > 0 ? -1 : 1);
    event->accept();
}

void AlarmListPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        scrollBy(event->key() == Qt::Key_Down ? 1 : -1);
    } else {
        Panel::keyPressEvent(event);
    }
}

void AlarmListPanel::changeEvent(QEvent* event) {
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) describe();
    update();
}

}  // namespace guanlan
