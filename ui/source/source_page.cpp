// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/source/source_page.h"

#include "ui/model/stream_state.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kRefreshEvery = kSecond;
constexpr int kQuarantineShown = 200;
constexpr qsizetype kBytesShown = 160;

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

QColor markOf(SourceHealth::State state) {
    const Theme& theme = currentTheme();
    switch (state) {
        case SourceHealth::State::Connecting:
            return theme.textMuted;
        case SourceHealth::State::Failing:
            return theme.critical;
        case SourceHealth::State::Ended:
            return theme.textMuted;
        default:
            return theme.good;
    }
}

QString wordsOf(SourceHealth::State state) {
    switch (state) {
        case SourceHealth::State::Connecting:
            return SourcePage::tr("Asking the other side for its partitions");
        case SourceHealth::State::Reading:
            return SourcePage::tr("Reading what has piled up");
        case SourceHealth::State::CaughtUp:
            return SourcePage::tr("Everything that has arrived is read");
        case SourceHealth::State::Ended:
            return SourcePage::tr("Read to its end");
        case SourceHealth::State::Failing:
            break;
    }
    return {};
}

/// The bytes of a record as text: what is not printable becomes a dot, so that nothing in it can act.
QString printable(const std::string& bytes) {
    QString text = QString::fromUtf8(bytes.data(), qsizetype(bytes.size())).left(kBytesShown);
    for (QChar& character : text) {
        if (!character.isPrint()) character = QChar(0x00B7);
    }
    return text;
}

QString watermarkText(Micros watermark, Micros now, const Zone& zone) {
    if (watermark == kMinTime) return QStringLiteral("–");
    if (watermark == kMaxTime) return SourcePage::tr("end");
    return clockText(watermark, now, zone);
}

}  // namespace

SourcePage::SourcePage(QWidget* parent)
    : QWidget(parent),
      m_connect(new IconButton(Icon::Plus)),
      m_sourceSection(new Section(this)),
      m_partitionSection(new Section(this)),
      m_quarantineSection(new Section(this)),
      m_sources(new TextTable),
      m_partitions(new TextTable),
      m_quarantine(new TextTable) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(12);
    const std::pair<Section*, TextTable*> parts[] = {{m_sourceSection, m_sources},
                                                     {m_partitionSection, m_partitions},
                                                     {m_quarantineSection, m_quarantine}};
    for (const auto& [section, table] : parts) {
        section->body()->addWidget(table);
        layout->addWidget(section, section == m_sourceSection ? 2 : 3);
    }
    m_sources->setObjectName(QStringLiteral("sources"));
    m_connect->setLook(IconButton::Look::Outlined);
    m_connect->setObjectName(QStringLiteral("connectStream"));
    m_sourceSection->actions()->addWidget(m_connect);
    connect(m_connect, &IconButton::clicked, this, &SourcePage::connectAsked);
    retranslate();
}

void SourcePage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_asked = false;
    if (hub != nullptr) connect(hub, &FeedHub::pulsed, this, &SourcePage::refresh);
}

void SourcePage::retranslate() {
    m_sourceSection->setTitle(tr("Connections"));
    m_connect->setText(tr("Connect a stream"));
    m_partitionSection->setTitle(
        tr("Partitions"), tr("How far each one has been read, and up to which event time it is complete"));
    m_quarantineSection->setTitle(tr("Quarantine"),
                                  tr("Records that could not be read: counted, sampled, skipped"));
    m_sources->table().setColumns({tr("Source"), tr("State"), tr("Since"), tr("Records/s"), tr("Read"),
                                   tr("Unreadable"), tr("Lag"), tr("In words")},
                                  {3, 4, 5, 6});
    m_partitions->table().setColumns({tr("Source"), tr("Partition"), tr("Next offset"), tr("End"), tr("Lag"),
                                      tr("Lost"), tr("Complete up to"), tr("State")},
                                     {1, 2, 3, 4, 5});
    m_quarantine->table().setColumns(
        {tr("Source"), tr("Partition"), tr("Offset"), tr("Cause"), tr("Detail"), tr("Record")}, {1, 2});
    m_sources->setEmptyText(tr("No source yet. A source is a CREATE TABLE in pipeline.sql."));
    m_partitions->setEmptyText(tr("No partition has been read yet."));
    m_quarantine->setEmptyText(tr("Nothing here: every record could be read."));
}

