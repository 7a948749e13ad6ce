// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_evaluator.h"
#include "core/alarm/series.h"
#include "tests/support/batch_text.h"

#include <QtTest>

using namespace guanlan;

namespace {

const AlarmEvaluator::MetricShape kShape{.timeColumn = 0, .dimensions = {1}};

AlarmRule rule(int consecutive = 2) {
    return {.id = "errors",
            .name = "Error rate",
            .metric = "quality",
            .column = "rate",
            .threshold = 0.02,
            .consecutive = consecutive,
            .level = AlarmLevel::Critical,
            .channels = {"mail"}};
}

Batch rows(const std::string& lines) {
    return batchFromText("at TIMESTAMP(3) | region STRING | rate DOUBLE\n" + lines);
}

std::string line(int minute, const std::string& region, const std::string& rate) {
    return "2026-03-01 08:0" + std::to_string(minute) + ":00 | " + region + " | " + rate + "\n";
}

// "+08:01 a 0.5" for every transition into firing, "-" for out of it.
std::string textOf(const std::vector<AlarmTransition>& transitions) {
    std::string text;
    for (const AlarmTransition& t : transitions)
        text += (t.firing ? "+" : "-") + formatTimestamp(t.window).substr(11, 5) + " " + t.series + ";";
    return text;
}

AlarmEvaluator with(AlarmRule one) {
    AlarmEvaluator evaluator;
    evaluator.setRules({std::move(one)});
    return evaluator;
}

}  // namespace

