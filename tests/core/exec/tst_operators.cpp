// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every operator, window and aggregate function: the same bytes come out whatever the cut
// into batches, and a run killed at any record and resumed from its last commit gives what an uninterrupted
// one does.
#include "core/sink/row_writer.h"
#include "tests/support/accounting_check.h"
#include "tests/support/map_state.h"
#include "tests/support/operator_scripts.h"
#include "tests/support/plan_ingredients.h"
#include "tests/support/text_difference.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>
#include <sstream>

using namespace guanlan;

namespace {

// Under a sanitizer the same paths take ten times as long, and once is enough to see them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kRecords = 300;
constexpr unsigned kRepeats = 1;
#else
constexpr std::size_t kRecords = 2400;
constexpr unsigned kRepeats = 3;
#endif

/// A run over events, given from any position; what comes out is gathered as the text that a user would see.
class Run {
  public:
    Run(const Plan& plan, const std::string& folder, bool changelog) : m_plan(plan) {
        JobSettings settings = operatorSettings(folder);
        settings.changelog = changelog;
        auto job = Job::create(plan, settings);
        if (!job) qFatal("%s", job.error().sentence().c_str());
        m_job = std::move(*job);
        for (const Query& query : plan.queries)
            m_writers.emplace_back(*query.root->output, settings.zone);
        m_rows.resize(plan.queries.size());
    }
    void feed(std::span<const StreamEvent> events) {
        const Result<void> fed = feedOperators(*m_job, m_plan, events);
        if (!fed) qFatal("%s", fed.error().sentence().c_str());
        collect();
    }
    void finish() {
        if (const Result<void> finished = m_job->finish(); !finished)
            qFatal("%s", finished.error().sentence().c_str());
        collect();
    }
    void restore(MapState& state) {
        const Result<void> restored = m_job->restoreState(state);
        if (!restored) qFatal("%s", restored.error().sentence().c_str());
    }
    void save(MapState& state) { m_job->saveState(state); }
    /// By query, so that the turns of queries in a batch do not matter.
    [[nodiscard]] std::vector<std::string> takeRows() {
        return std::exchange(m_rows, std::vector<std::string>(m_plan.queries.size()));
    }
    [[nodiscard]] std::string counts() const {
        std::ostringstream out;
        for (std::size_t source = 0; source < m_plan.sources.size(); ++source) {
            for (std::size_t query = 0; query < m_plan.queries.size(); ++query) {
                const Accounting a = m_job->accounting(source, query);
                out << "read " << a.read << " used " << a.used << " filtered " << a.filtered << " late "
                    << a.late << " bad " << a.bad << " pairs " << a.latePairs << " rows " << a.rows << '\n';
            }
        }
        return out.str();
    }

  private:
    void collect() {
        const QString imbalance = imbalanceOf(*m_job, m_plan);
        if (!imbalance.isEmpty()) qFatal("%s", qPrintable(imbalance));
        for (const Emission& emission : m_job->takeEmissions()) {
            std::string& rows = m_rows[emission.query];
            for (std::size_t row = 0; row < emission.rows->rows(); ++row) {
                if (!emission.rows->kinds.empty()) rows += changeOf(*emission.rows, row);
                m_writers[emission.query].append(rows, *emission.rows, row);
                rows += '\n';
            }
        }
        (void)counts();
    }

    const Plan& m_plan;
    std::unique_ptr<Job> m_job;
    std::vector<JsonRowWriter> m_writers;
    std::vector<std::string> m_rows;
};

/// Of the first query whose rows differ.
QString firstDifference(const std::vector<std::string>& got, const std::vector<std::string>& expected) {
    for (std::size_t query = 0; query < expected.size(); ++query) {
        const std::string difference = guanlan::firstDifference(got[query], expected[query]);
        if (!difference.empty())
            return QString::fromStdString("query " + std::to_string(query) + ", " + difference);
    }
    return {};
}

}  // namespace

