// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/alarmlist/alarm_list_panel.h"
#include "ui/panel/bar/bar_panel.h"
#include "ui/panel/chinamap/china_map_panel.h"
#include "ui/panel/eventlog/event_log_panel.h"
#include "ui/panel/gauge/gauge_panel.h"
#include "ui/panel/heatmap/heat_map_panel.h"
#include "ui/panel/panel.h"
#include "ui/panel/pie/pie_panel.h"
#include "ui/panel/radar/radar_panel.h"
#include "ui/panel/stat/stat_panel.h"
#include "ui/panel/table/table_panel.h"
#include "ui/panel/text/text_panel.h"
#include "ui/panel/timeseries/timeseries_panel.h"

#include <algorithm>
#include <array>

namespace guanlan {

std::span<const PanelKind* const> panelKinds() {
    static constexpr std::array kKinds{&kStatPanel,     &kTimeSeriesPanel, &kBarPanel,      &kPiePanel,
                                       &kChinaMapPanel, &kHeatMapPanel,    &kGaugePanel,    &kRadarPanel,
                                       &kTablePanel,    &kAlarmListPanel,  &kEventLogPanel, &kTextPanel};
    return kKinds;
}

const PanelKind* findPanelKind(std::string_view name) {
    const auto kinds = panelKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [name](const PanelKind* kind) { return kind->name == name; });
    return found == kinds.end() ? nullptr : *found;
}

}  // namespace guanlan