class TestAlarmEvaluator : public QObject {
    Q_OBJECT
  private slots:
    void firesAfterTheWindowsInARowAndResolves() {
        AlarmEvaluator evaluator = with(rule());
        const auto transitions = evaluator.judge(
            "quality", kShape,
            rows(line(0, "a", "0.03") + line(0, "b", "0.03") + line(1, "a", "0.03") + line(1, "b", "0.01") +
                 line(2, "a", "0.04") + line(2, "b", "0.03") + line(3, "a", "0.02")),
            77);
        QCOMPARE(textOf(transitions), std::string("+08:01 region=a;-08:03 region=a;"));
        QCOMPARE(transitions[0].alarmId, transitions[1].alarmId);
        QCOMPARE(transitions[0].alarmId.size(), std::size_t{16});
        QCOMPARE(transitions[0].at, 77);
        QCOMPARE(transitions[0].value, 0.03);
        QCOMPARE(transitions[0].threshold, 0.02);
        QVERIFY(transitions[0].level == AlarmLevel::Critical && !transitions[0].windowIsInstant);
        QCOMPARE(transitions[0].channels, std::vector<std::string>{"mail"});
    }
    void theCutIntoBatchesAndARestartChangeNothing() {
        const std::vector<std::string> lines{line(0, "a", "0.03"), line(1, "a", "0.05"), line(2, "a", "0.01"),
                                             line(3, "a", "0.03"), line(4, "a", "0.09")};
        AlarmEvaluator whole = with(rule());
        std::string all;
        for (const std::string& one : lines)
            all += one;
        const auto expected = whole.judge("quality", kShape, rows(all), 0);
        std::vector<AlarmState> saved;
        std::vector<AlarmTransition> transitions;
        for (const std::string& one : lines) {
            AlarmEvaluator restarted = with(rule());
            restarted.restore(saved);
            for (AlarmTransition& t : restarted.judge("quality", kShape, rows(one), 0))
                transitions.push_back(std::move(t));
            QCOMPARE(restarted.takeChanges().size(), std::size_t{1});
            QVERIFY(restarted.takeChanges().empty());
            saved = restarted.states();
        }
        QCOMPARE(textOf(transitions), std::string("+08:01 region=a;-08:02 region=a;+08:04 region=a;"));
        QVERIFY(transitions == expected);
        QVERIFY(transitions[0].alarmId != transitions[2].alarmId);
    }
    void correctionsAreNotJudgedAgain() {
        AlarmEvaluator evaluator = with(rule(1));
        QCOMPARE(textOf(evaluator.judge("quality", kShape, rows(line(1, "a", "0.03")), 0)),
                 std::string("+08:01 region=a;"));
        QVERIFY(
            evaluator.judge("quality", kShape, rows(line(1, "a", "0.0") + line(0, "a", "0.0")), 0).empty());
    }
    void aNullSaysNothing() {
        AlarmEvaluator evaluator = with(rule());
        const auto transitions = evaluator.judge(
            "quality", kShape,
            rows(line(0, "a", "0.03") + line(1, "a", "NULL") + line(2, "a", "0.03") + line(3, "a", "NULL")),
            0);
        QCOMPARE(textOf(transitions), std::string("+08:02 region=a;"));
    }
    void whereNarrowsToOneSeries() {
        AlarmRule narrowed = rule(1);
        narrowed.where = {{"region", "b"}};
        AlarmEvaluator evaluator = with(narrowed);
        const auto transitions =
            evaluator.judge("quality", kShape, rows(line(0, "a", "0.9") + line(0, "b", "0.9")), 0);
        QCOMPARE(textOf(transitions), std::string("+08:00 ;"));
    }
    void everyComparisonAtItsBorder() {
        struct Case {
            Comparison comparison;
            const char* value;
            bool fires;
        };
        const Case cases[]{{Comparison::Above, "0.02", false},  {Comparison::Above, "0.021", true},
                           {Comparison::AtLeast, "0.02", true}, {Comparison::AtLeast, "0.019", false},
                           {Comparison::Below, "0.02", false},  {Comparison::Below, "0.019", true},
                           {Comparison::AtMost, "0.02", true},  {Comparison::AtMost, "0.021", false}};
        for (const Case& one : cases) {
            AlarmRule compared = rule(1);
            compared.comparison = one.comparison;
            AlarmEvaluator evaluator = with(compared);
            QCOMPARE(!evaluator.judge("quality", kShape, rows(line(0, "a", one.value)), 0).empty(),
                     one.fires);
        }
    }
    void integersAndDecimalsAreNumbersTextIsNot() {
        AlarmRule counted = rule(1);
        counted.threshold = 2.5;
        const std::string head = "at TIMESTAMP_LTZ(3) | region STRING | rate ";
        const std::string lead = "\n2026-03-01 08:00:00 | a | ";
        const auto judged = [&](const std::string& type, const std::string& value) {
            AlarmEvaluator evaluator = with(counted);
            return evaluator.judge("quality", kShape, batchFromText(head + type + lead + value), 0);
        };
        QCOMPARE(judged("BIGINT", "3").at(0).value, 3.0);
        QCOMPARE(judged("DECIMAL(10,2)", "2.51").at(0).value, 2.51);
        QVERIFY(judged("DECIMAL(10,2)", "3").at(0).windowIsInstant);
        QVERIFY(judged("STRING", "9").empty());
    }
    void aRuleThatMeansSomethingElseStartsAnew() {
        AlarmEvaluator evaluator = with(rule(1));
        QCOMPARE(evaluator.judge("quality", kShape, rows(line(0, "a", "0.9")), 0).size(), std::size_t{1});
        evaluator.takeChanges();
        AlarmRule renamed = rule(1);
        renamed.name = "Errors";
        renamed.level = AlarmLevel::Info;
        evaluator.setRules({renamed});
        QVERIFY(evaluator.takeChanges().empty());
        QCOMPARE(evaluator.states().size(), std::size_t{1});
        const std::vector<AlarmState> saved = evaluator.states();

        AlarmRule stricter = rule(1);
        stricter.threshold = 0.95;
        evaluator.setRules({stricter});
        QVERIFY(evaluator.states().empty());
        const auto changes = evaluator.takeChanges();
        QCOMPARE(changes.size(), std::size_t{1});
        QVERIFY(changes[0].phase == AlarmState::Phase::Normal && changes[0].series == "region=a");
        // The same when the rule was edited while nothing ran.
        AlarmEvaluator later = with(stricter);
        later.restore(saved);
        QVERIFY(later.states().empty());
        QCOMPARE(later.takeChanges().size(), std::size_t{1});
    }
    void switchedOffRulesAndOtherMetricsAreSilent() {
        AlarmRule off = rule(1);
        off.enabled = false;
        AlarmEvaluator evaluator = with(off);
        QVERIFY(evaluator.judge("quality", kShape, rows(line(0, "a", "0.9")), 0).empty());
        AlarmEvaluator on = with(rule(1));
        QVERIFY(on.judge("other", kShape, rows(line(0, "a", "0.9")), 0).empty());
    }
    void seriesNamesShowEveryType() {
        const Batch cells = batchFromText(
            "a STRING | b BIGINT | c DECIMAL(5,2) | d BOOLEAN | e TIMESTAMP(3) | f DOUBLE\n"
            "广东 | -7 | -0.05 | true | 2026-03-01 08:00:00 | 0.1\n"
            "NULL | 0 | 0 | false | 2026-03-01 08:00:00.5 | 1e300");
        QCOMPARE(seriesText(cells, 0, {0, 1, 2, 3, 4, 5}),
                 std::string("a=广东, b=-7, c=-0.05, d=true, e=2026-03-01 08:00:00.000, f=0.1"));
        QCOMPARE(seriesText(cells, 1, {0, 2, 5}), std::string("a=NULL, c=0.00, f=1e+300"));
        QCOMPARE(seriesText(cells, 0, {}), std::string());
    }
};

QTEST_APPLESS_MAIN(TestAlarmEvaluator)
#include "tst_alarm_evaluator.moc"