class TestOperators : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const std::vector<OperatorScript> m_scripts = operatorScripts();

    void scripts() const {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("changelog");
        for (std::size_t i = 0; i < m_scripts.size(); ++i) {
            QTest::newRow(m_scripts[i].name.c_str()) << static_cast<int>(i) << false;
            const Plan plan = planOperatorScript(m_scripts[i].text);
            const bool updates = std::any_of(plan.queries.begin(), plan.queries.end(),
                                             [](const Query& query) { return query.root->updating; });
            if (updates)
                QTest::newRow((m_scripts[i].name + ", every change").c_str()) << static_cast<int>(i) << true;
        }
    }
    [[nodiscard]] std::string folder() const { return m_folder.path().toStdString(); }

  private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeOperatorFiles(folder());
    }
    void cutsDoNotMatter_data() { scripts(); }
    void cutsDoNotMatter() {
        QFETCH(int, index);
        QFETCH(bool, changelog);
        const Plan plan = planOperatorScript(m_scripts[static_cast<std::size_t>(index)].text);
        const auto events = randomStreams(11, kRecords);
        Run whole(plan, folder(), changelog);
        whole.feed(events);
        whole.finish();
        const auto expected = whole.takeRows();
        for (const std::string& rows : expected)
            QVERIFY(!rows.empty());
        std::mt19937 random(21);
        for (const unsigned longest : {1U, 7U, 300U}) {
            Run run(plan, folder(), changelog);
            for (std::size_t from = 0; from < events.size();) {
                const std::size_t count = std::min<std::size_t>(1 + random() % longest, events.size() - from);
                run.feed(std::span(events).subspan(from, count));
                from += count;
            }
            run.finish();
            const QString difference = firstDifference(run.takeRows(), expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
            QCOMPARE(run.counts(), whole.counts());
        }
    }
    /// What was read after the last commit is lost with the process and read again.
    void killedRunsResume_data() { scripts(); }
    void killedRunsResume() {
        QFETCH(int, index);
        QFETCH(bool, changelog);
        const Plan plan = planOperatorScript(m_scripts[static_cast<std::size_t>(index)].text);
        std::mt19937 random(31);
        for (unsigned round = 0; round < kRepeats; ++round) {
            const auto events = randomStreams(17 + round, kRecords);
            Run whole(plan, folder(), changelog);
            whole.feed(events);
            whole.finish();
            const auto expected = whole.takeRows();
            MapState state;
            std::vector<std::string> durable(plan.queries.size());
            const auto keep = [&durable](const std::vector<std::string>& rows) {
                for (std::size_t i = 0; i < rows.size(); ++i)
                    durable[i] += rows[i];
            };
            std::size_t committed = 0;
            auto run = std::make_unique<Run>(plan, folder(), changelog);
            int kills = 0;
            for (std::size_t at = 0; at < events.size();) {
                const std::size_t count = std::min<std::size_t>(1 + random() % 50, events.size() - at);
                run->feed(std::span(events).subspan(at, count));
                at += count;
                if (random() % 3 == 0) {
                    keep(run->takeRows());
                    run->save(state);
                    committed = at;
                }
                if (random() % 8 != 0) continue;
                ++kills;
                run = std::make_unique<Run>(plan, folder(), changelog);
                run->restore(state);
                at = committed;
                tellEnds(*run, events, committed);
            }
            run->finish();
            keep(run->takeRows());
            const QString difference = firstDifference(durable, expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
            QVERIFY(kills > 0);
            QCOMPARE(run->counts(), whole.counts());
        }
    }
    /// Nothing that a plan can hold is left out above.
    void nothingIsMissing() {
        PlanIngredients found;
        for (const OperatorScript& script : m_scripts)
            found.add(planOperatorScript(script.text));
        std::vector<std::string> wanted{"filter",
                                        "calculation",
                                        "union",
                                        "union of changes",
                                        "lookup",
                                        "left lookup",
                                        "groups",
                                        "changing groups",
                                        "month tumble",
                                        "month cumulate",
                                        "corrected tumble",
                                        "corrected hop",
                                        "corrected cumulate",
                                        "corrected session",
                                        "rank by order",
                                        "rank by order with number",
                                        "changing rank by order",
                                        "changing rank by order with number",
                                        "window rank by order",
                                        "window rank by order with number",
                                        "rank by first come",
                                        "rank by last come"};
        for (const std::string window : {"tumble", "hop", "cumulate", "session", "count"}) {
            wanted.push_back(window);
            wanted.push_back("rows of " + window);
        }
        for (const std::string window : {"tumble", "hop", "cumulate", "session"})
            wanted.push_back("clock " + window);
        for (const AggregateFunction* function : aggregateFunctions()) {
            for (const std::string kind : {"hop", "session", "count", "groups", "changing groups"}) {
                const std::string name(function->name);
                wanted.push_back(name + " in " + kind);
                wanted.push_back(name + " filter in " + kind);
                if (name != "CORR" && !name.ends_with("PERCENTILE"))
                    wanted.push_back(name + " distinct in " + kind);
            }
        }
        for (const std::string& name : wanted)
            QVERIFY2(found.has(name), (name + " is missing among: " + found.all()).c_str());
    }

  private:
    /// A stream that had ended is found at its end again.
    static void tellEnds(Run& run, std::span<const StreamEvent> events, std::size_t committed) {
        for (const StreamEvent& event : events.first(committed)) {
            if (event.kind == StreamEvent::Kind::End) run.feed({&event, 1});
        }
    }
};

QTEST_GUILESS_MAIN(TestOperators)
#include "tst_operators.moc"
