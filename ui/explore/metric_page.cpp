// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/metric_page.h"

#include "ui/widget/error_text.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr Micros kRefreshEvery = kSecond;

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

}  // namespace

MetricPage::MetricPage(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tableSection(new Section(this)),
      m_scriptSection(new Section(this)),
      m_table(new TextTable),
      m_script(new QPlainTextEdit) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_tableSection, 1);
    layout->addWidget(m_scriptSection, 1);
    m_tableSection->body()->addWidget(m_table);
    m_scriptSection->body()->addWidget(m_script);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(13);
    m_script->setFont(mono);
    m_script->setReadOnly(true);
    m_script->setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(m_table, &QTableView::doubleClicked, this, [this] { emit metricChosen(m_table->selectedKey()); });
    retranslate();
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
    m_table->setEmptyText(tr("No metric yet. A metric is a CREATE MATERIALIZED TABLE in pipeline.sql."));
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
