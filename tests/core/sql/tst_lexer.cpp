// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/interval.h"
#include "core/sql/nearest_name.h"
#include "core/sql/parser.h"

#include <QtTest>

using namespace guanlan;
using namespace guanlan::sql;

namespace {

std::string kinds(std::string_view script) {
    constexpr std::string_view kLetters = "wqsnyie";
    std::string text;
    for (const Token& token : lex(script).tokens) {
        text += kLetters[static_cast<std::size_t>(token.kind)];
        text += "[" + token.text + "]";
    }
    return text;
}

}  // namespace

class TestLexer : public QObject {
    Q_OBJECT
  private slots:
    void splitsIntoTokens() {
        QCOMPARE(kinds("SELECT `a``b`, 'it''s', 1.5e3 <> .5"),
                 std::string("w[SELECT]q[a`b]y[,]s[it's]y[,]n[1.5e3]y[<>]n[.5]e[]"));
        QCOMPARE(kinds("a--x\n/* y; */b/*+ OPTIONS*/"), std::string("w[a]w[b]y[/*+]w[OPTIONS]y[*/]e[]"));
        QCOMPARE(kinds("\xEF\xBB\xBF视频 = 1"), std::string("w[视频]y[=]n[1]e[]"));
        QCOMPARE(kinds("a\u3000b"), std::string("w[a]w[b]e[]"));
        QCOMPARE(kinds("a => b"), std::string("w[a]y[=>]w[b]e[]"));
        QCOMPARE(kinds(""), std::string("e[]"));
    }
    void keepsWhatIsNoToken() {
        QCOMPARE(kinds("'open"), std::string("i[this string is not closed]e[]"));
        QCOMPARE(kinds("a /* open"), std::string("w[a]i[this comment is not closed]e[]"));
        QCOMPARE(kinds("1abc"), std::string("i['1abc' is neither a number nor a name]e[]"));
        QCOMPARE(kinds("a，b"), std::string("w[a]i[the full-width sign '，' is not SQL]w[b]e[]"));
        QCOMPARE(kinds("#"), std::string("i[unexpected character '#']e[]"));
    }
    void countsColumnsInCharacters() {
        const LexedScript lexed = lex("'观澜' x\n  y");
        QCOMPARE(lexed.tokens[1].position, (TextPosition{1, 6}));
        QCOMPARE(lexed.tokens[2].position, (TextPosition{2, 3}));
    }
    void readsIntervals() {
        const auto micros = [](IntervalLiteral literal) {
            const auto value = evaluate(literal);
            return value ? value->micros : -1;
        };
        QCOMPARE(micros({.text = "5", .from = "SECOND"}), 5 * kSecond);
        QCOMPARE(micros({.text = "0.5", .from = "SECOND"}), kSecond / 2);
        QCOMPARE(micros({.text = "100", .from = "SECOND", .precision = 3}), 100 * kSecond);
        QCOMPARE(micros({.text = "1 02:03:04.5", .from = "DAY", .to = "SECOND"}),
                 kDay + 2 * kHour + 3 * kMinute + 4 * kSecond + kSecond / 2);
        QCOMPARE(micros({.text = "-1", .from = "HOUR"}), -kHour);
        QCOMPARE(micros({.text = "-1", .negative = true, .from = "HOUR"}), kHour);
        QCOMPARE(micros({.text = "02:30", .from = "HOUR", .to = "MINUTE"}), 150 * kMinute);
        QCOMPARE(micros({.text = "02:60", .from = "HOUR", .to = "MINUTE"}), Micros{-1});
        QCOMPARE(micros({.text = "1", .from = "SECOND", .to = "DAY"}), Micros{-1});
        QCOMPARE(micros({.text = "9999999999", .from = "DAY", .precision = 10}), Micros{-1});
        QCOMPARE(evaluate({.text = "1-6", .from = "YEAR", .to = "MONTH"})->months, 18);
        const auto tooLong = evaluate({.text = "100", .from = "SECOND"});
        QVERIFY(!tooLong);
        QCOMPARE(tooLong.error().next, std::string("write INTERVAL '100' SECOND(3)"));
    }
    void findsTheNearestName() {
        QCOMPARE(editDistance("kitten", "sitting"), 3U);
        QCOMPARE(editDistance("fomrat", "format"), 1U);
        const std::vector<std::string> names{"user_id", "item_id", "behavior"};
        QCOMPARE(nearestName("behaviour", names), std::optional<std::string>("behavior"));
        QCOMPARE(nearestName("usr_id", names), std::optional<std::string>("user_id"));
        QCOMPARE(nearestName("price", names), std::optional<std::string>());
    }
    void survivesAnyCut() {
        const std::string script =
            "CREATE TABLE t (a ROW<b ARRAY<INT>, c MAP<STRING, DECIMAL(10, 2)>>, WATERMARK FOR ts AS ts - "
            "INTERVAL "
            "'5' SECOND) WITH ('k' = 'v'); SELECT CASE WHEN a IN (1, 2) THEN COUNT(*) FILTER (WHERE b) END "
            "FROM "
            "TABLE(TUMBLE(DATA => TABLE t, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '1' DAY)) GROUP BY 1;";
        for (std::size_t cut = 0; cut < script.size(); ++cut) {
            const ParsedScript head = parseScript(std::string_view(script).substr(0, cut));
            const ParsedScript tail = parseScript(std::string_view(script).substr(cut));
            QVERIFY(head.statements.size() + head.errors.size() <= 2);
            QVERIFY(tail.statements.size() + tail.errors.size() <= 2);
        }
        QCOMPARE(parseScript(script).statements.size(), 2U);
    }
    void refusesWhatNestsTooDeeply() {
        const std::string open(100000, '(');
        QCOMPARE(parseScript("SELECT " + open + "1 FROM t").errors.size(), 1U);
        std::string chain = "SELECT 1";
        for (int i = 0; i < 100000; ++i)
            chain += "+1";
        QCOMPARE(parseScript(chain + " FROM t").errors.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestLexer)
#include "tst_lexer.moc"
