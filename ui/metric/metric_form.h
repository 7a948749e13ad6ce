// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/metric_shape.h"
#include "core/plan/planner.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QVBoxLayout;

namespace guanlan {

class IconButton;
class MeasureRow;

/// A number and a unit of time.
class SpanField : public QWidget {
    Q_OBJECT
  public:
    explicit SpanField(const QString& name, QWidget* parent = nullptr);
    void setSpan(const MetricSpan& span);
    [[nodiscard]] MetricSpan span() const;

  signals:
    void edited();

  private:
    QSpinBox* m_count;
    QComboBox* m_unit;
};

/// The parts of a metric as fields. edited() is for a person's edits only.
class MetricForm : public QWidget {
    Q_OBJECT
  public:
    explicit MetricForm(QWidget* parent = nullptr);
    void setShape(const MetricShape& shape);
    [[nodiscard]] MetricShape shape() const;
    /// What there is to read from.
    void setDeclarations(const std::vector<Declaration>& declared);
    /// The SQL says what no field can: there are none until it does not.
    void setOnlyInSql(bool only);
    [[nodiscard]] bool onlyInSql() const { return m_onlyInSql; }

  signals:
    void edited();

  private:
    void build();
    void buildWindow(QFormLayout* form);
    void buildLists(QVBoxLayout* layout);
    void connectFields();
    void fieldEdited();
    void sourceChosen();
    void showWindow();
    void fillColumns();
    void showGroups(const std::vector<std::string>& groups);
    MeasureRow* addMeasure();
    void removeMeasure(MeasureRow* row);
    [[nodiscard]] const Declaration* source() const;
    [[nodiscard]] MetricShape::Window window() const;

    QLabel* m_note;
    QWidget* m_fields;
    QFormLayout* m_form = nullptr;
    QLineEdit* m_name;
    QLineEdit* m_comment;
    QComboBox* m_source;
    QLineEdit* m_filter;
    QComboBox* m_window;
    QComboBox* m_time;
    SpanField* m_size;
    SpanField* m_step;
    QLineEdit* m_having;
    QListWidget* m_groups;
    QVBoxLayout* m_measureLayout = nullptr;
    IconButton* m_addMeasure;
    std::vector<MeasureRow*> m_measures{};
    std::vector<Declaration> m_declared{};
    std::vector<std::string> m_windowColumns{"window_end"};
    bool m_quiet = false;
    bool m_onlyInSql = false;
};

}  // namespace guanlan
