// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_list.h"

#include "core/sql/nearest_name.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <iterator>

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

/// The file, or those of the folder and its folders.
std::vector<FileFacts> filesAt(const QFileInfo& info) {
    if (!info.isDir()) return {factsOf(info)};
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

const QRegularExpression& wildcards() {
    static const QRegularExpression characters(QStringLiteral("[*?[]"));
    return characters;
}

/// Goes down the path part by part; a part with wildcards stands for all entries it matches.
Result<std::vector<FileFacts>> filesMatching(const QString& path) {
    QStringList found{path.startsWith('/') ? QStringLiteral("/") : QString()};
    for (const QString& part : path.split('/', Qt::SkipEmptyParts)) {
        QStringList next;
        for (const QString& folder : found) {
            if (!part.contains(wildcards())) {
                next.push_back(folder.isEmpty() ? part : QDir(folder).filePath(part));
                continue;
            }
            const QDir inside(folder);
            for (const QString& name :
                 inside.entryList({part}, QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name)) {
                if (!isHidden(name)) next.push_back(inside.filePath(name));
            }
        }
        found = std::move(next);
    }
    std::sort(found.begin(), found.end());
    std::vector<FileFacts> files;
    for (const QString& each : found) {
        const QFileInfo info(each);
        if (!info.exists()) continue;
        auto inside = filesAt(info);
        std::move(inside.begin(), inside.end(), std::back_inserter(files));
    }
    if (!files.empty()) return files;
    return Error{.code = ErrorCode::NotFound,
                 .id = "file.no-match",
                 .what = "no file matches '" + path.toStdString() + "'",
                 .arguments = {path.toStdString()}};
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
    if (info.exists()) return filesAt(info);
    if (info.filePath().contains(wildcards())) return filesMatching(info.filePath());
    return noSuchFile(info);
}

std::vector<FileFacts> filesBeside(const std::string& path) {
    const std::size_t slash = path.rfind('/', path.find_first_of("*?["));
    const QDir folder(QString::fromStdString(path.substr(0, slash)));
    std::vector<FileFacts> files;
    for (const QFileInfo& info : folder.entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
        files.push_back(factsOf(info));
    return files;
}

}  // namespace guanlan
