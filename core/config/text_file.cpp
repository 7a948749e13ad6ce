// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>
#include <cerrno>

namespace guanlan {

namespace {

constexpr qint64 kMaxJsonBytes = 8 * 1024 * 1024;

Error cannotSave(const std::string& path, const QString& cause, ErrorCode code) {
    return Error{.code = code,
                 .id = "config.not-saved",
                 .what = "Cannot save " + path,
                 .cause = cause.toStdString(),
                 .next = code == ErrorCode::NoSpace
                             ? "Free some disk space; the old file is unchanged"
                             : "Check that the folder exists and may be written; the old "
                               "file is unchanged",
                 .arguments = {path},
                 .file = path};
}

ErrorCode codeOf(QFileDevice::FileError error) {
    if (error == QFileDevice::ResourceError) return ErrorCode::NoSpace;
    return error == QFileDevice::PermissionsError ? ErrorCode::Denied : ErrorCode::Unavailable;
}

/// Qt tells an open that failed for want of permission from others by the system's number only.
ErrorCode codeOfFailedOpen(QFileDevice::FileError error, int number) {
    if (number == EACCES || number == EPERM || number == EROFS) return ErrorCode::Denied;
    if (number == ENOSPC) return ErrorCode::NoSpace;
    return codeOf(error);
}

/// Counts characters, not bytes, so that the column is the one an editor shows.
TextPosition positionOf(const QByteArray& text, qsizetype offset) {
    const QByteArray before = text.left(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {.line = static_cast<int>(before.count('\n')) + 1,
            .column = static_cast<int>(QString::fromUtf8(before.mid(lineStart)).size()) + 1};
}

Error brokenJson(const std::string& path, const QByteArray& text, const QJsonParseError& parseError) {
    // Qt's offset is behind the character it stumbled over.
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "config.broken-json",
                 .what = "The file is not valid JSON",
                 .cause = parseError.errorString().toStdString(),
                 .next = "Correct the file at the position named",
                 .arguments = {path},
                 .file = path,
                 .position = positionOf(text, std::max(0, parseError.offset - 1))};
}

}  // namespace

Result<QByteArray> readWholeFile(const std::string& path, qint64 maxBytes) {
    QFile file(QString::fromStdString(path));
    if (!file.exists()) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "config.no-file",
                     .what = "There is no file " + path,
                     .next = "Choose a workspace folder that holds it",
                     .arguments = {path},
                     .file = path};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{.code = ErrorCode::Denied,
                     .id = "config.unreadable",
                     .what = "Cannot read " + path,
                     .cause = file.errorString().toStdString(),
                     .next = "Check the permissions of the file",
                     .arguments = {path},
                     .file = path};
    }
    // One byte more than allowed tells a file that is too large, also one that grows or has no size.
    QByteArray content = file.read(maxBytes + 1);
    if (content.size() > maxBytes) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "config.too-large",
                     .what = path + " is larger than " + std::to_string(maxBytes / 1024) + " KiB",
                     .cause = "This is not a file Guanlan wrote",
                     .arguments = {path},
                     .file = path};
    }
    return content;
}

FileReplacement::FileReplacement(std::string path)
    : m_path(std::move(path)), m_file(QString::fromStdString(m_path)) {}

Result<void> FileReplacement::open() {
    errno = 0;
    if (m_file.open(QIODevice::WriteOnly)) return {};
    return cannotSave(m_path, m_file.errorString(), codeOfFailedOpen(m_file.error(), errno));
}

Result<void> FileReplacement::write(std::string_view bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file.write(bytes.data(), size) == size) return {};
    return cannotSave(m_path, m_file.errorString(), codeOf(m_file.error()));
}

Result<void> FileReplacement::commit() {
    if (!m_file.flush()) return cannotSave(m_path, m_file.errorString(), codeOf(m_file.error()));
    // QSaveFile syncs too, but ignores the answer.
    if (!syncFileToDisk(m_file.handle())) {
        return cannotSave(m_path, QStringLiteral("the disk did not confirm the write"),
                          ErrorCode::Unavailable);
    }
    if (!m_file.commit()) return cannotSave(m_path, m_file.errorString(), codeOf(m_file.error()));
    if (!syncFolderToDisk(QFileInfo(m_file.fileName()).absolutePath().toStdString())) {
        return cannotSave(m_path, QStringLiteral("the disk did not confirm the new name"),
                          ErrorCode::Unavailable);
    }
    return {};
}

Result<void> replaceFile(const std::string& path, const QByteArray& content) {
    FileReplacement file(path);
    if (auto opened = file.open(); !opened) return opened;
    if (auto written = file.write({content.data(), static_cast<std::size_t>(content.size())}); !written)
        return written;
    return file.commit();
}

Result<QJsonObject> readJsonFile(const std::string& path, int version) {
    const Result<QByteArray> text = readWholeFile(path, kMaxJsonBytes);
    if (!text) return text.error();
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(*text, &parseError);
    if (parseError.error != QJsonParseError::NoError) return brokenJson(path, *text, parseError);
    if (!document.isObject()) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "config.no-object",
                     .what = "The file must hold one JSON object",
                     .next = "Begin it with {",
                     .arguments = {path},
                     .file = path,
                     .position = {1, 1}};
    }
    const double found = document.object().value("version").toDouble(version);
    if (found > version) {
        return Error{.code = ErrorCode::Conflict,
                     .id = "config.newer",
                     .what = path + " was written by a newer Guanlan",
                     .cause = "Its format is version " + std::to_string(static_cast<long long>(found)) +
                              ", this program knows " + std::to_string(version),
                     .next = "Update Guanlan; the file stays as it is",
                     .arguments = {path},
                     .file = path};
    }
    return document.object();
}

Result<void> replaceJsonFile(const std::string& path, const QJsonObject& object) {
    return replaceFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

}  // namespace guanlan
