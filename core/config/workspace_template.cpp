// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/workspace_template.h"

#include <QDir>

#include <utility>

namespace guanlan {

namespace {

const QString kShipped = QStringLiteral(":/guanlan/workspaces");

}  // namespace

std::vector<WorkspaceTemplate> shippedTemplates() {
    std::vector<WorkspaceTemplate> templates;
    for (const QString& name : QDir(kShipped).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const WorkspaceFolder folder((kShipped + QLatin1Char('/') + name).toStdString());
        auto settings = folder.settings();
        auto dashboards = folder.dashboards();
        if (!settings || !dashboards) continue;
        templates.push_back({.id = name.toStdString(),
                             .path = folder.path(),
                             .settings = std::move(*settings),
                             .dashboards = std::move(*dashboards)});
    }
    return templates;
}

bool isUnused(const WorkspaceFolder& folder) {
    const QDir directory(QString::fromStdString(folder.path()));
    return !directory.exists() || directory.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

}  // namespace guanlan
