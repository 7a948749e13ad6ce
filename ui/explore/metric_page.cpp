// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/metric_page.h"

#include "core/runtime/self_metrics.h"
#include "ui/metric/metric_editor.h"
#include "ui/metric/metric_removal.h"
#include "ui/metric/pipeline_strip.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"
#include "ui/widget/take_back_bar.h"
#include "ui/widget/text_table.h"

#include <QEvent>
#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace guanlan {

namespace {

constexpr Micros kRefreshEvery = kSecond;

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

}  // namespace

MetricPage::MetricPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_secrets(secrets),
      m_tableSection(new Section),
      m_stripSection(new Section),
      m_scriptSection(new Section),
      m_table(new TextTable),
      m_strip(new PipelineStrip),
      m_script(new SqlText),
      m_pages(new QStackedLayout(this)),
      m_new(new IconButton(Icon::Plus)),
      m_edit(new IconButton(Icon::Edit)),
      m_remove(new IconButton(Icon::Trash)),
      m_removal(new MetricRemoval(workspace)),
      m_removed(new TakeBackBar) {
    build();
    connect(m_table, &QTableView::doubleClicked, this, [this] { emit metricChosen(m_table->selectedKey()); });
    connect(m_table, &TextTable::keySelected, this, [this](const QString& metric) {
        m_edit->setEnabled(!metric.isEmpty());
        m_remove->setEnabled(!metric.isEmpty());
        m_removal->dismiss();
        showPipeline();
    });
    connect(m_remove, &IconButton::clicked, this,
            [this] { m_removal->ask(m_table->selectedKey().toStdString()); });
    connect(m_removal, &MetricRemoval::confirmed, this, &MetricPage::remove);
    connect(m_new, &IconButton::clicked, this, [this] { edit({}); });
    connect(m_edit, &IconButton::clicked, this, [this] { edit(m_table->selectedKey()); });
    retranslate();
}

void MetricPage::build() {
    auto* list = new QWidget;
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_removed);
    layout->addWidget(m_removal);
    layout->addWidget(m_tableSection, 1);
    layout->addWidget(m_stripSection);
    layout->addWidget(m_scriptSection, 1);
    m_stripSection->body()->addWidget(m_strip);
    m_stripSection->hide();
    m_tableSection->actions()->addWidget(m_remove);
    m_tableSection->actions()->addWidget(m_edit);
    m_tableSection->actions()->addWidget(m_new);
    m_tableSection->body()->addWidget(m_table);
    m_scriptSection->body()->addWidget(m_script);
    m_pages->addWidget(list);
    m_table->setObjectName(QStringLiteral("metrics"));
    m_new->setObjectName(QStringLiteral("newMetric"));
    m_edit->setObjectName(QStringLiteral("editMetric"));
    m_new->setLook(IconButton::Look::Outlined);
    m_remove->setObjectName(QStringLiteral("removeMetric"));
    m_edit->setEnabled(false);
    m_remove->setEnabled(false);
    m_script->setReadOnly(true);
}

void MetricPage::edit(const QString& metric) {
    closeEditor();
    m_editor = new MetricEditor(m_workspace, m_secrets);
    m_pages->addWidget(m_editor);
    m_pages->setCurrentWidget(m_editor);
    connect(m_editor, &MetricEditor::saved, this, &MetricPage::metricSaved);
    connect(m_editor, &MetricEditor::cancelled, this, &MetricPage::closeEditor);
    if (m_hub) m_editor->setVariables(m_hub->run().variables);
    m_editor->open(metric.toStdString());
}

void MetricPage::remove(const MetricEdit& edit) {
    emit metricSaved(edit);
    m_removed->offer(tr("The metric %1 was removed.").arg(QString::fromStdString(edit.metric)),
                     [this] { emit takeBackAsked(); });
    readScript();
}

void MetricPage::forgetRemoved() {
    m_removed->dismiss();
}

