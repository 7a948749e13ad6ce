// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/message_inspector.h"

#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/text_table.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr std::size_t kSampled = 2000;
constexpr std::size_t kShown = 500;
constexpr qsizetype kCellLength = 300;
constexpr std::size_t kBodyLength = 200'000;
constexpr int kBodyHeight = 150;

QString oneLine(const std::string& bytes) {
    QString text = QString::fromUtf8(bytes.data(), qsizetype(std::min<std::size_t>(bytes.size(), 2000)));
    text.truncate(kCellLength);
    for (QChar& character : text) {
        if (!character.isPrint()) character = QChar(0x00B7);
    }
    return text;
}

QString timeText(const std::optional<Micros>& time) {
    if (!time) return QStringLiteral("–");
    return QDateTime::fromMSecsSinceEpoch(*time / kMilli).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

TextRow rowOf(const SampleMessage& message, std::size_t index) {
    QString value = message.hasValue ? oneLine(message.value) : MessageInspector::tr("(no value)");
    if (!message.whole())
        value = MessageInspector::tr("(%1, only the beginning) %2")
                    .arg(QLocale().formattedDataSize(qint64(message.bytes)), value);
    return {.cells = {timeText(message.timestamp), QString::number(message.partition),
                      QLocale::c().toString(qlonglong(message.offset)), oneLine(message.key), value},
            .key = QString::number(index)};
}

}  // namespace

MessageInspector::MessageInspector(QWidget* parent)
    : QWidget(parent), m_table(new TextTable), m_body(new QPlainTextEdit) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    buildBar(layout);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_body);
    m_table->table().setColumns({tr("Time"), tr("Partition"), tr("Offset"), tr("Key"), tr("Value")}, {1, 2});
    m_table->setEmptyText(tr("Choose a topic to look at its newest records."));
    m_table->setAccessibleName(tr("Records of the topic, the newest first"));
    m_table->setObjectName(QStringLiteral("messages"));
    m_body->setReadOnly(true);
    m_body->setFixedHeight(kBodyHeight);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    m_body->setFont(mono);
    m_body->setAccessibleName(tr("The chosen record"));
    m_body->setPlaceholderText(tr("The chosen record is shown here whole."));
    connect(m_table, &TextTable::keySelected, this, &MessageInspector::showBody);
    connect(&m_errand, &Errand::busyChanged, this, [this](bool busy) {
        m_stop->setEnabled(busy);
        if (!busy) m_progress->hide();
    });
}

void MessageInspector::buildBar(QVBoxLayout* layout) {
    auto* bar = new QHBoxLayout;
    bar->setSpacing(6);
    bar->addWidget(m_filter = new QLineEdit, 1);
    m_filter->setPlaceholderText(tr("Text in value or key, searched from the newest to the oldest"));
    m_filter->setAccessibleName(tr("Search the records"));
    m_filter->setObjectName(QStringLiteral("messageFilter"));
    m_filter->setClearButtonEnabled(true);
    bar->addWidget(m_search = new IconButton(Icon::Search, tr("Search")));
    bar->addWidget(m_follow = new IconButton(Icon::Play, tr("Follow")));
    bar->addWidget(m_stop = new IconButton(Icon::Close, tr("Cancel")));
    m_search->setLook(IconButton::Look::Outlined);
    m_search->setObjectName(QStringLiteral("searchMessages"));
    m_follow->setObjectName(QStringLiteral("followMessages"));
    m_stop->setObjectName(QStringLiteral("cancelMessages"));
    m_stop->setEnabled(false);
    layout->addLayout(bar);
    layout->addWidget(m_progress = new QProgressBar);
    m_progress->setFixedHeight(6);
    m_progress->setTextVisible(false);
    m_progress->hide();
    layout->addWidget(m_note = new QLabel);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setProperty("muted", true);
    m_note->setObjectName(QStringLiteral("messageNote"));
    connect(m_search, &IconButton::clicked, this, &MessageInspector::search);
    connect(m_filter, &QLineEdit::returnPressed, this, &MessageInspector::search);
    connect(m_follow, &IconButton::clicked, this, [this] { follow(true); });
    connect(m_stop, &IconButton::clicked, this, &MessageInspector::stop);
}

void MessageInspector::open(const KafkaProperties& properties, const std::string& topic) {
    close();
    m_properties = properties;
    m_topic = topic;
    readNewest();
}

void MessageInspector::close() {
    m_errand.forget();
    m_topic.clear();
    m_sample.clear();
    m_sampled = false;
    showMessages({}, {});
}

