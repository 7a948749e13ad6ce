// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "core/lookup/lookup.h"
#include "core/plan/boundedness.h"
#include "core/plan/needed_columns.h"
#include "core/plan/plan_printer.h"
#include "core/plan/planner.h"
#include "core/sink/sink.h"
#include "core/source/source.h"
#include "core/sql/formatter.h"
#include "core/sql/parser.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <random>
#include <set>

using namespace guanlan;

namespace {

const std::string kTable = R"(
CREATE TABLE events (
  user_id BIGINT, region STRING, ms BIGINT, unused STRING, seconds INT,
  kind STRING METADATA FROM 'timestamp-type' VIRTUAL,
  twice AS seconds * 2,
  rt AS TO_TIMESTAMP_LTZ(ms, 3),
  WATERMARK FOR rt AS rt - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'a:1', 'format' = 'json');
)";

/// The real connectors and formats.
PlannerOptions world() {
    PlannerOptions options{.file = "t.sql"};
    for (const SourceKind* kind : sourceKinds())
        options.components.push_back(kind->component);
    for (const SinkKind* kind : sinkKinds())
        options.components.push_back(kind->component);
    for (const DecoderKind* kind : decoderKinds())
        options.components.push_back(kind->component);
    for (const LookupKind* kind : lookupKinds())
        options.components.push_back(kind->component);
    return options;
}

PlanOutcome planned(const std::string& query, const std::string& table = kTable) {
    return planScript(table + query, world());
}

std::string fingerprintOf(const std::string& query, const std::string& table = kTable) {
    const PlanOutcome outcome = planned(query, table);
    if (outcome.ok()) return outcome.plan.queries.back().fingerprint;
    return renderError(outcome.errors[0], table + query);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

std::string textOfFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// The blocks between ```sql and ``` of a Markdown file.
std::string sqlOfMarkdown(const std::string& text) {
    std::string sql;
    for (std::size_t at = text.find("```sql"); at != std::string::npos; at = text.find("```sql", at)) {
        at += 6;
        const std::size_t end = text.find("```", at);
        sql += text.substr(at, end - at);
        at = end + 3;
    }
    return sql;
}

const std::string kWindowed =
    "SELECT window_start, window_end, region, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), "
    "INTERVAL '1' "
    "MINUTE)) WHERE seconds > 1 GROUP BY window_start, window_end, region";

std::vector<std::string> scriptsOfAllCases() {
    std::vector<std::string> scripts{
        kTable + kWindowed, textOfFile(GUANLAN_SOURCE_DIR "/resources/workspaces/bilibili/pipeline.sql")};
    const QDir folder(GUANLAN_SOURCE_DIR "/tests/core/sql/cases");
    for (const QString& name : folder.entryList({"*.txt"}, QDir::Files)) {
        const QString cases = QString::fromStdString(textOfFile(folder.filePath(name)));
        for (const QString& part : cases.split("====\n")) {
            scripts.push_back(part.section("---- ", 0, 0).section('\n', 1).toStdString());
        }
    }
    return scripts;
}

}  // namespace

