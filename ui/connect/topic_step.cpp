// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/topic_step.h"

#include "core/base/clock.h"
#include "core/source/back_off.h"
#include "ui/connect/message_inspector.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr Micros kLookEvery = 2 * kSecond;

TextRow rowOf(const TopicFacts& topic) {
    const QLocale locale;
    TextRow row{.key = QString::fromStdString(topic.name)};
    const QString rate = topic.perSecond
                             ? locale.toString(*topic.perSecond, 'f', *topic.perSecond < 10 ? 1 : 0)
                             : QStringLiteral("…");
    row.cells = {row.key, topic.problem ? errorHeadline(*topic.problem) : rate,
                 locale.toString(qlonglong(topic.kept)), QString::number(topic.partitions)};
    if (topic.problem) row.mark = currentTheme().critical;
    return row;
}

}  // namespace

TopicStep::TopicStep(QWidget* parent)
    : QWidget(parent),
      m_list(new Section),
      m_records(new Section),
      m_filter(new QLineEdit),
      m_table(new TextTable),
      m_inspector(new MessageInspector) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
    splitter->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    splitter->addWidget(m_list);
    splitter->addWidget(m_records);
    splitter->setSizes({450, 550});  // in proportion
    layout->addWidget(splitter);
    m_list->setTitle(tr("Topics"));
    m_records->setTitle(tr("Records"), tr("Newest first; looking leaves no trace"));
    m_filter->setPlaceholderText(tr("Find a topic"));
    m_filter->setAccessibleName(tr("Find a topic"));
    m_filter->setObjectName(QStringLiteral("topicFilter"));
    m_filter->setClearButtonEnabled(true);
    m_list->body()->addWidget(m_filter);
    m_list->body()->addWidget(m_table, 1);
    m_records->body()->addWidget(m_inspector, 1);
    m_table->table().setColumns({tr("Topic"), tr("Records/s"), tr("Records"), tr("Partitions")}, {1, 2, 3});
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Topics"));
    m_table->setObjectName(QStringLiteral("topics"));
    connect(m_filter, &QLineEdit::textChanged, this, &TopicStep::fill);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_table->table().rowCount() > 0) m_table->selectRow(0);
    });
    connect(m_table, &TextTable::keySelected, this, &TopicStep::choose);
    connect(m_inspector, &MessageInspector::sampleRead, this, [this] { emit ready(m_inspector->sampled()); });
    setFocusProxy(m_filter);
}

void TopicStep::open(const ConnectionChoice& connection) {
    m_connection = connection;
    m_table->setEmptyText(tr("Asking the cluster for its topics …"));
    watch();
}

void TopicStep::close() {
    m_errand.forget();
}

/// Looks again and again, so that the rates are those of the moment.
void TopicStep::watch() {
    m_errand.run("topics", [this, properties = m_connection.properties](const std::atomic<bool>& stopping,
                                                                        const Errand::Deliver& deliver) {
        const SystemClock clock;
        auto list = TopicList::connect(properties, clock);
        while (list && !stopping) {
            auto topics = (*list)->look();
            if (!topics) {
                deliver([this, words = errorSentence(topics.error())] { m_table->setEmptyText(words); });
            } else {
                deliver([this, topics = std::move(*topics)] { show(topics); });
            }
            sleepUnless(stopping, kLookEvery);
        }
        if (!list) deliver([this, words = errorSentence(list.error())] { m_table->setEmptyText(words); });
    });
}

void TopicStep::show(std::vector<TopicFacts> topics) {
    m_topics = std::move(topics);
    m_table->setEmptyText(m_topics.empty() ? tr("The cluster shows no topics to this user.")
                                           : tr("No topic has such a name."));
    fill();
}

void TopicStep::fill() {
    std::vector<TextRow> rows;
    for (const TopicFacts& topic : m_topics) {
        if (QString::fromStdString(topic.name).contains(m_filter->text().trimmed(), Qt::CaseInsensitive))
            rows.push_back(rowOf(topic));
    }
    m_table->table().setRows(std::move(rows));
    m_table->selectKey(QString::fromStdString(m_topic));
}

void TopicStep::choose(const QString& topic) {
    if (topic.isEmpty() || topic.toStdString() == m_topic) return;
    m_topic = topic.toStdString();
    m_records->setTitle(tr("Records of %1").arg(topic), tr("Newest first; looking leaves no trace"));
    emit ready(false);
    m_inspector->open(m_connection.properties, m_topic);
}

}  // namespace guanlan
