// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/measure_row.h"

#include "core/aggregate/aggregate_function.h"
#include "ui/widget/icon.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace guanlan {

namespace {

const QString kDistinct = QStringLiteral(" DISTINCT");

/// Those people ask for most, then the rest with one argument at most.
QStringList functions() {
    QStringList names{QStringLiteral("COUNT"), QStringLiteral("COUNT DISTINCT"),
                      QStringLiteral("SUM"),   QStringLiteral("AVG"),
                      QStringLiteral("MIN"),   QStringLiteral("MAX")};
    for (const AggregateFunction* function : aggregateFunctions()) {
        const auto name = QString::fromUtf8(function->name.data(), qsizetype(function->name.size()));
        if (function->parameter == AggregateParameter::None && !names.contains(name)) names << name;
    }
    return names;
}

}  // namespace

MeasureRow::MeasureRow(QWidget* parent)
    : QWidget(parent),
      m_function(new QComboBox),
      m_argument(new QComboBox),
      m_filter(new QLineEdit),
      m_name(new QLineEdit),
      m_remove(new IconButton(Icon::Trash)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_function, 0, 0);
    grid->addWidget(m_argument, 0, 1);
    grid->addWidget(m_remove, 0, 2);
    grid->addWidget(m_name, 1, 0);
    grid->addWidget(m_filter, 1, 1, 1, 2);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    m_function->addItems(functions());
    m_function->addItem(tr("expression"), true);
    m_function->setAccessibleName(tr("Function"));
    m_argument->setEditable(true);
    m_argument->setInsertPolicy(QComboBox::NoInsert);
    m_argument->setCompleter(nullptr);
    m_argument->setAccessibleName(tr("Of"));
    m_argument->lineEdit()->setPlaceholderText(tr("of which column"));
    for (QComboBox* box : {m_function, m_argument}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    m_name->setPlaceholderText(tr("name"));
    m_name->setAccessibleName(tr("Name of the value"));
    m_filter->setPlaceholderText(tr("only where …"));
    m_filter->setAccessibleName(tr("Only rows where"));
    m_remove->setToolTip(tr("Remove this value"));
    m_remove->setAccessibleName(tr("Remove this value"));
    m_function->setObjectName(QStringLiteral("measureFunction"));
    m_argument->setObjectName(QStringLiteral("measureArgument"));
    m_name->setObjectName(QStringLiteral("measureName"));
    m_filter->setObjectName(QStringLiteral("measureFilter"));
    connect(m_function, &QComboBox::currentIndexChanged, this, &MeasureRow::edited);
    connect(m_argument, &QComboBox::editTextChanged, this, &MeasureRow::edited);
    connect(m_name, &QLineEdit::textChanged, this, &MeasureRow::edited);
    connect(m_filter, &QLineEdit::textChanged, this, &MeasureRow::edited);
    connect(m_remove, &IconButton::clicked, this, &MeasureRow::removeAsked);
}

void MeasureRow::chooseFunction(const QString& function) {
    int index = function.isEmpty() ? m_function->findData(true) : m_function->findText(function);
    if (index < 0) {  // SUM DISTINCT and its like are rare
        index = m_function->count() - 1;
        m_function->insertItem(index, function);
    }
    m_function->setCurrentIndex(index);
}

void MeasureRow::setMeasure(const MetricMeasure& measure) {
    if (measure == this->measure()) return;
    const QSignalBlocker quiet(this);
    const QString function = QString::fromStdString(measure.function);
    chooseFunction(measure.distinct ? function + kDistinct : function);
    m_argument->setEditText(QString::fromStdString(measure.argument));
    m_name->setText(QString::fromStdString(measure.name));
    m_filter->setText(QString::fromStdString(measure.filter));
    for (QLineEdit* line : {m_argument->lineEdit(), m_name, m_filter})
        line->setCursorPosition(0);
}

MetricMeasure MeasureRow::measure() const {
    MetricMeasure measure{.argument = m_argument->currentText().trimmed().toStdString(),
                          .filter = m_filter->text().trimmed().toStdString(),
                          .name = m_name->text().trimmed().toStdString()};
    if (m_function->currentData().toBool()) return measure;
    QString function = m_function->currentText();
    measure.distinct = function.endsWith(kDistinct);
    if (measure.distinct) function.chop(kDistinct.size());
    measure.function = function.toStdString();
    if (measure.argument.empty() && measure.function == "COUNT" && !measure.distinct) measure.argument = "*";
    return measure;
}

void MeasureRow::setColumns(const QStringList& columns) {
    const QSignalBlocker quiet(m_argument);
    const QString typed = m_argument->currentText();
    m_argument->clear();
    m_argument->addItem(QStringLiteral("*"));
    m_argument->addItems(columns);
    m_argument->setEditText(typed);
}

}  // namespace guanlan
