// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_config.h"
#include "core/store/store.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPropertyAnimation;
class QScrollArea;
class QVBoxLayout;

namespace guanlan {

class OptionForm;
class QueryForm;

/// Slides in from the right while a dashboard is edited: what the selected panel shows and how. Every change
/// is applied at once. Keys it does not know stay as they are.
class Inspector : public QWidget {
    Q_OBJECT
    Q_PROPERTY(int shownWidth READ shownWidth WRITE setShownWidth)
  public:
    explicit Inspector(QWidget* parent = nullptr);

    void setMetrics(const std::vector<MetricDefinition>& metrics);
    void edit(const PanelConfig& panel);
    /// Nothing is selected, or so many panels at once.
    void editNothing(int selected = 0);
    void slide(bool in);
    [[nodiscard]] int shownWidth() const { return width(); }
    void setShownWidth(int width) { setFixedWidth(width); }

  signals:
    /// `what` names the field; changes of one field in a row are one step of the history.
    void panelEdited(const guanlan::PanelConfig& panel, const QString& what);
    void removalAsked();
    void copyAsked();
    void additionAsked(const std::string& kind);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void buildForm();
    void buildActions(QVBoxLayout* into);
    void buildAdditions(QVBoxLayout* into);
    void showKind();
    void editTitle(const QString& title);
    void apply(const PanelConfig& panel, const QString& what);

    std::vector<MetricDefinition> m_metrics{};
    PanelConfig m_panel{};
    int m_selected = 0;
    bool m_filling = false;
    QScrollArea* m_scroll;
    QWidget* m_content = nullptr;
    QWidget* m_form = nullptr;
    QWidget* m_actions = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_hint = nullptr;
    QLineEdit* m_title = nullptr;
    QComboBox* m_kind = nullptr;
    QueryForm* m_query = nullptr;
    OptionForm* m_options = nullptr;
    QPropertyAnimation* m_slide;
};

}  // namespace guanlan
