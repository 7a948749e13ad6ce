// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/column_guess.h"
#include "core/analysis/proposal_script.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"

#include <QtTest>

#include <functional>

using namespace guanlan;

namespace {

using Kind = ProposalRemark::Kind;

constexpr Micros kStart = 1'772'713'820 * kSecond;

std::vector<SampleMessage> records(std::size_t count, const std::function<std::string(std::size_t)>& value) {
    std::vector<SampleMessage> sample;
    for (std::size_t i = 0; i < count; ++i) {
        SampleMessage message{.value = value(i)};
        message.offset = static_cast<std::int64_t>(i);
        message.bytes = message.value.size();
        message.timestamp = kStart + static_cast<Micros>(i) * kSecond;
        sample.push_back(std::move(message));
    }
    return sample;
}

bool remarked(const StreamProposal& proposal, Kind kind) {
    return std::any_of(proposal.remarks.begin(), proposal.remarks.end(),
                       [&](const ProposalRemark& remark) { return remark.kind == kind; });
}

const ColumnProposal* column(const StreamProposal& proposal, std::string_view name) {
    for (const ColumnProposal& each : proposal.columns) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

std::string scriptOf(const StreamProposal& proposal, Micros zoneOffset = 0) {
    const auto table = tableScript(proposal,
                                   {{"connector", "kafka"},
                                    {"topic", "t"},
                                    {"properties.bootstrap.servers", "h:9092"},
                                    {"scan.startup.mode", "earliest-offset"},
                                    {"format", proposal.json ? "json" : "raw"}},
                                   zoneOffset);
    if (!table) return "no table: " + table.error().sentence();
    const auto metrics = metricScript(proposeMetrics(proposal));
    return metrics ? *table + "\n" + *metrics : "no metrics: " + metrics.error().sentence();
}

std::string planned(const std::string& script) {
    const PlanOutcome outcome = planScript(script, plannerOptions("pipeline.sql"));
    return outcome.ok() ? "" : renderError(outcome.errors.front(), script) + script;
}

std::string secondsLater(std::size_t i) {
    return formatTimestamp(kStart + static_cast<Micros>(i) * kSecond, 0);
}

}  // namespace

class TestStreamProposal : public QObject {
    Q_OBJECT
  private slots:
    void timesAreReadAsWritten_data();
    void timesAreReadAsWritten();
    void everyTimeFormatGivesAScriptThatPlans_data() { timesAreReadAsWritten_data(); }
    void everyTimeFormatGivesAScriptThatPlans();
    void theDelayIsLearnedFromDisorder();
    void theZoneIsLearnedFromKafkasTime();
    void oddNamesAndNestedObjectsGiveAScriptThatPlans();
    void badInputHasAFace();
    void tenThousandFieldsAreSurvived();
    void aMillionKeysAreSurvived();
    void aPastedDeclarationIsTakenOver();
    void aPastedMistakeNamesItsPlace();
};

void TestStreamProposal::timesAreReadAsWritten_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("format");
    const auto row = [](const char* text, TimeFormat format) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(format);
    };
    row("1772713820", TimeFormat::EpochSeconds);
    row("1772713820000", TimeFormat::EpochMillis);
    row("1772713820000000", TimeFormat::EpochMicros);
    row("1772713820000000000", TimeFormat::EpochNanos);
    row("1772713820.5", TimeFormat::EpochFraction);
    row("\"1772713820\"", TimeFormat::EpochSeconds);
    row("\"2026-03-05T12:30:20Z\"", TimeFormat::Zoned);
    row("\"2026-03-05T20:30:20.000+08:00\"", TimeFormat::Zoned);
    row("\"2026-03-05 12:30:20\"", TimeFormat::Local);
    row("\"05/Mar/2026:12:30:20 +0000\"", TimeFormat::LogDate);
    row("\"2026/03/05 12:30:20\"", TimeFormat::SlashDate);
    row("\"20260305123020\"", TimeFormat::Digits);
}

void TestStreamProposal::timesAreReadAsWritten() {
    QFETCH(QString, text);
    QFETCH(int, format);
    const std::string json = text.toStdString();
    const auto proposal =
        proposeStream("t", records(40, [&](std::size_t) { return R"({"n":1,"ts":)" + json + "}"; }));
    QVERIFY(proposal.time.has_value());
    QCOMPARE(static_cast<int>(proposal.columns[*proposal.time].time), format);
    QCOMPARE(*proposal.oldest / kSecond, kStart / kSecond);
}

