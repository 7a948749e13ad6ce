// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/script_runs.h"

#include "core/runtime/components.h"
#include "core/runtime/script_run.h"

#include <charconv>
#include <ctime>

namespace guanlan {

namespace {

Spent now() {
    const SystemClock clock;
    return {.wall = static_cast<double>(clock.monotonic()) / kSecond,
            .cpu = static_cast<double>(std::clock()) / CLOCKS_PER_SEC};
}

double numberAt(std::string_view line, std::size_t at) {
    double number = 0;
    std::from_chars(line.data() + at, line.data() + line.size(), number);
    return number;
}

void addLine(std::string_view line, ScriptRunCost& cost) {
    constexpr std::string_view kQuery = "{\"query\":";
    ++cost.rows;
    const bool numbered = line.starts_with(kQuery);
    const auto query = static_cast<std::size_t>(numbered ? numberAt(line, kQuery.size()) : 1);
    if (cost.sums.size() < query) cost.sums.resize(query);
    cost.sums[query - 1] += numberAt(line, line.rfind(':') + 1);
}

void addLines(std::string_view text, ScriptRunCost& cost) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        addLine(text.substr(0, end), cost);
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
        addLines(lines, cost);
        return {};
    };
    const Stopwatch watch;
    auto run = ScriptRun::create(std::move(planned.plan), std::move(settings));
    if (!run) return run.error();
    if (auto done = (*run)->run(); !done) return std::move(done).error();
    cost.spent = watch.spent();
    if (cost.rows == 0)
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

}  // namespace guanlan
