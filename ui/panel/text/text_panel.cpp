// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/text/text_panel.h"

#include "ui/theme/theme.h"
#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>
#include <QWheelEvent>

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr int kBodyPixels = 13;
constexpr int kStep = 24;
constexpr int kIndent = 18;

constexpr OptionChoice kAlignChoices[] = {{"left", QT_TRANSLATE_NOOP("PanelOption", "Left")},
                                          {"centre", QT_TRANSLATE_NOOP("PanelOption", "Centred")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::LongText,
                                     .key = "text",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Text (Markdown)")},
                                    {.type = OptionField::Type::Choice,
                                     .key = "align",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Alignment"),
                                     .choices = kAlignChoices}};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<TextPanel>(parent);
}

PanelDemand wantsNothing(const PanelConfig& /*config*/) {
    return {};
}

void shapeHeading(const QTextBlock& block, int level) {
    constexpr std::array kPixels{22, 18, 15, 14, 13, 13};
    QTextCursor cursor(block);
    cursor.select(QTextCursor::BlockUnderCursor);
    QTextCharFormat format;
    format.setFont(
        Theme::font(kPixels.at(static_cast<std::size_t>(std::clamp(level, 1, 6)) - 1), QFont::DemiBold));
    format.setForeground(currentTheme().text);
    cursor.setCharFormat(format);
    QTextBlockFormat spacing;
    spacing.setTopMargin(block.position() == 0 ? 0 : 10);
    spacing.setBottomMargin(4);
    cursor.mergeBlockFormat(spacing);
}

}  // namespace

const PanelKind kTextPanel{.name = "text",
                           .title = QT_TRANSLATE_NOOP("PanelKind", "Text"),
                           .smallest = {2, 1},
                           .reads = {.metric = false,
                                     .value = false,
                                     .group = false,
                                     .aggregate = false,
                                     .span = false,
                                     .yesterday = false},
                           .options = kOptions,
                           .wants = wantsNothing,
                           .create = create};

QVariant PlainMarkdown::loadResource(int /*type*/, const QUrl& /*name*/) {
    return {};
}

void PlainMarkdown::show(const QString& markdown) {
    const Theme& theme = currentTheme();
    setDocumentMargin(0);
    setIndentWidth(kIndent);
    setDefaultFont(Theme::font(kBodyPixels));
    setMarkdown(markdown, MarkdownFeatures(MarkdownDialectGitHub | MarkdownNoHTML));
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level > 0) {
            shapeHeading(block, level);
        } else {
            QTextCursor cursor(block);
            const bool packed = block.textList() != nullptr || cursor.currentTable() != nullptr;
            QTextBlockFormat format;
            format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
            format.setBottomMargin(packed ? 0 : 6);
            format.setTopMargin(0);
            cursor.mergeBlockFormat(format);
        }
    }
    for (QTextFrame* frame : rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (table == nullptr) continue;
        QTextTableFormat format = table->format();
        format.setBorderBrush(withAlpha(theme.textFaint, 90));
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setTopMargin(6);
        format.setBottomMargin(6);
        format.setCellPadding(4);
        format.setCellSpacing(0);
        table->setFormat(format);
    }
}

TextPanel::TextPanel(QWidget* parent) : Panel(parent) {
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(40, 16);
    m_document.setUndoRedoEnabled(false);
}

QString TextPanel::text() const {
    return localText(m_config.options.value(QLatin1String("text"))).trimmed();
}

void TextPanel::configure(const PanelConfig& config) {
    m_config = config;
    rebuild();
}

void TextPanel::rebuild() {
    m_document.show(text());
    const bool centred = m_config.options.value(QLatin1String("align")).toString() == QLatin1String("centre");
    QTextOption option = m_document.defaultTextOption();
    option.setAlignment(centred ? Qt::AlignHCenter : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_document.setDefaultTextOption(option);
    m_document.setTextWidth(width() - 8);
    setAccessibleName(m_config.title.in(uiLanguage()));
    setAccessibleDescription(text().isEmpty() ? tr("No text yet") : m_document.toPlainText());
    scrollTo(m_top);
    update();
}

void TextPanel::scrollTo(qreal top) {
    m_top = std::clamp(top, 0.0, std::max(0.0, m_document.size().height() - height()));
    update();
}

void TextPanel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    if (text().isEmpty()) {
        return drawText(painter, rect(), tr("No text yet"), theme.label(), theme.textFaint, Qt::AlignCenter);
    }
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, theme.text);
    context.palette.setColor(QPalette::Link, theme.accent);
    context.clip = QRectF(0, m_top, width(), height());
    painter.save();
    painter.translate(0, -m_top);
    m_document.documentLayout()->draw(&painter, context);
    painter.restore();
    const qreal whole = m_document.size().height();
    if (whole <= height()) return;
    const qreal bar = std::max(18.0, height() * height() / whole);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(theme.textFaint, 110));
    painter.drawRoundedRect(QRectF(width() - 4, (height() - bar) * m_top / (whole - height()), 4, bar), 2, 2);
}

void TextPanel::changeEvent(QEvent* event) {
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        rebuild();
    }
}

void TextPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    m_document.setTextWidth(width() - 8);
    scrollTo(m_top);
}

void TextPanel::wheelEvent(QWheelEvent* event) {
    if (m_document.size().height() <= height()) return Panel::wheelEvent(event);
    scrollTo(m_top - event->angleDelta().y() / 2.0);
    event->accept();
}

void TextPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        scrollTo(m_top + (event->key() == Qt::Key_Down ? kStep : -kStep));
    } else {
        Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
