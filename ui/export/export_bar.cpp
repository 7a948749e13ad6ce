// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_bar.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/paint.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QUrl>

#include <cmath>

namespace guanlan {

namespace {

constexpr int kSide = 16;
constexpr int kWhole = 1000;

}  // namespace

ExportBar::ExportBar(QWidget* parent)
    : QWidget(parent),
      m_words(new QLabel),
      m_share(new QProgressBar),
      m_cancel(new IconButton(Icon::Close)),
      m_folder(new IconButton(Icon::None)),
      m_close(new IconButton(Icon::Close)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSide + 14, 4, kSide + 6, 4);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_share, m_cancel, m_folder, m_close})
        layout->addWidget(widget);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::font(13));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setObjectName(QStringLiteral("exportWords"));
    m_share->setRange(0, kWhole);
    m_share->setTextVisible(false);
    m_share->setFixedSize(160, 8);
    m_share->setObjectName(QStringLiteral("exportShare"));
    m_cancel->setObjectName(QStringLiteral("cancelExport"));
    m_folder->setObjectName(QStringLiteral("openExportFolder"));
    m_close->setObjectName(QStringLiteral("closeExport"));
    m_cancel->setLook(IconButton::Look::Outlined);
    m_folder->setLook(IconButton::Look::Outlined);
    connect(m_cancel, &IconButton::clicked, this, &ExportBar::cancelAsked);
    connect(m_close, &IconButton::clicked, this, &QWidget::hide);
    connect(m_folder, &IconButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_file).absolutePath())); });
    retranslate();
    hide();
}

void ExportBar::begin(const QString& words) {
    m_file.clear();
    m_share->setValue(0);
    tell(State::Working, words);
}

void ExportBar::setShare(double share) {
    m_share->setValue(static_cast<int>(std::lround(share * kWhole)));
}

void ExportBar::tellDone(const QString& words, const QString& file) {
    m_file = file;
    tell(State::Done, words);
}

void ExportBar::tellProblem(const QString& words) {
    m_file.clear();
    tell(State::Failed, words);
}

void ExportBar::tell(State state, const QString& words) {
    m_state = state;
    m_words->setText(words);
    setAccessibleName(words);
    const bool working = state == State::Working;
    m_share->setVisible(working);
    m_cancel->setVisible(working);
    m_close->setVisible(!working);
    m_folder->setVisible(!m_file.isEmpty());
    show();
    update();
}

void ExportBar::retranslate() {
    m_share->setAccessibleName(tr("Progress of the export"));
    m_cancel->setText(tr("Cancel"));
    m_folder->setText(tr("Open the folder"));
    m_close->setToolTip(tr("Hide this line"));
    m_close->setAccessibleName(tr("Hide this line"));
}

void ExportBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const Theme& theme = currentTheme();
    const QColor colour = m_state == State::Working ? theme.accent
                          : m_state == State::Done  ? theme.good
                                                    : theme.critical;
    drawNoticeFrame(painter, QRectF(rect()).adjusted(kSide, 0, -kSide, 0), colour);
}

void ExportBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
