// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/ranked_panel.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace guanlan {

RankedPanel::RankedPanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

Result<void> RankedPanel::rebuild() {
    m_values.clear();
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups);
    if (!open) return open.error();
    const std::size_t today = groups.size();
    const auto before = rowsOf(data().yesterday, groups);
    if (!before) return before.error();
    const Aggregate aggregate = query().aggregate;
    const auto totals = totalsOf(*finals, *open, aggregate, groups.size());
    const auto closed = totalsOf(*finals, {}, aggregate, groups.size());
    const auto yesterday = totalsOf(*before, {}, aggregate, groups.size());
    for (std::size_t g = 0; g < today; ++g) {
        m_values.push_back({.key = groups.names()[g],
                            .name = groupName(groups.names()[g]),
                            .value = totals[g].value,
                            .closed = std::isfinite(closed[g].value) ? closed[g].value : 0,
                            .before = yesterday[g].value,
                            .provisional = totals[g].provisional});
    }
    setValues(std::move(m_values));
    return {};
}

void RankedPanel::setValues(std::vector<RankedValue> values) {
    m_values = std::move(values);
    // Equal values keep the order of their names, so that a live ranking does not flicker.
    std::sort(m_values.begin(), m_values.end(), [](const RankedValue& a, const RankedValue& b) {
        return a.value != b.value ? a.value > b.value : a.key < b.key;
    });
    if (m_current && *m_current >= m_values.size()) m_current.reset();
}

QString RankedPanel::describe() const {
    QStringList words;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_values.size(), 10); ++i) {
        words.append(m_values[i].name + u' ' + fullNumber(m_values[i].value, options().format()).joined());
    }
    if (m_values.size() > 10)
        words.append(tr("and %n more", nullptr, static_cast<int>(m_values.size() - 10)));
    return words.join(QStringLiteral("; "));
}

ShownTable RankedPanel::tableOfBody() const {
    const bool compared = query().compareYesterday;
    ShownTable table{.titles = {QString::fromStdString(query().group), seriesName(0)}};
    if (compared) table.titles += yesterdayTitle();
    table.titles += stateTitle();
    for (const RankedValue& value : m_values) {
        std::vector<Value> row{textCell(value.name), numberCell(value.value)};
        if (compared) row.push_back(numberCell(value.before));
        row.push_back(stateCell(value.provisional));
        table.rows.push_back(std::move(row));
    }
    return table;
}

double RankedPanel::sum() const {
    double sum = 0;
    for (const RankedValue& value : m_values)
        sum += std::max(0.0, value.value);
    return sum;
}

Callout RankedPanel::calloutOf(const RankedValue& value) const {
    const Theme& theme = currentTheme();
    const ValueFormat format = options().format();
    Callout callout{.title = value.name};
    callout.entries.push_back({.name = value.provisional ? tr("So far") : tr("Value"),
                               .value = fullNumber(value.value, format).joined()});
    const QString change = changeText(value.value, value.before, format);
    if (!change.isEmpty()) {
        const bool better = (value.value > value.before) != options().lowerIsBetter;
        callout.entries.push_back(
            {.name = tr("Yesterday"), .value = fullNumber(value.before, format).joined()});
        callout.entries.push_back(
            {.name = tr("Change"), .value = change, .valueColour = better ? theme.good : theme.critical});
    }
    return callout;
}

void RankedPanel::setCurrent(std::optional<std::size_t> index) {
    if (index == m_current) return;
    m_current = index;
    update();
}

void RankedPanel::mouseMoveEvent(QMouseEvent* event) {
    if (showsBody()) setCurrent(hitTest(event->position()));
    setCursor(m_current && choiceOf(*m_current, {}) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Panel::mouseMoveEvent(event);
}

std::optional<PanelChoice> RankedPanel::choiceOf(std::size_t index, const QPoint& at) const {
    const RankedValue& value = valueAt(index);
    if (value.gathered || query().group.empty()) return std::nullopt;
    return PanelChoice{.dimension = query().group,
                       .key = value.key,
                       .name = value.name,
                       .value = fullNumber(value.value, options().format()).joined(),
                       .place = QRect(at, QSize(1, 1))};
}

std::optional<PanelChoice> RankedPanel::choiceAt(const QPointF& position) const {
    const auto index = hitTest(position);
    return index ? choiceOf(*index, position.toPoint()) : std::nullopt;
}

/// The shapes are the kind's own; where a value lies is asked of its hit test.
QPoint RankedPanel::somewhereOn(std::size_t index) const {
    constexpr int kStep = 6;
    for (int y = kStep / 2; y < height(); y += kStep) {
        for (int x = kStep / 2; x < width(); x += kStep) {
            if (hitTest(QPointF(x, y)) == index) return {x, y};
        }
    }
    return rect().center();
}

void RankedPanel::leaveEvent(QEvent* event) {
    setCurrent(std::nullopt);
    Panel::leaveEvent(event);
}

void RankedPanel::focusOutEvent(QFocusEvent* event) {
    setCurrent(std::nullopt);
    Panel::focusOutEvent(event);
}

void RankedPanel::keyPressEvent(QKeyEvent* event) {
    const bool next = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool previous = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    const std::size_t count = reachable();
    if ((next || previous) && count > 0) {
        const std::size_t from = m_current.value_or(next ? count - 1 : 0);
        setCurrent((from + (next ? 1 : count - 1)) % count);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current) {
        const auto choice = choiceOf(*m_current, somewhereOn(*m_current));
        if (choice) emit choiceMade(*choice);
    } else if (event->key() == Qt::Key_Escape && m_current) {
        setCurrent(std::nullopt);
    } else {
        Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
