// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/dashboard_version.h"

#include "core/config/config_json.h"
#include "core/config/text_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace guanlan {

namespace {

constexpr qsizetype kMostVersions = 30;
constexpr qint64 kMaxBytes = 8 * 1024 * 1024;
const QString kEnding = QStringLiteral(".json");

QString folderOf(const WorkspaceFolder& folder, const std::string& id) {
    return QString::fromStdString(folder.stateFolder() + "/versions/" + id);
}

/// In order of time, oldest first: all have as many digits.
QStringList namesIn(const QString& folder) {
    return QDir(folder).entryList({QLatin1Char('*') + kEnding}, QDir::Files, QDir::Name);
}

}  // namespace

Result<void> keepVersion(const WorkspaceFolder& folder, const std::string& id, Micros now) {
    const QFileInfo file(QString::fromStdString(folder.path() + "/dashboards/" + id + ".json"));
    if (!file.exists()) return {};
    const qint64 saved = file.lastModified().toMSecsSinceEpoch();
    if (now - saved * kMilli < kMinute) return {};
    const QString versions = folderOf(folder, id);
    const QString version =
        QStringLiteral("%1/%2%3").arg(versions).arg(saved, 15, 10, QLatin1Char('0')).arg(kEnding);
    if (QFileInfo::exists(version)) return {};
    const auto content = readWholeFile(file.filePath().toStdString(), kMaxBytes);
    if (!content) return content.error();
    QDir().mkpath(versions);  // a folder that cannot be made is said by what is written into it
    if (auto written = replaceFile(version.toStdString(), *content); !written) return written;
    QStringList names = namesIn(versions);
    while (names.size() > kMostVersions)
        QFile::remove(versions + QLatin1Char('/') + names.takeFirst());
    return {};
}

std::vector<DashboardVersion> versionsOf(const WorkspaceFolder& folder, const std::string& id) {
    std::vector<DashboardVersion> versions;
    const QString path = folderOf(folder, id);
    const QStringList names = namesIn(path);
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const std::string file = (path + QLatin1Char('/') + *name).toStdString();
        const auto object = readJsonFile(file, kConfigVersion);
        if (!object) continue;
        auto dashboard = dashboardFrom(JsonFields(*object, file), id);
        if (!dashboard) continue;
        const qint64 saved = name->chopped(kEnding.size()).toLongLong();
        versions.push_back({.at = saved * kMilli, .dashboard = std::move(*dashboard)});
    }
    return versions;
}

}  // namespace guanlan