void TestStreamProposal::everyTimeFormatGivesAScriptThatPlans() {
    QFETCH(QString, text);
    const std::string json = text.toStdString();
    const auto proposal =
        proposeStream("t", records(40, [&](std::size_t i) {
                          return R"({"n":)" + std::to_string(i * 7919) + R"(,"meta":{"ts":)" + json + "}}";
                      }));
    QVERIFY(proposal.time.has_value());
    const std::string mistake = planned(scriptOf(proposal, 8 * kHour));
    QVERIFY2(mistake.empty(), mistake.c_str());
}

void TestStreamProposal::theDelayIsLearnedFromDisorder() {
    const auto shuffled = [](std::size_t behind) {
        return proposeStream("t", records(500, [&](std::size_t i) {
                                 return R"({"ts":")" +
                                        secondsLater(i % 3 == 0 && i > behind ? i - behind : i) + "\"}";
                             }));
    };
    QCOMPARE(shuffled(0).delay, 5 * kSecond);
    QCOMPARE(shuffled(8).delay, 15 * kSecond);
    QCOMPARE(shuffled(100).delay, 5 * kMinute);
}

void TestStreamProposal::theZoneIsLearnedFromKafkasTime() {
    const auto local = [](Micros offset) {
        return proposeStream("t", records(50, [&](std::size_t i) {
                                 const Micros wall = kStart + offset + static_cast<Micros>(i) * kSecond;
                                 return R"({"time":")" + formatTimestamp(wall, 0) + "\"}";
                             }));
    };
    QCOMPARE(local(8 * kHour).zoneOffset.value_or(-1), 8 * kHour);
    QCOMPARE(local(-5 * kHour).zoneOffset.value_or(-1), -5 * kHour);
    QVERIFY(remarked(local(8 * kHour), Kind::ZoneLearned));
    QVERIFY(remarked(local(400 * kDay), Kind::ZoneUnknown));
    // Beijing's wall time in a workspace in Beijing needs no shift, one in London eight hours.
    QVERIFY(scriptOf(local(8 * kHour), 8 * kHour).find("INTERVAL '480'") == std::string::npos);
    const std::string inLondon = scriptOf(local(8 * kHour), 0);
    QVERIFY2(inLondon.find("- INTERVAL '480' MINUTE") != std::string::npos, inLondon.c_str());
    QVERIFY2(planned(inLondon).empty(), planned(inLondon).c_str());
}

