// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers keep every digit on their way through the program: from JSON and CSV through SQL into JSON and CSV,
// and back.
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const QByteArray kRows =
    R"({"i":"1","n":9223372036854775807,"d":99999999999999999999999999999999999999,"s":12345678901234567890.123456789012345678,"x":0.1})"
    "\n"
    R"({"i":"2","n":-9223372036854775808,"d":-99999999999999999999999999999999999999,"s":-0.000000000000000001,"x":5e-324})"
    "\n"
    R"({"i":"3","n":9007199254740993,"d":"9007199254740993","s":"99999999999999999999.999999999999999999","x":1.7976931348623157e308})"
    "\n"
    R"({"i":"4","n":-9007199254740993,"d":0,"s":0.1,"x":-2.2250738585072014e-308})"
    "\n"
    R"({"i":"5","n":0,"d":1,"s":100,"x":123456789.12345679})"
    "\n";

/// As NDJSON: decimals are strings, and keep their scale.
const QByteArray kExpected =
    R"({"i":"1","n":9223372036854775807,"d":"99999999999999999999999999999999999999","s":"12345678901234567890.123456789012345678","x":0.1})"
    "\n"
    R"({"i":"2","n":-9223372036854775808,"d":"-99999999999999999999999999999999999999","s":"-0.000000000000000001","x":5e-324})"
    "\n"
    R"({"i":"3","n":9007199254740993,"d":"9007199254740993","s":"99999999999999999999.999999999999999999","x":1.7976931348623157e+308})"
    "\n"
    R"({"i":"4","n":-9007199254740993,"d":"0","s":"0.100000000000000000","x":-2.2250738585072014e-308})"
    "\n"
    R"({"i":"5","n":0,"d":"1","s":"100.000000000000000000","x":123456789.12345679})"
    "\n";

QByteArray table(const char* name, const char* path, const char* format) {
    return QByteArray("CREATE TABLE ") + name +
           " (i STRING, n BIGINT, d DECIMAL(38, 0), s DECIMAL(38, 18), x DOUBLE) " +
           "WITH ('connector' = 'filesystem', 'path' = '" + path + "', 'format' = '" + format + "');\n";
}

}  // namespace

class TestExactNumbers : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    void write(const char* name, const QByteArray& bytes) const {
        guanlan::writeFile(m_folder.filePath(name), bytes);
    }
    /// What the script prints.
    [[nodiscard]] QByteArray run(const QByteArray& script) const {
        write("script.sql", script);
        QProcess process;
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      {"run", m_folder.filePath("script.sql")});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("%s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }
    void copyAndReadBack(const char* folder, const char* format) const {
        const QByteArray from = table("t", "rows.json", "json");
        QCOMPARE(run(from + table("copy", folder, format) + "INSERT INTO copy SELECT * FROM t;"),
                 QByteArray());
        QCOMPARE(run(table("copy", folder, format) + "SELECT * FROM copy;"), kExpected);
    }

  private slots:
    void initTestCase() { write("rows.json", kRows); }
    void throughSql() { QCOMPARE(run(table("t", "rows.json", "json") + "SELECT * FROM t;"), kExpected); }
    void throughJsonFiles() { copyAndReadBack("json-copy", "json"); }
    void throughCsvFiles() { copyAndReadBack("csv-copy", "csv"); }
    void throughAggregates() {
        QCOMPARE(
            run(table("t", "rows.json", "json") + "SELECT MAX(n) AS most, MIN(n) AS least, SUM(n) AS n, "
                                                  "SUM(d) AS d, MAX(s) AS s, COUNT(DISTINCT n) AS c, "
                                                  "SUM(s) FILTER (WHERE i IN ('2', '4')) AS part FROM t;"),
            QByteArray(
                R"({"most":9223372036854775807,"least":-9223372036854775808,"n":-1,"d":"9007199254740994",)"
                R"("s":"99999999999999999999.999999999999999999","c":5,"part":"0.099999999999999999"})"
                "\n"));
    }
    /// Named as Flink names them, whatever sign the machine gives to what is no number.
    void whatIsNoNumberHasAName() {
        QCOMPARE(run(table("t", "rows.json", "json") + "SELECT SQRT(x - x - 1) AS a, -SQRT(x - x - 1) AS b, "
                                                       "EXP(n - n + 1000) AS c, -EXP(n - n + 1000) AS d "
                                                       "FROM t WHERE i = '5';"),
                 QByteArray(R"({"a":"NaN","b":"NaN","c":"Infinity","d":"-Infinity"})"
                            "\n"));
    }
    void throughKeysOfGroups() {
        const QByteArray grouped =
            run(table("t", "rows.json", "json") + "SELECT i, n, d, s, x FROM t GROUP BY i, n, d, s, x;");
        QCOMPARE(grouped, kExpected);
    }
};

QTEST_GUILESS_MAIN(TestExactNumbers)
#include "tst_exact_numbers.moc"
