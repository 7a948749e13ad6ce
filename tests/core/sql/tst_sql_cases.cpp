// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plan_printer.h"
#include "core/plan/planner.h"
#include "core/sql/formatter.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace guanlan;

namespace {

struct Section {
    std::string kind;
    std::string expected;
};

struct Case {
    std::string name;
    std::string script;
    std::vector<Section> sections;
};

struct CaseFile {
    QString path;
    std::string tables;
    std::vector<Case> cases;
};

PlannerOptions testWorld() {
    using Component = PlannerOptions::Component;
    PlannerOptions options{.file = "t.sql"};
    options.components = {
        Component{.name = "kafka",
                  .source = true,
                  .options = {"topic", "scan.startup.mode", "scan.bounded.mode", "properties.*"},
                  .required = {"topic", "properties.bootstrap.servers", "format"},
                  .ignored = {{"properties.zookeeper.connect", "zookeeper.connect has no meaning here"}}},
        Component{.name = "kafka",
                  .sink = true,
                  .options = {"topic", "properties.*"},
                  .required = {"topic", "format"}},
        Component{.name = "filesystem",
                  .source = true,
                  .options = {"source.monitor-interval"},
                  .required = {"path", "format"}},
        Component{.name = "filesystem", .sink = true, .required = {"path", "format"}},
        Component{
            .name = "filesystem", .options = {"lookup.*"}, .required = {"path", "format"}, .lookup = true},
        Component{.name = "print", .sink = true, .options = {"print-identifier"}},
        Component{.name = "elasticsearch-7", .sink = true, .options = {"hosts", "index", "sink.*"}},
        Component{.name = "json",
                  .format = true,
                  .options = {"json.ignore-parse-errors", "json.fail-on-missing-field"},
                  .nested = true},
        Component{
            .name = "csv", .format = true, .options = {"csv.field-delimiter", "csv.ignore-parse-errors"}},
    };
    return options;
}

std::string fileText(const QString& path) {
    std::ifstream in(path.toStdString(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

CaseFile readCases(const QString& path) {
    CaseFile file{.path = path};
    std::istringstream in(fileText(path));
    std::string line;
    std::string* target = nullptr;
    while (std::getline(in, line)) {
        if (line == "# tables") {
            target = &file.tables;
        } else if (line.starts_with("# ")) {
            file.cases.push_back({.name = line.substr(2)});
            target = &file.cases.back().script;
        } else if (line.starts_with("---- ")) {
            file.cases.back().sections.push_back({.kind = line.substr(5)});
            target = &file.cases.back().sections.back().expected;
        } else if (line == "====") {
            target = nullptr;
        } else if (target != nullptr) {
            *target += line + "\n";
        }
    }
    return file;
}

void writeCases(const CaseFile& file) {
    std::ofstream out(file.path.toStdString(), std::ios::binary);
    if (!file.tables.empty()) out << "# tables\n" << file.tables << "====\n";
    for (const Case& one : file.cases) {
        out << "# " << one.name << "\n" << one.script;
        for (const Section& section : one.sections)
            out << "---- " << section.kind << "\n" << section.expected;
        out << "====\n";
    }
}

/// All tables in one line, so that the script of a case begins in line 2.
std::string oneLine(std::string text) {
    for (char& c : text) {
        if (c == '\n') c = ' ';
    }
    return text + "\n";
}

std::string outputOf(const std::string& kind, const std::string& tables, const std::string& script) {
    if (kind == "format") {
        const auto formatted = sql::formatScript(script);
        return formatted ? *formatted : renderError(formatted.error(), script);
    }
    const PlanOutcome outcome = planScript(oneLine(tables) + script, testWorld());
    std::string text;
    if (kind == "notices") {
        for (const Notice& notice : outcome.plan.notices)
            text += notice.text + "\n";
        return text;
    }
    for (Error error : outcome.errors) {
        --error.position.line;
        text += renderError(error, script);
    }
    if (kind == "plan" && outcome.ok()) text += printPlan(outcome.plan);
    return text;
}

}  // namespace

class TestSqlCases : public QObject {
    Q_OBJECT
  private:
    std::vector<CaseFile> m_files;

  private slots:
    void initTestCase() {
        const QDir folder(GUANLAN_SOURCE_DIR "/tests/core/sql/cases");
        for (const QString& name : folder.entryList({"*.txt"}, QDir::Files, QDir::Name)) {
            m_files.push_back(readCases(folder.filePath(name)));
        }
        QVERIFY(!m_files.empty());
    }

    void cases_data() {
        QTest::addColumn<int>("file");
        QTest::addColumn<int>("number");
        for (int f = 0; f < static_cast<int>(m_files.size()); ++f) {
            const CaseFile& file = m_files[static_cast<std::size_t>(f)];
            for (int i = 0; i < static_cast<int>(file.cases.size()); ++i) {
                const Case& one = file.cases[static_cast<std::size_t>(i)];
                QTest::addRow("%s: %s", qPrintable(QFileInfo(file.path).baseName()), one.name.c_str())
                    << f << i;
            }
        }
    }

    void cases() {
        QFETCH(int, file);
        QFETCH(int, number);
        CaseFile& of = m_files[static_cast<std::size_t>(file)];
        Case& one = of.cases[static_cast<std::size_t>(number)];
        QVERIFY2(!one.sections.empty(), "the case expects nothing");
        for (Section& section : one.sections) {
            const std::string got = outputOf(section.kind, of.tables, one.script);
            if (qEnvironmentVariableIsSet("GUANLAN_UPDATE_CASES")) {
                section.expected = got;
                continue;
            }
            if (got != section.expected) {
                const std::string message = "expected\n" + section.expected + "got\n" + got;
                QFAIL(message.c_str());
            }
        }
    }

    void cleanupTestCase() {
        if (!qEnvironmentVariableIsSet("GUANLAN_UPDATE_CASES")) return;
        for (const CaseFile& file : m_files)
            writeCases(file);
    }
};

QTEST_APPLESS_MAIN(TestSqlCases)
#include "tst_sql_cases.moc"
