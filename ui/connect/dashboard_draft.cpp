// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/dashboard_draft.h"

#include <QJsonObject>

#include <algorithm>
#include <map>

namespace guanlan {

namespace {

constexpr int kGrid = 24;
constexpr Micros kStillLive = 30 * kMinute;

LocalText both(const QString& en, const QString& zh) {
    LocalText text;
    text.byLanguage = {{QStringLiteral("en"), en}, {QStringLiteral("zh_CN"), zh}};
    return text;
}

QJsonObject jsonOf(const LocalText& text) {
    QJsonObject json;
    for (auto it = text.byLanguage.begin(); it != text.byLanguage.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

/// Panels of one height that stand beside each other.
struct Band {
    int height;
    std::size_t most;  ///< panels in one row
};

Band bandOf(const std::string& kind) {
    if (kind == "stat") return {3, 6};
    if (kind == "timeseries") return {7, 3};
    return {9, 3};
}

/// Rows that are filled from side to side: panels of equal height share them evenly.
std::vector<QRect> arrange(const std::vector<const PanelProposal*>& panels) {
    std::vector<QRect> cells;
    int top = 0;
    for (std::size_t begin = 0; begin < panels.size();) {
        const Band band = bandOf(panels[begin]->kind);
        std::size_t end = begin;
        while (end < panels.size() && bandOf(panels[end]->kind).height == band.height)
            ++end;
        const std::size_t rows = (end - begin + band.most - 1) / band.most;
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t left = end - begin;
            const int count = int((left + rows - row - 1) / (rows - row));
            for (int i = 0; i < count; ++i) {
                const int from = kGrid * i / count;
                cells.emplace_back(from, top, kGrid * (i + 1) / count - from, band.height);
            }
            begin += std::size_t(count);
            top += band.height;
        }
    }
    return cells;
}

std::string timeRange(const StreamProposal& proposal, Micros now, const Zone& zone) {
    const bool past = proposal.newest && now - *proposal.newest > std::max(kStillLive, 2 * proposal.window);
    if (past) {
        const auto text = [&](Micros time) {
            std::string iso = formatTimestamp(zone.toLocal(floorTo(time, kMinute)), 0);
            iso[10] = 'T';
            return iso;
        };
        return text(*proposal.oldest - proposal.window) + "/" + text(*proposal.newest + proposal.window);
    }
    if (proposal.window >= kDay) return "live:30d";
    return proposal.window >= kHour ? "live:24h" : "live:30m";
}

}  // namespace

LocalText valueTitle(const std::string& value) {
    const QString name = QString::fromStdString(value);
    const auto rest = [&](const char* start) {
        return name.mid(qsizetype(std::char_traits<char>::length(start)));
    };
    if (value == "records") return both(QStringLiteral("Records"), QStringLiteral("记录数"));
    if (value.starts_with("distinct_"))
        return both(QStringLiteral("Distinct %1").arg(rest("distinct_")),
                    QStringLiteral("%1 去重数").arg(rest("distinct_")));
    if (value.starts_with("sum_"))
        return both(QStringLiteral("Sum of %1").arg(rest("sum_")),
                    QStringLiteral("%1 合计").arg(rest("sum_")));
    if (value.starts_with("avg_"))
        return both(QStringLiteral("Average %1").arg(rest("avg_")),
                    QStringLiteral("%1 平均值").arg(rest("avg_")));
    return both(name, name);
}

LocalText panelTitle(const PanelProposal& panel) {
    LocalText value = valueTitle(panel.value);
    if (panel.group.empty()) return value;
    const QString group = QString::fromStdString(panel.group);
    return both(QStringLiteral("%1 by %2").arg(value.in(QStringLiteral("en")), group),
                QStringLiteral("%1 · 按 %2").arg(value.in(QStringLiteral("zh_CN")), group));
}

DashboardConfig draftDashboard(const StreamProposal& proposal, const std::vector<PanelProposal>& panels,
                               const std::string& id, const LocalText& title, Micros now, const Zone& zone) {
    DashboardConfig dashboard{.id = id, .title = title, .timeRange = timeRange(proposal, now, zone)};
    std::vector<const PanelProposal*> shown;
    for (const PanelProposal& panel : panels) {
        if (panel.used) shown.push_back(&panel);
    }
    const std::vector<QRect> cells = arrange(shown);
    std::map<std::string, int> colours;  // a value has the same one everywhere
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const PanelProposal& panel = *shown[i];
        PanelConfig config{.id = "panel-" + std::to_string(i + 1), .kind = panel.kind};
        config.title = panelTitle(panel);
        config.cell = cells[i];
        config.query = {{QStringLiteral("metric"), QString::fromStdString(panel.metric)},
                        {QStringLiteral("value"), QString::fromStdString(panel.value)},
                        {QStringLiteral("name"), jsonOf(valueTitle(panel.value))},
                        {QStringLiteral("aggregate"), QString::fromStdString(panel.aggregate)}};
        if (!panel.group.empty())
            config.query.insert(QStringLiteral("group"), QString::fromStdString(panel.group));
        if (panel.kind == "bar")
            config.options.insert(QStringLiteral("orientation"), QStringLiteral("horizontal"));
        const int colour = colours.try_emplace(panel.value, int(colours.size())).first->second;
        if (panel.kind != "pie" && panel.kind != "chinamap")
            config.options.insert(QStringLiteral("palette"), colour);
        dashboard.panels.push_back(std::move(config));
    }
    return dashboard;
}

}  // namespace guanlan
