// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/script_runs.h"

#include "core/runtime/components.h"
#include "core/runtime/script_run.h"

#include <cstdlib>
#include <ctime>

namespace guanlan {

namespace {

Spent now() {
    const SystemClock clock;
    return {.wall = static_cast<double>(clock.monotonic()) / kSecond,
            .cpu = static_cast<double>(std::clock()) / CLOCKS_PER_SEC};
}

void splitLines(std::string_view text, std::vector<std::string>& lines) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

}  // namespace

Stopwatch::Stopwatch() : m_start(now()) {}

Spent Stopwatch::spent() const {
    const Spent end = now();
    return {.wall = end.wall - m_start.wall, .cpu = end.cpu - m_start.cpu};
}

Result<ScriptRunCost> runScript(const std::string& script) {
    PlanOutcome planned = planScript(script, {"bench.sql", knownComponents()});
    if (!planned.ok()) return planned.errors.front();
    const SystemClock clock;
    ScriptRunCost cost;
    ScriptRunSettings settings{.clock = &clock, .zone = Zone()};
    settings.print = [&cost](std::string_view lines) -> Result<void> {
        splitLines(lines, cost.lines);
        return {};
    };
    const Stopwatch watch;
    auto run = ScriptRun::create(std::move(planned.plan), std::move(settings));
    if (!run) return run.error();
    if (auto done = (*run)->run(); !done) return std::move(done).error();
    cost.spent = watch.spent();
    if (cost.lines.empty())
        return Error{.code = ErrorCode::Internal, .id = "bench.rows", .what = "the script gave no rows"};
    return cost;
}

Result<ScriptRunCost> cheapestRun(const std::string& script, int rounds) {
    auto best = runScript(script);
    for (int round = 1; round < rounds && best; ++round) {
        auto again = runScript(script);
        if (!again || again->spent.cpu < best->spent.cpu) best = std::move(again);
    }
    return best;
}

std::vector<double> sumsByQuery(const std::vector<std::string>& lines) {
    constexpr std::string_view kQuery = "{\"query\":";
    std::vector<double> sums;
    for (const std::string& line : lines) {
        const bool numbered = line.starts_with(kQuery);
        const std::size_t query =
            numbered ? std::strtoul(line.c_str() + kQuery.size(), nullptr, 10) : std::size_t{1};
        if (sums.size() < query) sums.resize(query);
        sums[query - 1] += std::strtod(line.c_str() + line.rfind(':') + 1, nullptr);
    }
    return sums;
}

}  // namespace guanlan
