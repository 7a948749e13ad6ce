// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_list.h"

#include "core/sql/nearest_name.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace guanlan {

namespace {

FileFacts factsOf(const QFileInfo& info) {
    return {.path = info.absoluteFilePath().toStdString(),
            .name = info.fileName().toStdString(),
            .size = info.size(),
            .modified = info.lastModified().toMSecsSinceEpoch() * kMilli};
}

Error noSuchFile(const QFileInfo& info) {
    const std::string path = info.absoluteFilePath().toStdString();
    std::vector<std::string> neighbours;
    for (const QString& name : info.absoluteDir().entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        neighbours.push_back(name.toStdString());
    std::string next = sql::didYouMean(info.fileName().toStdString(), neighbours);
    if (!info.absoluteDir().exists()) next = "Its folder does not exist either";
    return Error{.code = ErrorCode::NotFound,
                 .id = "file.missing",
                 .what = "no file '" + path + "'",
                 .next = std::move(next),
                 .arguments = {path}};
}

bool isHidden(const QString& relativePath) {
    const auto parts = relativePath.split('/');
    return std::any_of(parts.begin(), parts.end(),
                       [](const QString& part) { return part.startsWith('.') || part.startsWith('_'); });
}

}  // namespace

std::string resolvePath(const std::string& path, const std::string& baseFolder) {
    QString given = QString::fromStdString(path);
    if (given.startsWith("file:")) given = QUrl(given).toLocalFile();
    const QDir base(baseFolder.empty() ? QDir::currentPath() : QString::fromStdString(baseFolder));
    return QDir::cleanPath(base.absoluteFilePath(given)).toStdString();
}

Result<std::vector<FileFacts>> listFiles(const std::string& path) {
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists()) return noSuchFile(info);
    if (!info.isDir()) return std::vector<FileFacts>{factsOf(info)};
    const QDir folder(info.absoluteFilePath());
    QStringList names;
    QDirIterator walk(folder.path(), QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString relative = folder.relativeFilePath(walk.next());
        if (!isHidden(relative)) names.push_back(relative);
    }
    std::sort(names.begin(), names.end());
    std::vector<FileFacts> files;
    for (const QString& name : names)
        files.push_back(factsOf(QFileInfo(folder.filePath(name))));
    return files;
}

}  // namespace guanlan
