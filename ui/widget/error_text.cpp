// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/error_text.h"

#include "ui/widget/language.h"

#include <QCoreApplication>

#include <string_view>

namespace guanlan {

namespace {

/// The words the UI keeps for an error id; %1, %2 … are the error's arguments.
struct Wording {
    std::string_view id;
    const char* what;
    const char* cause;  ///< empty: as core words it
    const char* next;
};

const Wording kWordings[] = {
    {"panel.metric", QT_TRANSLATE_NOOP("Error", "There is no metric \"%1\"."), "",
     QT_TRANSLATE_NOOP("Error", "Choose one that pipeline.sql declares.")},
    {"kafka.unreachable", QT_TRANSLATE_NOOP("Error", "No connection to Kafka at %1."),
     QT_TRANSLATE_NOOP("Error", "%2."), QT_TRANSLATE_NOOP("Error", "It is tried again.")},
    {"kafka.denied", QT_TRANSLATE_NOOP("Error", "Kafka at %1 refused us."), QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Check user, password and rights.")},
    {"kafka.tls", QT_TRANSLATE_NOOP("Error", "No secure connection to Kafka at %1."),
     QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Check certificates, names in them, and whether the port speaks TLS.")},
    {"kafka.no-topic", QT_TRANSLATE_NOOP("Error", "The Kafka cluster has no topic \"%1\"."), "",
     QT_TRANSLATE_NOOP("Error", "It is looked for again.")},
    {"kafka.no-matching-topic",
     QT_TRANSLATE_NOOP("Error", "The Kafka cluster has no topic that matches \"%1\"."), "",
     QT_TRANSLATE_NOOP("Error", "It is looked for again.")},
    {"kafka.lost",
     QT_TRANSLATE_NOOP("Error", "%3 records of topic \"%1\" are lost: partition %2, offsets %4 to %5."),
     QT_TRANSLATE_NOOP("Error", "The cluster deleted them before they were read."),
     QT_TRANSLATE_NOOP("Error", "Raise the topic's retention, or read it without long breaks.")},
    {"kafka.replaced",
     QT_TRANSLATE_NOOP("Error", "Partition %2 of topic \"%1\" ends at %3, and %4 had been reached."),
     QT_TRANSLATE_NOOP("Error", "The topic was deleted and made anew."),
     QT_TRANSLATE_NOOP("Error", "It is read from its beginning.")},
    {"kafka.file", QT_TRANSLATE_NOOP("Error", "The file %1 cannot be read."),
     QT_TRANSLATE_NOOP("Error", "The property %2 names it."),
     QT_TRANSLATE_NOOP("Error", "Check its path and who may read it.")},
    {"check.dns", QT_TRANSLATE_NOOP("Error", "There is no host \"%1\"."), QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Check the name; a VPN or the hosts file may be missing.")},
    {"check.tcp", QT_TRANSLATE_NOOP("Error", "%1 does not answer."), QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error",
                       "Check address and port, whether the broker runs, and firewalls on the way.")},
    {"check.clock", QT_TRANSLATE_NOOP("Error", "The newest record is dated %1 s after this machine's clock."),
     "", QT_TRANSLATE_NOOP("Error", "Set the clocks of this machine and of the producers by a time server.")},
    {"check.no-record", QT_TRANSLATE_NOOP("Error", "Partition %1 did not answer in time."), "",
     QT_TRANSLATE_NOOP("Error", "Look at the broker that leads it.")},
    {"connect.no-table", QT_TRANSLATE_NOOP("Error", "The text holds no CREATE TABLE."), "",
     QT_TRANSLATE_NOOP("Error", "Paste the declaration of the source, from CREATE TABLE to its WITH (…).")},
    {"lookup.mysql-away", QT_TRANSLATE_NOOP("Error", "Rows of \"%1\" cannot be looked up in MySQL at %2."),
     QT_TRANSLATE_NOOP("Error", "%3."),
     QT_TRANSLATE_NOOP("Error", "See that the server runs and can be reached, then start again.")},
    {"lookup.mysql-refused", QT_TRANSLATE_NOOP("Error", "MySQL at %2 refused to look up rows of \"%1\"."),
     QT_TRANSLATE_NOOP("Error", "%3."),
     QT_TRANSLATE_NOOP("Error", "Check the address, the names of table and columns, user and password.")},
    {"lookup.mysql-driver", QT_TRANSLATE_NOOP("Error", "Qt's driver for MySQL is not installed."), "",
     QT_TRANSLATE_NOOP("Error", "Install the package libqt6sql6-mysql.")},
    {"store.noSpace", QT_TRANSLATE_NOOP("Error", "No space is left on the disk."), "",
     QT_TRANSLATE_NOOP("Error", "Free some; saving goes on by itself.")},
    {"store.notWritable", QT_TRANSLATE_NOOP("Error", "The history file cannot be written."), "",
     QT_TRANSLATE_NOOP("Error", "Check the rights of the folder and whether its disk is mounted read-only.")},
    {"store.disk", QT_TRANSLATE_NOOP("Error", "The disk reports an error."), "",
     QT_TRANSLATE_NOOP("Error", "Check the disk; saving is tried again.")},
    {"store.busy", QT_TRANSLATE_NOOP("Error", "Another program holds the history file."), "",
     QT_TRANSLATE_NOOP("Error", "Close it.")},
    {"store.inUse", QT_TRANSLATE_NOOP("Error", "The workspace \"%1\" is in use by another Guanlan."),
     QT_TRANSLATE_NOOP("Error", "Only one program at a time may write its history."),
     QT_TRANSLATE_NOOP("Error", "Close the other one, or open a copy of the workspace.")},
    {"store.damaged", QT_TRANSLATE_NOOP("Error", "The history file is damaged."), "",
     QT_TRANSLATE_NOOP("Error", "It was left as it is: move it aside, or put a copy back in its place.")},
    {"store.newer", QT_TRANSLATE_NOOP("Error", "The history was written by a newer version of Guanlan."), "",
     QT_TRANSLATE_NOOP("Error", "Update Guanlan, or use another workspace folder.")},
    {"config.not-saved", QT_TRANSLATE_NOOP("Error", "%1 could not be saved."), "",
     QT_TRANSLATE_NOOP("Error",
                       "Check that the folder exists and may be written; the old file is unchanged.")},
    {"config.unreadable", QT_TRANSLATE_NOOP("Error", "%1 could not be read."), "",
     QT_TRANSLATE_NOOP("Error", "Check the rights of the file.")},
    {"config.no-file", QT_TRANSLATE_NOOP("Error", "There is no file %1."), "",
     QT_TRANSLATE_NOOP("Error", "Choose a workspace folder that holds it.")},
    {"config.broken-json", QT_TRANSLATE_NOOP("Error", "%1 is not valid JSON."), "",
     QT_TRANSLATE_NOOP("Error", "Correct the file at the position named.")},
    {"config.newer", QT_TRANSLATE_NOOP("Error", "%1 was written by a newer Guanlan."), "",
     QT_TRANSLATE_NOOP("Error", "Update Guanlan; the file stays as it is.")},
    {"workspace.variable", QT_TRANSLATE_NOOP("Error", "The variable \"%1\" has no value."), "",
     QT_TRANSLATE_NOOP("Error", "Write the value into the script.")},
    {"draft.not-again", QT_TRANSLATE_NOOP("Error", "Records of \"%1\" cannot be read a second time."), "",
     QT_TRANSLATE_NOOP("Error", "Save the metric: its rows are shown as they come.")},
    {"history.none", QT_TRANSLATE_NOOP("Error", "There is no history yet."), "",
     QT_TRANSLATE_NOOP("Error", "The workspace has to have run once.")},
    {"history.noFile", QT_TRANSLATE_NOOP("Error", "There is no history in %1."), "",
     QT_TRANSLATE_NOOP("Error", "Choose a file that was made as a backup.")},
    {"history.notWritten", QT_TRANSLATE_NOOP("Error", "%1 could not be written."),
     QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Check the rights of the folder and the room on its disk.")},
    {"history.backupExists", QT_TRANSLATE_NOOP("Error", "The file %1 is there already."), "",
     QT_TRANSLATE_NOOP("Error", "Choose another name; it was left as it is.")},
    {"history.backupDamaged", QT_TRANSLATE_NOOP("Error", "%1 is no backup, or a damaged one."),
     QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Use another backup; the history was left as it is.")},
    {"http.listen", QT_TRANSLATE_NOOP("Error", "%1 cannot be listened on."),
     QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Choose another port, or close the program that has it; it is tried again.")},
    {"workspace.selfMetric", QT_TRANSLATE_NOOP("Error", "\"%1\" is what this program tells of itself."), "",
     QT_TRANSLATE_NOOP("Error", "Choose another name for the metric.")},
    {"events.selfMetric", QT_TRANSLATE_NOOP("Error", "There are no events behind \"%1\"."),
     QT_TRANSLATE_NOOP("Error", "The program counts it itself."), ""},
    {"attach.away", QT_TRANSLATE_NOOP("Error", "The program that runs the workspace does not answer."), "",
     QT_TRANSLATE_NOOP("Error", "It is asked again; start the workspace here if it has ended.")},
    {"secret.noKeychain", QT_TRANSLATE_NOOP("Error", "The system's keychain cannot be used."),
     QT_TRANSLATE_NOOP("Error", "%2."),
     QT_TRANSLATE_NOOP("Error", "Unlock or install a keyring (GNOME Keyring, KWallet), or set %3.")},
    {"secret.notFound", QT_TRANSLATE_NOOP("Error", "The keychain holds no password \"%1\"."), "",
     QT_TRANSLATE_NOOP("Error", "Enter it in the form that uses it.")},
};

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

QString filled(const char* source, const Error& error) {
    QString words = QCoreApplication::translate("Error", source);
    for (std::size_t i = error.arguments.size(); i > 0; --i)  // %2 before %1: an argument may hold a "%1"
        words.replace(QLatin1Char('%') + QString::number(i), text(error.arguments[i - 1]));
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
    if (wording != nullptr && *wording->cause != 0) {
        parts += withStop(filled(wording->cause, error));
    } else if (!error.cause.empty()) {
        parts += withStop(text(error.cause));
    }
    if (wording != nullptr && *wording->next != 0) {
        parts += withStop(filled(wording->next, error));
    } else if (!error.next.empty()) {
        parts += withStop(text(error.next));
    }
    return parts.join(uiLanguage() == QLatin1String("zh_CN") ? QString() : QStringLiteral(" "));
}

}  // namespace guanlan
