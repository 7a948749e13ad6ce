// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/run_command.h"

#include "app/console/progress_line.h"
#include "app/console/script_file.h"
#include "app/console/terminal.h"
#include "core/base/clock.h"
#include "core/config/secret_store.h"
#include "core/runtime/script_run.h"

#include <atomic>
#include <csignal>
#include <cstdio>

namespace guanlan::console {

namespace {

std::atomic<ScriptRun*> g_running = nullptr;
static_assert(std::atomic<ScriptRun*>::is_always_lock_free, "read by a signal handler");

extern "C" void stopRunning(int) {
    if (ScriptRun* run = g_running.load()) run->stop();
}

Result<void> writeLines(std::string_view lines) {
    const bool written = std::fwrite(lines.data(), 1, lines.size(), stdout) == lines.size();
    if (written && std::fflush(stdout) == 0) return {};
    return Error{
        .code = ErrorCode::Unavailable, .id = "console.output", .what = "standard output cannot be written"};
}

void warn(const std::string& table, const Error& problem) {
    std::fprintf(stderr, "guanlanctl: %s: %s\n", table.c_str(), problem.sentence().c_str());
}

}  // namespace

int run(const RunOptions& options) {
    const auto script = readScript(options.script);
    if (!script) return kWrongScript;
    auto plan = planOf(*script);
    if (!plan) return kWrongScript;
    const auto zone = zoneOf(*plan);
    if (!zone) {
        report(zone.error(), *script);
        return kWrongScript;
    }
    const SystemClock clock;
    ProgressLine progress(errorsGoToTerminal() && !outputGoesToTerminal());
    auto made = ScriptRun::create(std::move(*plan), {.clock = &clock,
                                                     .zone = *zone,
                                                     .baseFolder = script->folder,
                                                     .print = writeLines,
                                                     .warn =
                                                         [&progress](const auto& table, const auto& problem) {
                                                             progress.clear();
                                                             warn(table, problem);
                                                         },
                                                     .progress = [&progress](auto n) { progress.show(n); },
                                                     .secrets = readSecret,
                                                     .changelog = options.changelog,
                                                     .stateFolder = options.stateFolder});
    if (!made) {
        report(made.error(), *script);
        return exitCodeOf(made.error());
    }
    g_running = made->get();
    std::signal(SIGINT, stopRunning);
    std::signal(SIGTERM, stopRunning);
    const auto done = (*made)->run();
    g_running = nullptr;
    progress.clear();
    if (!done) report(done.error(), *script);
    if (options.statistics) std::fprintf(stderr, "%s\n", (*made)->statistics().c_str());
    return done ? kDone : kFailed;
}

}  // namespace guanlan::console
