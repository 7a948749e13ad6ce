// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/script_commands.h"

#include "app/console/script_file.h"
#include "core/plan/flink_extensions.h"
#include "core/plan/plan_printer.h"
#include "core/plan/planner.h"
#include "core/runtime/script_check.h"
#include "core/sink/cell_text.h"
#include "core/sql/formatter.h"

#include <cstdio>

namespace guanlan::console {

namespace {

void appendPlace(std::string& out, TextPosition position) {
    out += "\"line\":" + std::to_string(position.line) + ",\"column\":" + std::to_string(position.column);
}

void appendNotices(std::string& out, const std::vector<Notice>& notices) {
    for (const Notice& notice : notices) {
        out += &notice == notices.data() ? "{" : ",{";
        appendPlace(out, notice.position);
        out += ",\"text\":";
        appendJsonString(out, notice.text);
        out += '}';
    }
}

std::string jsonOf(const PlanOutcome& outcome, const Script& script, const std::vector<Notice>* extensions) {
    std::string out = outcome.ok() ? "{\"ok\":true,\"file\":" : "{\"ok\":false,\"file\":";
    appendJsonString(out, script.path);
    out += ",\"errors\":[";
    for (const Error& error : outcome.errors) {
        out += &error == outcome.errors.data() ? "{" : ",{";
        appendPlace(out, error.position);
        const std::pair<const char*, const std::string*> texts[] = {
            {"id", &error.id}, {"what", &error.what}, {"cause", &error.cause}, {"next", &error.next}};
        for (const auto& [name, text] : texts) {
            out += std::string(",\"") + name + "\":";
            appendJsonString(out, *text);
        }
        out += '}';
    }
    out += "],\"notices\":[";
    appendNotices(out, outcome.plan.notices);
    if (extensions != nullptr) {
        out += "],\"flink_extensions\":[";
        appendNotices(out, *extensions);
    }
    return out + "]}";
}

}  // namespace

int check(const std::string& path, const CheckOptions& options) {
    const auto script = readScript(path);
    if (!script) return kWrongScript;
    const PlanOutcome outcome = checkScript(script->text, script->path, script->folder);
    const std::vector<Notice> extensions =
        options.flink ? flinkExtensions(script->text) : std::vector<Notice>();
    if (options.json) {
        std::printf("%s\n", jsonOf(outcome, *script, options.flink ? &extensions : nullptr).c_str());
        return outcome.ok() ? kDone : kWrongScript;
    }
    for (const Error& error : outcome.errors)
        report(error, *script);
    if (!outcome.ok()) return kWrongScript;
    for (const Notice& notice : outcome.plan.notices) {
        std::fprintf(stderr, "%s:%d:%d: %s\n", path.c_str(), notice.position.line, notice.position.column,
                     notice.text.c_str());
    }
    for (const Notice& extension : extensions) {
        std::printf("%s:%d:%d: Flink 1.20 does not have %s\n", path.c_str(), extension.position.line,
                    extension.position.column, extension.text.c_str());
    }
    std::printf("%s is valid: sources %zu, queries %zu\n", path.c_str(), outcome.plan.sources.size(),
                outcome.plan.queries.size());
    return kDone;
}

int explain(const std::string& path) {
    const auto script = readScript(path);
    if (!script) return kWrongScript;
    const auto plan = planOf(*script);
    if (!plan) return kWrongScript;
    std::printf("%s", printPlan(*plan).c_str());
    return kDone;
}

int format(const std::string& path) {
    const auto script = readScript(path);
    if (!script) return kWrongScript;
    const auto text = sql::formatScript(script->text);
    if (!text) {
        report(text.error(), *script);
        return kWrongScript;
    }
    std::printf("%s", text->c_str());
    return kDone;
}

}  // namespace guanlan::console
