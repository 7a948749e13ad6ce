// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_bar.h"

#include "ui/shell/stream_light.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/paint.h"

namespace guanlan {

namespace {

constexpr int kSide = 16;
constexpr int kTextLeft = kSide + 40;
constexpr int kPadding = 9;
constexpr int kGap = 8;
constexpr int kFlags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap;

}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void NoticeBar::show(const std::vector<StreamState::Notice>& notices) {
    if (notices == m_notices) return;
    m_notices = notices;
    QStringList texts;
    for (const StreamState::Notice& notice : notices)
        texts += notice.text;
    setAccessibleName(tr("Notices"));
    setAccessibleDescription(texts.join(QLatin1Char('\n')));
    setVisible(!notices.empty());
    updateGeometry();
    update();
}

int NoticeBar::heightOf(const StreamState::Notice& notice, int width) {
    const QFontMetrics metrics(Theme::font(13));
    const QRect room(0, 0, std::max(100, width - kTextLeft - 2 * kSide), 10000);
    return metrics.boundingRect(room, kFlags, notice.text).height() + 2 * kPadding;
}

int NoticeBar::heightForWidth(int width) const {
    int total = 0;
    for (const StreamState::Notice& notice : m_notices)
        total += heightOf(notice, width) + kGap;
    return total;
}

void NoticeBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.fillRect(rect(), theme.window);
    int top = 0;
    for (const StreamState::Notice& notice : m_notices) {
        const QColor color = levelColor(notice.level);
        const QRectF frame(kSide, top, width() - 2 * kSide, heightOf(notice, width()));
        drawNoticeFrame(painter, frame, color);
        paintIcon(painter, Icon::Warning, {kSide + 13.0, top + 8.0, 18, 18}, color);
        painter.setPen(theme.text);
        painter.setFont(Theme::font(13));
        painter.drawText(QRect(kTextLeft, top, width() - kTextLeft - 2 * kSide, heightOf(notice, width())),
                         kFlags, notice.text);
        top += heightOf(notice, width()) + kGap;
    }
}

}  // namespace guanlan
