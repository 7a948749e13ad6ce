// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_config.h"
#include "ui/panel/panel.h"
#include "ui/widget/number_format.h"

#include <QColor>
#include <QJsonValue>

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// How the rows of one group over the span become one number.
enum class Aggregate { Sum, Avg, Last, Max, Min };

/// PanelConfig::query as every kind reads it; the keys are described in README.md.
struct PanelQuery {
    struct Series {
        std::string value;   ///< column
        QJsonValue name{};   ///< in each language; absent: the column's name
        QJsonValue unit{};   ///< of this column alone; absent: the panel's
        bool right = false;  ///< counted on the right-hand axis
    };
    std::string metric;
    std::vector<Series> series{};  ///< at least one once a value column is named
    std::string group{};           ///< dimension; empty: none
    std::map<std::string, std::string> where{};
    Aggregate aggregate = Aggregate::Sum;
    bool compareYesterday = false;
    bool compareLastWeek = false;
    Micros span = 0;  ///< 0: the dashboard's
    bool sinceMidnight = false;
};

struct PanelThreshold {
    double value = 0;
    std::string level;  ///< "info", "warning", "critical"
};

/// PanelConfig::options, those that several kinds share.
struct PanelOptions {
    QJsonValue unit{};
    int decimals = -1;
    bool horizontal = false;
    bool lowerIsBetter = false;
    bool thresholdsBelow = false;  ///< a threshold is reached from above
    int top = 10;
    std::size_t palette = 0;  ///< index of the first series colour
    std::vector<PanelThreshold> thresholds{};
    /// The unit in the language of the moment.
    [[nodiscard]] ValueFormat format() const { return formatOf(unit); }
    [[nodiscard]] ValueFormat formatOf(const QJsonValue& unitOfColumn) const;
    /// The worst threshold `value` has reached; null: none.
    [[nodiscard]] const PanelThreshold* reached(double value) const;
};

/// Of "info", "warning", "critical".
[[nodiscard]] QColor levelColour(const std::string& level);

/// `fallback` is the aggregate of a kind whose query names none.
[[nodiscard]] PanelQuery readQuery(const PanelConfig& config, Aggregate fallback);
[[nodiscard]] PanelOptions readOptions(const PanelConfig& config);
/// What a panel with this query needs; for PanelKind::wants.
[[nodiscard]] PanelDemand demandOf(const PanelConfig& config);
/// "30s", "30m", "24h", "7d"; 0 when it is none of these.
[[nodiscard]] Micros durationFromText(const QString& text);

}  // namespace guanlan
