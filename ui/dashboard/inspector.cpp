// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/inspector.h"

#include "ui/panel/panel.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPropertyAnimation>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kWidth = 300;
constexpr int kSlideMilliseconds = 160;

QString kindTitle(const PanelKind& kind) {
    return QCoreApplication::translate("PanelKind", kind.title);
}

void choose(QComboBox* box, const QString& data) {
    int index = box->findData(data);
    if (index < 0 && !data.isEmpty()) {  // kept although it is not among the known ones
        box->addItem(data, data);
        index = box->count() - 1;
    }
    box->setCurrentIndex(std::max(0, index));
}

void setOrRemove(QJsonObject& object, const QString& key, const QString& text) {
    if (text.isEmpty()) {
        object.remove(key);
    } else {
        object.insert(key, text);
    }
}

QString localOf(const QJsonValue& value) {
    if (value.isString()) return value.toString();
    return value.toObject().value(uiLanguage()).toString();
}

}  // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), m_slide(new QPropertyAnimation(this, "shownWidth", this)) {
    m_slide->setDuration(kSlideMilliseconds);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QPropertyAnimation::finished, this, [this] {
        if (width() == 0) hide();
    });
    setFixedWidth(0);
    hide();
    build();
}

void Inspector::build() {
    delete m_content;
    m_content = new QWidget(this);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    auto* heading = new QLabel(tr("Panel"), m_content);
    heading->setFont(currentTheme().title());
    layout->addWidget(heading);
    auto* hint =
        new QLabel(tr("Select a panel to change it. Drag to move, pull its right or lower edge to resize; "
                      "the arrow keys move it, with Shift they resize it."),
                   m_content);
    hint->setWordWrap(true);
    hint->setTextFormat(Qt::PlainText);
    m_hint = hint;
    layout->addWidget(hint);
    buildForm();
    layout->addWidget(m_form);
    layout->addStretch();
    buildAdditions(layout);
    auto* outer =
        this->layout() != nullptr ? qobject_cast<QVBoxLayout*>(this->layout()) : new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_content->setFixedWidth(kWidth);
    outer->addWidget(m_content);
    setMetrics(m_metrics);
    if (m_panel.id.empty()) {
        editNothing();
    } else {
        edit(m_panel);
    }
}

void Inspector::buildForm() {
    m_form = new QWidget(m_content);
    auto* form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Title"), m_title = new QLineEdit(m_form));
    form->addRow(tr("Kind"), m_kind = new QComboBox(m_form));
    form->addRow(tr("Metric"), m_metric = new QComboBox(m_form));
    form->addRow(tr("Value"), m_value = new QComboBox(m_form));
    form->addRow(tr("Split by"), m_group = new QComboBox(m_form));
    form->addRow(tr("Combine"), m_aggregate = new QComboBox(m_form));
    form->addRow(tr("Span"), m_span = new QComboBox(m_form));
    form->addRow(tr("Unit"), m_unit = new QLineEdit(m_form));
    form->addRow(tr("Decimals"), m_decimals = new QSpinBox(m_form));
    m_title->setObjectName(QStringLiteral("panelTitle"));
    m_decimals->setRange(0, 6);
    for (const PanelKind* kind : panelKinds())
        m_kind->addItem(kindTitle(*kind), QString::fromUtf8(kind->name.data(), qsizetype(kind->name.size())));
    for (const auto& [text, data] : {std::pair(tr("by itself"), ""),
                                     {tr("sum"), "sum"},
                                     {tr("average"), "avg"},
                                     {tr("newest"), "last"},
                                     {tr("largest"), "max"}})
        m_aggregate->addItem(text, QLatin1String(data));
    for (const auto& [text, data] : {std::pair(tr("as the dashboard"), ""),
                                     {tr("today"), "today"},
                                     {tr("30 minutes"), "30m"},
                                     {tr("6 hours"), "6h"},
                                     {tr("24 hours"), "24h"},
                                     {tr("7 days"), "7d"}})
        m_span->addItem(text, QLatin1String(data));
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) fillColumns();
    });
    for (QComboBox* box : {m_kind, m_metric, m_value, m_group, m_aggregate, m_span}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::currentIndexChanged, this, &Inspector::apply);
    }
    connect(m_title, &QLineEdit::textEdited, this, &Inspector::apply);
    connect(m_unit, &QLineEdit::textEdited, this, &Inspector::apply);
    connect(m_decimals, &QSpinBox::valueChanged, this, &Inspector::apply);
    auto* copy = new IconButton(Icon::Copy, tr("Duplicate"), m_form);
    auto* remove = new IconButton(Icon::Trash, tr("Remove"), m_form);
    remove->setLook(IconButton::Look::Danger);
    connect(copy, &IconButton::clicked, this, [this] { emit copyAsked(m_panel.id); });
    connect(remove, &IconButton::clicked, this, [this] { emit removalAsked(m_panel.id); });
    auto* actions = new QHBoxLayout;
    actions->addWidget(copy);
    actions->addStretch();
    actions->addWidget(remove);
    form->addRow(actions);
}

