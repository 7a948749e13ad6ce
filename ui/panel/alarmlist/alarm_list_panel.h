// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "ui/panel/panel.h"

#include <optional>
#include <vector>

namespace guanlan {

/// What is firing now, worst first, and what was resolved lately. Without alarms it says so calmly.
class AlarmListPanel : public Panel {
    Q_OBJECT
  public:
    explicit AlarmListPanel(QWidget* parent);
    void configure(const PanelConfig& config) override;
    void setData(const PanelData& data) override;
    void setSnapshot(const Snapshot& snapshot) override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] ShownTable shownTable() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Row {
        QString name{};
        QString series{};
        AlarmLevel level = AlarmLevel::Warning;
        bool firing = true;
        Micros since = 0;    ///< UTC
        Micros minutes = 0;  ///< firing for so long
        double value = 0;
        double threshold = 0;
        Comparison comparison = Comparison::Above;
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] std::vector<Row> rowsOf(const Snapshot& snapshot) const;
    [[nodiscard]] std::size_t firing() const;
    void paintCalm(QPainter& painter, const QRectF& area) const;
    void paintRow(QPainter& painter, const QRectF& area, const Row& row) const;
    void scrollBy(int rows);
    void describe();

    PanelConfig m_config;
    Zone m_zone;
    std::vector<Row> m_rows;
    std::size_t m_first = 0;  ///< topmost row shown
    bool m_hasSnapshot = false;
};

extern const PanelKind kAlarmListPanel;

}  // namespace guanlan
