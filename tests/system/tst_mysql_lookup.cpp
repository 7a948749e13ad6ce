// SPDX-License-Identifier: GPL-3.0-or-later
// Lookup joins in a real MySQL-compatible server: its types, its cache, its silences.
#include "core/exec/job.h"
#include "core/lookup/lookup.h"
#include "core/lookup/mysql_lookup.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "tests/support/batch_text.h"
#include "tests/support/mysql_server.h"
#include "tests/support/skip.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr auto kPassword = "p'w\"d=1";

class HandClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return at; }
    [[nodiscard]] Micros monotonic() const override { return at; }
    Micros at = kSecond;
};

}  // namespace

class TestMysqlLookup : public QObject {
    Q_OBJECT
    MysqlServer m_server{kPassword};
    HandClock m_clock;

    [[nodiscard]] LookupMaker tables() const {
        return lookupMaker({.clock = &m_clock, .secrets = [](const std::string& name) -> Result<std::string> {
                                if (name == "guanlan/mysql/flink") return std::string(kPassword);
                                return Error{.code = ErrorCode::NotFound, .id = "none", .what = "no " + name};
                            }});
    }
    /// A script that looks every event's id up in `table`, whose columns and further options are given.
    [[nodiscard]] std::string script(const std::string& columns, const std::string& options,
                                     const std::string& select = "d.*",
                                     const std::string& table = "names") const {
        return "CREATE TABLE events (id BIGINT, word STRING, ts TIMESTAMP(3), p AS PROCTIME(), WATERMARK FOR "
               "ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'none.json', 'format' = 'json');\n"
               "CREATE TABLE dim (" +
               columns + ") WITH ('connector' = 'jdbc', 'url' = '" + m_server.url() +
               "?serverTimezone=UTC', 'table-name' = '" + table + "', 'username' = 'root'" + options +
               ");\nSELECT " + select +
               " FROM events AS e LEFT JOIN dim FOR SYSTEM_TIME AS OF e.p AS d ON e." +
               (columns.starts_with("word") ? "word = d.word;" : "id = d.id;");
    }
    [[nodiscard]] Result<std::unique_ptr<Job>> makeJob(const std::string& text) const {
        const PlanOutcome outcome = planScript(text, {.file = "lookup.sql", .components = knownComponents()});
        if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), text).c_str());
        return Job::create(outcome.plan, {.clock = &m_clock, .bounded = true, .lookups = tables()});
    }
    [[nodiscard]] std::unique_ptr<Job> jobFor(const std::string& text) const {
        auto job = makeJob(text);
        if (!job) qFatal("%s", job.error().sentence().c_str());
        return std::move(*job);
    }
    static Result<void> consume(Job& job, const std::string& lines) {
        SourceBatch batch;
        batch.rows = batchFromText("id BIGINT | word STRING | ts TIMESTAMP(3)\n" + lines);
        batch.rows.runs = {{.rows = static_cast<std::uint32_t>(batch.rows.rows())}};
        return job.consume(batch);
    }
    static QString feed(Job& job, const std::string& lines) {
        if (const auto consumed = consume(job, lines); !consumed)
            return QString::fromStdString(consumed.error().sentence());
        std::string text;
        for (const Emission& emission : job.takeEmissions())
            text += textOf(*emission.rows);
        return QString::fromStdString(text);
    }
    static std::string event(int id, const std::string& word = "w") {
        return std::to_string(id) + " | " + word + " | 2024-01-01 00:00:00\n";
    }
    void sql(const std::string& statements) const {
        if (const auto done = m_server.run(statements); !done) qFatal("%s", done.error().sentence().c_str());
    }
    [[nodiscard]] Error errorOf(const std::string& text) const {
        const auto job = jobFor(text);
        const auto consumed = consume(*job, event(1));
        return consumed ? Error{.what = "no error"} : consumed.error();
    }
    const std::string m_secret = ", 'guanlan.password-secret' = 'guanlan/mysql/flink'";
    const std::string m_cached = m_secret + ", 'lookup.cache.max-rows' = '2', 'lookup.cache.ttl' = '10 s'";

  private slots:
    void initTestCase() {
        // Where Qt finds no plugins there is no driver; this comes before it is first looked for.
        const QStringList paths = QCoreApplication::libraryPaths();
        QCoreApplication::setLibraryPaths({});
        const auto missing = mysqlDriver();
        QCoreApplication::setLibraryPaths(paths);
        QVERIFY(!missing);
        QVERIFY(missing.error().sentence().find("libqt6sql6-mysql") != std::string::npos);
        if (const auto installed = mysqlDriver(); !installed)
            GUANLAN_SKIP(QString::fromStdString(installed.error().sentence()));
        GUANLAN_START(m_server);
    }
    void init() {
        sql("DROP TABLE IF EXISTS names; CREATE TABLE names(id BIGINT PRIMARY KEY, name VARCHAR(40));"
            "INSERT INTO names VALUES(1,'one'),(2,'二'),(3,NULL);");
    }

    void rowsAndMisses() {
        const auto job = jobFor(script("id BIGINT, name STRING", m_secret, "e.id, d.name"));
        QCOMPARE(feed(*job, event(1) + event(2) + event(3) + event(4) + event(1)),
                 QString("1 | one\n2 | 二\n3 | NULL\n4 | NULL\n1 | one\n"));
        QVERIFY(job->accounting(0, 0).balanced());
    }
    /// More keys than one query takes.
    void manyKeys() {
        std::string values;
        std::string lines;
        QString expected;
        for (int id = 10; id < 1010; ++id) {
            if (id % 3 != 0) values += (values.empty() ? "(" : ",(") + std::to_string(id) + ",'n')";
            lines += event(id);
            expected += QString("%1 | %2\n").arg(id).arg(id % 3 != 0 ? "n" : "NULL");
        }
        sql("INSERT INTO names VALUES" + values);
        const auto job = jobFor(script("id BIGINT, name STRING", m_secret, "e.id, d.name"));
        QCOMPARE(feed(*job, lines), expected);
    }
    /// Nothing is rounded on its way.
    void everyTypeExactly() {
        sql("DROP TABLE IF EXISTS types; CREATE TABLE types(id BIGINT PRIMARY KEY, big BIGINT, price "
            "DECIMAL(38, 10), ratio DOUBLE, flag TINYINT(1), day DATE, clock TIME(3), at DATETIME(6), "
            "small FLOAT, label TEXT);"
            "INSERT INTO types VALUES(1, 9223372036854775807, 1234567890123456789012345678.0123456789, 0.1, "
            "1, "
            "'2024-02-29', '23:59:59.5', '2024-02-29 12:34:56.789012', 16777216, 'a|b'), "
            "(2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);");
        const auto job = jobFor(script(
            "id BIGINT, big BIGINT, price DECIMAL(38, 10), ratio DOUBLE, flag BOOLEAN, `day` DATE, `clock` "
            "TIME(3), `at` TIMESTAMP(6), small FLOAT, label STRING",
            m_secret,
            "d.id, d.big, d.price, d.ratio, d.flag, CAST(d.`day` AS STRING), CAST(d.`clock` AS STRING), "
            "CAST(d.`at` AS STRING), d.small = 16777216, d.label",
            "types"));
        QCOMPARE(feed(*job, event(1) + event(2)),
                 QString("1 | 9223372036854775807 | 1234567890123456789012345678.0123456789 | 0.1 | true | "
                         "2024-02-29 | 23:59:59.500 | 2024-02-29 12:34:56.789012 | true | a|b\n"
                         "2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL\n"));
    }
    void valueThatDoesNotFit() {
        sql("UPDATE names SET name = '12x' WHERE id = 1");
        const Error error = errorOf(script("id BIGINT, name INT", m_secret));
        QVERIFY2(error.sentence().find("\"12x\" in the column 'name'") != std::string::npos,
                 error.sentence().c_str());
        QVERIFY(!error.retryable());
    }
    /// Which texts are equal is the server's business; the key of the event stays as it was.
    void textKeysAsTheServerCompares() {
        sql("DROP TABLE IF EXISTS words; CREATE TABLE words(word VARCHAR(20) PRIMARY KEY, n INT) COLLATE "
            "utf8mb4_general_ci; INSERT INTO words VALUES('Tea', 1), ('it''s', 2), ('茶', 3);");
        const auto job = jobFor(script("word STRING, n INT", m_secret, "e.word, d.n", "words"));
        QCOMPARE(feed(*job, event(1, "tea") + event(1, "TEA") + event(1, "it's") + event(1, "茶") +
                                event(1, "coffee")),
                 QString("tea | 1\nTEA | 1\nit's | 2\n茶 | 3\ncoffee | NULL\n"));
    }
    void answersAreRememberedForTheirTime() {
        const auto job = jobFor(script("id BIGINT, name STRING", m_cached, "d.name"));
        QCOMPARE(feed(*job, event(1) + event(2)), QString("one\n二\n"));
        sql("UPDATE names SET name = 'changed'");
        m_clock.at += 9 * kSecond;
        QCOMPARE(feed(*job, event(1)), QString("one\n"));
        QCOMPARE(feed(*job, event(3)), QString("changed\n"));  // 2 makes room
        QCOMPARE(feed(*job, event(1) + event(2)), QString("one\nchanged\n"));
        m_clock.at += 2 * kSecond;
        QCOMPARE(feed(*job, event(1)), QString("changed\n"));
    }
    void withoutCacheEveryBatchAsks() {
        const auto job = jobFor(script("id BIGINT, name STRING", m_secret, "d.name"));
        QCOMPARE(feed(*job, event(1)), QString("one\n"));
        sql("UPDATE names SET name = 'changed'");
        QCOMPARE(feed(*job, event(1)), QString("changed\n"));
    }

    void refusals() {
        const std::string columns = "id BIGINT, name STRING";
        Error error = errorOf(script(columns, ", 'password' = 'wrong!'"));
        QVERIFY2(error.sentence().find("check 'username' and the password") != std::string::npos,
                 error.sentence().c_str());
        QCOMPARE(error.code, ErrorCode::Denied);
        QVERIFY(error.sentence().find("wrong!") == std::string::npos);
        QVERIFY(error.position.line > 0);
        error = errorOf(script(columns, m_secret, "d.*", "namez"));
        QVERIFY2(error.sentence().find("check 'table-name'") != std::string::npos, error.sentence().c_str());
        error = errorOf(script("id BIGINT, nam STRING", m_secret));
        QVERIFY2(error.sentence().find("name the columns") != std::string::npos, error.sentence().c_str());
        std::string elsewhere = script(columns, m_secret);
        elsewhere.replace(elsewhere.find("/flink"), 6, "/flunk");
        error = errorOf(elsewhere);
        QVERIFY2(error.sentence().find("check the database") != std::string::npos, error.sentence().c_str());
    }
    void secretsThatAreNotThere() {
        const auto missing =
            makeJob(script("id BIGINT, name STRING", ", 'guanlan.password-secret' = 'guanlan/none'"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        const auto both = makeJob(script("id BIGINT, name STRING", m_secret + ", 'password' = 'x'"));
        QVERIFY(!both);
        QCOMPARE(both.error().code, ErrorCode::InvalidInput);
    }
    void passwordInTheScriptIsNoticed() {
        const std::string text = script("id BIGINT, name STRING", ", 'password' = 'x'");
        const PlanOutcome outcome = planScript(text, {.components = knownComponents()});
        QVERIFY(outcome.ok());
        QVERIFY(!outcome.plan.notices.empty());
        QVERIFY(outcome.plan.notices.front().text.find("guanlan.password-secret") != std::string::npos);
        QVERIFY(outcome.plan.notices.front().position.line > 0);
    }

    /// A connection that the server closed is opened anew, and nobody notices.
    void serverThatComesBack() {
        const auto job = jobFor(script("id BIGINT, name STRING", m_secret, "d.name"));
        QCOMPARE(feed(*job, event(1)), QString("one\n"));
        m_server.stop();
        GUANLAN_START(m_server);
        QCOMPARE(feed(*job, event(2)), QString("二\n"));
    }
    void serverThatIsAway() {
        m_server.stop();
        QElapsedTimer watch;
        watch.start();
        const Error error = errorOf(script("id BIGINT, name STRING", m_secret));
        QVERIFY(watch.elapsed() < 5000);
        GUANLAN_START(m_server);
        QVERIFY(error.retryable());
        QVERIFY2(error.sentence().find("127.0.0.1:" + std::to_string(m_server.port())) != std::string::npos,
                 error.sentence().c_str());
    }
    /// What is remembered needs no server.
    void knownKeysNeedNoServer() {
        const auto job = jobFor(script("id BIGINT, name STRING", m_cached, "d.name"));
        QCOMPARE(feed(*job, event(1)), QString("one\n"));
        m_server.stop();
        const QString again = feed(*job, event(1));
        GUANLAN_START(m_server);
        QCOMPARE(again, QString("one\n"));
    }
    /// The engine waits as long as the table says and no longer.
    void serverThatHangs() {
        const auto job = jobFor(script("id BIGINT, name STRING",
                                       m_secret + ", 'connection.max-retry-timeout' = '1 s'", "d.name"));
        QCOMPARE(feed(*job, event(1)), QString("one\n"));
        m_server.freeze();
        QElapsedTimer watch;
        watch.start();
        const auto consumed = consume(*job, event(2));
        const qint64 waited = watch.elapsed();
        m_server.thaw();
        QVERIFY(!consumed);
        QVERIFY(consumed.error().retryable());
        QVERIFY2(waited >= 900 && waited < 3000, qPrintable(QString::number(waited)));
    }
};

QTEST_GUILESS_MAIN(TestMysqlLookup)
#include "tst_mysql_lookup.moc"
