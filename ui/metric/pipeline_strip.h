// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <QWidget>

#include <string>
#include <vector>

namespace guanlan {

/// The way of the records into one metric: every step with what comes through it in a second, and what is
/// left behind there and why.
class PipelineStrip : public QWidget {
    Q_OBJECT
  public:
    explicit PipelineStrip(QWidget* parent = nullptr);
    /// `monotonic` is when the numbers were looked at: rates are the difference to the time before.
    void showMetric(const MetricLive& metric, Micros monotonic);
    void clear();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Step {
        QString title{};
        QString whole{};  ///< as EXPLAIN names it
        QString rate{};
        QString left{};     ///< what does not go on
        bool lost = false;  ///< some of that is late or unreadable
    };
    [[nodiscard]] static Step stepOf(const OperatorAccounting& now, const OperatorAccounting* before,
                                     double seconds);
    [[nodiscard]] QRectF boxOf(std::size_t step) const;
    static void paintStep(QPainter& painter, const Step& step, const QRectF& box);

    std::string m_metric{};
    std::vector<OperatorAccounting> m_before{};
    std::int64_t m_rowsBefore = 0;
    Micros m_at = 0;
    std::vector<Step> m_steps{};
};

}  // namespace guanlan
