// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/version_bar.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/paint.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>

#include <utility>

namespace guanlan {

namespace {

constexpr int kSide = 16;

}  // namespace

VersionBar::VersionBar(QWidget* parent)
    : QWidget(parent),
      m_words(new QLabel),
      m_choice(new QComboBox),
      m_restore(new IconButton(Icon::Undo)),
      m_close(new IconButton(Icon::Close)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSide + 14, 4, kSide + 6, 4);
    layout->setSpacing(8);
    layout->addWidget(m_words);
    layout->addWidget(m_choice);
    layout->addStretch();
    layout->addWidget(m_restore);
    layout->addWidget(m_close);
    m_words->setFont(Theme::font(13));
    m_words->setTextFormat(Qt::PlainText);
    m_choice->setMinimumWidth(260);
    m_choice->setObjectName(QStringLiteral("versionChoice"));
    m_restore->setLook(IconButton::Look::Filled);
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    m_close->setObjectName(QStringLiteral("closeVersions"));
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) emit looked(m_versions.at(static_cast<std::size_t>(index)).dashboard);
    });
    connect(m_restore, &IconButton::clicked, this, [this] {
        const DashboardVersion version = m_versions.at(static_cast<std::size_t>(m_choice->currentIndex()));
        dismiss();
        emit restoreAsked(version.dashboard, when(version));
    });
    connect(m_close, &IconButton::clicked, this, &VersionBar::close);
    hide();
}

QString VersionBar::when(const DashboardVersion& version) {
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.at / kMilli), QLocale::ShortFormat);
}

void VersionBar::open(std::vector<DashboardVersion> versions) {
    m_choice->clear();
    m_versions = std::move(versions);
    QStringList lines;
    for (const DashboardVersion& version : m_versions) {
        const auto panels = static_cast<int>(version.dashboard.panels.size());
        lines += QStringLiteral("%1 · %2").arg(when(version), tr("%n panels", nullptr, panels));
    }
    m_choice->addItems(lines);
    m_choice->setVisible(!m_versions.empty());
    m_restore->setVisible(!m_versions.empty());
    retranslate();
    show();
    QWidget* first = m_choice;
    if (m_versions.empty()) first = m_close;
    first->setFocus();
}

void VersionBar::dismiss() {
    hide();
}

void VersionBar::close() {
    hide();
    emit closed();
}

void VersionBar::retranslate() {
    m_words->setText(m_versions.empty() ? tr("There is no earlier version of this dashboard yet.")
                                        : tr("You look at the version of"));
    m_choice->setAccessibleName(tr("Earlier versions"));
    m_restore->setText(tr("Put it back"));
    m_close->setToolTip(tr("Back to the dashboard as it is (Esc)"));
    m_close->setAccessibleName(tr("Back to the dashboard as it is"));
}

void VersionBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    drawNoticeFrame(painter, QRectF(rect()).adjusted(kSide, 0, -kSide, 0), currentTheme().accent);
}

void VersionBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void VersionBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return close();
    QWidget::keyPressEvent(event);
}

}  // namespace guanlan