void TestStreamProposal::oddNamesAndNestedObjectsGiveAScriptThatPlans() {
    const auto proposal = proposeStream(
        "Orders.v2-eu", records(60, [](std::size_t i) {
            return R"({"order":"A)" + std::to_string(i % 7) + R"(","select":)" + std::to_string(i * 131) +
                   R"(,"a b":1.5,"地区":"广东省","back`tick":true,"tags":["x","y"],"none":null,"user":{"id":)" +
                   std::to_string(i % 5) +
                   R"(,"address":{"city":"Paris"}},"price":"12.50","zip":"00501","at":)" +
                   std::to_string(1772713820000 + i * 1000) + "}";
        }));
    QCOMPARE(proposal.table, std::string("orders_v2_eu"));
    QVERIFY(column(proposal, "user_id") != nullptr);
    QCOMPARE(column(proposal, "user_id")->role, ColumnRole::Id);
    QCOMPARE(column(proposal, "user_address_city")->role, ColumnRole::Region);
    QCOMPARE(column(proposal, "地区")->role, ColumnRole::Region);
    QCOMPARE(column(proposal, "price")->type, std::string("DECIMAL(18, 2)"));
    QCOMPARE(column(proposal, "zip")->type, std::string("STRING"));
    QCOMPARE(column(proposal, "tags")->type, std::string("ARRAY<STRING>"));
    QVERIFY(!column(proposal, "none")->used);
    const std::string mistake = planned(scriptOf(proposal));
    QVERIFY2(mistake.empty(), mistake.c_str());
}

void TestStreamProposal::badInputHasAFace() {
    QVERIFY(remarked(proposeStream("t", {}), Kind::Empty));
    const auto lines = proposeStream("t", records(20, [](std::size_t) { return "GET / 200"; }));
    QVERIFY(remarked(lines, Kind::NotJson));
    QVERIFY(!lines.json);
    QVERIFY2(planned(scriptOf(lines)).empty(), planned(scriptOf(lines)).c_str());
    const auto arrays = proposeStream("t", records(20, [](std::size_t) { return "[1,2]"; }));
    QVERIFY(remarked(arrays, Kind::NotJson));
    const auto some = proposeStream(
        "t", records(20, [](std::size_t i) { return std::string(i == 3 ? "{\"a\":" : "{\"a\":1}"); }));
    QVERIFY(remarked(some, Kind::SomeBroken));
    QVERIFY(remarked(some, Kind::NoTime));
    QVERIFY2(planned(scriptOf(some)).empty(), planned(scriptOf(some)).c_str());
    auto cut = records(3, [](std::size_t) { return std::string(1000, 'x'); });
    for (SampleMessage& message : cut)
        message.bytes = 100'000'000;
    QVERIFY(remarked(proposeStream("t", cut), Kind::TooLarge));
    const auto nothing = records(5, [](std::size_t) { return std::string("{}"); });
    QVERIFY2(planned(scriptOf(proposeStream("t", nothing))).empty(), "a topic of empty objects");
}

void TestStreamProposal::tenThousandFieldsAreSurvived() {
    std::string wide = R"({"ts":1772713820000)";
    for (int i = 0; i < 10'000; ++i)
        wide += ",\"field_" + std::to_string(i) + "\":" + std::to_string(i);
    wide += "}";
    const auto proposal = proposeStream("t", records(20, [&](std::size_t) { return wide; }));
    QCOMPARE(proposal.columns.size(), std::size_t{10'001});
    QVERIFY(remarked(proposal, Kind::ManyFields));
    const std::string script = scriptOf(proposal);
    QVERIFY(script.size() < 20'000);
    QVERIFY2(planned(script).empty(), planned(script).c_str());
}

void TestStreamProposal::aMillionKeysAreSurvived() {
    const auto proposal = proposeStream("t", records(1000, [](std::size_t i) {
                                            std::string json = R"({"ts":1772713820000,"amount":5)";
                                            for (std::size_t k = 0; k < 1000; ++k)
                                                json += ",\"k" + std::to_string(i * 1000 + k) + "\":1";
                                            return json + "}";
                                        }));
    QVERIFY(proposal.columns.size() <= SampleSurvey::kMostFields);
    QVERIFY(column(proposal, "amount")->used);
    QVERIFY2(planned(scriptOf(proposal)).empty(), "a million different keys");
}

void TestStreamProposal::aPastedDeclarationIsTakenOver() {
    const auto pasted = readPastedTable(R"(
-- from the cluster
CREATE TABLE orders (order_id BIGINT, price DECIMAL(10,2), city STRING, ts BIGINT,
  rt AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR rt AS rt - INTERVAL '7' SECOND
) WITH ('connector'='kafka','topic'='orders','properties.bootstrap.servers'='h:1','format'='json');)");
    QVERIFY2(pasted.ok(), pasted ? "" : pasted.error().sentence().c_str());
    QCOMPARE(pasted->proposal.table, std::string("orders"));
    QCOMPARE(pasted->proposal.columns.size(), std::size_t{5});
    QCOMPARE(*pasted->proposal.time, std::size_t{4});
    QCOMPARE(pasted->proposal.columns[2].role, ColumnRole::Region);
    QCOMPARE(pasted->proposal.columns[1].role, ColumnRole::Measure);
    const auto metrics = metricScript(proposeMetrics(pasted->proposal));
    QVERIFY(metrics.ok());
    const std::string script = pasted->script + "\n" + *metrics;
    QVERIFY2(planned(script).empty(), planned(script).c_str());
}

void TestStreamProposal::aPastedMistakeNamesItsPlace() {
    const auto mistake = readPastedTable("CREATE TABLE t (\n  a BIGINT,\n  b STRIN G\n) WITH ('x'='y');");
    QVERIFY(!mistake.ok());
    QCOMPARE(mistake.error().position.line, 3);
    QCOMPARE(readPastedTable("SELECT a FROM b;").error().id, std::string("connect.no-table"));
}

QTEST_GUILESS_MAIN(TestStreamProposal)
#include "tst_stream_proposal.moc"