void Inspector::buildAdditions(QVBoxLayout* into) {
    auto* heading = new QLabel(tr("Add a panel"), m_content);
    heading->setFont(currentTheme().title());
    into->addWidget(heading);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int index = 0;
    for (const PanelKind* kind : panelKinds()) {
        auto* button = new IconButton(Icon::Plus, kindTitle(*kind), m_content);
        button->setLook(IconButton::Look::Outlined);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &IconButton::clicked, this,
                [this, kind] { emit additionAsked(std::string(kind->name)); });
        grid->addWidget(button, index / 2, index % 2);
        ++index;
    }
    into->addLayout(grid);
}

void Inspector::setMetrics(const std::vector<MetricDefinition>& metrics) {
    m_metrics = metrics;
    m_filling = true;
    m_metric->clear();
    m_metric->addItem(QStringLiteral("–"), QString());
    for (const MetricDefinition& metric : metrics) {
        const QString name = QString::fromStdString(metric.name);
        m_metric->addItem(name, name);
    }
    m_filling = false;
    if (!m_panel.id.empty()) edit(m_panel);
}

void Inspector::fillColumns() {
    const bool outer = m_filling;
    m_filling = true;
    const QString value = m_value->currentData().toString();
    const QString group = m_group->currentData().toString();
    m_value->clear();
    m_group->clear();
    m_value->addItem(QStringLiteral("–"), QString());
    m_group->addItem(QStringLiteral("–"), QString());
    const std::string name = m_metric->currentData().toString().toStdString();
    for (const MetricDefinition& metric : m_metrics) {
        if (metric.name != name || !metric.schema) continue;
        for (std::size_t c = 0; c < metric.schema->size(); ++c) {
            const Field& field = (*metric.schema)[c];
            const QString column = QString::fromStdString(field.name);
            const bool dimension =
                std::find(metric.dimensions.begin(), metric.dimensions.end(), c) != metric.dimensions.end();
            if (dimension) m_group->addItem(column, column);
            if (!dimension && field.type.isNumeric()) m_value->addItem(column, column);
        }
    }
    m_value->setCurrentIndex(std::max(m_value->findData(value), m_value->count() > 1 ? 1 : 0));
    m_group->setCurrentIndex(std::max(m_group->findData(group), 0));
    m_filling = outer;
}

void Inspector::edit(const PanelConfig& panel) {
    m_panel = panel;
    m_filling = true;
    m_form->show();
    m_hint->hide();
    if (!m_title->hasFocus()) m_title->setText(panel.title.in(uiLanguage()));
    choose(m_kind, QString::fromStdString(panel.kind));
    choose(m_metric, panel.query.value(QLatin1String("metric")).toString());
    fillColumns();
    choose(m_value, panel.query.value(QLatin1String("value")).toString());
    choose(m_group, panel.query.value(QLatin1String("group")).toString());
    choose(m_aggregate, panel.query.value(QLatin1String("aggregate")).toString());
    choose(m_span, panel.query.value(QLatin1String("span")).toString());
    if (!m_unit->hasFocus()) m_unit->setText(localOf(panel.options.value(QLatin1String("unit"))));
    m_decimals->setValue(panel.options.value(QLatin1String("decimals")).toInt());
    m_filling = false;
}

void Inspector::editNothing() {
    m_panel = {};
    m_form->hide();
    m_hint->show();
}

void Inspector::applyTexts(PanelConfig& panel) const {
    if (const QString title = m_title->text(); title != panel.title.in(uiLanguage())) {
        panel.title.byLanguage.insert(uiLanguage(), title);
    }
    const QJsonValue unit = panel.options.value(QLatin1String("unit"));
    if (m_unit->text() == localOf(unit)) return;
    if (unit.isObject()) {
        QJsonObject texts = unit.toObject();
        texts.insert(uiLanguage(), m_unit->text());
        panel.options.insert(QLatin1String("unit"), texts);
    } else {
        setOrRemove(panel.options, QStringLiteral("unit"), m_unit->text());
    }
}

void Inspector::applyQuery(PanelConfig& panel) const {
    const std::pair<const char*, QComboBox*> fields[] = {{"metric", m_metric},
                                                         {"value", m_value},
                                                         {"group", m_group},
                                                         {"aggregate", m_aggregate},
                                                         {"span", m_span}};
    for (const auto& [key, box] : fields)
        setOrRemove(panel.query, QLatin1String(key), box->currentData().toString());
    if (m_decimals->value() != panel.options.value(QLatin1String("decimals")).toInt()) {
        panel.options.insert(QLatin1String("decimals"), m_decimals->value());
    }
}

void Inspector::apply() {
    if (m_filling || m_panel.id.empty()) return;
    PanelConfig panel = m_panel;
    panel.kind = m_kind->currentData().toString().toStdString();
    applyTexts(panel);
    applyQuery(panel);
    if (panel == m_panel) return;
    m_panel = panel;
    emit panelEdited(panel);
}

void Inspector::slide(bool in) {
    if (in) show();
    m_slide->stop();
    m_slide->setStartValue(width());
    m_slide->setEndValue(in ? kWidth : 0);
    m_slide->start();
}

void Inspector::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().rail);
    painter.fillRect(QRect(0, 0, 1, height()), currentTheme().cardBorder);
}

void Inspector::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) build();
}

}  // namespace guanlan
