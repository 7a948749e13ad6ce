// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/metric_form.h"

#include "core/sql/formatter.h"
#include "ui/metric/measure_row.h"
#include "ui/widget/icon.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>

#include <algorithm>
#include <span>
#include <utility>

namespace guanlan {

namespace {

constexpr int kGroupsHeight = 132;
constexpr int kLongestSpan = 9999;
constexpr std::size_t kMostColumns = 500;  ///< offered; others can be typed

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

std::string trimmed(const QLineEdit* line) {
    return line->text().trimmed().toStdString();
}

/// Keeps where the cursor is while somebody types into it.
void setLine(QLineEdit* line, const std::string& text) {
    if (trimmed(line) == text) return;
    line->setText(textOf(text));
    line->setCursorPosition(0);
}

/// The columns that are offered of a table.
std::span<const Declaration::Column> offered(const Declaration& table) {
    return std::span(table.columns).first(std::min(kMostColumns, table.columns.size()));
}

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("muted", true);
    return label;
}

}  // namespace

SpanField::SpanField(const QString& name, QWidget* parent)
    : QWidget(parent), m_count(new QSpinBox), m_unit(new QComboBox) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_count, 1);
    row->addWidget(m_unit, 1);
    m_count->setRange(1, kLongestSpan);
    m_count->setAccessibleName(name);
    m_unit->setAccessibleName(tr("%1: unit").arg(name));
    m_unit->addItem(tr("seconds"), QStringLiteral("SECOND"));
    m_unit->addItem(tr("minutes"), QStringLiteral("MINUTE"));
    m_unit->addItem(tr("hours"), QStringLiteral("HOUR"));
    m_unit->addItem(tr("days"), QStringLiteral("DAY"));
    connect(m_count, &QSpinBox::valueChanged, this, &SpanField::edited);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SpanField::edited);
    setFocusProxy(m_count);
}

void SpanField::setSpan(const MetricSpan& span) {
    m_count->setValue(span.count);
    m_unit->setCurrentIndex(std::max(0, m_unit->findData(textOf(span.unit))));
}

MetricSpan SpanField::span() const {
    return {.count = m_count->value(), .unit = m_unit->currentData().toString().toStdString()};
}

MetricForm::MetricForm(QWidget* parent)
    : QWidget(parent),
      m_note(new QLabel(tr("Only in SQL: this metric says more than the form can show."))),
      m_fields(new QWidget),
      m_name(new QLineEdit),
      m_comment(new QLineEdit),
      m_source(new QComboBox),
      m_filter(new QLineEdit),
      m_window(new QComboBox),
      m_time(new QComboBox),
      m_size(new SpanField(tr("Size"))),
      m_step(new SpanField(tr("Step"))),
      m_having(new QLineEdit),
      m_groups(new QListWidget),
      m_addMeasure(new IconButton(Icon::Plus, tr("Add a value"))) {
    build();
    connectFields();
    setFocusProxy(m_name);
}

void MetricForm::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 6, 0);
    outer->addWidget(m_note);
    outer->addWidget(m_fields);
    outer->addStretch();
    m_note->setWordWrap(true);
    m_note->setProperty("muted", true);
    m_note->setObjectName(QStringLiteral("onlyInSql"));
    m_note->hide();
    auto* layout = new QVBoxLayout(m_fields);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_form = new QFormLayout;
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->addRow(tr("Name"), m_name);
    m_form->addRow(tr("Comment"), m_comment);
    m_form->addRow(tr("Read from"), m_source);
    m_form->addRow(tr("Only where"), m_filter);
    m_filter->setPlaceholderText(tr("every record, or a condition: amount > 0"));
    buildWindow(m_form);
    layout->addLayout(m_form);
    buildLists(layout);
    m_name->setObjectName(QStringLiteral("metricName"));
    m_comment->setObjectName(QStringLiteral("metricComment"));
    m_source->setObjectName(QStringLiteral("metricSource"));
    m_filter->setObjectName(QStringLiteral("metricFilter"));
}

