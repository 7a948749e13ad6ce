// SPDX-License-Identifier: GPL-3.0-or-later
// The univariate data sets of NIST's Statistical Reference Datasets, through SQL: their certified averages
// and standard deviations must come out by every way a sum can go, over panes, kept states and corrected rows
// too.
#include "core/plan/planner.h"
#include "tests/support/map_state.h"
#include "tests/support/skip.h"
#include "tests/support/sql_case.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>

using namespace guanlan;

namespace {

constexpr double kAverageDigits = 14.5;  // 14 digits are right, and the next rounds to them
constexpr double kDeviationDigits = 8;

struct DataSet {
    QString name;
    std::vector<double> values;
    QString mean;
    QString deviation;
};

struct SetAnswer {
    std::int64_t count = 0;
    double average = 0;
    double deviation = 0;
};

double digitsInCommon(double got, const QString& certified) {
    const long double wanted = std::strtold(certified.toLatin1().constData(), nullptr);
    const long double difference = std::abs(static_cast<long double>(got) - wanted);
    return difference == 0 ? 99 : static_cast<double>(-std::log10(difference / std::abs(wanted)));
}

SourceBatch batchOf(const DataSet& set, std::size_t from, std::size_t to, std::int64_t version,
                    double error) {
    constexpr Micros kPace = 100 * kMilli;
    BatchBuilder builder(std::make_shared<Schema>(std::vector<Field>{{"id", DataType::bigint()},
                                                                     {"version", DataType::bigint()},
                                                                     {"x", DataType::real()},
                                                                     {"ts", DataType::timestamp()}}));
    for (std::size_t i = from; i < to; ++i) {
        builder[0].appendInt(static_cast<std::int64_t>(i));
        builder[1].appendInt(version);
        builder[2].appendDouble(set.values[i] + error);
        builder[3].appendInt(static_cast<std::int64_t>(i) * kPace);
    }
    SourceBatch batch;
    const auto rows = static_cast<std::uint32_t>(builder.rows());
    batch.rows = builder.seal();
    batch.rows.runs = {{.rows = rows}};
    return batch;
}

const std::string kTable =
    "CREATE TABLE t (id BIGINT, version BIGINT, x DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL "
    "'1' HOUR) WITH ('connector' = 'test');\n";
const std::string kValues = "COUNT(*) AS n, AVG(x) AS average, STDDEV_SAMP(x) AS deviation ";

/// Feeds the rows of a set to one query and answers the result row that has seen all of them.
class SetRun {
  public:
    SetRun(const DataSet& set, const std::string& query) : m_set(set) {
        const std::string script = kTable + query + ";";
        const PlanOutcome outcome = planScript(script, sqlCaseOptions("nist.sql"));
        if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
        m_plan = outcome.plan;
        begin();
    }
    void feed(std::size_t from, std::size_t to, std::int64_t version = 0, double error = 0) {
        if (!m_job->consume(batchOf(m_set, from, to, version, error))) qFatal("consume");
    }
    void feedAll() { feed(0, m_set.values.size()); }
    void restart() {
        m_job->saveState(m_state);
        begin();
        if (!m_job->restoreState(m_state)) qFatal("restore");
    }
    SetAnswer finish() {
        if (!m_job->finish()) qFatal("finish");
        SetAnswer best;
        for (const Emission& emission : m_job->takeEmissions()) {
            const Batch& rows = *emission.rows;
            for (std::size_t row = 0; row < rows.rows(); ++row) {
                if (const std::int64_t count = rows.column(0).ints()[row]; count > best.count)
                    best = {count, rows.column(1).doubles()[row], rows.column(2).doubles()[row]};
            }
        }
        return best;
    }

  private:
    void begin() {
        auto job = Job::create(m_plan, {.clock = &m_clock, .bounded = true});
        if (!job) qFatal("%s", job.error().sentence().c_str());
        m_job = std::move(*job);
    }

    const DataSet& m_set;
    SystemClock m_clock;
    Plan m_plan;
    MapState m_state;
    std::unique_ptr<Job> m_job;
};

}  // namespace

class TestNist : public QObject {
    Q_OBJECT

    std::vector<DataSet> m_sets;

    void sets() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_sets.size(); ++i)
            QTest::newRow(qPrintable(m_sets[i].name)) << static_cast<int>(i);
    }
    [[nodiscard]] const DataSet& set() const {
        QFETCH(int, index);
        return m_sets[static_cast<std::size_t>(index)];
    }
    static void check(const DataSet& set, const SetAnswer& answer) {
        QCOMPARE(answer.count, static_cast<std::int64_t>(set.values.size()));
        const double average = digitsInCommon(answer.average, set.mean);
        QVERIFY2(average >= kAverageDigits, qPrintable(QString::number(average)));
        const double deviation = digitsInCommon(answer.deviation, set.deviation);
        QVERIFY2(deviation >= kDeviationDigits, qPrintable(QString::number(deviation)));
    }

  private slots:
    void initTestCase() {
        GUANLAN_SHARED_DATA(path, "nist/univariate.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QJsonValue& item : QJsonDocument::fromJson(file.readAll())["datasets"].toArray()) {
            const QJsonObject certified = item["certified"].toObject();
            DataSet set{.name = item["dataset"].toString(),
                        .values = {},
                        .mean = certified["mean"].toString(),
                        .deviation = certified["stddev_sample"].toString()};
            for (const QJsonValue& value : item["data"].toArray())
                set.values.push_back(value.toString().toDouble());
            QCOMPARE(static_cast<int>(set.values.size()), item["n"].toInt());
            m_sets.push_back(std::move(set));
        }
        QCOMPARE(m_sets.size(), std::size_t{9});
    }
    void allAtOnce_data() { sets(); }
    void allAtOnce() {
        SetRun run(set(), "SELECT " + kValues + "FROM t");
        run.feedAll();
        check(set(), run.finish());
    }
    void restartedInBetween_data() { sets(); }
    void restartedInBetween() {
        SetRun run(set(), "SELECT " + kValues + "FROM t");
        const std::size_t size = set().values.size();
        for (std::size_t from = 0; from < size; from += 17) {
            run.feed(from, std::min(size, from + 17));
            run.restart();
        }
        check(set(), run.finish());
    }
    /// Panes of three seconds, joined to windows: one of these holds every row.
    void joinedFromPanes_data() { sets(); }
    void joinedFromPanes() {
        SetRun run(set(), "SELECT " + kValues +
                              "FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '3' SECOND, INTERVAL '15' "
                              "MINUTE)) GROUP BY window_start, window_end");
        run.feedAll();
        run.restart();
        check(set(), run.finish());
    }
    /// Every row comes with a large error first and is then put right, which takes the first value back.
    void rowsPutRight_data() { sets(); }
    void rowsPutRight() {
        SetRun run(set(),
                   "SELECT " + kValues +
                       "FROM (SELECT id, x, ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC) AS "
                       "rn FROM t) WHERE rn = 1");
        const std::size_t size = set().values.size();
        run.feed(0, size, 1, 1e9 / 3);
        run.restart();
        run.feed(0, size, 2, 0);
        check(set(), run.finish());
    }
};

QTEST_GUILESS_MAIN(TestNist)
#include "tst_nist.moc"
