// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/column_step.h"

#include "ui/connect/column_model.h"
#include "ui/connect/remark_text.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTableView>

namespace guanlan {

namespace {

constexpr int kRowHeight = 32;
constexpr int kPasteHeight = 150;
constexpr int kLongestDelay = 86'400;
constexpr int kRecordTime = -1;
constexpr int kHalfHours = 28;

QString zoneName(int minutes) {
    return QStringLiteral("UTC%1%2:%3")
        .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
        .arg(std::abs(minutes) / 60)
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

/// A label above its field, which takes its name from it.
void addField(QGridLayout* grid, int column, const QString& name, QWidget* field) {
    auto* label = new QLabel(name);
    label->setProperty("muted", true);
    label->setBuddy(field);
    field->setAccessibleName(name);
    grid->addWidget(label, 0, column);
    grid->addWidget(field, 1, column);
}

}  // namespace

ColumnStep::ColumnStep(QWidget* parent)
    : QWidget(parent),
      m_timeSection(new Section),
      m_columnSection(new Section),
      m_remarks(new QLabel),
      m_table(new QTableView),
      m_model(new ColumnModel(this)),
      m_paste(new IconButton(Icon::Copy, tr("Paste a CREATE TABLE"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_timeSection);
    layout->addWidget(m_columnSection, 1);
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->setObjectName(QStringLiteral("remarks"));
    buildTime();
    m_timeSection->body()->addWidget(m_remarks);
    buildPaste();
    m_columnSection->setTitle(tr("Columns"), tr("Double-click or F2 to change"));
    m_columnSection->actions()->addWidget(m_paste);
    m_columnSection->body()->addWidget(m_pastePart);
    m_columnSection->body()->addWidget(m_table, 1);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ColumnDelegate(m_table));
    m_table->setObjectName(QStringLiteral("columns"));
    m_table->setAccessibleName(tr("Columns"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    connect(m_model, &ColumnModel::edited, this, [this] {
        m_proposal.columns = m_model->columns();
        fillTimes();
    });
    setFocusProxy(m_table);
}

void ColumnStep::buildTime() {
    m_timeSection->setTitle(tr("When did it happen?"), tr("Learned from the sample"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    addField(grid, 0, tr("Event time"), m_time = new QComboBox);
    addField(grid, 1, tr("Written as"), m_format = new QComboBox);
    addField(grid, 2, tr("Zone of times without one"), m_zone = new QComboBox);
    addField(grid, 3, tr("Wait for late records"), m_delay = new QSpinBox);
    addField(grid, 4, tr("Window of the metrics"), m_window = new QComboBox);
    for (int column = 0; column < 5; ++column)
        grid->setColumnStretch(column, column == 0 || column == 1 ? 3 : 2);
    for (QComboBox* box : {m_time, m_format, m_zone, m_window}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    m_time->setObjectName(QStringLiteral("eventTime"));
    m_delay->setObjectName(QStringLiteral("delay"));
    m_delay->setRange(1, kLongestDelay);
    m_delay->setSuffix(tr(" s"));
    for (int format = 1; format < int(kTimeFormats); ++format)
        m_format->addItem(timeFormatText(TimeFormat(format)), format);
    m_zone->addItem(tr("that of the workspace"), QVariant());
    for (int half = -kHalfHours; half <= kHalfHours; ++half)
        m_zone->addItem(zoneName(half * 30), half * 30);
    m_window->addItem(tr("1 minute"), qlonglong(kMinute));
    m_window->addItem(tr("5 minutes"), qlonglong(5 * kMinute));
    m_window->addItem(tr("1 hour"), qlonglong(kHour));
    m_window->addItem(tr("1 day"), qlonglong(kDay));
    m_timeSection->body()->addLayout(grid);
    connect(m_time, &QComboBox::currentIndexChanged, this, &ColumnStep::fillTimeFormat);
}

void ColumnStep::buildPaste() {
    m_pastePart = new QWidget;
    auto* layout = new QVBoxLayout(m_pastePart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text = new QPlainTextEdit);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(13);
    m_text->setFont(mono);
    m_text->setFixedHeight(kPasteHeight);
    m_text->setObjectName(QStringLiteral("pastedTable"));
    m_text->setPlaceholderText(tr("CREATE TABLE … WITH (…), as it stands in a Flink script"));
    m_text->setAccessibleName(tr("A CREATE TABLE"));
    m_text->setTabChangesFocus(true);
    layout->addWidget(m_mistake = new QLabel);
    m_mistake->setTextFormat(Qt::PlainText);
    m_mistake->setWordWrap(true);
    m_mistake->hide();
    m_pastePart->hide();
    m_paste->setObjectName(QStringLiteral("pasteTable"));
    connect(m_paste, &IconButton::clicked, this, [this] {
        m_pastePart->setVisible(m_pastePart->isHidden());
        m_text->setFocus();
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, &ColumnStep::readPaste);
}

void ColumnStep::propose(const std::string& topic, const std::vector<SampleMessage>& sample) {
    m_pasted.clear();
    emit ready(false);
    m_remarks->setText(tr("Reading the sample …"));
    m_remarks->setStyleSheet({});
    m_errand.run("propose", [this, topic, sample](const std::atomic<bool>&, const Errand::Deliver& deliver) {
        deliver([this, proposal = proposeStream(topic, sample), records = sample.size()] {
            m_sampled = m_records = records;
            m_proposed = proposal;
            take(proposal);
        });
    });
}

void ColumnStep::take(const StreamProposal& proposal) {
    m_proposal = proposal;
    m_model->setColumns(proposal.columns, m_records, !m_pasted.empty());
    fillTimes();
    m_delay->setValue(int(std::clamp<Micros>(proposal.delay / kSecond, 1, kLongestDelay)));
    const int zone = proposal.zoneOffset ? m_zone->findData(int(*proposal.zoneOffset / kMinute)) : 0;
    m_zone->setCurrentIndex(std::max(0, zone));
    m_window->setCurrentIndex(std::max(0, m_window->findData(qlonglong(proposal.window))));
    for (QWidget* field : std::initializer_list<QWidget*>{m_time, m_format, m_zone, m_delay})
        field->setEnabled(m_pasted.empty());
    m_table->setColumnWidth(ColumnModel::Name, 230);
    m_table->setColumnWidth(ColumnModel::Type, 170);
    m_table->setColumnWidth(ColumnModel::Role, 120);
    showRemarks();
    emit ready(!proposal.columns.empty());
}

void ColumnStep::fillTimes() {
    const QSignalBlocker quiet(m_time);
    m_time->clear();
    m_time->addItem(tr("Kafka's timestamp"), kRecordTime);
    for (std::size_t i = 0; i < m_proposal.columns.size(); ++i) {
        const ColumnProposal& column = m_proposal.columns[i];
        if (column.role == ColumnRole::Time) m_time->addItem(QString::fromStdString(column.name), int(i));
    }
    const int wanted = m_proposal.time ? m_time->findData(int(*m_proposal.time)) : 0;
    m_time->setCurrentIndex(std::max(0, wanted));
    fillTimeFormat();
}

void ColumnStep::fillTimeFormat() {
    const int index = m_time->currentData().toInt();
    const bool field = index != kRecordTime && m_pasted.empty();
    m_format->setEnabled(field);
    const TimeFormat format =
        index == kRecordTime ? TimeFormat::None : m_proposal.columns[std::size_t(index)].time;
    m_format->setCurrentIndex(m_format->findData(int(format)));
    m_zone->setEnabled(field && (isLocal(format) || format == TimeFormat::LogDate));
    m_proposal.time = index == kRecordTime ? std::nullopt : std::optional(std::size_t(index));
}

void ColumnStep::showRemarks() {
    QStringList lines;
    bool warning = false;
    for (const ProposalRemark& remark : m_proposal.remarks) {
        lines += remarkText(remark);
        warning = warning || isWarning(remark);
    }
    m_remarks->setText(lines.join(QLatin1Char('\n')));
    m_remarks->setVisible(!lines.isEmpty());
    const QColor colour = warning ? currentTheme().warning : currentTheme().textMuted;
    m_remarks->setStyleSheet(QStringLiteral("color: %1").arg(colour.name()));
}

void ColumnStep::readPaste() {
    const std::string script = m_text->toPlainText().toStdString();
    m_mistake->hide();
    if (script.find_first_not_of(" \n\t\r") == std::string::npos) {
        m_pasted.clear();
        m_records = m_sampled;
        take(m_proposed);
        return;
    }
    const auto pasted = readPastedTable(script);
    if (pasted) {
        m_pasted = pasted->script;
        m_records = 0;
        take(pasted->proposal);
        return;
    }
    const Error& error = pasted.error();
    QString words = errorSentence(error);
    if (error.position.line > 0)
        words = tr("Line %1, column %2: %3").arg(error.position.line).arg(error.position.column).arg(words);
    m_mistake->setText(words);
    m_mistake->setStyleSheet(QStringLiteral("color: %1").arg(currentTheme().critical.name()));
    m_mistake->show();
    emit ready(false);
}

StreamProposal ColumnStep::proposal() const {
    StreamProposal proposal = m_proposal;
    proposal.columns = m_model->columns();
    proposal.window = m_window->currentData().toLongLong();
    if (!m_pasted.empty()) return proposal;
    if (proposal.time && m_format->currentIndex() >= 0)
        proposal.columns[*proposal.time].time = TimeFormat(m_format->currentData().toInt());
    proposal.delay = m_delay->value() * kSecond;
    const QVariant zone = m_zone->currentData();
    proposal.zoneOffset = zone.isValid() ? std::optional<Micros>(zone.toInt() * kMinute) : std::nullopt;
    return proposal;
}

}  // namespace guanlan
