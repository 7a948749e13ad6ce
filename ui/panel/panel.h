// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/batch/batch.h"
#include "core/config/dashboard_config.h"
#include "core/store/store.h"
#include "ui/panel/panel_option.h"
#include "ui/panel/shown_table.h"

#include <QJsonObject>
#include <QRect>
#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace guanlan {

struct Snapshot;

/// The rows a panel shows, cut to its time range by ui/model: final rows of history and of the live run
/// joined without a gap, and the open windows apart, because provisional values must look different.
struct PanelData {
    MetricDefinition definition{};
    BatchPtr finals{};       ///< in order of time; never null
    BatchPtr provisional{};  ///< may be null
    BatchPtr yesterday{};    ///< finals of the same span one day earlier, times as stored; when asked for
    BatchPtr lastWeek{};
    Micros from = 0;  ///< the visible span, UTC
    Micros to = 0;
    Zone zone{};
    std::optional<Error> problem{};  ///< no such metric, unreadable history: shown in the panel's place
    bool loading = false;
    bool stale = false;  ///< the source is away: last values stay, marked
};

/// What a panel needs to be filled: read from PanelConfig::query by PanelKind::wants().
struct PanelDemand {
    std::string metric{};  ///< empty: needs no rows (alarm list, text)
    bool compareYesterday = false;
    bool compareLastWeek = false;
    Micros span = 0;             ///< 0: the dashboard's span
    bool sinceMidnight = false;  ///< from local midnight instead of a span
};

/// What the card says beside the title about the rows below it.
struct PanelMark {
    enum class Kind { None, Provisional, Stale };
    Kind kind = Kind::None;
    QString text{};
    QString shortText{};  ///< for a tile
    bool operator==(const PanelMark&) const = default;
};

/// One value of a panel that was clicked, or chosen with Enter.
struct PanelChoice {
    std::string dimension{};  ///< what the panel groups by; empty: nothing
    std::string key{};        ///< the group's, as in the data
    QString name{};           ///< of the group, for people
    QString value{};          ///< with its unit
    QRect place{};            ///< in the panel
};

/// One panel on a dashboard: body only, the card around it (title, badge, menu) belongs to ui/dashboard.
/// Lives on the UI thread. Painting must stay under 1 ms for normal data.
class Panel : public QWidget {
    Q_OBJECT
  public:
    using QWidget::QWidget;
    /// Reads `query` and `options` of the configuration; unknown keys are kept by the caller.
    virtual void configure(const PanelConfig& config) = 0;
    virtual void setData(const PanelData& data) = 0;
    /// For panels that show the run itself (alarm list).
    virtual void setSnapshot(const Snapshot& /*snapshot*/) {}
    /// Short text right of the card's title ("次/分 · 最近 30 分钟").
    [[nodiscard]] virtual QString subtitle() const { return {}; }
    [[nodiscard]] virtual PanelMark mark() const { return {}; }
    [[nodiscard]] virtual ShownTable shownTable() const { return {}; }
    /// The instant another panel's cursor stands at; none: it has gone.
    virtual void showCursor(std::optional<Micros> /*at*/) {}

  signals:
    /// The panel's own cursor has moved over a time axis; none: it has left.
    void cursorMoved(std::optional<guanlan::Micros> at);
    void choiceMade(const guanlan::PanelChoice& choice);
    /// The dashboard's time is to be this span, or what it was before.
    void zoomAsked(guanlan::Micros from, guanlan::Micros to);
    void zoomBackAsked();
};

/// One kind of panel; the list is in panels.cpp. Adding one touches its own folder and that list.
struct PanelKind {
    std::string_view name;
    const char* title;  ///< for QCoreApplication::translate("PanelKind", title)
    QSize smallest;     ///< in grid cells
    QueryParts reads;   ///< what its editor offers of the query
    std::span<const OptionField> options;
    PanelDemand (*wants)(const PanelConfig& config);
    std::unique_ptr<Panel> (*create)(QWidget* parent);
};
[[nodiscard]] std::span<const PanelKind* const> panelKinds();
[[nodiscard]] const PanelKind* findPanelKind(std::string_view name);

}  // namespace guanlan
