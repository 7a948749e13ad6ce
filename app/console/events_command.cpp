// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/events_command.h"

#include "app/console/interrupt.h"
#include "app/console/json_members.h"
#include "app/console/script_file.h"
#include "core/base/clock.h"
#include "core/config/workspace.h"
#include "core/decode/utf8.h"
#include "core/runtime/event_search.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"

#include <QByteArray>
#include <QFileInfo>

#include <cstdio>

namespace guanlan::console {

namespace {

const char* wordOf(Fate fate) {
    if (fate == Fate::Used) return "used";
    return fate == Fate::Late ? "late" : "bad";
}

/// Bytes that are no text are written in base64.
void appendRecord(std::string& out, const KeptRecord& record) {
    if (isValidUtf8(record.bytes)) {
        appendText(out, "record", record.bytes);
    } else {
        appendText(out, "record_base64", QByteArray::fromStdString(record.bytes).toBase64().toStdString());
    }
    if (record.size != static_cast<std::int64_t>(record.bytes.size())) appendNumber(out, "size", record.size);
}

std::string lineOf(const RowEvent& event) {
    std::string out = "{\"source\":";
    appendJsonString(out, event.source);
    appendNumber(out, "partition", std::int64_t{event.partition});
    appendNumber(out, "offset", event.offset);
    appendText(out, "fate", wordOf(event.fate));
    if (event.time) appendText(out, "time", formatTimestamp(*event.time));
    if (event.record.line > 0) {
        appendText(out, "file", event.record.file);
        appendNumber(out, "line", event.record.line);
    }
    appendRecord(out, event.record);
    return out + "}\n";
}

/// Why the sources did not give what the row counts; empty when they did.
std::string shortfallOf(const RowEvents& found) {
    if (found.missing() == 0) return {};
    if (found.missing() > 0 && !found.begins.empty()) {
        const auto& [place, offset] = *found.begins.begin();
        return "the log no longer has the oldest: partition " + std::to_string(place.second) + " of '" +
               place.first + "' begins at offset " + std::to_string(offset);
    }
    if (found.replayedLive)
        return "the partitions were read in another order than when the row was made: what was late differs";
    return "the source has changed, or the row is of another script";
}

std::string summaryOf(const RowEvents& found) {
    std::string out = "{\"window_start\":";
    const auto time = [&out](Micros at) { appendJsonString(out, formatTimestamp(at)); };
    if (found.window) {
        time(found.window->first);
        out += ",\"window_end\":";
        time(found.window->second);
    } else {
        out += "null,\"window_end\":null";
    }
    appendNumber(out, "used", found.counts.used);
    appendNumber(out, "late", found.counts.late);
    appendNumber(out, "bad", found.counts.bad);
    appendNumber(out, "used_again", found.counts.usedAgain);
    appendNumber(out, "listed", static_cast<std::int64_t>(found.events.size()));
    out += ",\"expected\":" + (found.expected ? std::to_string(*found.expected) : "null");
    out += ",\"missing\":" + (found.expected ? std::to_string(found.missing()) : "null");
    out += ",\"why\":";
    const std::string why = shortfallOf(found);
    if (why.empty()) {
        out += "null";
    } else {
        appendJsonString(out, why);
    }
    return out + "}";
}

int print(const RowEvents& found) {
    std::string lines;
    for (const RowEvent& event : found.events)
        lines += lineOf(event);
    const bool written = std::fwrite(lines.data(), 1, lines.size(), stdout) == lines.size();
    std::fprintf(stderr, "%s\n", summaryOf(found).c_str());
    return written && std::fflush(stdout) == 0 ? kDone : kFailed;
}

/// Whose row it is: a plan with what its errors need to be shown.
struct Asked {
    Plan plan{};
    Zone zone{};
    Script script{};
    std::unique_ptr<History> history{};  ///< of a workspace
};

Result<Asked> askedWorkspace(const std::string& path) {
    const WorkspaceFolder workspace(path);
    const auto settings = workspace.settings();
    if (!settings) return settings.error();
    const auto text = workspace.pipeline();
    if (!text) return text.error();
    Asked asked{.script = {.path = path + "/pipeline.sql", .folder = workspace.path(), .text = *text}};
    auto plan = planWorkspace(workspace, {});
    if (!plan) return std::move(plan).error();
    asked.plan = std::move(*plan);
    const auto zone = zoneOf(asked.plan, *settings);
    if (!zone) return zone.error();
    asked.zone = *zone;
    auto history = History::open(workspace.stateFolder());
    if (!history) return std::move(history).error();
    asked.history = std::move(*history);
    return asked;
}

/// Empty when the script is wrong, which has been said.
std::optional<Asked> askedScript(const std::string& path) {
    auto script = readScript(path);
    if (!script) return std::nullopt;
    auto plan = planOf(*script);
    if (!plan) return std::nullopt;
    const auto zone = zoneOf(*plan);
    if (zone) return Asked{.plan = std::move(*plan), .zone = *zone, .script = std::move(*script)};
    report(zone.error(), *script);
    return std::nullopt;
}

std::optional<Asked> askedOf(const std::string& path) {
    if (!QFileInfo(QString::fromStdString(path)).isDir()) return askedScript(path);
    auto asked = askedWorkspace(path);
    if (asked) return std::move(*asked);
    report(asked.error(), {path, {}, {}});
    return std::nullopt;
}

int runAndPrint(EventSearch& search, const Script& script) {
    catchInterrupts();
    const auto found = search.run();
    if (found) return print(*found);
    report(found.error(), script);
    return kFailed;
}

}  // namespace

int events(const EventsOptions& options) {
    auto asked = askedOf(options.path);
    if (!asked) return kWrongScript;
    const auto refuse = [&](const Error& error) {
        report(error, asked->script);
        return kWrongScript;
    };
    auto question = rowQuestionOf(asked->plan, options.row, asked->zone);
    if (!question) return refuse(question.error());
    if (asked->history) {
        if (auto added = addReach(*question, asked->plan, *asked->history); !added)
            return refuse(added.error());
    }
    const SystemClock clock;
    auto made = EventSearch::create(std::move(asked->plan), *question,
                                    {.clock = &clock,
                                     .zone = asked->zone,
                                     .baseFolder = asked->script.folder,
                                     .most = options.most,
                                     .secrets = readSecret,
                                     .stopping = &interrupted()});
    if (!made) return refuse(made.error());
    return runAndPrint(**made, asked->script);
}

}  // namespace guanlan::console
