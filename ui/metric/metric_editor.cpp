// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/metric_editor.h"

#include "ui/metric/metric_form.h"
#include "ui/metric/metric_preview.h"
#include "ui/sqleditor/sql_editor.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kToFormAfterMs = 120;
constexpr int kGap = 12;

QSplitter* splitterOf(Qt::Orientation orientation) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(kGap);
    splitter->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    return splitter;
}

std::string freeName(const std::vector<Declaration>& declared) {
    const std::string wanted = "new_metric";
    std::string name = wanted;
    const auto taken = [&](const Declaration& table) { return table.name == name; };
    for (int number = 2; std::any_of(declared.begin(), declared.end(), taken); ++number)
        name = wanted + "_" + std::to_string(number);
    return name;
}

}  // namespace

MetricEditor::MetricEditor(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_secrets(secrets),
      m_formSection(new Section),
      m_sqlSection(new Section),
      m_previewSection(new Section),
      m_form(new MetricForm),
      m_sql(new SqlEditor),
      m_preview(new MetricPreview),
      m_cancel(new IconButton(Icon::Close, tr("Cancel"))),
      m_save(new IconButton(Icon::Check, tr("Save"))),
      m_trouble(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(kGap);
    buildParts(layout);
    buildButtons(layout);
    m_toForm.setSingleShot(true);
    connect(&m_toForm, &QTimer::timeout, this, &MetricEditor::showInForm);
    connect(m_form, &MetricForm::edited, this, &MetricEditor::showInSql);
    connect(m_sql, &SqlEditor::edited, this, [this] {
        m_dirty = true;
        m_save->setEnabled(false);
        m_toForm.start(kToFormAfterMs);
    });
    connect(m_sql, &SqlEditor::checked, this, &MetricEditor::checked);
    connect(m_sql, &SqlEditor::declarationsChanged, this, &MetricEditor::learn);
}

void MetricEditor::buildParts(QVBoxLayout* layout) {
    auto* columns = splitterOf(Qt::Horizontal);
    auto* rows = splitterOf(Qt::Vertical);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);
    m_formSection->body()->addWidget(scroll);
    m_sqlSection->body()->addWidget(m_sql);
    m_previewSection->body()->addWidget(m_preview);
    m_sqlSection->setTitle(tr("SQL"), tr("Ctrl+Space completes, F8 goes to the mistake"));
    m_previewSection->setTitle(tr("Preview"),
                               tr("Over records that are there already; nothing of it is kept"));
    columns->addWidget(m_formSection);
    columns->addWidget(rows);
    rows->addWidget(m_sqlSection);
    rows->addWidget(m_previewSection);
    columns->setStretchFactor(0, 2);
    columns->setStretchFactor(1, 3);
    rows->setStretchFactor(0, 1);
    rows->setStretchFactor(1, 1);
    layout->addWidget(columns, 1);
}

void MetricEditor::buildButtons(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_cancel);
    row->addWidget(m_trouble, 1);
    row->addWidget(m_save);
    layout->addLayout(row);
    m_save->setLook(IconButton::Look::Filled);
    m_save->setToolTip(QStringLiteral("Ctrl+S"));
    m_save->setObjectName(QStringLiteral("metricSave"));
    m_cancel->setObjectName(QStringLiteral("metricCancel"));
    m_trouble->setObjectName(QStringLiteral("metricTrouble"));
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    connect(m_save, &IconButton::clicked, this, &MetricEditor::save);
    connect(m_cancel, &IconButton::clicked, this, &MetricEditor::cancel);
}

void MetricEditor::open(const std::string& metric) {
    m_metric = metric;
    m_opened.clear();
    if (const auto script = m_workspace.folder().pipeline()) m_opened = *script;
    m_dirty = false;
    m_warned = false;
    complain({});
    m_save->setEnabled(false);
    m_formSection->setTitle(metric.empty() ? tr("New metric") : QString::fromStdString(metric));
    const auto part = metric.empty() ? std::optional<MetricPart>() : partOf(m_opened, metric);
    m_proposing = !part;
    if (m_proposing) m_metric.clear();
    m_sql->setText(QString::fromStdString(part ? part->statement : std::string()));
    m_preview->rest({});
    setPart(part ? *part : partAtEnd(m_opened));
    if (m_proposing && !m_sql->declarations().empty()) propose();
    if (!m_proposing) showInForm();
    if (m_form->onlyInSql())
        m_sql->setFocus();
    else
        m_form->setFocus();
}

