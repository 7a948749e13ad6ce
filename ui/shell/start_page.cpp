// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/start_page.h"

#include "ui/shell/template_card.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kTemplatesInARow = 3;

QLabel* plainLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

QString caretText(const QString& script, const TextPosition& position) {
    const QStringList lines = script.split(QLatin1Char('\n'));
    if (position.line < 1 || position.line > lines.size()) return {};
    QString line = lines[position.line - 1];
    if (line.endsWith(QLatin1Char('\r'))) line.chop(1);
    QString under;
    for (int column = 1; column < position.column && column <= line.size(); ++column)
        under += line[column - 1] == QLatin1Char('\t') ? QLatin1Char('\t') : QLatin1Char(' ');
    return line + QLatin1Char('\n') + under + QLatin1Char('^');
}

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      m_heading(plainLabel(this)),
      m_place(plainLabel(this)),
      m_caret(plainLabel(this)),
      m_words(plainLabel(this)),
      m_editor(new QPlainTextEdit(this)),
      m_start(new IconButton(Icon::Check, {}, this)),
      m_retry(new IconButton(Icon::Play, {}, this)),
      m_connect(new IconButton(Icon::Sources, {}, this)),
      m_templates(new QWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(40, 28, 40, 28);
    layout->setSpacing(12);
    m_heading->setFont(Theme::font(20, QFont::DemiBold));
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(13);
    m_caret->setFont(mono);
    m_caret->setWordWrap(false);
    m_editor->setFont(mono);
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setObjectName(QStringLiteral("scriptEditor"));
    m_start->setLook(IconButton::Look::Filled);
    m_retry->setLook(IconButton::Look::Outlined);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_heading, m_place, m_caret, m_words})
        layout->addWidget(widget);
    layout->addWidget(m_templates);
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_start);
    actions->addWidget(m_retry);
    actions->addWidget(m_connect);
    m_connect->setLook(IconButton::Look::Outlined);
    m_connect->setObjectName(QStringLiteral("connectFromStart"));
    connect(m_connect, &IconButton::clicked, this, &StartPage::connectAsked);
    actions->addStretch();
    layout->addLayout(actions);
    layout->addWidget(m_editor, 1);
    layout->addStretch();
    connect(m_start, &IconButton::clicked, this, [this] { emit scriptEdited(m_editor->toPlainText()); });
    connect(m_retry, &IconButton::clicked, this, &StartPage::retryAsked);
    showStarting({});
}

QString StartPage::script() const {
    return m_editor->toPlainText();
}

void StartPage::showStarting(const QString& step) {
    m_face = Face::Starting;
    m_step = step;
    retranslate();
}

void StartPage::offerTemplates(bool here) {
    m_face = Face::Templates;
    m_here = here;
    if (m_templates->layout() == nullptr) addTemplates();
    retranslate();
    if (auto* first = m_templates->findChild<TemplateCard*>()) first->setFocus();
}

void StartPage::tell(const QString& words) {
    m_words->setText(words);
}

void StartPage::addTemplates() {
    auto* grid = new QGridLayout(m_templates);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setSpacing(16);
    int count = 0;
    for (const WorkspaceTemplate& shown : shippedTemplates()) {
        auto* card = new TemplateCard(shown);
        connect(card, &TemplateCard::clicked, this, [this, card] { emit templateChosen(card->id()); });
        grid->addWidget(card, count / kTemplatesInARow, count % kTemplatesInARow);
        ++count;
    }
    grid->setColumnStretch(kTemplatesInARow, 1);
}

void StartPage::showError(const Error& error, const QString& script, bool editable) {
    m_face = Face::Failed;
    m_editable = editable;
    m_editor->setReadOnly(!editable);
    m_error = error;
    m_editor->setPlainText(script);
    retranslate();
    if (error.position.line > 0) markLine(error.position.line, error.position.column);
}

void StartPage::retranslate() {
    const bool failed = m_face == Face::Failed;
    const bool offers = m_face == Face::Templates;
    const bool placed = failed && m_error.position.line > 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_place, m_caret, m_editor})
        widget->setVisible(placed);
    m_start->setVisible(placed && m_editable);
    m_retry->setVisible(failed && !(placed && m_editable));
    m_templates->setVisible(offers);
    m_connect->setVisible(failed || (offers && m_here));
    m_start->setText(tr("Save and start"));
    m_retry->setText(tr("Try again"));
    m_connect->setText(tr("Connect a stream"));
    m_editor->setAccessibleName(tr("The script"));
    if (failed) return retranslateFailed();
    if (offers) {
        m_heading->setText(m_here ? tr("What shall be watched?") : tr("New workspace"));
        m_words->setText(m_here
                             ? tr("This folder holds no workspace yet. Begin with one that is ready to run, "
                                  "and change it as you like; or connect a stream of your own.")
                             : tr("It becomes a folder of its own and opens in a window beside this one."));
        return;
    }
    m_heading->setText(tr("Starting"));
    m_words->setText(m_step);
}

void StartPage::retranslateFailed() {
    const bool placed = m_error.position.line > 0;
    m_heading->setText(placed && m_editable ? tr("The script has a mistake; nothing was started")
                                            : tr("The workspace could not be started"));
    m_words->setText(errorSentence(m_error));
    if (!placed) return;
    m_place->setText(QStringLiteral("%1:%2:%3")
                         .arg(QString::fromStdString(m_error.file))
                         .arg(m_error.position.line)
                         .arg(m_error.position.column));
    m_caret->setText(caretText(m_editor->toPlainText(), m_error.position));
}

void StartPage::markLine(int line, int column) {
    const QTextBlock block = m_editor->document()->findBlockByNumber(line - 1);
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor,
                        std::min(column - 1, block.length() - 1));
    m_editor->setTextCursor(cursor);
    m_editor->centerCursor();
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    QColor fill = currentTheme().critical;
    fill.setAlpha(36);
    mark.format.setBackground(fill);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    m_editor->setExtraSelections({mark});
    m_editor->setFocus();
}

void StartPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().window);
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
