// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/alarms_command.h"
#include "app/console/doctor_command.h"
#include "app/console/events_command.h"
#include "app/console/history_command.h"
#include "app/console/produce_command.h"
#include "app/console/run_command.h"
#include "app/console/script_commands.h"
#include "app/console/script_file.h"
#include "app/console/serve_command.h"

#include <QCoreApplication>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

using namespace guanlan::console;

namespace {

constexpr const char* kPasswordSecretHelp =
    "The name under which the keychain holds the login's password; or set GUANLAN_SECRET_ and the name";

void addHistory(CLI::App& commands, HistoryOptions& options, int& code) {
    CLI::App* reads =
        commands.add_subcommand("history", "Print rows of a workspace's history as NDJSON or CSV");
    reads->add_option("workspace", options.workspace, "Its folder")->required();
    reads->add_option("metric", options.metric, "Its rows; without one the metrics are listed");
    reads->add_option("--from", options.from, "Rows from this time on, in the workspace's time zone");
    reads->add_option("--to", options.to, "Rows before this time");
    reads->add_option("--where", options.where, "COLUMN=TEXT, as often as needed")->allow_extra_args(false);
    reads->add_option("--last", options.last, "Only the newest so many rows");
    reads->add_option("--sql", options.sql, "Instead of a metric: a SELECT of SQLite, every metric a table");
    CLI::Option_group* care = reads->add_option_group("File", "Instead of rows, one of:");
    care->add_flag("--size", options.size, "What it takes up, how fast it grows, how long there is room");
    care->add_flag("--check", options.check, "Read all of it: the file's structure and every row's checksum");
    care->add_option("--backup", options.backup, "Copy it into this new file, also while it is written");
    care->add_option("--restore", options.restore,
                     "Put this backup in its place while nothing runs; the old file stays beside it");
    care->require_option(0, 1);
    reads->add_flag("--csv", options.csv, "CSV with a header instead of NDJSON");
    reads->add_flag("--json", options.json, "The list of metrics, and what is said of the file, as JSON");
    reads->callback([&] { code = history(options); });
}

void addAlarms(CLI::App& commands, AlarmsOptions& options, int& code) {
    CLI::App* tests = commands.add_subcommand(
        "alarms", "Check a workspace's alarm rules and say when they would have fired over its history");
    tests->add_option("workspace", options.workspace, "Its folder")->required();
    tests->add_option("--rule", options.rule, "Only the rule with this id, also one that is switched off");
    tests->add_option("--threshold", options.threshold, "With --rule: this one instead");
    tests->add_option("--consecutive", options.consecutive, "With --rule: so many windows in a row instead")
        ->check(CLI::PositiveNumber);
    tests->add_option("--from", options.from, "History from this time on, in the workspace's time zone");
    tests->add_option("--to", options.to, "History before this time");
    tests->add_flag("--check", options.check, "Only check the rules; exit 2 where one is wrong");
    tests->add_flag("--json", options.json,
                    "One JSON object for each time it would have fired, then one a rule");
    tests->callback([&] { code = alarms(options); });
}

void addWhereTo(CLI::App& command, ProduceOptions& options) {
    command.add_option("file", options.plan.path, "Its lines are the records; .gz is unpacked")->required();
    command.add_option("--broker", options.plan.broker, "HOST:PORT, several with commas")->required();
    command.add_option("--topic", options.plan.topic, "Where to")->required();
    command.add_option("--key", options.plan.keyField,
                       "The record's key: a JSON field or the number of a CSV column");
    command
        .add_option("--property", options.properties, "NAME=VALUE of the Kafka client, as often as needed")
        ->allow_extra_args(false);
    command.add_option("--password-secret", options.plan.passwordSecret, kPasswordSecretHelp);
    command.add_option("--time-zone", options.timeZone, "Of times without an offset; else the system's");
    command.add_flag("--header", options.plan.header, "The first line is no record");
    command.add_flag("--json", options.json, "Say as JSON what was sent");
}

void addProduce(CLI::App& commands, ProduceOptions& options, int& code) {
    CLI::App* sends = commands.add_subcommand("produce", "Send a file to Kafka, as fast as possible");
    addWhereTo(*sends, options);
    sends->add_option("--time", options.plan.timeField,
                      "The record's timestamp: a JSON field or the number of a CSV column");
    sends->callback([&] { code = produce(options); });
}

void addReplay(CLI::App& commands, ProduceOptions& options, int& code) {
    CLI::App* replays = commands.add_subcommand("replay", "Send a file to Kafka at a multiple of event time");
    addWhereTo(*replays, options);
    replays
        ->add_option("--time", options.plan.timeField,
                     "The event time: a JSON field or the number of a CSV column")
        ->required();
    replays
        ->add_option("--speed", options.plan.speed, "So many times faster than it happened; 1 unless given")
        ->check(CLI::PositiveNumber);
    replays->callback([&] {
        if (options.plan.speed == 0) options.plan.speed = 1;
        code = produce(options);
    });
}

void addDoctor(CLI::App& commands, DoctorOptions& options, int& code) {
    CLI::App* checks = commands.add_subcommand(
        "doctor", "Check the way to Kafka: DNS, TCP, TLS, SASL, advertised listeners, topic, ACL, clock");
    checks->add_option("script", options.script, "A workspace or a script: all its Kafka tables");
    checks->add_option("--broker", options.broker, "Instead: HOST:PORT, several with commas");
    checks->add_option("--topic", options.topic, "The topic there");
    checks->add_option("--property", options.properties, "NAME=VALUE of the Kafka client, as often as needed")
        ->allow_extra_args(false);
    checks->add_option("--password-secret", options.passwordSecret, kPasswordSecretHelp);
    checks->add_flag("--json", options.json, "One JSON object a step");
    checks->callback([&] { code = doctor(options); });
}

void addRun(CLI::App& commands, RunOptions& options, int& code) {
    CLI::App* runs = commands.add_subcommand("run", "Run a script until its bounded sources end, or Ctrl-C");
    runs->add_option("script", options.script, "The script; relative paths inside start at its folder")
        ->required();
    runs->add_flag("--stats", options.statistics,
                   "Print what became of every record, as JSON, to standard error");
    runs->add_flag("--changelog", options.changelog, "Print every change of a result that updates");
    runs->add_option("--state", options.stateFolder, "Keep state in this folder and go on from it");
    runs->footer(R"(--stats prints one JSON object. Every source, and every query over a source, has
read = used + filtered + duplicate + late + bad (with bad_by_cause), and partitions with the
same numbers for each. A query has operators from its sources to its result: what came in
(read), what became of it, how much of it was records of a source (behind an aggregate there
are rows instead), and the rows handed on.)");
    runs->callback([&] { code = run(options); });
}

void addEvents(CLI::App& commands, EventsOptions& options, int& code) {
    CLI::App* searches = commands.add_subcommand(
        "events", "List the events behind one result row, as far as the sources still have them");
    searches
        ->add_option("script", options.path, "The script, or the folder of the workspace, whose row it is")
        ->required();
    searches->add_option("--row", options.row.row,
                         "The row as `run` printed it, or its group columns, as JSON");
    searches->add_option("--window", options.row.window,
                         "The window where no column says it: START or START/END, as window_start");
    searches->add_option("--query", options.row.query,
                         "Name or number of the query, where there are several");
    searches->add_option("--limit", options.most, "List so many; all are counted")->capture_default_str();
    searches->footer(
        R"(Events go to standard output, one JSON object a line: source, partition, offset, fate (used,
late or bad), time, file and line, record. Their counts go to standard error: what is used
should be what the row counts (expected); what is missing is told with the reason.)");
    searches->callback([&] { code = events(options); });
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    CLI::App commands("Guanlan without a window.", "guanlanctl");
    commands.set_version_flag("--version", GUANLAN_VERSION);
    commands.require_subcommand(1);
    int code = kDone;