void MetricEditor::setPart(const MetricPart& part) {
    m_sql->setGround({.before = part.before,
                      .after = part.after,
                      .file = m_workspace.folder().pipelinePath(),
                      .folder = m_workspace.folder().path()});
}

void MetricEditor::learn() {
    m_form->setDeclarations(m_sql->declarations());
    if (m_proposing) propose();
}

/// A count of the first stream by its time: something that runs, to be changed.
void MetricEditor::propose() {
    m_proposing = false;
    const std::vector<Declaration>& declared = m_sql->declarations();
    MetricShape shape{.name = freeName(declared),
                      .window = MetricShape::Window::None,
                      .measures = {{.function = "COUNT", .argument = "*", .name = "records"}}};
    for (const Declaration& table : declared) {
        const auto time = std::find_if(table.columns.begin(), table.columns.end(),
                                       [](const Declaration::Column& column) { return column.isTime; });
        if (time == table.columns.end() || shape.window != MetricShape::Window::None) continue;
        shape.window = MetricShape::Window::Tumble;
        shape.source = table.name;
        shape.time = time->name;
    }
    if (shape.source.empty() && !declared.empty()) shape.source = declared.front().name;
    m_form->setShape(shape);
    m_form->setOnlyInSql(false);
    m_sql->setText(QString::fromStdString(statementOf(shape)));
}

void MetricEditor::showInSql() {
    m_dirty = true;
    m_warned = false;
    complain({});
    m_save->setEnabled(false);
    m_toForm.stop();
    m_sql->setText(QString::fromStdString(statementOf(m_form->shape())));
}

void MetricEditor::showInForm() {
    m_warned = false;
    complain({});
    const auto shape = shapeOf(m_sql->text().toStdString());
    // While somebody types, the text is wrong most of the time: the form keeps what it last understood.
    const bool wrong = !shape && !metricNameOf(m_sql->text().toStdString());
    if (shape) m_form->setShape(*shape);
    if (!wrong || m_form->onlyInSql()) m_form->setOnlyInSql(!shape);
}

void MetricEditor::checked(bool valid) {
    const auto metric = metricNameOf(m_sql->text().toStdString());
    m_save->setEnabled(valid && metric);
    if (!valid) {
        m_preview->rest(tr("The rows come when the SQL is right."));
    } else if (!metric) {
        m_preview->rest({});
        if (!m_proposing) complain(tr("Only one CREATE MATERIALIZED TABLE is saved as a metric."));
    } else {
        Zone zone;
        if (const auto named = zoneByName(m_workspace.settings().timeZone)) zone = *named;
        m_preview->run({.script = m_sql->script(),
                        .metric = *metric,
                        .folder = m_workspace.folder().path(),
                        .zone = zone,
                        .variables = m_variables,
                        .secrets = m_secrets.read});
    }
}

void MetricEditor::save() {
    const auto metric = metricNameOf(m_sql->text().toStdString());
    if (!m_save->isEnabled() || !metric) return;
    const auto script = m_workspace.folder().pipeline();
    const std::string now = script ? *script : std::string();
    if (now != m_opened) {
        const auto part = m_metric.empty() ? std::optional(partAtEnd(now)) : partOf(now, m_metric);
        m_opened = now;
        if (!part) m_metric.clear();
        m_save->setEnabled(false);
        setPart(part ? *part : partAtEnd(now));
        complain(tr("The script was changed elsewhere meanwhile; your edit is checked against it anew."));
        return;
    }
    m_dirty = false;
    emit saved({.script = m_sql->script(), .before = m_opened, .metric = *metric});
}

void MetricEditor::cancel() {
    if (m_dirty && !m_warned) {
        m_warned = true;
        complain(tr("Your edits are not saved. Cancel once more to discard them."));
        return;
    }
    m_preview->rest({});
    emit cancelled();
}

void MetricEditor::leave() {
    hide();
    m_toForm.stop();
    const auto goWhenIdle = [this] {
        if (!m_sql->busy() && !m_preview->busy()) deleteLater();
    };
    connect(m_sql, &SqlEditor::busyChanged, this, goWhenIdle);
    connect(m_preview, &MetricPreview::busyChanged, this, goWhenIdle);
    m_sql->rest();
    m_preview->rest({});
    goWhenIdle();
}

void MetricEditor::complain(const QString& words) {
    m_trouble->setText(words);
    m_trouble->setStyleSheet(QStringLiteral("color: %1").arg(currentTheme().warning.name()));
}

void MetricEditor::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Save))
        save();
    else if (event->key() == Qt::Key_Escape)
        cancel();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace guanlan
