// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/workspace.h"

#include "core/config/config_json.h"
#include "core/config/text_file.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace guanlan {

namespace {

constexpr qint64 kMaxScriptBytes = 4 * 1024 * 1024;
constexpr qint64 kMaxTemplateFileBytes = 64 * 1024 * 1024;

/// Saved over what is there, so that keys of other programs and versions survive. A file of a newer version
/// or a broken one is not overwritten.
Result<void> saveOver(const std::string& path, const QJsonObject& object, const char* arrayOfObjects) {
    const Result<QJsonObject> stored = readJsonFile(path, kConfigVersion);
    if (stored) return replaceJsonFile(path, keepUnknownKeys(*stored, object, arrayOfObjects));
    if (stored.error().code == ErrorCode::NotFound) return replaceJsonFile(path, object);
    return stored.error();
}

/// A file that a workspace may lack is an empty object.
Result<QJsonObject> readOptional(const std::string& path) {
    Result<QJsonObject> stored = readJsonFile(path, kConfigVersion);
    if (!stored && stored.error().code == ErrorCode::NotFound) return QJsonObject();
    return stored;
}

bool safeFileName(const std::string& name) {
    return !name.empty() && name.size() <= 100 && name.front() != '.' && name.back() != '.' &&
           std::none_of(name.begin(), name.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 ||
                      std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
           });
}

/// Those that the order does not name follow as they are.
void sortAs(const std::vector<std::string>& order, std::vector<DashboardConfig>& dashboards) {
    std::stable_sort(
        dashboards.begin(), dashboards.end(), [&](const DashboardConfig& a, const DashboardConfig& b) {
            return std::find(order.begin(), order.end(), a.id) < std::find(order.begin(), order.end(), b.id);
        });
}

Error notCreated(const QString& path, const std::string& cause) {
    return Error{.code = ErrorCode::Denied,
                 .id = "workspace.not-created",
                 .what = "Cannot create " + path.toStdString(),
                 .cause = cause,
                 .next = "Choose another folder",
                 .arguments = {path.toStdString()}};
}

Result<void> copyFolder(const QString& from, const QString& to) {
    QDirIterator entries(from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString source = entries.next();
        const QString target = to + '/' + QDir(from).relativeFilePath(source);
        if (!QDir().mkpath(QFileInfo(target).absolutePath())) return notCreated(target, "no permission");
        const Result<QByteArray> content = readWholeFile(source.toStdString(), kMaxTemplateFileBytes);
        if (!content) return content.error();
        if (Result<void> written = replaceFile(target.toStdString(), *content); !written) return written;
    }
    return {};
}

}  // namespace

Result<WorkspaceSettings> WorkspaceFolder::settings() const {
    const std::string file = m_path + "/workspace.json";
    const Result<QJsonObject> object = readJsonFile(file, kConfigVersion);
    if (!object) return object.error();
    return settingsFrom(JsonFields(*object, file));
}

Result<std::string> WorkspaceFolder::pipeline() const {
    const Result<QByteArray> text = readWholeFile(pipelinePath(), kMaxScriptBytes);
    if (!text) return text.error();
    return text->toStdString();
}

Result<std::vector<DashboardConfig>> WorkspaceFolder::dashboards() const {
    std::vector<DashboardConfig> out;
    const QDir folder(QString::fromStdString(m_path + "/dashboards"));
    for (const QFileInfo& entry : folder.entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
        const std::string file = entry.filePath().toStdString();
        const Result<QJsonObject> object = readJsonFile(file, kConfigVersion);
        if (!object) return object.error();
        Result<DashboardConfig> dashboard =
            dashboardFrom(JsonFields(*object, file), entry.completeBaseName().toStdString());
        if (!dashboard) return dashboard.error();
        out.push_back(*std::move(dashboard));
    }
    if (const Result<WorkspaceSettings> known = settings()) sortAs(known->dashboards, out);
    return out;
}

Result<std::vector<AlarmRule>> WorkspaceFolder::alarms() const {
    const std::string file = m_path + "/alarms.json";
    const Result<QJsonObject> object = readOptional(file);
    if (!object) return object.error();
    return alarmsFrom(JsonFields(*object, file));
}

Result<std::vector<ChannelConfig>> WorkspaceFolder::channels() const {
    const std::string file = m_path + "/channels.json";
    const Result<QJsonObject> object = readOptional(file);
    if (!object) return object.error();
    return channelsFrom(JsonFields(*object, file));
}

Result<void> WorkspaceFolder::save(const WorkspaceSettings& settings) const {
    return saveOver(m_path + "/workspace.json", toJson(settings), nullptr);
}

Result<void> WorkspaceFolder::savePipeline(const std::string& sql) const {
    return replaceFile(pipelinePath(), QByteArray::fromStdString(sql));
}

Result<void> WorkspaceFolder::removeDashboard(const std::string& id) const {
    QFile file(QString::fromStdString(m_path + "/dashboards/" + id + ".json"));
    if (!safeFileName(id) || !file.exists() || file.remove()) return {};
    return Error{.code = ErrorCode::Denied,
                 .id = "config.not-saved",
                 .what = "cannot remove " + file.fileName().toStdString(),
                 .cause = file.errorString().toStdString(),
                 .arguments = {file.fileName().toStdString()}};
}

Result<void> WorkspaceFolder::save(const DashboardConfig& dashboard) const {
    if (!safeFileName(dashboard.id)) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "config.bad-name",
                     .what = "'" + dashboard.id + "' cannot be the name of a file",
                     .next = "Use letters, digits, - and _",
                     .arguments = {dashboard.id}};
    }
    if (!QDir().mkpath(QString::fromStdString(m_path + "/dashboards"))) {
        return notCreated(QString::fromStdString(m_path + "/dashboards"), "no permission");
    }
    return saveOver(m_path + "/dashboards/" + dashboard.id + ".json", toJson(dashboard), "panels");
}

Result<void> WorkspaceFolder::save(const std::vector<AlarmRule>& rules) const {
    return saveOver(m_path + "/alarms.json", toJson(rules), "rules");
}

Result<void> WorkspaceFolder::save(const std::vector<ChannelConfig>& channels) const {
    return saveOver(m_path + "/channels.json", toJson(channels), "channels");
}

Result<WorkspaceFolder> WorkspaceFolder::createFrom(const std::string& templatePath,
                                                    const std::string& path) {
    const QString from = QString::fromStdString(templatePath);
    const QString to = QString::fromStdString(path);
    if (!QFileInfo(from + "/workspace.json").isFile()) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "workspace.no-template",
                     .what = templatePath + " is not a workspace",
                     .cause = "It holds no workspace.json",
                     .arguments = {templatePath}};
    }
    if (!QDir().mkpath(to)) return notCreated(to, "The folder cannot be made");
    if (!QDir(to).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        return notCreated(to, "The folder is not empty");
    }
    if (Result<void> copied = copyFolder(from, to); !copied) return copied.error();
    return WorkspaceFolder(path);
}

}  // namespace guanlan
