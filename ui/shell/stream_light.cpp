// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stream_light.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/popover.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace guanlan {

namespace {

class Dot : public QWidget {
  public:
    Dot(const QColor& color, QWidget* parent) : QWidget(parent), m_color(color) { setFixedSize(10, 20); }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_color);
        painter.drawEllipse(QRectF(1, 6, 8, 8));
    }

  private:
    QColor m_color;
};

}  // namespace

QColor levelColor(StreamState::Level level) {
    const Theme& theme = currentTheme();
    switch (level) {
        case StreamState::Level::Starting:
            return theme.textFaint;
        case StreamState::Level::Good:
            return theme.good;
        case StreamState::Level::Attention:
            return theme.warning;
        case StreamState::Level::Bad:
            return theme.critical;
    }
    return theme.textFaint;
}

StreamLight::StreamLight(QWidget* parent) : QAbstractButton(parent) {
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_popover == nullptr) m_popover = new Popover(this);
        fillPopover();
        m_popover->toggle();
    });
}

void StreamLight::setState(const StreamState& state) {
    if (state == m_state) return;
    const bool resized = state.word.size() != m_state.word.size() || state.word != m_state.word;
    m_state = state;
    setText(state.word);
    QStringList description;
    for (const StreamState::Line& line : state.lines)
        description += line.question + QLatin1Char(' ') + line.answer;
    setAccessibleName(tr("State of the streams: %1").arg(state.word));
    setAccessibleDescription(description.join(QLatin1Char('\n')));
    if (resized) updateGeometry();
    update();
    if (m_popover != nullptr && m_popover->isVisible()) {
        fillPopover();
        m_popover->openUnderAnchor();
    }
}

void StreamLight::fillPopover() {
    delete m_lines;
    m_lines = new QWidget(m_popover);
    auto* grid = new QGridLayout(m_lines);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    int row = 0;
    for (const StreamState::Line& line : m_state.lines) {
        auto* question = new QLabel(line.question, m_lines);
        question->setFont(Theme::font(12, QFont::DemiBold));
        auto* answer = new QLabel(line.answer, m_lines);
        answer->setTextFormat(Qt::PlainText);
        answer->setWordWrap(true);
        answer->setMinimumWidth(300);
        grid->addWidget(new Dot(levelColor(line.level), m_lines), row, 0, Qt::AlignTop);
        grid->addWidget(question, row, 1);
        grid->addWidget(answer, row + 1, 1);
        row += 2;
    }
    auto* more = new IconButton(Icon::Sources, tr("Open sources"), m_lines);
    more->setLook(IconButton::Look::Outlined);
    connect(more, &IconButton::clicked, this, [this] {
        m_popover->hide();
        emit sourcesAsked();
    });
    grid->addWidget(more, row, 1);
    m_popover->body()->addWidget(m_lines);
    m_lines->show();
}

QSize StreamLight::sizeHint() const {
    const QFontMetrics metrics(Theme::font(12, QFont::DemiBold));
    return {metrics.horizontalAdvance(text()) + 42, 28};
}

void StreamLight::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = levelColor(m_state.level);
    QColor fill = color;
    fill.setAlpha(underMouse() ? 48 : 30);
    painter.setPen(hasFocus() ? QPen(currentTheme().accent, 1.2) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(17, height() / 2.0), 4, 4);
    painter.setPen(color);
    painter.setFont(Theme::font(12, QFont::DemiBold));
    painter.drawText(QRect(28, 0, width() - 30, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

}  // namespace guanlan
