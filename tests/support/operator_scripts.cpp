// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/operator_scripts.h"

#include "core/lookup/lookup.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/sql_case.h"

#include <QtGlobal>

#include <fstream>
#include <map>

namespace guanlan {

namespace {

const FixedClock kClock;
const Zone kZone("Asia/Shanghai", 8 * kHour);

std::string tableOf(const std::string& name, const std::string& more) {
    return "CREATE TABLE " + name + " (k STRING, n BIGINT, x DOUBLE, amount STRING, ts TIMESTAMP(3)" + more +
           ") WITH ('connector' = 'test');\n";
}

/// Tables whose names begin with t read the first stream, the others the second.
std::string preamble() {
    const std::string seconds = "TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-01 00:00:00', ts)";
    const std::string watermark = ", p AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND";
    return tableOf("t", watermark) + tableOf("u", watermark) + tableOf("t_plain", "") +
           tableOf("t_clock", ", p AS PROCTIME()") +
           // A second is two hours there: months go by.
           tableOf("t_far",
                   ", at AS TIMESTAMPADD(HOUR, 2 * " + seconds +
                       ", TIMESTAMP '2026-03-01 00:00:00'), WATERMARK FOR at AS at - INTERVAL '1' DAY") +
           tableOf("t_zone", ", at AS TO_TIMESTAMP_LTZ(1772323200 + 3600 * " + seconds +
                                 ", 0), WATERMARK FOR at AS at - INTERVAL '1' HOUR") +
           "CREATE TABLE names (id BIGINT, name STRING, weight INT) WITH ('connector' = 'filesystem', 'path' "
           "= "
           "'names.csv', 'format' = 'csv');\n"
           "CREATE TABLE s (k STRING, n BIGINT) WITH ('connector' = 'test');\n";
}

/// Arguments for each aggregate function: several where the type of the argument decides what is kept.
const std::map<std::string, std::vector<std::string>>& aggregateArguments() {
    static const std::vector<std::string> numbers{"x", "n", "CAST(n AS DECIMAL(12, 2)) / 7"};
    static const std::vector<std::string> any{"x", "n", "k", "ts", "n > 20", "CAST(n AS DECIMAL(12, 2))"};
    static const std::map<std::string, std::vector<std::string>> arguments{
        {"COUNT", any},
        {"SUM", numbers},
        {"AVG", numbers},
        {"MIN", any},
        {"MAX", any},
        {"FIRST_VALUE", any},
        {"LAST_VALUE", any},
        {"STDDEV_POP", numbers},
        {"STDDEV_SAMP", numbers},
        {"VAR_POP", numbers},
        {"VAR_SAMP", numbers},
        {"LISTAGG", {"k", "k, '; '"}},
        {"PERCENTILE", {"x, 0.9", "n, 0.5"}},
        {"MEDIAN", {"x", "n"}},
        {"APPROX_PERCENTILE", {"x, 0.95", "n, 0.1"}},
        {"CORR", {"x, n"}},
        {"APPROX_COUNT_DISTINCT", {"k", "x", "n"}},
    };
    return arguments;
}

/// The calls of one function: over every argument, DISTINCT where it is one, and the first once more with
/// FILTER.
std::string callsOf(const std::string& function, const std::vector<std::string>& arguments) {
    std::string calls;
    int number = 0;
    const auto add = [&](const std::string& call) {
        calls += ", " + call + " AS a" + std::to_string(number++);
    };
    for (const std::string& argument : arguments) {
        add(function + "(" + argument + ")");
        const bool one = argument.find(", ") == std::string::npos || argument.starts_with("CAST");
        if (one) add(function + "(DISTINCT " + argument + ")");
    }
    add(function + "(" + arguments.front() + ") FILTER (WHERE n < 20)");
    return calls;
}

/// Every function in windows built from panes, in windows of keys, in a result that updates, and where rows
/// are taken back.
std::vector<OperatorScript> aggregateScripts() {
    std::vector<OperatorScript> scripts;
    for (const AggregateFunction* function : aggregateFunctions()) {
        const std::string name(function->name);
        const auto found = aggregateArguments().find(name);
        if (found == aggregateArguments().end()) qFatal("no arguments to test %s with", name.c_str());
        const std::string calls = callsOf(name, found->second);
        const std::string window = "SELECT window_start, window_end, k" + calls + " FROM TABLE(";
        const std::string by = ") GROUP BY window_start, window_end, k;";
        const std::string latest =
            "(SELECT *, ROW_NUMBER() OVER (PARTITION BY k, n ORDER BY ts DESC) AS rn FROM t) WHERE rn = 1";
        scripts.push_back(
            {name + " in hops",
             window + "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND)" + by});
        scripts.push_back(
            {name + " in sessions",
             window + "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '2' SECOND)" + by});
        scripts.push_back(
            {name + " in counted windows", window + "COUNT_WINDOW(TABLE t PARTITION BY k, 20, 10)" + by});
        scripts.push_back({name + " by key", "SELECT k" + calls + " FROM t GROUP BY k;"});
        scripts.push_back(
            {name + " of rows taken back", "SELECT k" + calls + " FROM " + latest + " GROUP BY k;"});
    }
    return scripts;
}

}  // namespace

std::vector<OperatorScript> operatorScripts() {
    std::vector<OperatorScript> scripts;
    for (const SqlCase& item : readSqlCases(GUANLAN_SOURCE_DIR "/tests/core/exec/operators.txt"))
        scripts.push_back({item.name, item.script});
    for (OperatorScript& script : aggregateScripts())
        scripts.push_back(std::move(script));
    return scripts;
}

Plan planOperatorScript(const std::string& text) {
    PlannerOptions options = sqlCaseOptions("operators.sql");
    for (PlannerOptions::Component& component : knownComponents())
        options.components.push_back(std::move(component));
    const std::string script = preamble() + text;
    const PlanOutcome outcome = planScript(script, options);
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

void writeOperatorFiles(const std::string& folder) {
    std::ofstream names(folder + "/names.csv");
    for (int id = 0; id < 40; id += 3)
        names << id << ",name " << id / 6 << ',' << id % 5 << '\n';
    names << "6,second name,9\n";
    if (!names) qFatal("cannot write into %s", folder.c_str());
}

JobSettings operatorSettings(const std::string& folder) {
    return {.clock = &kClock,
            .zone = kZone,
            .bounded = true,
            .lookups = lookupMaker({.clock = &kClock, .zone = kZone, .baseFolder = folder})};
}

Result<void> feedOperators(Job& job, const Plan& plan, std::span<const StreamEvent> events) {
    for (SourceBatch& batch : batchesOf(events)) {
        const std::size_t stream = batch.source;
        for (std::size_t source = 0; source < plan.sources.size(); ++source) {
            if ((plan.sources[source].name[0] == 't' ? 0U : 1U) != stream) continue;
            batch.source = source;
            if (Result<void> consumed = job.consume(batch); !consumed) return consumed;
        }
    }
    return {};
}

}  // namespace guanlan
