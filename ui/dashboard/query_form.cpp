// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/query_form.h"

#include "ui/dashboard/form_labels.h"
#include "ui/dashboard/series_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>

#include <algorithm>

namespace guanlan {

namespace {

void choose(QComboBox* box, const QString& data) {
    int index = box->findData(data);
    if (index < 0 && !data.isEmpty()) {  // kept although it is not among the known ones
        box->addItem(data, data);
        index = box->count() - 1;
    }
    box->setCurrentIndex(std::max(0, index));
}

void refill(QComboBox* box, const QStringList& names) {
    box->clear();
    box->addItem(QStringLiteral("–"), QString());
    for (const QString& name : names)
        box->addItem(name, name);
}

}  // namespace

QueryForm::QueryForm(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout(this)),
      m_metric(new QComboBox(this)),
      m_value(new QComboBox(this)),
      m_seriesLabel(new QLabel(tr("Values"), this)),
      m_series(new SeriesEditor(this)),
      m_group(new QComboBox(this)),
      m_aggregate(new QComboBox(this)),
      m_span(new QComboBox(this)),
      m_yesterday(new QCheckBox(tr("with yesterday"), this)),
      m_lastWeek(new QCheckBox(tr("with last week"), this)) {
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(10);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->addRow(tr("Metric"), m_metric);
    m_form->addRow(tr("Value"), m_value);
    m_form->addRow(m_seriesLabel);  // the lines of several values need the whole width
    m_form->addRow(m_series);
    m_form->addRow(tr("Split by"), m_group);
    m_form->addRow(tr("Combine"), m_aggregate);
    m_form->addRow(tr("Span"), m_span);
    m_form->addRow(tr("Compare"), m_yesterday);
    m_form->addRow(QString(), m_lastWeek);
    alignLabels(*m_form);
    addChoices();
    const std::pair<const char*, QWidget*> names[] = {
        {"metric", m_metric}, {"value", m_value},         {"group", m_group},      {"aggregate", m_aggregate},
        {"span", m_span},     {"yesterday", m_yesterday}, {"lastWeek", m_lastWeek}};
    for (const auto& [name, widget] : names)
        widget->setObjectName(QStringLiteral("query-") + QLatin1String(name));
    const std::pair<const char*, QComboBox*> boxes[] = {
        {"value", m_value}, {"group", m_group}, {"aggregate", m_aggregate}, {"span", m_span}};
    for (const auto& [key, box] : boxes) {
        connect(box, &QComboBox::currentIndexChanged, this,
                [this, key = QString::fromLatin1(key), box = box] {
                    const QString chosen = box->currentData().toString();
                    changed(key, chosen.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(chosen));
                });
    }
    for (QComboBox* box : {m_metric, m_value, m_group, m_aggregate, m_span})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &QueryForm::changedMetric);
    connect(m_series, &SeriesEditor::edited, this, &QueryForm::changedSeries);
    for (QCheckBox* box : {m_yesterday, m_lastWeek})
        connect(box, &QCheckBox::toggled, this, &QueryForm::changedCompare);
}

void QueryForm::addChoices() {
    for (const auto& [text, data] : {std::pair(tr("by itself"), ""),
                                     {tr("sum"), "sum"},
                                     {tr("average"), "avg"},
                                     {tr("newest"), "last"},
                                     {tr("largest"), "max"},
                                     {tr("smallest"), "min"}})
        m_aggregate->addItem(text, QLatin1String(data));
    for (const auto& [text, data] : {std::pair(tr("as the dashboard"), ""),
                                     {tr("today"), "today"},
                                     {tr("30 minutes"), "30m"},
                                     {tr("6 hours"), "6h"},
                                     {tr("24 hours"), "24h"},
                                     {tr("7 days"), "7d"},
                                     {tr("28 days"), "28d"}})
        m_span->addItem(text, QLatin1String(data));
}

void QueryForm::setMetrics(const std::vector<MetricDefinition>& metrics) {
    m_metrics = metrics;
    fill();
}

void QueryForm::show(const QJsonObject& query, const QueryParts& parts) {
    m_query = query;
    m_parts = parts;
    fill();
    showParts();
}

const MetricDefinition* QueryForm::knownMetric() const {
    const std::string name = m_query.value(QLatin1String("metric")).toString().toStdString();
    const auto found = std::find_if(m_metrics.begin(), m_metrics.end(),
                                    [&name](const MetricDefinition& each) { return each.name == name; });
    return found == m_metrics.end() || !found->schema ? nullptr : &*found;
}

QStringList QueryForm::columns() const {
    QStringList names;
    if (const MetricDefinition* known = knownMetric()) {
        for (const Field& field : known->schema->fields())
            names.append(QString::fromStdString(field.name));
    }
    return names;
}

QStringList QueryForm::valueColumns() const {
    const MetricDefinition* known = knownMetric();
    if (known == nullptr) return {};
    if (m_parts.anyColumn) return columns();
    QStringList names;
    for (std::size_t c = 0; c < known->schema->size(); ++c) {
        const Field& field = (*known->schema)[c];
        const auto& keys = known->dimensions;
        const bool dimension = std::find(keys.begin(), keys.end(), c) != keys.end();
        if (!dimension && field.type.isNumeric()) names.append(QString::fromStdString(field.name));
    }
    return names;
}

