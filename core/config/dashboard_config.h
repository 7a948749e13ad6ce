// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QRect>
#include <QString>

#include <string>
#include <vector>

namespace guanlan {

/// A text for people in several languages: {"zh_CN": "播放量", "en": "Plays"}; a plain string means all of
/// them.
struct LocalText {
    QMap<QString, QString> byLanguage{};
    [[nodiscard]] QString in(const QString& language) const;
    bool operator==(const LocalText&) const = default;
};

/// One panel: what it shows and how. `query` and `options` are read by the panel kind itself.
struct PanelConfig {
    std::string id;
    std::string kind;  ///< "stat", "timeseries", "bar", "pie", "chinamap", "alarmlist"
    LocalText title{};
    QRect cell{};  ///< column, row, width, height on the grid of 24 columns
    QJsonObject query{};
    QJsonObject options{};
    bool operator==(const PanelConfig&) const = default;
};

/// dashboards/NAME.json.
struct DashboardConfig {
    std::string id;  ///< file name without ending
    LocalText title{};
    std::string timeRange = "live:30m";  ///< "live:DURATION", "last:DURATION" or "FROM/TO" in ISO-8601
    std::vector<PanelConfig> panels{};
    bool operator==(const DashboardConfig&) const = default;
};

}  // namespace guanlan
