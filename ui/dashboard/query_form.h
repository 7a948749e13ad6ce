// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "ui/panel/panel_option.h"

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;

namespace guanlan {

class SeriesEditor;

/// What a panel shows: metric, value columns, split, aggregate, span, comparisons; only the parts its kind
/// reads. Keys it does not know stay as they are.
class QueryForm : public QWidget {
    Q_OBJECT
  public:
    explicit QueryForm(QWidget* parent = nullptr);
    void setMetrics(const std::vector<MetricDefinition>& metrics);
    void show(const QJsonObject& query, const QueryParts& parts);
    /// The columns of the chosen metric, all of them.
    [[nodiscard]] QStringList columns() const;

  signals:
    /// `key` is the one that changed.
    void edited(const QJsonObject& query, const QString& key);

  private:
    void addChoices();
    void fill();
    void fillColumns();
    void showParts();
    void changedMetric();
    void changed(const QString& key, const QJsonValue& value);
    void changedSeries();
    void changedCompare();
    [[nodiscard]] const MetricDefinition* knownMetric() const;
    [[nodiscard]] QStringList valueColumns() const;
    [[nodiscard]] QString firstValue() const;
    [[nodiscard]] QStringList dimensions() const;
    [[nodiscard]] QJsonArray seriesShown() const;

    std::vector<MetricDefinition> m_metrics{};
    QJsonObject m_query{};
    QueryParts m_parts{};
    bool m_filling = false;
    QFormLayout* m_form;
    QComboBox* m_metric;
    QComboBox* m_value;
    QLabel* m_seriesLabel;
    SeriesEditor* m_series;
    QComboBox* m_group;
    QComboBox* m_aggregate;
    QComboBox* m_span;
    QCheckBox* m_yesterday;
    QCheckBox* m_lastWeek;
};

}  // namespace guanlan
