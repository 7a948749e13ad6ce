// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/cell_text.h"
#include "core/store/history_sql.h"
#include "core/store/store.h"
#include "tests/support/batch_text.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

/// Counts what SQL asks of the history.
class WatchedHistory final : public History {
  public:
    explicit WatchedHistory(std::unique_ptr<History> history) : m_history(std::move(history)) {}
    Result<std::vector<MetricDefinition>> metrics() override { return m_history->metrics(); }
    Result<Batch> rows(const HistoryQuery& query) override {
        asked.push_back(query);
        return m_history->rows(query);
    }
    Result<std::vector<SourceReach>> reach(const std::string& metric, Micros at) override {
        return m_history->reach(metric, at);
    }
    Result<std::vector<StoredAlarm>> alarms(int limit) override { return m_history->alarms(limit); }
    Result<std::vector<OutboxMessage>> messages(int limit) override { return m_history->messages(limit); }
    Result<std::vector<std::pair<std::string, BadRecord>>> quarantine(int limit) override {
        return m_history->quarantine(limit);
    }
    Result<HistoryUsage> usage() override { return m_history->usage(); }

    std::vector<HistoryQuery> asked;

  private:
    std::unique_ptr<History> m_history;
};

struct Case {
    const char* name;
    const char* sql;
    const char* rows;
};

const Zone kShanghai("Asia/Shanghai", 8 * kHour);

}  // namespace

