// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/events_page.h"

#include "core/runtime/workspace_events.h"
#include "core/sink/row_writer.h"
#include "ui/panel/row_cells.h"
#include "ui/theme/theme.h"
#include "ui/widget/cell_text.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/number_format.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace guanlan {

namespace {

constexpr std::size_t kMostRows = 2000;

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

QString fateText(Fate fate) {
    if (fate == Fate::Used) return EventsPage::tr("used");
    return fate == Fate::Late ? EventsPage::tr("late") : EventsPage::tr("unreadable");
}

/// Why the sources did not give what the row counts.
QString shortfallOf(const RowEvents& found) {
    if (found.missing() > 0 && !found.begins.empty()) {
        const auto& [place, offset] = *found.begins.begin();
        return EventsPage::tr("The oldest are no longer kept: partition %1 of %2 begins at offset %3.")
            .arg(place.second)
            .arg(QString::fromStdString(place.first), number(offset));
    }
    if (found.replayedLive) {
        return EventsPage::tr(
            "The partitions were read in another order than when the row was made, so other events count as "
            "late.");
    }
    return EventsPage::tr("The source has changed since, or the row is of another script.");
}

std::optional<double> totalOf(const Batch& rows, const std::string& column) {
    const Column* values = rows.rows() > 0 ? rows.find(column) : nullptr;
    if (values == nullptr || !holdsNumbers(*values)) return std::nullopt;
    const NumberCells cells(*values);
    double total = 0;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        total += std::isfinite(cells[row]) ? cells[row] : 0;
    return total;
}

}  // namespace

QString eventsSentence(const RowEvents& found) {
    const std::int64_t used = found.counts.used + found.counts.usedAgain;
    QString words;
    if (!found.expected) {
        words = EventsPage::tr("%1 events went into this row.").arg(number(used));
    } else if (found.missing() == 0) {
        words = EventsPage::tr("%1 events, exactly as many as the row counts.").arg(number(used));
    } else {
        words = EventsPage::tr("The row counts %1 events, the sources gave %2.")
                    .arg(number(*found.expected), number(used)) +
                u' ' + shortfallOf(found);
    }
    if (found.counts.late > 0)
        words +=
            u' ' + EventsPage::tr("%1 came too late and are not counted.").arg(number(found.counts.late));
    if (found.counts.bad > 0)
        words += u' ' + EventsPage::tr("%1 could not be read.").arg(number(found.counts.bad));
    const std::int64_t all = found.counts.used + found.counts.late + found.counts.bad;
    const auto listed = static_cast<std::int64_t>(found.events.size());
    if (listed < all) words += u' ' + EventsPage::tr("The first %1 are listed.").arg(number(listed));
    return words;
}

EventsPage::EventsPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_secrets(secrets),
      m_rowSection(new Section),
      m_eventSection(new Section),
      m_rows(new TextTable),
      m_events(new TextTable),
      m_words(new QLabel),
      m_back(new IconButton(Icon::Undo)) {
    build();
    connect(m_rows, &TextTable::keySelected, this, &EventsPage::search);
    connect(m_back, &IconButton::clicked, this, &EventsPage::backAsked);
    connect(&m_errand, &Errand::busyChanged, this, [this](bool busy) {
        if (busy) m_events->setEmptyText(tr("Reading the sources once more …"));
    });
    retranslate();
}

void EventsPage::build() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_rowSection, 2);
    layout->addWidget(m_eventSection, 3);
    m_rowSection->actions()->addWidget(m_back);
    m_rowSection->body()->addWidget(m_rows);
    m_eventSection->body()->addWidget(m_words);
    m_eventSection->body()->addWidget(m_events);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("eventsWords"));
    m_rowSection->setObjectName(QStringLiteral("rowSection"));
    m_rows->setObjectName(QStringLiteral("rowsBehind"));
    m_events->setObjectName(QStringLiteral("eventsBehind"));
    m_back->setObjectName(QStringLiteral("eventsBack"));
    m_back->setLook(IconButton::Look::Outlined);
}

void EventsPage::retranslate() {
    showTitle();
    m_eventSection->setTitle(tr("Events behind the selected row"));
    m_back->setText(tr("Back to the dashboard"));
    m_rows->setAccessibleName(tr("Rows behind the number"));
    m_events->setAccessibleName(tr("Events behind the selected row"));
    m_events->table().setColumns(
        {tr("What became of it"), tr("Time"), tr("Source"), tr("Partition"), tr("Offset"), tr("As it came")},
        {3, 4});
}