void SourcePage::refresh() {
    if (!isVisible() || !m_hub || !m_hub->snapshot()) return;
    const Micros monotonic = m_hub->run().clock->monotonic();
    if (m_refreshed != 0 && monotonic - m_refreshed < kRefreshEvery) return;
    m_refreshed = monotonic;
    fillSources(*m_hub->snapshot());
    fillPartitions(*m_hub->snapshot());
    askQuarantine();
}

void SourcePage::fillSources(const Snapshot& snapshot) {
    const Micros now = m_hub->run().clock->now();
    std::vector<TextRow> rows;
    for (const SourceLive& source : snapshot.sources) {
        const SourceHealth& health = source.health;
        const QString words = health.problem ? errorSentence(*health.problem) : wordsOf(health.state);
        rows.push_back(
            {.cells = {QString::fromStdString(source.name), sourceStateText(health.state),
                       clockText(health.since, now, m_hub->run().zone),
                       QLocale().toString(source.recordsPerSecond, 'f', 0), number(source.view.read),
                       number(source.view.bad), number(source.lag), words},
             .mark = markOf(health.state)});
    }
    const bool first = m_sources->table().rowCount() == 0 && !rows.empty();
    m_sources->table().setRows(std::move(rows));
    if (first) m_sources->fitColumns();
}

void SourcePage::fillPartitions(const Snapshot& snapshot) {
    const Micros now = m_hub->run().clock->now();
    std::vector<TextRow> rows;
    for (const SourceLive& source : snapshot.sources) {
        for (const PartitionView& partition : source.view.partitions) {
            const bool known = partition.endOffset >= 0;
            const std::int64_t lag =
                known ? std::max<std::int64_t>(0, partition.endOffset - partition.nextOffset) : 0;
            rows.push_back(
                {.cells = {QString::fromStdString(source.name), QString::number(partition.partition),
                           number(partition.nextOffset),
                           known ? number(partition.endOffset) : QStringLiteral("–"),
                           known ? number(lag) : QStringLiteral("–"), number(partition.lost),
                           watermarkText(partition.watermark, now, m_hub->run().zone),
                           partition.idle ? tr("idle: does not hold the others back") : tr("reading")},
                 .mark = partition.lost > 0 ? currentTheme().warning : QColor()});
        }
    }
    const bool first = m_partitions->table().rowCount() == 0 && !rows.empty();
    m_partitions->table().setRows(std::move(rows));
    if (first) m_partitions->fitColumns();
}

void SourcePage::askQuarantine() {
    if (m_asked) return;
    m_asked = true;
    using Samples = std::vector<std::pair<std::string, BadRecord>>;
    m_hub->history().ask<Samples>(
        this, [](History& history) { return history.quarantine(kQuarantineShown); },
        [this](const Result<Samples>& samples) {
            m_asked = false;
            if (!samples) {
                m_quarantine->setEmptyText(errorSentence(samples.error()));
                return;
            }
            std::vector<TextRow> rows;
            for (const auto& [source, record] : *samples) {
                rows.push_back(
                    {.cells = {QString::fromStdString(source), QString::number(record.partition),
                               QString::number(record.offset), QString::fromStdString(record.cause),
                               QString::fromStdString(record.detail), printable(record.bytes)}});
            }
            m_quarantine->setEmptyText(tr("Nothing here: every record could be read."));
            const bool first = m_quarantine->table().rowCount() == 0 && !rows.empty();
            m_quarantine->table().setRows(std::move(rows));
            if (first) m_quarantine->fitColumns();
        });
}

void SourcePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_refreshed = 0;
    refresh();
}

void SourcePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    m_refreshed = 0;
    refresh();
}

}  // namespace guanlan
