// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sqleditor/sql_editor.h"

#include "core/runtime/components.h"
#include "core/runtime/script_check.h"
#include "ui/sqleditor/sql_completer.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/widget/error_text.h"
#include "ui/widget/verdict.h"

#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kCheckAfterMs = 250;

/// The place of an error of the whole script in the text that stands behind `before`; line 0 and less:
/// outside.
TextPosition placeBehind(const std::string& before, TextPosition position) {
    const auto lines = int(std::count(before.begin(), before.end(), '\n'));
    position.line -= lines;
    if (position.line != 1) return position;
    const std::string last = before.substr(before.rfind('\n') + 1);
    position.column -= int(std::count_if(
        last.begin(), last.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    return position.column < 1 ? TextPosition{} : position;
}

}  // namespace

SqlEditor::SqlEditor(QWidget* parent)
    : QWidget(parent), m_text(new SqlText), m_completer(new SqlCompleter(m_text)), m_result(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_result);
    m_text->setObjectName(QStringLiteral("sqlText"));
    m_text->setAccessibleName(tr("SQL"));
    m_text->setAccessibleDescription(tr("Ctrl+Space completes, F8 goes to the mistake"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setObjectName(QStringLiteral("sqlResult"));
    m_result->setMinimumHeight(2 * m_result->fontMetrics().lineSpacing() + 4);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &SqlEditor::check);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        checkSoon();
        if (!m_quiet) emit edited();
    });
    connect(new QShortcut(Qt::Key_F8, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &SqlEditor::goToMistake);
    connect(&m_errand, &Errand::busyChanged, this, &SqlEditor::busyChanged);
    setFocusProxy(m_text);
}

void SqlEditor::rest() {
    m_soon.stop();
    m_errand.forget();
}

void SqlEditor::setGround(Ground ground) {
    m_ground = std::move(ground);
    m_text->setFirstLine(1 + int(std::count(m_ground.before.begin(), m_ground.before.end(), '\n')));
    checkSoon();
}

void SqlEditor::setText(const QString& text) {
    m_quiet = true;
    m_text->replaceText(text);
    m_quiet = false;
}

QString SqlEditor::text() const {
    return m_text->toPlainText();
}

std::string SqlEditor::script() const {
    return m_ground.before + text().toStdString() + m_ground.after;
}

void SqlEditor::checkSoon() {
    m_valid = false;
    m_soon.start(kCheckAfterMs);
}

void SqlEditor::check() {
    m_errand.run("check", [this, script = script(), ground = m_ground](const std::atomic<bool>&,
                                                                       const Errand::Deliver& deliver) {
        std::vector<Declaration> declared = declarationsOf(ground.before, plannerOptions(ground.file));
        deliver([this, declared = std::move(declared)] { learn(declared); });
        const PlanOutcome outcome = checkScript(script, ground.file, ground.folder);
        deliver([this, errors = outcome.errors] { mark(errors); });
    });
}

void SqlEditor::learn(std::vector<Declaration> declared) {
    if (declared == m_declared) return;
    m_declared = std::move(declared);
    m_completer->setDeclarations(m_declared);
    emit declarationsChanged();
}

void SqlEditor::mark(const std::vector<Error>& errors) {
    const int lines = m_text->blockCount();
    std::vector<SqlMark> marks;
    for (const Error& error : errors) {
        const TextPosition place = placeBehind(m_ground.before, error.position);
        if (place.line >= 1 && place.line <= lines)
            marks.push_back({.position = place, .words = errorSentence(error)});
    }
    m_valid = errors.empty();
    const bool inside = !marks.empty();
    if (m_valid) {
        tell(tr("The script is valid."), true);
    } else {
        const Error& error = errors.front();
        const TextPosition place = error.position;
        const QString words = inside ? marks.front().words : errorSentence(error);
        const int line =
            inside ? marks.front().position.line + place.line - placeBehind(m_ground.before, place).line
                   : place.line;
        const int column = inside ? marks.front().position.column : place.column;
        if (place.line == 0)
            tell(words, false);
        else if (inside)
            tell(tr("Line %1, column %2: %3").arg(line).arg(column).arg(words), false);
        else
            tell(tr("Elsewhere in the script, line %1: %2").arg(line).arg(words), false);
    }
    m_text->setMarks(std::move(marks));
    emit checked(m_valid);
}

void SqlEditor::tell(const QString& words, bool good) {
    showVerdict(*m_result, words, good);
}

void SqlEditor::goToMistake() {
    if (!m_text->marks().empty()) m_text->moveTo(m_text->marks().front().position);
}

}  // namespace guanlan