void EventsPage::showTitle() {
    QString note = tr("One for each window, newest first; windows still open are not among them");
    if (m_total) note += QStringLiteral(" · ") + tr("together %1").arg(fullNumber(*m_total, {}).joined());
    m_rowSection->setTitle(tr("Rows behind %1: %2").arg(m_question.name, m_question.value), note);
    m_rowSection->setAccessibleDescription(note);
}

void EventsPage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_errand.forget();
}

void EventsPage::open(const RowsBehind& question) {
    m_question = question;
    m_errand.forget();
    m_json.clear();
    m_total.reset();
    m_words->clear();
    m_rows->table().setRows({});
    m_events->table().setRows({});
    m_rows->setEmptyText(tr("Reading history …"));
    m_events->setEmptyText({});
    retranslate();
    askRows();
    m_rows->setFocus();
}

void EventsPage::askRows() {
    if (!m_hub) return;
    const HistoryQuery query{.metric = m_question.metric,
                             .from = m_question.from + 1,
                             .to = m_question.to + 1,
                             .where = m_question.where,
                             .lastRows = kMostRows};
    m_hub->history().ask<Batch>(
        this, [query](History& history) { return history.rows(query); },
        [this, turn = ++m_turn](const Result<Batch>& rows) {
            if (turn != m_turn || !m_hub) return;
            if (rows.ok()) return showRows(*rows);
            m_rows->setEmptyText(errorSentence(rows.error()));
        });
}

void EventsPage::showRows(const Batch& rows) {
    const Zone& zone = m_hub->run().zone;
    QStringList titles;
    std::vector<int> numeric;
    for (std::size_t c = 0; c < rows.schema().size(); ++c) {
        titles += QString::fromStdString(rows.schema()[c].name);
        if (rows.schema()[c].type.isNumeric()) numeric.push_back(static_cast<int>(c));
    }
    JsonRowWriter writer(rows.schema(), zone);
    std::vector<TextRow> lines;
    for (std::size_t row = rows.rows(); row-- > 0;) {
        TextRow line{.key = QString::number(m_json.size())};
        for (std::size_t c = 0; c < rows.schema().size(); ++c)
            line.cells += cellText(rows.column(c), row, zone);
        lines.push_back(std::move(line));
        writer.append(m_json.emplace_back(), rows, row);
    }
    m_total = totalOf(rows, m_question.added);
    showTitle();
    m_rows->setEmptyText(tr("No window of it has closed yet. Its rows appear here when one does."));
    m_rows->table().setColumns(titles, numeric);
    m_rows->table().setRows(std::move(lines));
    m_rows->fitColumns();
    if (!m_json.empty()) m_rows->selectKey(QStringLiteral("0"));
}

void EventsPage::search(const QString& key) {
    const auto index = static_cast<std::size_t>(key.toUInt());
    if (key.isEmpty() || index >= m_json.size() || !m_hub) return;
    m_words->clear();
    m_events->table().setRows({});
    m_errand.run("events", [this, folder = m_workspace.folder(),
                            row = WorkspaceRow{.metric = m_question.metric, .row = m_json[index]},
                            variables = m_hub->run().variables, secrets = m_secrets.read](
                               const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
        auto found =
            std::make_shared<Result<RowEvents>>(eventsBehind(folder, row, variables, secrets, stopping));
        deliver([this, found] { showEvents(*found); });
    });
}

void EventsPage::showEvents(const Result<RowEvents>& found) {
    if (!found) {
        m_words->setText(errorSentence(found.error()));
        m_events->setEmptyText({});
        return;
    }
    m_words->setText(eventsSentence(*found));
    std::vector<TextRow> lines;
    for (const RowEvent& event : found->events) {
        const QString time = event.time ? QString::fromStdString(formatTimestamp(*event.time)) : QString();
        TextRow line{.cells = {fateText(event.fate), time, QString::fromStdString(event.source),
                               number(event.partition), number(event.offset),
                               QString::fromUtf8(event.record.bytes.data(),
                                                 static_cast<qsizetype>(event.record.bytes.size()))}};
        if (event.fate != Fate::Used) line.mark = currentTheme().warning;
        lines.push_back(std::move(line));
    }
    m_events->setEmptyText(tr("The sources no longer hold any event of this row."));
    m_events->table().setRows(std::move(lines));
    m_events->fitColumns();
}

void EventsPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit backAsked();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void EventsPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
