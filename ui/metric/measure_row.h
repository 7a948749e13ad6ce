// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/metric_shape.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace guanlan {

class IconButton;

/// One value of a metric: function, of what, which rows, under which name.
class MeasureRow : public QWidget {
    Q_OBJECT
  public:
    explicit MeasureRow(QWidget* parent = nullptr);
    void setMeasure(const MetricMeasure& measure);
    [[nodiscard]] MetricMeasure measure() const;
    /// The columns offered as argument.
    void setColumns(const QStringList& columns);

  signals:
    void edited();
    void removeAsked();

  private:
    void chooseFunction(const QString& function);

    QComboBox* m_function;
    QComboBox* m_argument;
    QLineEdit* m_filter;
    QLineEdit* m_name;
    IconButton* m_remove;
};

}  // namespace guanlan