void MetricPage::closeEditor() {
    if (m_editor == nullptr) return;
    m_pages->setCurrentIndex(0);
    m_pages->removeWidget(m_editor);
    std::exchange(m_editor, nullptr)->leave();
    m_refreshed = 0;
    readScript();
    refresh();
    m_table->setFocus();
}

void MetricPage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_refreshed = 0;
    if (hub != nullptr) connect(hub, &FeedHub::pulsed, this, &MetricPage::refresh);
}

void MetricPage::retranslate() {
    m_tableSection->setTitle(
        tr("Metrics"),
        tr("read = used + filtered + duplicate + late + unreadable; double-click shows the rows"));
    m_scriptSection->setTitle(QStringLiteral("pipeline.sql"),
                              tr("The same text runs here, over history and on Flink"));
    m_table->table().setColumns({tr("Metric"), tr("Split by"), tr("Rows"), tr("Read"), tr("Used"),
                                 tr("Filtered"), tr("Duplicate"), tr("Late"), tr("Unreadable")},
                                {2, 3, 4, 5, 6, 7, 8});
    m_new->setText(tr("New metric"));
    m_edit->setText(tr("Edit"));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Remove the metric that is selected"));
    m_edit->setToolTip(tr("Change the metric that is selected"));
    m_table->setAccessibleName(tr("Metrics"));
    m_table->setEmptyText(
        tr("No metric yet. A metric is a CREATE MATERIALIZED TABLE in pipeline.sql; New metric makes one."));
    m_script->setAccessibleName(tr("The script"));
}

void MetricPage::refresh() {
    if (!isVisible() || !m_hub || !m_hub->snapshot()) return;
    const Micros monotonic = m_hub->run().clock->monotonic();
    if (m_refreshed != 0 && monotonic - m_refreshed < kRefreshEvery) return;
    m_refreshed = monotonic;
    std::vector<TextRow> rows;
    const auto& live = m_hub->snapshot()->metrics;
    for (const MetricDefinition& metric : m_hub->run().metrics) {
        if (isSelfMetric(metric.name)) continue;
        QStringList dimensions;
        for (const std::size_t column : metric.dimensions)
            dimensions += QString::fromStdString((*metric.schema)[column].name);
        const auto found = live.find(metric.name);
        const Accounting account = found != live.end() ? found->second.accounting : Accounting{};
        const QString name = QString::fromStdString(metric.name);
        rows.push_back(
            {.cells = {name,
                       dimensions.isEmpty() ? QStringLiteral("–") : dimensions.join(QStringLiteral(", ")),
                       number(account.rows), number(account.read), number(account.used),
                       number(account.filtered), number(account.duplicate), number(account.late),
                       number(account.bad)},
             .key = name});
    }
    const bool first = m_table->table().rowCount() == 0 && !rows.empty();
    m_table->table().setRows(std::move(rows));
    if (first) m_table->fitColumns();
    if (first && m_table->selectedKey().isEmpty()) m_table->selectRow(0);
    showPipeline();
}

/// Of the metric that is selected.
void MetricPage::showPipeline() {
    const QString name = m_table->selectedKey();
    const SnapshotPtr snapshot = m_hub ? m_hub->snapshot() : SnapshotPtr();
    const bool runs = snapshot && snapshot->metrics.contains(name.toStdString());
    m_stripSection->setVisible(runs);
    if (!runs) return m_strip->clear();
    m_stripSection->setTitle(name,
                             tr("Records or rows a second at each step, and what was left behind there"));
    m_strip->setAccessibleName(tr("Steps of %1").arg(name));
    m_strip->showMetric(snapshot->metrics.at(name.toStdString()), m_hub->run().clock->monotonic());
}

void MetricPage::readScript() {
    const Result<std::string> script = m_workspace.folder().pipeline();
    const QString text = script.ok() ? QString::fromStdString(*script) : errorSentence(script.error());
    if (text != m_script->toPlainText()) m_script->setPlainText(text);
}

void MetricPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_refreshed = 0;
    readScript();
    refresh();
}

void MetricPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
