// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/panel_query.h"

#include "ui/theme/theme.h"
#include "ui/widget/language.h"

#include <QJsonArray>

#include <algorithm>

namespace guanlan {

namespace {

Aggregate aggregateNamed(const QString& name, Aggregate fallback) {
    if (name == QLatin1String("sum")) return Aggregate::Sum;
    if (name == QLatin1String("avg")) return Aggregate::Avg;
    if (name == QLatin1String("last")) return Aggregate::Last;
    if (name == QLatin1String("max")) return Aggregate::Max;
    if (name == QLatin1String("min")) return Aggregate::Min;
    return fallback;
}

std::vector<PanelQuery::Series> seriesOf(const QJsonObject& query) {
    std::vector<PanelQuery::Series> series;
    for (const QJsonValue entry : query.value(QLatin1String("series")).toArray()) {
        const QJsonObject one = entry.toObject();
        series.push_back({.value = one.value(QLatin1String("value")).toString().toStdString(),
                          .name = one.value(QLatin1String("name")),
                          .unit = one.value(QLatin1String("unit")),
                          .right = one.value(QLatin1String("axis")).toString() == QLatin1String("right")});
    }
    const QString value = query.value(QLatin1String("value")).toString();
    if (series.empty() && !value.isEmpty()) {
        series.push_back({.value = value.toStdString(), .name = query.value(QLatin1String("name"))});
    }
    return series;
}

}  // namespace

Micros durationFromText(const QString& text) {
    if (text.size() < 2) return 0;
    bool isNumber = false;
    const qlonglong count = text.chopped(1).toLongLong(&isNumber);
    if (!isNumber || count <= 0 || count > 100000) return 0;
    switch (text.back().unicode()) {
        case 's':
            return count * kSecond;
        case 'm':
            return count * kMinute;
        case 'h':
            return count * kHour;
        case 'd':
            return count * kDay;
        default:
            return 0;
    }
}

PanelQuery readQuery(const PanelConfig& config, Aggregate fallback) {
    const QJsonObject& json = config.query;
    PanelQuery query;
    query.metric = json.value(QLatin1String("metric")).toString().toStdString();
    query.series = seriesOf(json);
    query.group = json.value(QLatin1String("group")).toString().toStdString();
    const QJsonObject where = json.value(QLatin1String("where")).toObject();
    for (auto it = where.begin(); it != where.end(); ++it) {
        query.where[it.key().toStdString()] = it.value().toVariant().toString().toStdString();
    }
    query.aggregate = aggregateNamed(json.value(QLatin1String("aggregate")).toString(), fallback);
    const QJsonArray compare = json.value(QLatin1String("compare")).toArray();
    query.compareYesterday = compare.contains(QJsonValue(QStringLiteral("yesterday")));
    query.compareLastWeek = compare.contains(QJsonValue(QStringLiteral("lastWeek")));
    const QString span = json.value(QLatin1String("span")).toString();
    query.sinceMidnight = span == QLatin1String("today");
    query.span = durationFromText(span);
    return query;
}

PanelOptions readOptions(const PanelConfig& config) {
    const QJsonObject& json = config.options;
    PanelOptions options;
    options.unit = json.value(QLatin1String("unit"));
    options.decimals = std::clamp(json.value(QLatin1String("decimals")).toInt(-1), -1, 6);
    options.horizontal = json.value(QLatin1String("orientation")).toString() == QLatin1String("horizontal");
    options.thresholdsBelow = json.value(QLatin1String("thresholdsBelow")).toBool();
    options.lowerIsBetter = json.value(QLatin1String("lowerIsBetter")).toBool();
    options.top = std::clamp(json.value(QLatin1String("top")).toInt(10), 1, 100);
    options.palette = static_cast<std::size_t>(std::max(0, json.value(QLatin1String("palette")).toInt()));
    for (const QJsonValue entry : json.value(QLatin1String("thresholds")).toArray()) {
        const QJsonObject threshold = entry.toObject();
        options.thresholds.push_back({threshold.value(QLatin1String("value")).toDouble(),
                                      threshold.value(QLatin1String("level")).toString().toStdString()});
    }
    return options;
}

ValueFormat PanelOptions::formatOf(const QJsonValue& unitOfColumn) const {
    ValueFormat format;
    format.decimals = decimals;
    const QJsonValue& chosen = unitOfColumn.isUndefined() || unitOfColumn.isNull() ? unit : unitOfColumn;
    const QString name = chosen.isString() ? chosen.toString() : QString();
    if (name == QLatin1String("percent")) {
        format.kind = ValueFormat::Kind::Percent;
    } else if (name == QLatin1String("ms")) {
        format.kind = ValueFormat::Kind::Milliseconds;
    } else if (name == QLatin1String("bytes")) {
        format.kind = ValueFormat::Kind::Bytes;
    } else {
        format.unit = localText(chosen);
    }
    return format;
}

const PanelThreshold* PanelOptions::reached(double value) const {
    const PanelThreshold* worst = nullptr;
    for (const PanelThreshold& threshold : thresholds) {
        const bool here = thresholdsBelow ? value <= threshold.value : value >= threshold.value;
        if (!here) continue;
        const bool further = worst == nullptr || (thresholdsBelow ? threshold.value < worst->value
                                                                  : threshold.value > worst->value);
        if (further) worst = &threshold;
    }
    return worst;
}

QColor levelColour(const std::string& level) {
    const Theme& theme = currentTheme();
    if (level == "critical") return theme.critical;
    return level == "info" ? theme.accent : theme.warning;
}

PanelDemand demandOf(const PanelConfig& config) {
    const PanelQuery query = readQuery(config, Aggregate::Sum);
    return {.metric = query.metric,
            .compareYesterday = query.compareYesterday,
            .compareLastWeek = query.compareLastWeek,
            .span = query.span,
            .sinceMidnight = query.sinceMidnight};
}

}  // namespace guanlan
