// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace guanlan {

/// What a run of guanlanctl came to.
struct ConsoleRun {
    int code = -1;
    QString out;
    QString err;  ///< without the statistics
    QJsonObject statistics;
};

/// Starts guanlanctl; a `run` accounts for its records: finishConsole() fails the test when they do not add
/// up.
void launchConsole(QProcess& process, QStringList arguments);
[[nodiscard]] ConsoleRun finishConsole(QProcess& process);
ConsoleRun guanlanctl(const QStringList& arguments);

/// A folder with a script and the files beside it.
class ScriptFolder {
  public:
    /// The path of the new file.
    QString write(const QString& name, const QByteArray& bytes) const;
    [[nodiscard]] QString script(const QString& text) const { return write("script.sql", text.toUtf8()); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

  private:
    QTemporaryDir m_folder;
};

/// CREATE TABLE plays, which reads data/plays.json, and seven lines for that: two broken, one late.
extern const QString kPlaysTable;
extern const QByteArray kPlayLines;

}  // namespace guanlan
