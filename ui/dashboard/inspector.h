// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_config.h"
#include "core/store/store.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPropertyAnimation;
class QSpinBox;
class QVBoxLayout;

namespace guanlan {

/// Slides in from the right while a dashboard is edited: what the selected panel shows and how. Every change
/// is applied at once. Keys it does not know stay as they are.
class Inspector : public QWidget {
    Q_OBJECT
    Q_PROPERTY(int shownWidth READ shownWidth WRITE setShownWidth)
  public:
    explicit Inspector(QWidget* parent = nullptr);

    void setMetrics(const std::vector<MetricDefinition>& metrics);
    void edit(const PanelConfig& panel);
    void editNothing();
    void slide(bool in);
    [[nodiscard]] int shownWidth() const { return width(); }
    void setShownWidth(int width) { setFixedWidth(width); }

  signals:
    void panelEdited(const guanlan::PanelConfig& panel);
    void removalAsked(const std::string& id);
    void copyAsked(const std::string& id);
    void additionAsked(const std::string& kind);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void buildForm();
    void buildAdditions(QVBoxLayout* into);
    void fillColumns();
    void apply();
    void applyTexts(PanelConfig& panel) const;
    void applyQuery(PanelConfig& panel) const;

    std::vector<MetricDefinition> m_metrics{};
    PanelConfig m_panel{};
    bool m_filling = false;
    QWidget* m_content = nullptr;
    QWidget* m_form = nullptr;
    QWidget* m_hint = nullptr;
    QLineEdit* m_title = nullptr;
    QComboBox* m_kind = nullptr;
    QComboBox* m_metric = nullptr;
    QComboBox* m_value = nullptr;
    QComboBox* m_group = nullptr;
    QComboBox* m_aggregate = nullptr;
    QComboBox* m_span = nullptr;
    QLineEdit* m_unit = nullptr;
    QSpinBox* m_decimals = nullptr;
    QPropertyAnimation* m_slide;
};

}  // namespace guanlan
