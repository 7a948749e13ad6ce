// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sqleditor/sql_text.h"

#include "ui/sqleditor/sql_highlighter.h"
#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

namespace guanlan {

namespace {

constexpr int kFontSize = 13;
constexpr int kGutterAir = 10;

/// The strip of line numbers; the text draws it.
class Gutter : public QWidget {
  public:
    explicit Gutter(SqlText* text) : QWidget(text), m_text(text) {}

  protected:
    void paintEvent(QPaintEvent* event) override { m_text->paintGutter(event); }

  private:
    SqlText* m_text;
};

}  // namespace

SqlText::SqlText(QWidget* parent)
    : QPlainTextEdit(parent), m_highlighter(new SqlHighlighter(document())), m_gutter(new Gutter(this)) {
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(kFontSize);
    setFont(mono);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &SqlText::layOutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& area, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &SqlText::showSelections);
    layOutGutter();
    showSelections();
}

void SqlText::setFirstLine(int line) {
    m_firstLine = line;
    layOutGutter();
    m_gutter->update();
}

void SqlText::setMarks(std::vector<SqlMark> marks) {
    m_marks = std::move(marks);
    showSelections();
    m_gutter->update();
}

void SqlText::moveTo(TextPosition position) {
    setTextCursor(cursorOf({.position = position}));
    ensureCursorVisible();
    setFocus();
}

void SqlText::replaceText(const QString& text) {
    if (text == toPlainText()) return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
}

int SqlText::gutterWidth() const {
    const int digits = int(QString::number(m_firstLine + blockCount()).size());
    return std::max(3, digits) * fontMetrics().horizontalAdvance(QLatin1Char('9')) + 2 * kGutterAir;
}

void SqlText::layOutGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left() + 1, area.top() + 1, gutterWidth(), area.height() - 2);
}

void SqlText::paintGutter(QPaintEvent* event) {
    QPainter painter(m_gutter);
    const Theme& theme = currentTheme();
    const int current = textCursor().blockNumber();
    painter.setFont(font());
    const qreal shift = viewport()->y() - m_gutter->y();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = blockBoundingGeometry(block).translated(contentOffset()).translated(0, shift);
        if (line.top() > event->rect().bottom()) break;
        const int number = block.blockNumber();
        const bool wrong = std::any_of(m_marks.begin(), m_marks.end(),
                                       [&](const SqlMark& mark) { return mark.position.line == number + 1; });
        painter.setPen(wrong ? theme.critical : (number == current ? theme.text : theme.textFaint));
        painter.drawText(QRectF(0, line.top(), m_gutter->width() - kGutterAir, line.height()),
                         Qt::AlignRight | Qt::AlignTop, QString::number(m_firstLine + number));
    }
}

/// The word at the place of a mistake, at least one character.
QTextCursor SqlText::cursorOf(const SqlMark& mark) const {
    QTextBlock block = document()->findBlockByNumber(mark.position.line - 1);
    if (!block.isValid()) block = document()->lastBlock();
    const QString line = block.text();
    qsizetype at = 0;
    for (int column = 1; column < mark.position.column && at < line.size(); ++column)
        at += line.at(at).isHighSurrogate() ? 2 : 1;
    qsizetype end = at;
    while (end < line.size() && (line.at(end).isLetterOrNumber() || line.at(end) == QLatin1Char('_')))
        ++end;
    if (end == at) end = std::min(at + 1, line.size());
    if (end == at && at > 0) --at;  // behind the last character
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + int(end));
    cursor.setPosition(block.position() + int(at), QTextCursor::KeepAnchor);
    return cursor;
}

void SqlText::showSelections() {
    QList<QTextEdit::ExtraSelection> selections;
    QTextEdit::ExtraSelection line;
    line.cursor = textCursor();
    line.cursor.clearSelection();
    line.format.setBackground(withAlpha(currentTheme().textFaint, 30));
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    if (!isReadOnly()) selections << line;
    for (const SqlMark& mark : m_marks) {
        QTextEdit::ExtraSelection wrong;
        wrong.cursor = cursorOf(mark);
        wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.format.setUnderlineColor(currentTheme().critical);
        wrong.format.setBackground(withAlpha(currentTheme().critical, 40));
        selections << wrong;
    }
    setExtraSelections(selections);
    m_gutter->update();
}

void SqlText::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOutGutter();
}

void SqlText::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_highlighter == nullptr) return;
    m_highlighter->rehighlight();
    showSelections();
}

bool SqlText::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QPlainTextEdit::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = cursorForPosition(viewport()->mapFromGlobal(help->globalPos())).position();
    for (const SqlMark& mark : m_marks) {
        const QTextCursor cursor = cursorOf(mark);
        if (at < cursor.selectionStart() || at > cursor.selectionEnd()) continue;
        QToolTip::showText(help->globalPos(), mark.words.toHtmlEscaped(), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

}  // namespace guanlan
