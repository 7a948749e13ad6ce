// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alarm_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace guanlan {

namespace {

QJsonValue jsonOf(const std::string& text) {
    return QString::fromStdString(text);
}

// JSON has no infinity.
QJsonValue jsonOf(double value) {
    if (std::isnan(value)) return QStringLiteral("nan");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
    return value;
}

double realOf(const QJsonValue& value) {
    const QString text = value.toString();
    if (text == QLatin1String("nan")) return std::numeric_limits<double>::quiet_NaN();
    if (text == QLatin1String("inf")) return std::numeric_limits<double>::infinity();
    if (text == QLatin1String("-inf")) return -std::numeric_limits<double>::infinity();
    return value.toDouble();
}

std::string textOf(const QJsonValue& value) {
    return value.toString().toStdString();
}

}  // namespace

std::string transitionToText(const AlarmTransition& transition) {
    QJsonArray channels;
    for (const std::string& channel : transition.channels)
        channels.append(jsonOf(channel));
    const QJsonObject json{
        {"alarm", jsonOf(transition.alarmId)},
        {"rule", jsonOf(transition.ruleId)},
        {"name", jsonOf(transition.ruleName)},
        {"metric", jsonOf(transition.metric)},
        {"column", jsonOf(transition.column)},
        {"series", jsonOf(transition.series)},
        {"level", static_cast<int>(transition.level)},
        {"firing", transition.firing},
        {"window", static_cast<qint64>(transition.window)},
        {"windowIsInstant", transition.windowIsInstant},
        {"at", static_cast<qint64>(transition.at)},
        {"value", jsonOf(transition.value)},
        {"threshold", jsonOf(transition.threshold)},
        {"comparison", static_cast<int>(transition.comparison)},
        {"note", jsonOf(transition.note)},
        {"channels", channels},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

AlarmTransition transitionFromText(std::string_view text) {
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())))
            .object();
    AlarmTransition transition{
        .alarmId = textOf(json["alarm"]),
        .ruleId = textOf(json["rule"]),
        .ruleName = textOf(json["name"]),
        .metric = textOf(json["metric"]),
        .column = textOf(json["column"]),
        .series = textOf(json["series"]),
        .level = static_cast<AlarmLevel>(json["level"].toInt(static_cast<int>(AlarmLevel::Warning))),
        .firing = json["firing"].toBool(true),
        .window = json["window"].toInteger(),
        .at = json["at"].toInteger(),
        .value = realOf(json["value"]),
        .threshold = realOf(json["threshold"]),
        .comparison = static_cast<Comparison>(json["comparison"].toInt()),
        .note = textOf(json["note"]),
        .windowIsInstant = json["windowIsInstant"].toBool(),
    };
    for (const QJsonValue channel : json["channels"].toArray())
        transition.channels.push_back(textOf(channel));
    return transition;
}

}  // namespace guanlan
