// SPDX-License-Identifier: GPL-3.0-or-later
// Figures that others have published over real events: the hour 09:00 to 10:00 of the Taobao slice.
#include "core/plan/planner.h"
#include "tests/support/batch_text.h"
#include "tests/support/skip.h"
#include "tests/support/sql_case.h"

#include <QFile>
#include <QtTest>

#include <charconv>

using namespace guanlan;

namespace {

constexpr const char* kFile = GUANLAN_SOURCE_DIR "/../shared/data/taobao/user_behavior_ordered_0900-1028.csv";

std::int64_t numberIn(const QByteArray& text) {
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.constData(), text.constData() + text.size(), value);
    if (parsed.ec != std::errc{}) qFatal("not a number: %s", text.constData());
    return value;
}

constexpr const char* kScript = R"(
CREATE TABLE user_behavior (
  user_id BIGINT, behavior STRING, seconds BIGINT,
  ts AS TO_TIMESTAMP_LTZ(seconds, 0),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'test');
SELECT window_start, COUNT(*) AS pv, COUNT(DISTINCT user_id) AS uv
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' HOUR))
WHERE behavior = 'pv' GROUP BY window_start, window_end;
)";

}  // namespace

class TestTaobaoHour : public QObject {
    Q_OBJECT
  private slots:
    void publishedFigures() {
        QFile file(QString::fromUtf8(kFile));
        if (!file.open(QIODevice::ReadOnly)) GUANLAN_SKIP(QStringLiteral("missing: ") + file.fileName());
        const PlanOutcome planned = planScript(kScript, sqlCaseOptions("taobao.sql"));
        QVERIFY2(planned.ok(), planned.ok() ? "" : renderError(planned.errors.front(), kScript).c_str());
        const SystemClock clock;
        auto job = Job::create(planned.plan,
                               {.clock = &clock, .zone = Zone("Asia/Shanghai", 8 * kHour), .bounded = true});
        QVERIFY(job);
        BatchBuilder builder(std::make_shared<Schema>(std::vector<Field>{{"user_id", DataType::bigint()},
                                                                         {"behavior", DataType::string()},
                                                                         {"seconds", DataType::bigint()}}));
        const auto flush = [&] {
            SourceBatch batch;
            const auto rows = static_cast<std::uint32_t>(builder.rows());
            batch.rows = builder.seal();
            batch.rows.runs = {{.rows = rows}};
            return static_cast<bool>((*job)->consume(batch));
        };
        while (!file.atEnd()) {
            const QList<QByteArray> cells = file.readLine().trimmed().split(',');
            builder[0].appendInt(numberIn(cells[0]));
            builder[1].appendText({cells[3].constData(), static_cast<std::size_t>(cells[3].size())});
            builder[2].appendInt(numberIn(cells[4]));
            if (builder.rows() == 8192) QVERIFY(flush());
        }
        QVERIFY(flush());
        QVERIFY((*job)->finish());
        const auto emissions = (*job)->takeEmissions();
        QVERIFY(!emissions.empty());
        const std::string first = textOf(*emissions.front().rows);
        QCOMPARE(QString::fromStdString(first.substr(0, first.find('\n'))),
                 QStringLiteral("2017-11-26 09:00:00.000 | 41890 | 28196"));
        const Accounting account = (*job)->accounting(0, 0);
        QVERIFY(account.balanced());
        QCOMPARE(account.read, 71'777);
        QCOMPARE(account.late, 0);
        QCOMPARE(account.bad, 0);
    }
};

QTEST_GUILESS_MAIN(TestTaobaoHour)
#include "tst_taobao_hour.moc"
