// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/script_file.h"

#include "core/config/workspace.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/sink/history_sinks.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace guanlan::console {

int exitCodeOf(const Error& error) {
    const bool wrong = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotYet;
    return wrong ? kWrongScript : kFailed;
}

std::optional<Script> readScript(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "guanlanctl: %s: %s\n", path.c_str(), qPrintable(file.errorString()));
        return std::nullopt;
    }
    return Script{.path = path,
                  .folder = QFileInfo(file).absolutePath().toStdString(),
                  .text = file.readAll().toStdString()};
}

std::optional<Plan> planOf(const Script& script) {
    PlanOutcome outcome = planScript(script.text, plannerOptions(script.path));
    for (const Error& error : outcome.errors)
        report(error, script);
    if (!outcome.ok()) return std::nullopt;
    keepInHistory(outcome.plan);
    for (const Notice& notice : outcome.plan.notices) {
        if (notice.advice) continue;
        std::fprintf(stderr, "%s:%d:%d: %s\n", script.path.c_str(), notice.position.line,
                     notice.position.column, notice.text.c_str());
    }
    return std::move(outcome.plan);
}

Result<Zone> zoneOf(const Plan& plan) {
    const auto set = plan.settings.find("table.local-time-zone");
    return zoneByName(set == plan.settings.end() ? std::string() : set->second);
}

void report(const Error& error, const Script& script) {
    Error placed = error;
    if (placed.file.empty() && placed.position.line > 0) placed.file = script.path;
    if (placed.file.empty()) placed.file = "guanlanctl";
    const std::string text = renderError(placed, script.text);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace guanlan::console
