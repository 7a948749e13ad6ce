// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"
#include "ui/model/history_reader.h"
#include "ui/model/span_rows.h"
#include "ui/model/time_choice.h"
#include "ui/panel/panel.h"

#include <QObject>

#include <memory>
#include <vector>

namespace guanlan {

/// Joins history and the live run into what a panel shows of one metric over one span. UI thread; the
/// history is read once per span on the reader's thread and then only appended to, until the live rows have
/// a gap. Panels with equal demands share one feed.
class MetricFeed : public QObject {
    Q_OBJECT
  public:
    MetricFeed(PanelDemand demand, HistoryReader& reader, Zone zone);

    void update(const Snapshot& snapshot, const VisibleSpan& span, Micros monotonic);
    /// Grows whenever data() changes.
    [[nodiscard]] std::uint64_t version() const { return m_version; }
    [[nodiscard]] const PanelData& data() const { return m_data; }
    [[nodiscard]] const PanelDemand& demand() const { return m_demand; }

  private:
    /// The same span some days ago, as the comparison lines need it.
    struct Compared {
        int days = 0;
        std::unique_ptr<SpanRows> rows{};
        bool asked = false;
    };

    void define(const MetricDefinition& definition);
    void takeLive(const MetricLive& live, const VisibleSpan& span);
    void request(SpanRows& rows, bool& asked, Micros from, Micros to, Micros monotonic);
    bool updateCompared(Compared& compared, BatchPtr& into, const VisibleSpan& span, Micros monotonic);
    [[nodiscard]] Micros stored(Micros utc) const;
    static bool put(BatchPtr& place, BatchPtr value);
    bool join(const Snapshot& snapshot, const MetricLive& live, const VisibleSpan& span, Micros monotonic);
    bool missing(const Snapshot& snapshot);

    PanelDemand m_demand;
    HistoryReader& m_reader;
    PanelData m_data{};
    std::unique_ptr<SpanRows> m_rows{};
    bool m_asked = false;
    Compared m_yesterday{.days = 1};
    Compared m_lastWeek{.days = 7};
    std::vector<BatchPtr> m_pending{};
    std::uint64_t m_seen = 0;        ///< sequence number of the newest live batch taken
    std::uint64_t m_generation = 0;  ///< of the metric's shape
    std::optional<Error> m_readProblem{};
    Micros m_retryAt = 0;  ///< monotonic
    bool m_answered = false;
    std::uint64_t m_version = 0;
};

}  // namespace guanlan
