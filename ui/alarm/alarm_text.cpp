// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarm/alarm_text.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>

namespace guanlan {

namespace {

QString words(const char* text, int count = -1) {
    return QCoreApplication::translate("Alarm", text, nullptr, count);
}

}  // namespace

QString levelText(AlarmLevel level) {
    switch (level) {
        case AlarmLevel::Info:
            return words(QT_TRANSLATE_NOOP("Alarm", "Info"));
        case AlarmLevel::Warning:
            return words(QT_TRANSLATE_NOOP("Alarm", "Warning"));
        case AlarmLevel::Critical:
            return words(QT_TRANSLATE_NOOP("Alarm", "Critical"));
    }
    return {};
}

QColor levelColor(AlarmLevel level) {
    const Theme& theme = currentTheme();
    switch (level) {
        case AlarmLevel::Info:
            return theme.accent;
        case AlarmLevel::Warning:
            return theme.warning;
        case AlarmLevel::Critical:
            return theme.critical;
    }
    return theme.text;
}

QString comparisonSign(Comparison comparison) {
    switch (comparison) {
        case Comparison::Above:
            return QStringLiteral(">");
        case Comparison::AtLeast:
            return QStringLiteral("≥");
        case Comparison::Below:
            return QStringLiteral("<");
        case Comparison::AtMost:
            return QStringLiteral("≤");
    }
    return {};
}

QString plainNumber(double value) {
    return QString::number(value, 'g', 12);
}

QString conditionText(const AlarmRule& rule) {
    QString text = QStringLiteral("%1.%2 %3 %4")
                       .arg(QString::fromStdString(rule.metric), QString::fromStdString(rule.column),
                            comparisonSign(rule.comparison), plainNumber(rule.threshold));
    for (const auto& [dimension, value] : rule.where)
        text +=
            QStringLiteral(" · %1=%2").arg(QString::fromStdString(dimension), QString::fromStdString(value));
    if (rule.consecutive > 1) {
        text += QStringLiteral(" · ") +
                words(QT_TRANSLATE_N_NOOP("Alarm", "%n windows in a row"), rule.consecutive);
    }
    return text;
}

QString phaseText(OutboxMessage::Phase phase) {
    switch (phase) {
        case OutboxMessage::Phase::Waiting:
            return words(QT_TRANSLATE_NOOP("Alarm", "waiting"));
        case OutboxMessage::Phase::Sending:
            return words(QT_TRANSLATE_NOOP("Alarm", "sending"));
        case OutboxMessage::Phase::Sent:
            return words(QT_TRANSLATE_NOOP("Alarm", "sent"));
        case OutboxMessage::Phase::Failed:
            return words(QT_TRANSLATE_NOOP("Alarm", "refused"));
        case OutboxMessage::Phase::Joined:
            return words(QT_TRANSLATE_NOOP("Alarm", "told with another"));
    }
    return {};
}

}  // namespace guanlan
