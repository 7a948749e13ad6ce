// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/panel_clipboard.h"

#include "core/config/config_json.h"
#include "ui/dashboard/grid_arrangement.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace guanlan {

namespace {

QRect boundsOf(const std::vector<PanelConfig>& panels) {
    QRect bounds;
    for (const PanelConfig& panel : panels)
        bounds = bounds.united(panel.cell);
    return bounds;
}

}  // namespace

QByteArray panelsAsText(const std::vector<PanelConfig>& panels) {
    const QJsonObject dashboard = toJson(DashboardConfig{.panels = panels});
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), kConfigVersion},
                                     {QStringLiteral("panels"), dashboard.value(QLatin1String("panels"))}})
        .toJson();
}

Result<std::vector<PanelConfig>> panelsFromText(const QByteArray& text) {
    const QJsonDocument document = QJsonDocument::fromJson(text);
    auto dashboard = dashboardFrom(JsonFields(document.object(), "clipboard"), {});
    if (!dashboard) return dashboard.error();
    if (!document.isObject() || dashboard->panels.empty())
        return Error{.code = ErrorCode::InvalidInput, .id = "clipboard.no_panels", .what = "no panels"};
    return std::move(dashboard->panels);
}

std::string freshPanelId(const DashboardConfig& dashboard, const std::string& kind) {
    for (int number = 1;; ++number) {
        std::string id = kind + "-" + std::to_string(number);
        const bool taken = std::any_of(dashboard.panels.begin(), dashboard.panels.end(),
                                       [&id](const PanelConfig& panel) { return panel.id == id; });
        if (!taken) return id;
    }
}

DashboardConfig withPanels(const DashboardConfig& dashboard, std::vector<PanelConfig> panels,
                           std::vector<std::string>& added) {
    DashboardConfig result = dashboard;
    std::vector<QRect> cells;
    for (const PanelConfig& panel : dashboard.panels)
        cells.push_back(panel.cell);
    const QRect bounds = boundsOf(panels);
    const QRect place = freePlace(cells, bounds.size());
    for (PanelConfig& panel : panels) {
        panel.id = freshPanelId(result, panel.kind);
        panel.cell.translate(place.topLeft() - bounds.topLeft());
        added.push_back(panel.id);
        result.panels.push_back(std::move(panel));
    }
    return result;
}

}  // namespace guanlan
