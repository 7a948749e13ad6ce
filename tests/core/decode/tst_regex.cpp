// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "core/decode/regex/zoned_pattern.h"
#include "tests/support/batch_text.h"
#include "tests/support/skip.h"

#include <QFile>
#include <QtTest>

using namespace guanlan;

namespace {

const char* const kCombined =
    R"x((?<ip>\S+) \S+ (?<user>\S+) \[(?<at>[^\]]+)\] "(?<method>\S+) (?<path>\S+)[^"]*" (?<status>\d{3}) )x"
    R"x((?<bytes>\S+)(?: "(?<referrer>[^"]*)" "(?<agent>.*)")?)x";

std::vector<TableColumn> columnsOf(std::initializer_list<std::pair<const char*, DataType>> columns) {
    std::vector<TableColumn> made;
    for (const auto& [name, type] : columns)
        made.push_back({.name = name, .type = type});
    return made;
}

struct Decoded {
    SourceBatch batch{};
    std::string problem{};

    /// Rows, then a line for every bad record.
    [[nodiscard]] QString text() const {
        if (!problem.empty()) return QString::fromStdString(problem);
        std::string text = textOf(batch.rows);
        for (const BadRecord& bad : batch.samples)
            text += "#" + std::to_string(bad.offset) + " " + bad.cause + ": " + bad.detail + "\n";
        return QString::fromStdString(text);
    }
};

Decoded decode(const std::vector<TableColumn>& columns, Options options,
               const std::vector<std::string>& lines) {
    Decoded decoded;
    options["format"] = "regex";
    auto decoder = createDecoder({.name = "t", .columns = columns, .options = options},
                                 {.zone = Zone("Asia/Shanghai", 8 * kHour)});
    if (!decoder) {
        decoded.problem = decoder.error().sentence();
        return decoded;
    }
    std::int64_t offset = 0;
    for (const std::string& line : lines) {
        if (auto appended = (*decoder)->append({.offset = offset++, .value = line}); !appended) {
            decoded.problem = appended.error().sentence();
            return decoded;
        }
    }
    (*decoder)->seal(decoded.batch);
    return decoded;
}

const DataType kText = DataType::string();

}  // namespace

