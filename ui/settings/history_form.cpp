// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/history_form.h"

#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"
#include "core/store/history_copy.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/verdict.h"

#include <QDateTime>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QStandardPaths>

#include <cmath>

namespace guanlan {

namespace {

constexpr int kBoxWidth = 200;
constexpr int kMegabytesInGigabyte = 1000;
constexpr double kMostGigabytes = 100'000;

QString sizeText(std::int64_t bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString dayText(Micros time) {
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time / kMilli, Qt::UTC);
    return QLocale().toString(at.date(), QLocale::ShortFormat);
}

}  // namespace

HistoryForm::HistoryForm(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace) {
    build();
    connect(&m_workspace, &WorkspaceModel::settingsChanged, this, &HistoryForm::showSettings);
    connect(&m_working, &Errand::busyChanged, this, [this](bool busy) {
        for (IconButton* button : {m_check, m_backup, m_restore})
            button->setEnabled(!busy);
    });
    showSettings();
}

HistoryForm::~HistoryForm() {
    // A box that loses the focus with its form says that it was edited.
    m_days->disconnect(this);
    m_gigabytes->disconnect(this);
}

void HistoryForm::build() {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("Now"), m_facts = new QLabel(this));
    form->addRow(tr("Forecast"), m_forecast = new QLabel(this));
    form->addRow(tr("Keep at least"), m_days = new QSpinBox(this));
    m_days->setRange(1, 36'500);
    m_days->setSuffix(tr(" days"));
    form->addRow(tr("But no more than"), m_gigabytes = new QDoubleSpinBox(this));
    m_gigabytes->setRange(0, kMostGigabytes);
    m_gigabytes->setDecimals(1);
    m_gigabytes->setSuffix(QStringLiteral(" GB"));
    m_gigabytes->setSpecialValueText(tr("as the disk allows"));
    m_gigabytes->setToolTip(tr("The oldest rows go first."));
    m_facts->setObjectName(QStringLiteral("historyFacts"));
    m_forecast->setObjectName(QStringLiteral("historyForecast"));
    m_days->setObjectName(QStringLiteral("retentionDays"));
    m_gigabytes->setObjectName(QStringLiteral("retentionGigabytes"));
    m_days->setMinimumWidth(kBoxWidth);
    m_gigabytes->setMinimumWidth(kBoxWidth);
    for (QAbstractSpinBox* box :
         {static_cast<QAbstractSpinBox*>(m_days), static_cast<QAbstractSpinBox*>(m_gigabytes)})
        connect(box, &QAbstractSpinBox::editingFinished, this, &HistoryForm::apply);
    auto* actions = new QWidget(this);
    buildActions(actions);
    form->addRow(actions);
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("historyResult"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();
    form->addRow(m_result);
}

void HistoryForm::buildActions(QWidget* into) {
    auto* row = new QHBoxLayout(into);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_check = new IconButton(Icon::Check, tr("Check all rows"), into);
    m_backup = new IconButton(Icon::Copy, tr("Back up…"), into);
    m_restore = new IconButton(Icon::Undo, tr("Put a backup back…"), into);
    m_check->setObjectName(QStringLiteral("checkHistory"));
    m_backup->setObjectName(QStringLiteral("backUpHistory"));
    m_restore->setObjectName(QStringLiteral("restoreHistory"));
    for (IconButton* button : {m_check, m_backup, m_restore}) {
        button->setLook(IconButton::Look::Outlined);
        row->addWidget(button);
    }
    row->addStretch();
    connect(m_check, &IconButton::clicked, this, &HistoryForm::check);
    connect(m_backup, &IconButton::clicked, this, &HistoryForm::chooseBackup);
    connect(m_restore, &IconButton::clicked, this, &HistoryForm::chooseRestore);
}

void HistoryForm::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void HistoryForm::refresh() {
    m_reading.run("history-size",
                  [this, folder = stateFolder()](const std::atomic<bool>&, const Errand::Deliver& deliver) {
                      auto history = History::open(folder);
                      auto usage = history ? (*history)->usage() : Result<HistoryUsage>(history.error());
                      deliver([this, usage = std::move(usage)] { showUsage(usage); });
                  });
}

void HistoryForm::showUsage(const Result<HistoryUsage>& usage) {
    if (!usage) {
        m_facts->setText(usage.error().code == ErrorCode::NotFound ? tr("nothing kept yet")
                                                                   : errorHeadline(usage.error()));
        m_forecast->setText(QStringLiteral("–"));
        return;
    }
    const Retention retention = retentionOf(m_workspace.settings());
    QStringList facts{retention.bytes > 0
                          ? tr("%1 of %2").arg(sizeText(usage->bytesUsed), sizeText(retention.bytes))
                          : sizeText(usage->bytesUsed)};
    if (usage->oldest) facts += tr("since %1").arg(dayText(*usage->oldest));
    facts += tr("%1 free on the disk").arg(sizeText(usage->bytesFree));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    const HistoryForecast forecast = forecastOf(*usage, retention);
    if (usage->bytesPerDay <= 0) {
        m_forecast->setText(tr("known when an hour has been kept"));
        return;
    }
    const QString growth = tr("%1 a day").arg(sizeText(std::llround(usage->bytesPerDay)));
    const QString end =
        !forecast.daysLeft ? tr("%1 in the end: there is room").arg(sizeText(forecast.bytes))
        : forecast.diskIsTheLimit
            ? tr("the disk is full in %n days", nullptr, static_cast<int>(*forecast.daysLeft))
            : tr("the limit is reached in %n days", nullptr, static_cast<int>(*forecast.daysLeft));
    m_forecast->setText(growth + QStringLiteral(" · ") + end);
}

void HistoryForm::showSettings() {
    m_filling = true;
    const WorkspaceSettings& settings = m_workspace.settings();
    m_days->setValue(settings.retentionDays);
    m_gigabytes->setValue(static_cast<double>(settings.retentionMegabytes) / kMegabytesInGigabyte);
    m_filling = false;
    if (isVisible()) refresh();
}

void HistoryForm::apply() {
    if (m_filling) return;
    WorkspaceSettings settings = m_workspace.settings();
    settings.retentionDays = m_days->value();
    settings.retentionMegabytes = static_cast<int>(std::lround(m_gigabytes->value() * kMegabytesInGigabyte));
    if (settings != m_workspace.settings()) m_workspace.setSettings(settings);
}

void HistoryForm::startWork(const QString& words) {
    m_result->setStyleSheet({});
    m_result->setText(words);
    m_result->show();
}

void HistoryForm::tell(bool good, const QString& words) {
    showVerdict(*m_result, words, good);
    m_result->show();
}

void HistoryForm::check() {
    startWork(tr("All rows are being read…"));
    m_working.run("history-check", [this, folder = stateFolder()](const std::atomic<bool>& stopping,
                                                                  const Errand::Deliver& deliver) {
        auto checked = checkHistory(folder, [&stopping](double) { return !stopping.load(); });
        deliver([this, checked = std::move(checked)] {
            if (!checked) return tell(false, errorSentence(checked.error()));
            if (checked->findings.empty())
                return tell(true,
                            tr("%1 rows read, all sound.").arg(QLocale().toString(qlonglong{checked->rows})));
            QStringList findings;
            for (const std::string& finding : checked->findings)
                findings += QString::fromStdString(finding);
            tell(false, tr("The history is damaged. Put a backup in its place.") + QLatin1Char('\n') +
                            findings.join(QLatin1Char('\n')));
        });
    });
}

void HistoryForm::chooseBackup() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog = new QFileDialog(this, tr("Back up the history"), folder, tr("History (*.db)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);  // a file that is there is refused with words
    dialog->setDefaultSuffix(QStringLiteral("db"));
    dialog->selectFile(QStringLiteral("guanlan-%1.db").arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &HistoryForm::backUpInto);
    dialog->open();
}

void HistoryForm::backUpInto(const QString& file) {
    startWork(tr("The history is being copied…"));
    m_working.run("history-backup", [this, folder = stateFolder(), file](const std::atomic<bool>& stopping,
                                                                         const Errand::Deliver& deliver) {
        auto done =
            backUpHistory(folder, file.toStdString(), [&stopping](double) { return !stopping.load(); });
        deliver([this, done = std::move(done), file] {
            if (!done) return tell(false, errorSentence(done.error()));
            tell(true, tr("The history is in %1.").arg(QDir::toNativeSeparators(file)));
        });
    });
}

void HistoryForm::chooseRestore() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog = new QFileDialog(this, tr("Put a backup back; what is there now is kept beside it"), folder,
                                   tr("History (*.db)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &HistoryForm::askRestore);
    dialog->open();
}

/// A wrong choice stops nothing: the backup is read before the run ends.
void HistoryForm::askRestore(const QString& file) {
    startWork(tr("The backup is being read…"));
    m_working.run(
        "history-restore", [this, file](const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
            auto sound = checkBackup(file.toStdString(), [&stopping](double) { return !stopping.load(); });
            deliver([this, sound = std::move(sound), file] {
                if (!sound) return tell(false, errorSentence(sound.error()));
                m_result->hide();
                emit restoreAsked(file);
            });
        });
}

}  // namespace guanlan