class TestPlan : public QObject {
    Q_OBJECT
  private slots:
    void equalPlansHaveEqualFingerprints() {
        const std::string same[] = {
            "select window_start,window_end , region, count(*) n from table(tumble(data => table events, "
            "timecol => "
            "descriptor(rt), size => interval '60' second)) as e where e.seconds > 1 group by window_end, "
            "window_start, region",
            "CREATE VIEW v AS SELECT region, seconds, rt AS `at` FROM events; SELECT window_start, "
            "window_end, region, "
            "COUNT(*) AS n FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)) WHERE seconds "
            "> 1 GROUP BY "
            "window_start, window_end, region",
        };
        const std::string expected = fingerprintOf(kWindowed);
        QCOMPARE(expected.size(), 32U);
        QCOMPARE(fingerprintOf(same[0]), expected);
        QCOMPARE(
            fingerprintOf(kWindowed,
                          replaced(kTable, "'topic' =", "'scan.startup.mode' = 'latest-offset', 'topic' =")),
            expected);
        QCOMPARE(fingerprintOf(kWindowed, replaced(kTable, "'a:1'", "'b:2'")), expected);
    }
    void otherPlansHaveOtherFingerprints() {
        std::set<std::string> seen{fingerprintOf(kWindowed)};
        const std::pair<const char*, const char*> changes[] = {
            {"> 1", "> 2"},
            {"'1'", "'2'"},
            {"COUNT(*)", "COUNT(region)"},
            {"COUNT(*)", "COUNT(DISTINCT region)"},
            {"AS n", "AS m"},
            {"TUMBLE(TABLE events, DESCRIPTOR(rt),",
             "HOP(TABLE events, DESCRIPTOR(rt), INTERVAL '1' SECOND,"},
            {"seconds", "user_id"},
            {"COUNT(*)", "COUNT(*) FILTER (WHERE seconds > 5)"}};
        for (const auto& [from, to] : changes)
            seen.insert(fingerprintOf(replaced(kWindowed, from, to)));
        QCOMPARE(seen.size(), std::size(changes) + 1);
        const std::pair<const char*, const char*> tables[] = {
            {"'5'", "'6'"}, {"'t'", "'u'"}, {"* 2", "* 3"}, {"seconds INT", "seconds BIGINT"}};
        for (const auto& [from, to] : tables)
            seen.insert(fingerprintOf(kWindowed, replaced(kTable, from, to)));
        QCOMPARE(seen.size(), std::size(changes) + std::size(tables) + 1);
    }
    void findsTheColumnsThatAreRead() {
        const auto needed = [](const std::string& query) {
            const PlanOutcome outcome = planned(query);
            std::string names;
            const std::vector<bool> columns = neededColumns(outcome.plan, 0);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (columns[i]) names += outcome.plan.sources[0].columns[i].name + " ";
            }
            return names;
        };
        QCOMPARE(needed(kWindowed), std::string("region ms seconds rt "));
        QCOMPARE(needed("SELECT twice FROM events"), std::string("ms seconds twice rt "));
        QCOMPARE(needed("SELECT COUNT(*) FROM events"), std::string("ms rt "));
        QCOMPARE(needed("SELECT kind FROM (SELECT kind, unused FROM events)"), std::string("ms kind rt "));
        QCOMPARE(needed("SELECT SUM(seconds) FILTER (WHERE user_id > 1) FROM events"),
                 std::string("user_id ms seconds rt "));
        QCOMPARE(needed("SELECT * FROM events"),
                 std::string("user_id region ms unused seconds kind twice rt "));
    }
    void describesTables() {
        const PlanOutcome outcome = planned("SELECT * FROM events");
        QVERIFY(outcome.ok());
        const TableDefinition& table = outcome.plan.sources[0];
        QCOMPARE(table.rowtime, std::optional<std::size_t>(7));
        QCOMPARE(table.watermarkDelay, 5 * kSecond);
        QCOMPARE(table.columns[5].metadataKey, std::string("timestamp-type"));
        QCOMPARE(table.columns[6].computation->arguments[0].column, 4U);
        QCOMPARE(table.columns[7].type.sql(), std::string("TIMESTAMP_LTZ(3)"));
        QVERIFY(!isBounded(table));
    }
    void keepsTimeAttributes() {
        const auto time = [](const std::string& query) {
            return planned(query).plan.queries.at(0).root->time;
        };
        QCOMPARE(time("SELECT region, rt AS r FROM events"), (TimeAttribute{1, false}));
        QCOMPARE(time("SELECT region, CAST(rt AS STRING) FROM events"), std::optional<TimeAttribute>());
        QCOMPARE(time("SELECT window_time FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '1' "
                      "MINUTE)) GROUP BY "
                      "window_start, window_end, window_time"),
                 (TimeAttribute{0, false}));
    }
    void resultsHaveFlinksTypes() {
        const PlanOutcome outcome = planned(
            "SELECT window_start, window_time, COUNT(*), SUM(seconds), AVG(seconds), SUM(seconds) / 2.5, "
            "HOUR(window_start) "
            "FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) GROUP BY window_start, "
            "window_end, window_time");
        QVERIFY(outcome.ok());
        std::string types;
        for (const Field& field : outcome.plan.queries[0].root->output->fields())
            types += field.type.sql() + " | ";
        QCOMPARE(
            types,
            std::string("TIMESTAMP(3) NOT NULL | TIMESTAMP_LTZ(3) NOT NULL | BIGINT NOT NULL | INT | INT | "
                        "DECIMAL(17, 6) | BIGINT NOT NULL | "));
    }
    void metricsKnowTheirAxisAndSeries() {
        const PlanOutcome outcome = planned("CREATE MATERIALIZED TABLE m COMMENT 'c' AS " + kWindowed);
        QVERIFY(outcome.ok());
        const Query& query = outcome.plan.queries[0];
        QCOMPARE(query.kind, Query::Kind::Metric);
        QCOMPARE(query.comment, std::string("c"));
        QCOMPARE(query.timeAxis, std::optional<std::size_t>(1));
        QCOMPARE(query.dimensions, std::vector<std::size_t>{2});
        QVERIFY(query.keyed);
    }
    /// Where rows have no name of their own, none may take the place of another.
    void rowsAreKeyedByAllKeysAndTheEndOfTheWindow() {
        const auto keyed = [](const std::string& select) {
            const PlanOutcome outcome = planned("CREATE MATERIALIZED TABLE m AS " + select);
            if (!outcome.ok()) qFatal("%s", outcome.errors.front().sentence().c_str());
            return outcome.plan.queries[0].keyed;
        };
        QVERIFY(keyed("SELECT region, window_end FROM (" + kWindowed + ") WHERE region <> ''"));
        QVERIFY(!keyed("SELECT window_end, UPPER(region) AS r FROM (" + kWindowed + ")"));
        QVERIFY(!keyed("SELECT region, window_start FROM (" + kWindowed + ")"));
        QVERIFY(!keyed("SELECT rt, region FROM events"));
        QVERIFY(keyed("SELECT region, COUNT(*) AS n FROM events GROUP BY region"));
        QVERIFY(!keyed("SELECT COUNT(*) AS n FROM events GROUP BY region"));
    }
    void insertedColumnsKeepTheirMeaning() {
        const PlanOutcome outcome = planned(
            "CREATE TABLE s (n BIGINT, r STRING, unset INT, at TIMESTAMP(6)) WITH ('connector' = 'print');"
            "INSERT INTO s (r, at, n) SELECT region, window_end, n FROM (" +
            kWindowed + ")");
        QVERIFY(outcome.ok());
        const Query& query = outcome.plan.queries[0];
        QCOMPARE(query.timeAxis, std::optional<std::size_t>(3));
        QCOMPARE(query.dimensions, std::vector<std::size_t>{1});
    }
    void readsEachTableOnce() {
        const PlanOutcome outcome = planned(
            "SELECT region FROM events; SELECT user_id FROM events; CREATE VIEW v AS SELECT * FROM events");
        QCOMPARE(outcome.plan.sources.size(), 1U);
        QCOMPARE(outcome.plan.queries.size(), 2U);
        QCOMPARE(planned("CREATE VIEW v AS SELECT * FROM events").plan.sources.size(), 0U);
    }
    void nothingIsPlannedWhenSomethingIsWrong() {
        const PlanOutcome outcome = planned("SELECT region FROM events; SELECT nothing FROM events");
        QVERIFY(!outcome.ok());
        QVERIFY(outcome.plan.queries.empty() && outcome.plan.sources.empty());
    }
    void plansTheExampleWorkspace() {
        const std::string script =
            textOfFile(GUANLAN_SOURCE_DIR "/resources/workspaces/bilibili/pipeline.sql");
        QVERIFY(!script.empty());
        const PlanOutcome outcome = planScript(script, world());
        QVERIFY2(outcome.ok(), outcome.ok() ? "" : renderError(outcome.errors[0], script).c_str());
        for (const Query& query : outcome.plan.queries) {
            QVERIFY2(query.timeAxis.has_value(), query.name.c_str());
            QVERIFY2(!query.root->updating, query.name.c_str());
        }
    }
    /// As it stands it inserts into a table it has not declared: everything else has to plan.
    void plansTheScriptOfTheShop() {
        const QString path = GUANLAN_SOURCE_DIR "/../shared/sources/taobao-flink-sql.md";
        const std::string script = sqlOfMarkdown(textOfFile(path));
        if (script.empty()) GUANLAN_SKIP(path + " is not there");
        const PlanOutcome outcome = planScript(script, world());
        std::string errors;
        for (const Error& error : outcome.errors)
            errors += error.what + "; " + error.next + "\n";
        QCOMPARE(errors, std::string("no table 'buy_cnt_per_hour'; did you mean 'goum'?\n"));
    }
    /// Words left out, doubled or swapped: a plan or mistakes with places, never a crash.
    void survivesDamage() {
        std::mt19937 random(7);
        for (const std::string& script : scriptsOfAllCases()) {
            const auto tokens = sql::lex(script).tokens;
            for (int round = 0; round < 20 && tokens.size() > 2; ++round) {
                const auto& first = tokens[random() % (tokens.size() - 1)];
                const auto& second = tokens[random() % (tokens.size() - 1)];
                std::string damaged = script;
                damaged.replace(first.begin, first.end - first.begin,
                                round % 2 == 0 ? script.substr(second.begin, second.end - second.begin) : "");
                const PlanOutcome outcome = planned(damaged);
                for (const Error& error : outcome.errors) {
                    QVERIFY2(error.position.line > 0 && !error.what.empty(), damaged.c_str());
                }
                if (outcome.ok()) QVERIFY(!printPlan(outcome.plan).empty() || outcome.plan.queries.empty());
            }
        }
    }
    void formatsWhatItReads() {
        const std::vector<std::string> scripts = scriptsOfAllCases();
        std::size_t statements = 0;
        for (const std::string& script : scripts) {
            for (const sql::Statement& statement : sql::parseScript(script).statements) {
                ++statements;
                const std::string text = sql::format(statement);
                const sql::ParsedScript again = sql::parseScript(text);
                QVERIFY2(again.errors.empty() && again.statements.size() == 1, text.c_str());
                QVERIFY2(again.statements[0] == statement, text.c_str());
                QCOMPARE(sql::format(again.statements[0]), text);
            }
        }
        QVERIFY(statements > 100);
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