void MetricForm::buildWindow(QFormLayout* form) {
    using Window = MetricShape::Window;
    m_window->addItem(tr("fixed, one after the other (TUMBLE)"), int(Window::Tumble));
    m_window->addItem(tr("sliding (HOP)"), int(Window::Hop));
    m_window->addItem(tr("growing (CUMULATE)"), int(Window::Cumulate));
    m_window->addItem(tr("until a pause (SESSION)"), int(Window::Session));
    m_window->addItem(tr("none: the result goes on changing"), int(Window::None));
    form->addRow(tr("Window"), m_window);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Step"), m_step);
    form->addRow(tr("Time"), m_time);
    m_window->setObjectName(QStringLiteral("metricWindow"));
    m_size->setObjectName(QStringLiteral("metricSize"));
    m_step->setObjectName(QStringLiteral("metricStep"));
    m_time->setObjectName(QStringLiteral("metricTime"));
    for (QComboBox* box : {m_source, m_window, m_time}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
}

void MetricForm::buildLists(QVBoxLayout* layout) {
    layout->addWidget(heading(tr("Split by")));
    layout->addWidget(m_groups);
    m_groups->setFixedHeight(kGroupsHeight);
    m_groups->setSpacing(2);
    m_groups->setAccessibleName(tr("Split by"));
    m_groups->setObjectName(QStringLiteral("metricGroups"));
    layout->addWidget(heading(tr("Values")));
    m_measureLayout = new QVBoxLayout;
    m_measureLayout->setSpacing(12);
    layout->addLayout(m_measureLayout);
    layout->addWidget(m_addMeasure, 0, Qt::AlignLeft);
    m_addMeasure->setObjectName(QStringLiteral("addMeasure"));
    auto* after = new QFormLayout;
    after->addRow(tr("Only results where"), m_having);
    m_having->setPlaceholderText(tr("every result, or a condition: COUNT(*) >= 100"));
    m_having->setObjectName(QStringLiteral("metricHaving"));
    layout->addLayout(after);
}

void MetricForm::connectFields() {
    for (QLineEdit* line : {m_name, m_comment, m_filter, m_having})
        connect(line, &QLineEdit::textChanged, this, &MetricForm::fieldEdited);
    connect(m_source, &QComboBox::currentIndexChanged, this, &MetricForm::sourceChosen);
    connect(m_window, &QComboBox::currentIndexChanged, this, [this] {
        showWindow();
        fieldEdited();
    });
    connect(m_time, &QComboBox::currentIndexChanged, this, &MetricForm::fieldEdited);
    connect(m_size, &SpanField::edited, this, &MetricForm::fieldEdited);
    connect(m_step, &SpanField::edited, this, &MetricForm::fieldEdited);
    connect(m_groups, &QListWidget::itemChanged, this, &MetricForm::fieldEdited);
    connect(m_addMeasure, &IconButton::clicked, this, [this] {
        addMeasure()->setFocus();
        fieldEdited();
    });
}

void MetricForm::fieldEdited() {
    if (!m_quiet) emit edited();
}

void MetricForm::setOnlyInSql(bool only) {
    m_onlyInSql = only;
    m_note->setVisible(only);
    m_fields->setVisible(!only);
}

void MetricForm::setDeclarations(const std::vector<Declaration>& declared) {
    m_quiet = true;
    const MetricShape before = shape();
    m_declared = declared;
    m_source->clear();
    for (const Declaration& table : m_declared)
        m_source->addItem(textOf(table.name));
    setShape(before);
    m_quiet = false;
}

const Declaration* MetricForm::source() const {
    const std::string name = m_source->currentText().toStdString();
    const auto found = std::find_if(m_declared.begin(), m_declared.end(),
                                    [&](const Declaration& table) { return table.name == name; });
    return found == m_declared.end() ? nullptr : &*found;
}

MetricShape::Window MetricForm::window() const {
    return MetricShape::Window(m_window->currentData().toInt());
}

void MetricForm::sourceChosen() {
    if (m_quiet) return;
    m_quiet = true;
    fillColumns();
    showGroups({});
    m_quiet = false;
    fieldEdited();
}

void MetricForm::showWindow() {
    const MetricShape::Window kind = window();
    const bool windowed = kind != MetricShape::Window::None;
    const bool stepped = kind == MetricShape::Window::Hop || kind == MetricShape::Window::Cumulate;
    for (const auto& [field, shown] :
         {std::pair<QWidget*, bool>(m_size, windowed), std::pair<QWidget*, bool>(m_step, stepped),
          std::pair<QWidget*, bool>(m_time, windowed)}) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    }
}

