// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/explore_page.h"

#include "ui/theme/theme.h"
#include "ui/widget/cell_text.h"
#include "ui/widget/error_text.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr std::size_t kRowsShown = 500;
constexpr Micros kRefreshEvery = 2 * kSecond;

}  // namespace

ExplorePage::ExplorePage(QWidget* parent)
    : QWidget(parent), m_section(new Section(this)), m_metric(new QComboBox), m_table(new TextTable) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->addWidget(m_section);
    m_metric->setMinimumWidth(260);
    m_metric->setObjectName(QStringLiteral("exploreMetric"));
    m_section->actions()->addWidget(m_metric);
    m_section->body()->addWidget(m_table);
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] {
        m_refreshed = 0;
        m_sized = false;
        m_table->table().setRows({});
        refresh();
    });
    retranslate();
}

void ExplorePage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_asked = false;
    m_metric->clear();
    if (hub == nullptr) return;
    for (const MetricDefinition& metric : hub->run().metrics)
        m_metric->addItem(QString::fromStdString(metric.name));
    connect(hub, &FeedHub::pulsed, this, &ExplorePage::refresh);
}

void ExplorePage::showMetric(const QString& name) {
    m_metric->setCurrentIndex(m_metric->findText(name));
}

void ExplorePage::retranslate() {
    m_section->setTitle(tr("Last rows"), tr("Newest first; open windows are provisional"));
    m_metric->setAccessibleName(tr("Metric"));
    m_table->setEmptyText(tr("No rows yet. The first ones appear when a window closes."));
}

void ExplorePage::refresh() {
    if (!isVisible() || !m_hub || !m_hub->snapshot()) return;
    const Micros monotonic = m_hub->run().clock->monotonic();
    if (m_refreshed != 0 && monotonic - m_refreshed < kRefreshEvery) return;
    m_refreshed = monotonic;
    ask();
}

void ExplorePage::ask() {
    const std::string name = m_metric->currentText().toStdString();
    if (m_asked || name.empty()) return;
    m_asked = true;
    const HistoryQuery query{.metric = name, .lastRows = kRowsShown};
    m_hub->history().ask<Batch>(
        this, [query](History& history) { return history.rows(query); },
        [this, name](const Result<Batch>& rows) {
            m_asked = false;
            if (!m_hub || name != m_metric->currentText().toStdString()) return;
            if (!rows.ok() && rows.error().code != ErrorCode::NotFound) {
                m_table->setEmptyText(errorSentence(rows.error()));
                return;
            }
            fill(rows.ok() ? *rows : Batch());
        });
}

void ExplorePage::appendRows(const Batch& batch, const QString& state, std::vector<TextRow>& rows) const {
    for (std::size_t i = batch.rows(); i-- > 0;) {
        TextRow row{.cells = {state}};
        row.mark = state.isEmpty() ? QColor() : currentTheme().provisional;
        for (std::size_t c = 0; c < batch.schema().size(); ++c)
            row.cells += cellText(batch.column(c), i, m_hub->run().zone);
        rows.push_back(std::move(row));
    }
}

void ExplorePage::fill(const Batch& finals) {
    const auto& metrics = m_hub->snapshot()->metrics;
    const auto live = metrics.find(m_metric->currentText().toStdString());
    const Batch* provisional = live != metrics.end() ? live->second.provisional.get() : nullptr;
    const Schema& schema =
        finals.schema().size() == 0 && provisional != nullptr ? provisional->schema() : finals.schema();
    QStringList titles{tr("State")};
    std::vector<int> numeric;
    for (std::size_t c = 0; c < schema.size(); ++c) {
        titles += QString::fromStdString(schema[c].name);
        if (schema[c].type.isNumeric()) numeric.push_back(static_cast<int>(c) + 1);
    }
    m_table->table().setColumns(titles, numeric);
    std::vector<TextRow> rows;
    if (provisional != nullptr) appendRows(*provisional, tr("provisional"), rows);
    appendRows(finals, {}, rows);
    const bool first = !m_sized && !rows.empty();
    m_table->table().setRows(std::move(rows));
    if (!first) return;
    m_table->fitColumns();
    m_sized = true;
}

void ExplorePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_refreshed = 0;
    refresh();
}

void ExplorePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    m_refreshed = 0;
    refresh();
}

}  // namespace guanlan
