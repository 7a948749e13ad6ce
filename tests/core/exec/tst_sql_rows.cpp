// SPDX-License-Identifier: GPL-3.0-or-later
// From SQL text and records to rows: every case of cases/*.txt, whole, in random cuts, and with the job saved
// and restored at random records. The rows and the accounting must be the same each time.
#include "tests/support/accounting_check.h"
#include "tests/support/batch_text.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"
#include "tests/support/text_difference.h"

#include <QDir>
#include <QtTest>

#include <random>
#include <sstream>

using namespace guanlan;

namespace {

Zone zoneOf(const Plan& plan) {
    const auto set = plan.settings.find("table.local-time-zone");
    if (set == plan.settings.end()) return Zone();
    if (set->second == "Asia/Shanghai") return Zone(set->second, 8 * kHour);
    if (set->second != "Europe/Berlin") qFatal("no zone '%s'", set->second.c_str());
    return Zone(set->second, kHour,
                {{parseTimestamp("2024-03-31 01:00:00")->wallTime, 2 * kHour},
                 {parseTimestamp("2024-10-27 01:00:00")->wallTime, kHour}});
}

struct Outcome {
    std::map<std::size_t, std::string> rows{};
    Accounting accounting{};
    std::string problem{};
};

/// Runs a case record range by record range.
class CaseRun {
  public:
    CaseRun(const SqlCase& item, const Plan& plan) : m_item(item), m_plan(plan) { create(); }

    void feed(std::size_t from, std::size_t to) {
        for (const SourceBatch& batch : batchesOf(m_item, from, to)) {
            if (const Result<void> consumed = m_job->consume(batch); !consumed) return fail(consumed.error());
            collect();
        }
    }
    void saveAndRestore() {
        m_job->saveState(m_state);
        create();
        if (const Result<void> restored = m_job->restoreState(m_state); !restored) fail(restored.error());
    }
    void save() { m_job->saveState(m_state); }
    Outcome finish() {
        if (const Result<void> finished = m_job->finish(); !finished) fail(finished.error());
        collect();
        return m_outcome;
    }

  private:
    void create() {
        auto job = Job::create(m_plan, {.clock = &m_clock, .zone = zoneOf(m_plan), .bounded = true});
        if (!job) qFatal("%s: %s", m_item.name.c_str(), job.error().sentence().c_str());
        m_job = std::move(*job);
    }
    void collect() {
        for (const Emission& emission : m_job->takeEmissions())
            m_outcome.rows[emission.query] += textOf(*emission.rows);
        m_outcome.accounting = m_job->accounting(0, 0);
        const QString imbalance = imbalanceOf(*m_job, m_plan);
        if (!imbalance.isEmpty()) m_outcome.problem = imbalance.toStdString();
    }
    void fail(const Error& error) { m_outcome.problem = error.sentence(); }

    const SqlCase& m_item;
    const Plan& m_plan;
    FixedClock m_clock;
    MapState m_state;
    std::unique_ptr<Job> m_job;
    Outcome m_outcome;
};

/// Only the counts that the case names.
std::string accountingText(const Accounting& counts, const std::string& wanted) {
    const std::map<std::string, std::int64_t> all{
        {"read", counts.read},           {"used", counts.used},       {"filtered", counts.filtered},
        {"late", counts.late},           {"bad", counts.bad},         {"rows", counts.rows},
        {"duplicate", counts.duplicate}, {"pairs", counts.latePairs}, {"overflows", counts.overflows}};
    std::istringstream words(wanted);
    std::string text;
    for (std::string word; words >> word;) {
        const std::string name = word.substr(0, word.find('='));
        const auto found = all.find(name);
        text +=
            (text.empty() ? "" : " ") + name + "=" + std::to_string(found == all.end() ? -1 : found->second);
    }
    return text;
}

}  // namespace

class TestSqlRows : public QObject {
    Q_OBJECT

    std::vector<SqlCase> m_cases;

    void compare(const SqlCase& item, const Outcome& outcome, const char* how) {
        const auto where = [&](std::size_t query) {
            return QStringLiteral("%1 (%2), query %3").arg(QString::fromStdString(item.name), how).arg(query);
        };
        QVERIFY2(outcome.problem.empty(),
                 qPrintable(where(0) + ": " + QString::fromStdString(outcome.problem)));
        for (const auto& [query, expected] : item.rows) {
            const auto rows = outcome.rows.find(query);
            const std::string got = rows == outcome.rows.end() ? "" : rows->second;
            QVERIFY2(got == expected, qPrintable(where(query) + "\n" +
                                                 QString::fromStdString(firstDifference(got, expected))));
        }
        const std::string accounting = accountingText(outcome.accounting, item.accounting);
        QVERIFY2(accounting == item.accounting,
                 qPrintable(where(0) + ": " + QString::fromStdString(accounting)));
    }

  private slots:
    void initTestCase() {
        const QDir folder(QStringLiteral(GUANLAN_SOURCE_DIR "/tests/core/exec/cases"));
        for (const QString& file : folder.entryList({"*.txt"}, QDir::Files, QDir::Name)) {
            for (SqlCase& item : readSqlCases(folder.filePath(file).toStdString()))
                m_cases.push_back(std::move(item));
        }
        QVERIFY(m_cases.size() >= 20);
    }
    void cases_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].name.c_str()) << static_cast<int>(i);
    }
    void cases() {
        QFETCH(int, index);
        const SqlCase& item = m_cases[static_cast<std::size_t>(index)];
        const PlanOutcome planned = planScript(item.script, sqlCaseOptions(item.name));
        QVERIFY2(planned.ok(), planned.ok() ? "" : renderError(planned.errors.front(), item.script).c_str());
        QVERIFY2(!item.rows.empty(), "a case without rows shows nothing");
        const std::size_t records = recordsOf(item);

        CaseRun whole(item, planned.plan);
        whole.feed(0, records);
        compare(item, whole.finish(), "whole");

        std::mt19937 random(static_cast<unsigned>(index));
        for (int round = 0; round < 12; ++round) {
            CaseRun run(item, planned.plan);
            for (std::size_t from = 0; from < records;) {
                const std::size_t to = std::min(records, from + 1 + random() % (round == 0 ? 1 : 5));
                run.feed(from, to);
                from = to;
                if (round >= 4 && random() % 2 == 0) run.save();
                if (round >= 4 && random() % 3 == 0) run.saveAndRestore();
            }
            compare(item, run.finish(), round < 4 ? "in cuts" : "saved and restored");
        }
    }
};

QTEST_GUILESS_MAIN(TestSqlRows)
#include "tst_sql_rows.moc"