class TestRegex : public QObject {
    Q_OBJECT
  private slots:
    void groupsByNameWhateverTheirOrder() {
        const auto columns = columnsOf({{"n", DataType::bigint()}, {"word", kText}});
        const Options options{{"regex.pattern", "(?<word>\\pL*)=(?<n>-?\\d*)"}};
        QCOMPARE(decode(columns, options, {"a=1", "观澜=-2", "=", "a=1 ", "x=99999999999999999999"}).text(),
                 QString("1 | a\n-2 | 观澜\nNULL | \n"
                         "#3 regex.no-match: the pattern does not match the line\n"
                         "#4 regex.type: column 'n' BIGINT cannot be \"99999999999999999999\"\n"));
    }
    void groupsByOrderNullsAndOptionalParts() {
        const auto columns = columnsOf({{"a", kText}, {"b", DataType::integer()}, {"c", kText}});
        const Options options{{"regex.pattern", "(\\S+) (\\S+)(?: (\\S+))?"}, {"regex.null-literal", "-"}};
        QCOMPARE(decode(columns, options, {"x 1 y", "- - -", "x 2", "\xff 2"}).text(),
                 QString("x | 1 | y\nNULL | NULL | NULL\nx | 2 | NULL\n#3 regex.utf8: not UTF-8\n"));
    }
    void timesWithAnOffset() {
        const auto columns = columnsOf({{"a", DataType::timestampLtz()}, {"b", DataType::timestamp()}});
        const Options options{{"regex.pattern", "(.*);(.*)"},
                              {"regex.timestamp-format", "dd/MMM/yyyy:HH:mm:ss Z"}};
        const std::string time = "17/May/2015:10:05:03 +0200";
        QCOMPARE(decode(columns, options, {time + ";" + time, ";17/May/2015:10:05:03"}).text(),
                 QString("2015-05-17 08:05:03.000 | 2015-05-17 10:05:03.000\n"
                         "#1 regex.type: column 'b' TIMESTAMP(3) cannot be \"17/May/2015:10:05:03\"\n"));
        for (const auto& [text, offset] : {std::pair{"Z", Micros{0}}, std::pair{"-0330", -210 * kMinute},
                                           std::pair{"+08:00", 8 * kHour}, std::pair{"+08", 8 * kHour}}) {
            const auto parsed = ZonedPattern::compile("HH:mmX")->parse("01:02" + std::string(text));
            QVERIFY(parsed && parsed->utcOffset == offset);
        }
        QVERIFY(!ZonedPattern::compile("HH:mmX")->parse("01:02+99"));
        QVERIFY(!ZonedPattern::compile("qq"));
    }
    void mistakesInTheTable() {
        const auto columns = columnsOf({{"path", kText}, {"n", DataType::integer()}});
        struct Row {
            const char* pattern;
            const char* part;
        };
        const Row rows[] = {{"(?<pth>.*)(?<n>\\d)", "did you mean 'pth'?"},
                            {"(.*)", "1 groups for 2 columns"},
                            {"(?<path>.*", "is no regular expression: missing closing parenthesis at"}};
        for (const Row& row : rows) {
            const QString text = decode(columns, {{"regex.pattern", row.pattern}}, {}).text();
            QVERIFY2(text.contains(row.part), qPrintable(text));
        }
        const Options odd{{"regex.pattern", "(?<path>.*)(?<n>\\d)"}, {"regex.timestamp-format", "[x"}};
        QVERIFY(decode(columns, odd, {}).text().contains("dd/MMM/yyyy:HH:mm:ss Z"));
        const Options strict{{"regex.pattern", "(?<path>.*)(?<n>\\d)"},
                             {"regex.ignore-parse-errors", "false"}};
        QVERIFY(decode(columns, strict, {"/1", "/"}).text().contains("record 1 of partition 0"));
    }
    void aPatternThatNeverEndsIsABadRecord() {
        const auto columns = columnsOf({{"a", kText}});
        const Decoded decoded =
            decode(columns, {{"regex.pattern", "((?:a+)+)b"}}, {std::string(5000, 'a'), "aab"});
        QCOMPARE(decoded.batch.rows.rows(), std::size_t{1});
        QCOMPARE(decoded.batch.samples.size(), std::size_t{1});
    }
    void realAccessLog() {
        GUANLAN_SHARED_DATA(path, "weblogs/apache_combined_10000.log");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::vector<std::string> lines;
        while (!file.atEnd())
            lines.push_back(file.readLine().trimmed().toStdString());
        const auto columns = columnsOf({{"ip", kText},
                                        {"at", DataType::timestampLtz()},
                                        {"method", kText},
                                        {"path", kText},
                                        {"status", DataType::integer()},
                                        {"bytes", DataType::bigint()},
                                        {"agent", kText}});
        const Decoded decoded = decode(columns,
                                       {{"regex.pattern", kCombined},
                                        {"regex.null-literal", "-"},
                                        {"regex.timestamp-format", "dd/MMM/yyyy:HH:mm:ss Z"}},
                                       lines);
        QCOMPARE(decoded.batch.rows.rows(), std::size_t{9999});
        QCOMPARE(decoded.batch.samples.size(), std::size_t{1});
        QCOMPARE(decoded.batch.samples.front().offset, 8898);  // cut off inside the agent's quotes
        const auto statuses = decoded.batch.rows.column(4).ints();
        QCOMPARE(std::count(statuses.begin(), statuses.end(), 404), 213);
        QCOMPARE(decoded.batch.rows.column(1).ints()[0], parseTimestamp("2015-05-17 10:05:03")->wallTime);
        QCOMPARE(decoded.batch.rows.column(5).ints()[0], 203023);
    }
};

QTEST_APPLESS_MAIN(TestRegex)
#include "tst_regex.moc"
