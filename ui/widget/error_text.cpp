// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/error_text.h"

#include <QCoreApplication>

#include <array>
#include <string_view>

namespace guanlan {

namespace {

/// The words the UI keeps for an error id; %1, %2 … are the error's arguments.
struct Wording {
    std::string_view id;
    const char* what;
    const char* next;
};

constexpr std::array kWordings{
    Wording{"panel.metric", QT_TRANSLATE_NOOP("Error", "There is no metric \"%1\"."),
            QT_TRANSLATE_NOOP("Error", "Choose one that pipeline.sql declares.")},
};

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

QString filled(const char* source, const Error& error) {
    QString words = QCoreApplication::translate("Error", source);
    for (const std::string& argument : error.arguments)
        words = words.arg(text(argument));
    return words;
}

const Wording* wordingOf(const Error& error) {
    for (const Wording& wording : kWordings) {
        if (wording.id == error.id) return &wording;
    }
    return nullptr;
}

QString withStop(QString sentence) {
    sentence = sentence.trimmed();
    if (sentence.isEmpty()) return sentence;
    sentence[0] = sentence[0].toUpper();
    const QChar last = sentence.back();
    const bool ended = last == QLatin1Char('.') || last == QChar(0x3002) || last == QLatin1Char('!') ||
                       last == QLatin1Char('?');
    return ended ? sentence : sentence + QLatin1Char('.');
}

}  // namespace

QString errorHeadline(const Error& error) {
    const Wording* wording = wordingOf(error);
    return withStop(wording != nullptr ? filled(wording->what, error) : text(error.what));
}

QString errorSentence(const Error& error) {
    QStringList parts{errorHeadline(error)};
    const Wording* wording = wordingOf(error);
    if (!error.cause.empty()) parts += withStop(text(error.cause));
    if (wording != nullptr && *wording->next != 0) {
        parts += withStop(filled(wording->next, error));
    } else if (!error.next.empty()) {
        parts += withStop(text(error.next));
    }
    return parts.join(QLatin1Char(' '));
}

}  // namespace guanlan
