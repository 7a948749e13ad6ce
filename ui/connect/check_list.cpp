// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/check_list.h"

#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"

#include <QCoreApplication>

#include <array>

namespace guanlan {

namespace {

QString nameOfKind(CheckStep::Kind kind) {
    constexpr std::array kNames{QT_TRANSLATE_NOOP("guanlan::CheckList", "Name (DNS)"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Port (TCP)"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Encryption (TLS)"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Login (SASL)"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Advertised listeners"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Topic"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Right to read (ACL)"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "Clock")};
    return CheckList::tr(kNames.at(static_cast<std::size_t>(kind)));
}

QString nameOfOutcome(CheckStep::Outcome outcome) {
    constexpr std::array kNames{QT_TRANSLATE_NOOP("guanlan::CheckList", "passed"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "warning"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "failed"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "not needed")};
    return CheckList::tr(kNames.at(static_cast<std::size_t>(outcome)));
}

QColor colourOf(CheckStep::Outcome outcome) {
    const Theme& theme = currentTheme();
    switch (outcome) {
        case CheckStep::Outcome::Passed:
            return theme.good;
        case CheckStep::Outcome::Warned:
            return theme.warning;
        case CheckStep::Outcome::Failed:
            return theme.critical;
        default:
            return theme.textMuted;
    }
}

/// What core found, in the language of the moment where it is one of the usual findings.
QString factText(const std::string& fact) {
    constexpr std::array kUsual{QT_TRANSLATE_NOOP("guanlan::CheckList", "connected"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "encrypted, certificate accepted"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "logged in"),
                                QT_TRANSLATE_NOOP("guanlan::CheckList", "not asked for (security.protocol)")};
    for (const char* usual : kUsual) {
        if (fact == usual) return CheckList::tr(usual);
    }
    const QStringList words = QString::fromStdString(fact).split(QLatin1Char(' '));
    if (words.size() == 4 && words[0] == QLatin1String("broker"))
        return CheckList::tr("Broker %1 is reachable").arg(words[1]);
    return QString::fromStdString(fact);
}

/// The trap of every cluster: the broker answers, and then sends its clients elsewhere.
QString problemText(const CheckStep& step) {
    if (step.kind != CheckStep::Kind::Listeners) return errorSentence(*step.problem);
    return errorHeadline(*step.problem) + QLatin1Char(' ') +
           QCoreApplication::translate("Error",
                                       "The broker advertises this address: set its advertised.listeners to "
                                       "one that is reachable from here.");
}

}  // namespace

CheckList::CheckList(QWidget* parent) : TextTable(parent) {
    table().setColumns({tr("Outcome"), tr("Step"), tr("Subject"), tr("Finding")});
    setEmptyText(
        tr("Every step of the way to the broker is shown here: name, port, encryption, login, "
           "advertised listeners, rights, clock."));
    setAccessibleName(tr("Steps of the connection test"));
}

void CheckList::clear() {
    m_steps.clear();
    m_failed = false;
    m_problem.clear();
    table().setRows({});
}

void CheckList::add(const CheckStep& step) {
    const QString finding = step.problem ? problemText(step) : factText(step.fact);
    m_steps.push_back({.cells = {nameOfOutcome(step.outcome), nameOfKind(step.kind),
                                 QString::fromStdString(step.subject), finding},
                       .mark = colourOf(step.outcome)});
    table().setRows(m_steps);
    fitColumns();
    scrollToBottom();
    if (step.outcome != CheckStep::Outcome::Failed) return;
    if (!m_failed) m_problem = nameOfKind(step.kind) + QStringLiteral(": ") + finding;
    m_failed = true;
}

}  // namespace guanlan
