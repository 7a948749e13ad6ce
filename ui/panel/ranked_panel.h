// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"
#include "ui/widget/callout.h"

#include <optional>
#include <vector>

namespace guanlan {

/// One group over the span.
struct RankedValue {
    std::string key;    ///< as in the data
    QString name{};     ///< for people
    double value = 0;   ///< open windows included where the aggregate takes them
    double closed = 0;  ///< without open windows
    double before = 0;  ///< yesterday; not a number when unknown
    bool provisional = false;
    bool gathered = false;  ///< of several groups, so that no one key stands for it
};

/// What bars, donuts and the map share: one number for each group, largest first, and one of them
/// highlighted by the pointer or the arrow keys.
class RankedPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit RankedPanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override { return m_values.empty(); }
    /// The value drawn at a place of the widget.
    [[nodiscard]] virtual std::optional<std::size_t> hitTest(const QPointF& position) const = 0;
    /// What lies at an index of hitTest().
    [[nodiscard]] virtual const RankedValue& valueAt(std::size_t index) const { return m_values[index]; }
    [[nodiscard]] std::optional<PanelChoice> choiceAt(const QPointF& position) const override;
    /// How many of the values the arrow keys reach.
    [[nodiscard]] virtual std::size_t reachable() const { return m_values.size(); }

    [[nodiscard]] const std::vector<RankedValue>& values() const { return m_values; }
    [[nodiscard]] std::optional<std::size_t> current() const { return m_current; }
    /// Replaces the list by one the kind has worked on, and orders it again.
    void setValues(std::vector<RankedValue> values);
    [[nodiscard]] double sum() const;
    /// Value, yesterday and change of one group.
    [[nodiscard]] Callout calloutOf(const RankedValue& value) const;

    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void setCurrent(std::optional<std::size_t> index);
    [[nodiscard]] std::optional<PanelChoice> choiceOf(std::size_t index, const QPoint& at) const;
    [[nodiscard]] QPoint somewhereOn(std::size_t index) const;

    std::vector<RankedValue> m_values;
    std::optional<std::size_t> m_current;
};

}  // namespace guanlan