    RunOptions running;
    addRun(commands, running, code);
    EventsOptions question;
    addEvents(commands, question, code);

    std::string workspace;
    CLI::App* serves = commands.add_subcommand("serve", "Run a workspace without a window, until Ctrl-C");
    serves->add_option("workspace", workspace, "Its folder")->required();
    serves->callback([&] { code = serve(workspace); });

    HistoryOptions reading;
    addHistory(commands, reading, code);
    AlarmsOptions testing;
    addAlarms(commands, testing, code);
    ProduceOptions sending;
    addProduce(commands, sending, code);
    addReplay(commands, sending, code);
    DoctorOptions checking;
    addDoctor(commands, checking, code);

    std::string script;
    bool json = false;
    CLI::App* checks = commands.add_subcommand("check", "Say whether a script is valid; starts nothing");
    checks->add_option("script", script, "The script")->required();
    checks->add_flag("--json", json, "Print the findings as JSON");
    bool flink = false;
    checks->add_flag("--flink", flink, "Name everything that Flink 1.20 does not have");
    checks->callback([&] { code = check(script, {.json = json, .flink = flink}); });

    CLI::App* explains = commands.add_subcommand("explain", "Show the plan of a script");
    explains->add_option("script", script, "The script")->required();
    explains->callback([&] { code = explain(script); });

    CLI::App* formats = commands.add_subcommand("format", "Print a script in its canonical form");
    formats->add_option("script", script, "The script")->required();
    formats->callback([&] { code = format(script); });

    try {
        commands.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return commands.exit(error) == 0 ? kDone : kWrongScript;
    }
    return code;
}
