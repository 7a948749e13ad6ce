// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/doctor_command.h"

#include "app/console/option_text.h"
#include "app/console/script_file.h"
#include "core/config/workspace.h"
#include "core/sink/cell_text.h"
#include "core/source/kafka/connection_check.h"
#include "core/source/kafka/kafka_login.h"

#include <QFileInfo>

#include <cstdio>

namespace guanlan::console {

namespace {

/// What to check, with the name of the table it belongs to.
struct Patient {
    std::string table;
    TableDefinition definition;
};

Result<Patient> patientOf(const DoctorOptions& options) {
    Patient patient{.definition = {.options = {{"topic", options.topic}}}};
    auto properties = namedValues("--property", options.properties);
    if (!properties) return std::move(properties).error();
    for (const auto& [name, value] : *properties)
        patient.definition.options["properties." + name] = value;
    patient.definition.options["properties.bootstrap.servers"] = options.broker;
    if (!options.passwordSecret.empty())
        patient.definition.options["guanlan.password-secret"] = options.passwordSecret;
    return patient;
}

/// Empty after it said why.
std::vector<Patient> patientsIn(const std::string& path) {
    const bool folder = QFileInfo(QString::fromStdString(path)).isDir();
    const auto script = readScript(folder ? WorkspaceFolder(path).pipelinePath() : path);
    if (!script) return {};
    const auto plan = planOf(*script);
    if (!plan) return {};
    std::vector<Patient> patients;
    for (const auto& tables : {plan->sources, plan->sinks}) {
        for (const TableDefinition& table : tables) {
            if (table.option("connector").ends_with("kafka")) patients.push_back({table.name, table});
        }
    }
    if (patients.empty())
        std::fprintf(stderr, "guanlanctl: %s uses no Kafka table: there is nothing to check\n", path.c_str());
    return patients;
}

void printStep(const CheckStep& step) {
    const std::string what = step.problem ? step.problem->sentence() : step.fact;
    std::printf("  %-8s %-10s %s%s%s\n", std::string(nameOf(step.outcome)).c_str(),
                std::string(nameOf(step.kind)).c_str(), step.subject.c_str(),
                step.subject.empty() ? "" : ": ", what.c_str());
    std::fflush(stdout);
}

void printJson(const std::string& table, const CheckStep& step) {
    std::string line = "{";
    const auto add = [&line](const char* name, std::string_view text) {
        if (line.size() > 1) line += ',';
        line += std::string("\"") + name + "\":";
        appendJsonString(line, text);
    };
    if (!table.empty()) add("table", table);
    add("step", nameOf(step.kind));
    add("outcome", nameOf(step.outcome));
    add("subject", step.subject);
    add("fact", step.fact);
    if (step.problem) {
        add("what", step.problem->what);
        add("cause", step.problem->cause);
        add("next", step.problem->next);
    }
    std::printf("%s}\n", line.c_str());
    std::fflush(stdout);
}

Result<bool> examine(const Patient& patient, bool json) {
    auto properties = kafkaPropertiesWithLogin(patient.definition, KafkaRole::Consumer, readSecret);
    if (!properties) return std::move(properties).error();
    const SystemClock clock;
    const std::string topic = patient.definition.option("topic");
    const ConnectionCheckRequest request{
        .properties = std::move(*properties), .topic = topic.substr(0, topic.find(';')), .clock = &clock};
    if (!json && !patient.table.empty()) std::printf("%s\n", patient.table.c_str());
    return checkConnection(request, [&](const CheckStep& step) {
        if (json) {
            printJson(patient.table, step);
        } else {
            printStep(step);
        }
    });
}

}  // namespace

int doctor(const DoctorOptions& options) {
    std::vector<Patient> patients;
    if (!options.script.empty()) {
        patients = patientsIn(options.script);
        if (patients.empty()) return kWrongScript;
    } else if (!options.broker.empty()) {
        auto patient = patientOf(options);
        if (!patient) return refuse(patient.error());
        patients.push_back(std::move(*patient));
    } else {
        std::fputs("guanlanctl: nothing to check; name a workspace, a script, or --broker HOST:PORT\n",
                   stderr);
        return kWrongScript;
    }
    bool well = true;
    for (const Patient& patient : patients) {
        const auto examined = examine(patient, options.json);
        if (!examined) return refuse(examined.error());
        well = well && *examined;
    }
    return well ? kDone : kFailed;
}

}  // namespace guanlan::console
