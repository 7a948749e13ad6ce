// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/shown_table.h"

#include <QCoreApplication>

#include <cmath>

namespace guanlan {

namespace {

QString words(const char* source) {
    return QCoreApplication::translate("ShownTable", source);
}

}  // namespace

Value textCell(const QString& text) {
    return text.toStdString();
}

Value numberCell(double value) {
    return std::isfinite(value) ? Value(value) : Value();
}

Value timeCell(Micros at, const Zone& zone) {
    return formatTimestamp(zone.toLocal(at), 0);
}

Value stateCell(bool provisional) {
    return provisional ? textCell(words(QT_TRANSLATE_NOOP("ShownTable", "provisional"))) : Value();
}

QString timeTitle() {
    return words(QT_TRANSLATE_NOOP("ShownTable", "Time"));
}

QString stateTitle() {
    return words(QT_TRANSLATE_NOOP("ShownTable", "State"));
}

QString yesterdayTitle() {
    return words(QT_TRANSLATE_NOOP("ShownTable", "Yesterday"));
}

QString lastWeekTitle() {
    return words(QT_TRANSLATE_NOOP("ShownTable", "Last week"));
}

ShownTable tableOfNumber(const QString& name, double value, bool provisional, double yesterday,
                         double lastWeek) {
    ShownTable table{.titles = {name}, .rows = {{numberCell(value)}}};
    const auto add = [&table](const QString& title, Value cell) {
        if (isNull(cell)) return;
        table.titles += title;
        table.rows.front().push_back(std::move(cell));
    };
    add(yesterdayTitle(), numberCell(yesterday));
    add(lastWeekTitle(), numberCell(lastWeek));
    add(stateTitle(), stateCell(provisional));
    return table;
}

}  // namespace guanlan