/// Of the source: its times and what the values may be of.
void MetricForm::fillColumns() {
    m_time->clear();
    QStringList columns;
    if (const Declaration* table = source()) {
        for (const Declaration::Column& column : offered(*table))
            columns << textOf(sql::formatName(column.name));
        for (const Declaration::Column& column : table->columns) {
            if (column.isTime) m_time->addItem(textOf(column.name));
        }
    }
    for (MeasureRow* row : m_measures)
        row->setColumns(columns);
}

void MetricForm::showGroups(const std::vector<std::string>& groups) {
    m_groups->clear();
    const auto add = [&](const std::string& text, bool used) {
        auto* item = new QListWidgetItem(textOf(text));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(used ? Qt::Checked : Qt::Unchecked);
        m_groups->addItem(item);
    };
    for (const std::string& group : groups)
        add(group, true);
    if (const Declaration* table = source()) {
        for (const Declaration::Column& column : offered(*table)) {
            const std::string text = sql::formatName(column.name);
            const bool used = std::find(groups.begin(), groups.end(), text) != groups.end();
            if (!used && !column.isTime) add(text, false);
        }
    }
}

MeasureRow* MetricForm::addMeasure() {
    auto* row = new MeasureRow;
    m_measures.push_back(row);
    m_measureLayout->addWidget(row);
    QStringList columns;
    if (const Declaration* table = source()) {
        for (const Declaration::Column& column : offered(*table))
            columns << textOf(sql::formatName(column.name));
    }
    row->setColumns(columns);
    connect(row, &MeasureRow::edited, this, &MetricForm::fieldEdited);
    connect(row, &MeasureRow::removeAsked, this, [this, row] {
        m_addMeasure->setFocus();
        removeMeasure(row);
        fieldEdited();
    });
    return row;
}

void MetricForm::removeMeasure(MeasureRow* row) {
    std::erase(m_measures, row);
    row->hide();
    row->deleteLater();
}

void MetricForm::setShape(const MetricShape& shape) {
    const bool quiet = std::exchange(m_quiet, true);
    setLine(m_name, shape.name);
    setLine(m_comment, shape.comment);
    setLine(m_filter, shape.filter);
    setLine(m_having, shape.having);
    if (m_source->findText(textOf(shape.source)) < 0) m_source->addItem(textOf(shape.source));
    m_source->setCurrentIndex(m_source->findText(textOf(shape.source)));
    m_window->setCurrentIndex(m_window->findData(int(shape.window)));
    m_size->setSpan(shape.size);
    m_step->setSpan(shape.step);
    m_windowColumns = shape.windowColumns;
    while (m_measures.size() < shape.measures.size())
        addMeasure();
    while (m_measures.size() > shape.measures.size())
        removeMeasure(m_measures.back());
    for (std::size_t i = 0; i < m_measures.size(); ++i)
        m_measures[i]->setMeasure(shape.measures[i]);
    fillColumns();
    if (!shape.time.empty() && m_time->findText(textOf(shape.time)) < 0) m_time->addItem(textOf(shape.time));
    if (!shape.time.empty()) m_time->setCurrentIndex(m_time->findText(textOf(shape.time)));
    showGroups(shape.groups);
    showWindow();
    m_quiet = quiet;
}

MetricShape MetricForm::shape() const {
    MetricShape shape{.name = trimmed(m_name),
                      .comment = trimmed(m_comment),
                      .source = m_source->currentText().toStdString(),
                      .filter = trimmed(m_filter),
                      .window = window(),
                      .time = m_time->currentText().toStdString(),
                      .size = m_size->span(),
                      .step = m_step->span(),
                      .windowColumns = m_windowColumns,
                      .having = trimmed(m_having)};
    if (shape.windowColumns.empty() && shape.window != MetricShape::Window::None)
        shape.windowColumns = {"window_end"};
    for (int i = 0; i < m_groups->count(); ++i) {
        const QListWidgetItem* item = m_groups->item(i);
        if (item->checkState() == Qt::Checked) shape.groups.push_back(item->text().toStdString());
    }
    for (const MeasureRow* row : m_measures)
        shape.measures.push_back(row->measure());
    return shape;
}

}  // namespace guanlan