void MessageInspector::stop() {
    m_errand.stop();
}

void MessageInspector::readNewest() {
    m_note->setText(tr("Reading the newest records …"));
    m_errand.run("sample", [this, properties = m_properties, topic = m_topic](
                               const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
        auto reader = TopicReader::open(properties, topic);
        auto newest = reader ? (*reader)->newest(kSampled, stopping)
                             : Result<std::vector<SampleMessage>>(std::move(reader).error());
        deliver([this, newest = std::move(newest)] {
            m_sampled = newest.ok();
            if (newest.ok()) {
                m_sample = *newest;
                showMessages(m_sample, m_sample.empty()
                                           ? tr("The topic holds no records yet.")
                                           : tr("The newest %n record(s)", nullptr, int(m_sample.size())));
            } else {
                showProblem(newest.error());
            }
            emit sampleRead(newest.ok());
        });
    });
}

void MessageInspector::search() {
    const std::string text = m_filter->text().toStdString();
    if (m_topic.empty()) return;
    if (text.empty()) {
        readNewest();
        return;
    }
    showMessages({}, tr("Searching …"));
    m_progress->show();
    m_errand.run("search", [this, text, properties = m_properties, topic = m_topic](
                               const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
        auto reader = TopicReader::open(properties, topic);
        TopicReadProgress last;
        auto found = reader ? (*reader)->search(text, kShown, stopping,
                                                [&](const TopicReadProgress& progress) {
                                                    last = progress;
                                                    deliver([this, progress] { showProgress(progress); });
                                                })
                            : Result<std::vector<SampleMessage>>(std::move(reader).error());
        deliver([this, last, found = std::move(found)] {
            if (!found.ok()) return showProblem(found.error());
            showMessages(*found, tr("%1 found in %2 of %3 records")
                                     .arg(QLocale().toString(qulonglong(found->size())),
                                          QLocale().toString(qlonglong(last.read)),
                                          QLocale().toString(qlonglong(last.of))));
        });
    });
}

void MessageInspector::follow(bool on) {
    if (!on || m_topic.empty()) return;
    showMessages({}, tr("Waiting for new records …"));
    m_errand.run("follow", [this, properties = m_properties, topic = m_topic](
                               const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
        auto reader = TopicReader::open(properties, topic);
        auto done = reader
                        ? (*reader)->follow(stopping,
                                            [&](std::vector<SampleMessage> come) {
                                                deliver([this, come = std::move(come)]() mutable {
                                                    come.insert(come.end(), m_shown.begin(), m_shown.end());
                                                    if (come.size() > kShown) come.resize(kShown);
                                                    showMessages(come, tr("Following; the newest first"));
                                                });
                                            })
                        : Result<void>(std::move(reader).error());
        if (!done) deliver([this, error = done.error()] { showProblem(error); });
    });
}

void MessageInspector::showMessages(const std::vector<SampleMessage>& messages, const QString& note) {
    m_shown.assign(messages.begin(), messages.begin() + qsizetype(std::min(messages.size(), kShown)));
    std::vector<TextRow> rows;
    rows.reserve(m_shown.size());
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        rows.push_back(rowOf(m_shown[i], i));
    m_table->setEmptyText(note);
    m_table->table().setRows(std::move(rows));
    m_table->fitColumns();
    m_note->setText(note);
    m_body->clear();
    if (!m_shown.empty()) m_table->selectRow(0);
}

void MessageInspector::showProgress(const TopicReadProgress& progress) {
    m_progress->setMaximum(1000);
    m_progress->setValue(progress.of > 0 ? int(progress.read * 1000 / progress.of) : 0);
    m_note->setText(tr("%1 of %2 records read, %3 found")
                        .arg(QLocale().toString(qlonglong(progress.read)),
                             QLocale().toString(qlonglong(progress.of)),
                             QLocale().toString(qulonglong(progress.found))));
}

void MessageInspector::showProblem(const Error& error) {
    showMessages({}, errorSentence(error));
}

void MessageInspector::showBody(const QString& key) {
    const auto index = key.toULongLong();
    if (key.isEmpty() || index >= m_shown.size()) return;
    const std::string& value = m_shown[index].value;
    const QByteArray bytes(value.data(), qsizetype(std::min(value.size(), kBodyLength)));
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    m_body->setPlainText(QString::fromUtf8(json.isNull() ? bytes : json.toJson()));
}

}  // namespace guanlan