/// What a panel shows before a value is chosen: a number, or where any column will do, a text.
QString QueryForm::firstValue() const {
    const MetricDefinition* known = knownMetric();
    if (known != nullptr && m_parts.anyColumn) {
        for (const Field& field : known->schema->fields()) {
            if (field.type.physical() == Physical::Text) return QString::fromStdString(field.name);
        }
    }
    return valueColumns().value(0);
}

QStringList QueryForm::dimensions() const {
    QStringList names;
    if (const MetricDefinition* known = knownMetric()) {
        for (const std::size_t c : known->dimensions)
            names.append(QString::fromStdString((*known->schema)[c].name));
    }
    return names;
}

QJsonArray QueryForm::seriesShown() const {
    QJsonArray series = m_query.value(QLatin1String("series")).toArray();
    const QString value = m_query.value(QLatin1String("value")).toString();
    if (!series.isEmpty() || value.isEmpty()) return series;
    QJsonObject one{{QStringLiteral("value"), value}};
    if (m_query.contains(QLatin1String("name")))
        one.insert(QLatin1String("name"), m_query.value(QLatin1String("name")));
    return {one};
}

void QueryForm::fill() {
    m_filling = true;
    QStringList names;
    for (const MetricDefinition& each : m_metrics)
        names.append(QString::fromStdString(each.name));
    refill(m_metric, names);
    choose(m_metric, m_query.value(QLatin1String("metric")).toString());
    fillColumns();
    choose(m_aggregate, m_query.value(QLatin1String("aggregate")).toString());
    choose(m_span, m_query.value(QLatin1String("span")).toString());
    const QJsonArray compare = m_query.value(QLatin1String("compare")).toArray();
    m_yesterday->setChecked(compare.contains(QJsonValue(QStringLiteral("yesterday"))));
    m_lastWeek->setChecked(compare.contains(QJsonValue(QStringLiteral("lastWeek"))));
    m_filling = false;
}

void QueryForm::fillColumns() {
    refill(m_value, valueColumns());
    refill(m_group, dimensions());
    // A kind with one value shows the first of several.
    choose(m_value, seriesShown().at(0).toObject().value(QLatin1String("value")).toString());
    choose(m_group, m_query.value(QLatin1String("group")).toString());
    m_series->load(seriesShown(), valueColumns(), m_parts.axes);
}

void QueryForm::showParts() {
    const std::pair<QWidget*, bool> rows[] = {{m_metric, m_parts.metric},
                                              {m_value, m_parts.value && !m_parts.manyValues},
                                              {m_seriesLabel, m_parts.value && m_parts.manyValues},
                                              {m_series, m_parts.value && m_parts.manyValues},
                                              {m_group, m_parts.group},
                                              {m_aggregate, m_parts.aggregate},
                                              {m_span, m_parts.span},
                                              {m_yesterday, m_parts.yesterday},
                                              {m_lastWeek, m_parts.lastWeek}};
    for (const auto& [widget, shown] : rows) {
        widget->setVisible(shown);
        if (QWidget* label = m_form->labelForField(widget)) label->setVisible(shown);
    }
    setVisible(m_parts.metric);
}

void QueryForm::changed(const QString& key, const QJsonValue& value) {
    if (m_filling) return;
    if (key == QLatin1String("value")) {  // chosen in the place of what was there
        m_query.remove(QLatin1String("series"));
        m_query.remove(QLatin1String("name"));
    }
    if (value.isUndefined()) {
        m_query.remove(key);
    } else {
        m_query.insert(key, value);
    }
    emit edited(m_query, key);
}

/// Columns the new metric does not have are let go; a value is chosen, so that the panel shows something.
void QueryForm::changedMetric() {
    if (m_filling) return;
    const QString chosen = m_metric->currentData().toString();
    m_query.remove(QLatin1String("metric"));
    if (!chosen.isEmpty()) m_query.insert(QLatin1String("metric"), chosen);
    const QStringList values = valueColumns();
    QJsonArray kept;
    for (const QJsonValue each : seriesShown()) {
        if (values.contains(each.toObject().value(QLatin1String("value")).toString())) kept.append(each);
    }
    const QString first = firstValue();
    if (kept.isEmpty() && !first.isEmpty()) kept.append(QJsonObject{{QStringLiteral("value"), first}});
    if (!dimensions().contains(m_query.value(QLatin1String("group")).toString()))
        m_query.remove(QLatin1String("group"));
    m_filling = true;
    m_series->load(kept, values, m_parts.axes);
    m_filling = false;
    changedSeries();
    fill();
}

/// One plain column is a `value`, anything more a `series`.
void QueryForm::changedSeries() {
    if (m_filling) return;
    const QJsonArray series = m_series->series();
    for (const char* key : {"value", "name", "series"})
        m_query.remove(QLatin1String(key));
    const QJsonObject first = series.at(0).toObject();
    const bool plain = !first.contains(QLatin1String("unit")) && !first.contains(QLatin1String("axis"));
    if (series.size() == 1 && plain) {
        for (auto it = first.begin(); it != first.end(); ++it)
            m_query.insert(it.key(), it.value());
    } else if (!series.isEmpty()) {
        m_query.insert(QLatin1String("series"), series);
    }
    emit edited(m_query, QStringLiteral("series"));
}

void QueryForm::changedCompare() {
    QJsonArray compare;
    if (m_yesterday->isChecked()) compare.append(QStringLiteral("yesterday"));
    if (m_lastWeek->isChecked()) compare.append(QStringLiteral("lastWeek"));
    changed(QStringLiteral("compare"),
            compare.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(compare));
}

}  // namespace guanlan