class TestHistorySql : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<WatchedHistory> m_history;
    std::unique_ptr<HistorySql> m_sql;

    void save(const std::string& metric, std::string_view text) {
        const auto rows = std::make_shared<const Batch>(batchFromText(text));
        const MetricDefinition definition{
            .name = metric, .schema = rows->schemaPtr(), .timeColumn = 0, .dimensions = {1}};
        QVERIFY(m_store->defineMetrics({definition}));
        Commit commit;
        commit.rows = {{metric, rows}};
        QVERIFY(m_store->commit(commit));
    }

    std::string answer(const std::string& sql) {
        std::string text;
        const auto done = m_sql->run(sql, [&](const SqlRow& row) -> Result<void> {
            for (const Value& cell : row.cells) {
                if (&cell != row.cells.data()) text += " | ";
                appendValueJson(text, cell);
            }
            text += "\n";
            return {};
        });
        return done ? text : "error: " + done.error().sentence();
    }

  private slots:
    void initTestCase() {
        const std::string state = m_folder.path().toStdString();
        auto store = Store::open(state);
        QVERIFY(store);
        m_store = std::move(*store);
        save("plays", R"(
            window_end TIMESTAMP(3) | region STRING | n BIGINT | share DOUBLE | paid DECIMAL(10,2)
            2026-03-01 08:00:00     | 广东          | 3        | 0.5          | 1.25
            2026-03-01 08:00:00     | 北京          | 1        | NULL         | 2.00
            2026-03-01 08:01:00     | 广东          | 5        | 0.25         | 10.10)");
        save("odd \"name\"", R"(
            at TIMESTAMP_LTZ(3) | what STRING
            2026-03-01 00:00:00 | a
            2026-03-02 00:00:00 | b)");
        auto history = History::open(state);
        QVERIFY(history);
        m_history = std::make_unique<WatchedHistory>(std::move(*history));
        auto sql = HistorySql::open(*m_history, kShanghai);
        QVERIFY2(sql.ok(), sql ? "" : sql.error().sentence().c_str());
        m_sql = std::move(*sql);
    }

    void answersSelects() {
        const Case cases[] = {
            {"all", "SELECT * FROM plays WHERE region = '广东'",
             "\"2026-03-01 08:00:00.000\" | \"广东\" | 3 | 0.5 | 1.25\n"
             "\"2026-03-01 08:01:00.000\" | \"广东\" | 5 | 0.25 | 10.1\n"},
            {"groups", "SELECT region, SUM(n), COUNT(share) FROM plays GROUP BY region ORDER BY 2 DESC",
             "\"广东\" | 8 | 2\n\"北京\" | 1 | 0\n"},
            {"numbers compare as numbers", "SELECT n FROM plays WHERE paid > 9 AND n > 4", "5\n"},
            {"null", "SELECT share IS NULL, share FROM plays WHERE region = '北京'", "1 | null\n"},
            {"range", "SELECT n FROM plays WHERE window_end > '2026-03-01 08:00:00.000'", "5\n"},
            {"range with both ends",
             "SELECT n FROM plays WHERE window_end >= '2026-03-01 08:00' AND window_end < '2026-03-01 08:01' "
             "ORDER BY n",
             "1\n3\n"},
            {"a day", "SELECT COUNT(*) FROM plays WHERE window_end > '2026-03-01'", "3\n"},
            {"a name in quotes", "SELECT at, what FROM \"odd \"\"name\"\"\" WHERE at < '2026-03-02'",
             "\"2026-03-01 08:00:00.000\" | \"a\"\n"},
            {"a join", "SELECT p.n FROM plays p JOIN plays q ON p.region = q.region WHERE q.n = 1", "1\n"},
            {"WITH", "WITH big AS (SELECT n FROM plays WHERE n > 2) SELECT MAX(n) FROM big", "5\n"},
            {"nothing", "SELECT n FROM plays WHERE region = '\"; DROP'", ""},
        };
        for (const Case& each : cases)
            QCOMPARE(answer(each.sql), std::string(each.rows));
    }

    void conditionsReachTheHistory() {
        const Micros eight = parseTimestamp("2026-03-01 08:00:00")->wallTime;
        m_history->asked.clear();
        answer("SELECT n FROM plays WHERE window_end >= '2026-03-01 08:00' AND region = '北京'");
        QCOMPARE(m_history->asked.size(), std::size_t{1});
        QCOMPARE(m_history->asked.front().from, eight);
        QCOMPARE(m_history->asked.front().to, kMaxTime);
        QCOMPARE(m_history->asked.front().where.at("region"), std::string("北京"));
        m_history->asked.clear();
        answer("SELECT what FROM \"odd \"\"name\"\"\" WHERE at = '2026-03-01 08:00:00.000'");
        QCOMPARE(m_history->asked.front().from, eight - 8 * kHour);  // eight in Shanghai is midnight in UTC
        QCOMPARE(m_history->asked.front().to, eight - 8 * kHour + kMilli);
        m_history->asked.clear();
        answer("SELECT n FROM plays WHERE window_end > 'yesterday'");  // compared as texts, nothing left out
        QCOMPARE(m_history->asked.front().from, kMinTime);
    }

    void refusesEverythingElse() {
        const Case cases[] = {
            {"drop", "DROP TABLE plays",
             "a history can only be read. Write a SELECT over the names of metrics"},
            {"delete", "DELETE FROM plays", "table plays may not be modified"},
            {"attach", "ATTACH '/etc/passwd' AS x", "a history can only be read"},
            {"pragma", "PRAGMA journal_mode = DELETE", "a history can only be read"},
            {"unknown", "SELECT * FROM\n  nope", "no such table: nope"},
            {"two", "SELECT 1; SELECT 2", "there is more than one statement"},
            {"none", "  -- nothing", "there is no statement"},
            {"syntax", "SELEC n", "near \"SELEC\": syntax error"},
        };
        for (const Case& each : cases)
            QVERIFY2(answer(each.sql).starts_with("error: " + std::string(each.rows)),
                     answer(each.sql).c_str());
        const auto syntax = m_sql->run("SELECT\n  FROM plays", [](const SqlRow&) { return Result<void>(); });
        QVERIFY(!syntax);
        QCOMPARE(syntax.error().position, (TextPosition{.line = 2, .column = 3}));
        QCOMPARE(answer("SELECT COUNT(*) FROM plays"), std::string("3\n"));
    }

    void stopsWhenTheTakerDoes() {
        int taken = 0;
        const auto done = m_sql->run("SELECT * FROM plays", [&taken](const SqlRow&) -> Result<void> {
            ++taken;
            return Error{.code = ErrorCode::Cancelled, .what = "enough"};
        });
        QVERIFY(!done && done.error().code == ErrorCode::Cancelled);
        QCOMPARE(taken, 1);
    }
};

QTEST_GUILESS_MAIN(TestHistorySql)
#include "tst_history_sql.moc"
