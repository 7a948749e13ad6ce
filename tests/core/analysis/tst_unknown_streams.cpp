// SPDX-License-Identifier: GPL-3.0-or-later
// Five streams of other people's data, with types and roles written by hand from what the columns mean.
#include "core/analysis/proposal_script.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <zlib.h>

using namespace guanlan;

namespace {

constexpr qsizetype kSampled = 5000;

struct Expected {
    const char* name;
    const char* type;
    const char* role;
};

QList<QByteArray> linesOf(const QString& path, qsizetype most = 200'000) {
    QList<QByteArray> lines;
    gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");
    if (file == nullptr) return lines;
    std::array<char, 65536> line{};
    while (lines.size() < most && gzgets(file, line.data(), line.size()) != nullptr)
        lines += QByteArray(line.data()).trimmed();
    gzclose(file);
    return lines;
}

/// A CSV cell as a producer of JSON writes it.
QJsonValue valueOf(const QByteArray& cell) {
    bool whole = false;
    const qlonglong number = cell.toLongLong(&whole);
    if (whole) return QJsonValue(number);
    bool real = false;
    const double value = cell.toDouble(&real);
    return real ? QJsonValue(value) : QJsonValue(QString::fromUtf8(cell));
}

SampleMessage messageOf(const QJsonObject& object, std::size_t number) {
    SampleMessage message{.value = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString()};
    message.offset = static_cast<std::int64_t>(number);
    message.bytes = message.value.size();
    return message;
}

/// Rows of a CSV file with these names; "a.b" lies in an object.
std::vector<SampleMessage> messagesOf(const QList<QByteArray>& lines, const QList<QByteArray>& names) {
    std::vector<SampleMessage> messages;
    for (const QByteArray& line : lines) {
        const QList<QByteArray> cells = line.split(',');
        QJsonObject object;
        for (qsizetype i = 0; i < std::min(names.size(), cells.size()); ++i) {
            const QString name = QString::fromUtf8(names[i]);
            const qsizetype dot = name.indexOf(QLatin1Char('.'));
            if (dot < 0) {
                object.insert(name, valueOf(cells[i]));
                continue;
            }
            QJsonObject inner = object.value(name.left(dot)).toObject();
            inner.insert(name.mid(dot + 1), valueOf(cells[i]));
            object.insert(name.left(dot), inner);
        }
        messages.push_back(messageOf(object, messages.size()));
    }
    return messages;
}

void complain(const ColumnProposal* column, const Expected& expected) {
    qInfo("  %s: expected %s %s, proposed %s %s", expected.name, expected.type, expected.role,
          column == nullptr ? "nothing" : column->type.c_str(),
          column == nullptr ? "" : std::string(nameOf(column->role)).c_str());
}

}  // namespace

class TestUnknownStreams : public QObject {
    Q_OBJECT
  private slots:
    void shopActions();
    void liveChat();
    void popularVideos();
    void webServer();
    void serverSeries();
    void cleanupTestCase();

  private:
    void judge(const char* stream, const std::vector<SampleMessage>& sample,
               const std::vector<Expected>& expected);
    std::size_t m_right = 0;
    std::size_t m_all = 0;
};

void TestUnknownStreams::judge(const char* stream, const std::vector<SampleMessage>& sample,
                               const std::vector<Expected>& expected) {
    QVERIFY(!sample.empty());
    const StreamProposal proposal = proposeStream(stream, sample);
    std::size_t right = 0;
    for (const Expected& each : expected) {
        const ColumnProposal* found = nullptr;
        for (const ColumnProposal& column : proposal.columns) {
            if (column.name == each.name) found = &column;
        }
        if (found != nullptr && found->type == each.type && nameOf(found->role) == each.role)
            ++right;
        else
            complain(found, each);
    }
    m_right += right;
    m_all += expected.size();
    qInfo("%s: %zu of %zu columns right, delay %lld s, window %lld s", stream, right, expected.size(),
          static_cast<long long>(proposal.delay / kSecond),
          static_cast<long long>(proposal.window / kSecond));
    QVERIFY(right * 10 >= expected.size() * 8);
    QVERIFY(proposal.time.has_value());
    const auto table = tableScript(proposal,
                                   {{"connector", "kafka"},
                                    {"topic", stream},
                                    {"properties.bootstrap.servers", "127.0.0.1:9092"},
                                    {"scan.startup.mode", "earliest-offset"},
                                    {"format", "json"}},
                                   8 * kHour);
    QVERIFY2(table.ok(), table ? "" : table.error().sentence().c_str());
    const auto metrics = proposeMetrics(proposal);
    const auto metricTexts = metricScript(metrics);
    QVERIFY2(metricTexts.ok(), metricTexts ? "" : metricTexts.error().sentence().c_str());
    const std::string script = *table + "\n" + *metricTexts;
    const PlanOutcome plan = planScript(script, plannerOptions("pipeline.sql"));
    QVERIFY2(plan.ok(), plan.ok() ? "" : (renderError(plan.errors.front(), script) + script).c_str());
    QVERIFY(plan.plan.queries.size() == metrics.size());
    QVERIFY(!proposePanels(proposal, metrics).empty());
}

void TestUnknownStreams::shopActions() {
    GUANLAN_SHARED_DATA(path, "taobao/user_behavior_ordered_0900-1028.csv");
    judge("shop_actions",
          messagesOf(linesOf(path).last(kSampled), {"user_id", "item_id", "category_id", "behavior", "ts"}),
          {{"user_id", "BIGINT", "id"},
           {"item_id", "BIGINT", "id"},
           {"category_id", "BIGINT", "id"},
           {"behavior", "STRING", "dimension"},
           {"ts", "BIGINT", "time"}});
}

void TestUnknownStreams::liveChat() {
    GUANLAN_SHARED_DATA(path, "bilibili/live_danmaku_2020-03_05.csv.gz");
    const QList<QByteArray> lines = linesOf(path, kSampled + 1);
    judge("live_chat", messagesOf(lines.mid(1), lines[0].split(',')),
          {{"session", "BIGINT", "id"},
           {"seq", "BIGINT", "id"},
           {"ts_ms", "BIGINT", "time"},
           {"user", "STRING", "id"},
           {"msg_type", "BIGINT", "dimension"},
           {"font_size", "BIGINT", "dimension"},
           {"color", "BIGINT", "dimension"},
           {"msg_len", "BIGINT", "measure"}});
}

void TestUnknownStreams::popularVideos() {
    GUANLAN_SHARED_DATA(path, "bilibili/popular_daily_2023-08-25_09-30.csv");
    judge("popular_videos",
          messagesOf(linesOf(path).last(kSampled),
                     {"snapshot_date", "video.bvid", "video.aid", "video.tid", "video.tname", "video.pubdate",
                      "video.duration", "video.videos", "owner.pub_location", "owner.follower", "stat.view",
                      "stat.danmaku", "stat.reply", "stat.favorite", "stat.coin", "stat.share", "stat.like",
                      "now_rank", "his_rank"}),
          {{"snapshot_date", "TIMESTAMP(3)", "time"},
           {"video_bvid", "STRING", "id"},
           {"video_aid", "BIGINT", "id"},
           {"video_tid", "BIGINT", "dimension"},
           {"video_tname", "STRING", "dimension"},
           {"video_pubdate", "BIGINT", "time"},
           {"video_duration", "BIGINT", "measure"},
           {"video_videos", "BIGINT", "measure"},
           {"owner_pub_location", "STRING", "region"},
           {"owner_follower", "BIGINT", "measure"},
           {"stat_view", "BIGINT", "measure"},
           {"stat_danmaku", "BIGINT", "measure"},
           {"stat_reply", "BIGINT", "measure"},
           {"stat_favorite", "BIGINT", "measure"},
           {"stat_coin", "BIGINT", "measure"},
           {"stat_share", "BIGINT", "measure"},
           {"stat_like", "BIGINT", "measure"},
           {"now_rank", "BIGINT", "measure"},
           {"his_rank", "BIGINT", "measure"}});
}

void TestUnknownStreams::webServer() {
    GUANLAN_SHARED_DATA(path, "weblogs/apache_combined_10000.log");
    static const QRegularExpression kLine(QStringLiteral(
        R"re(^(\S+) (\S+) (\S+) \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d+) (\S+) "([^"]*)" "([^"]*)"?)re"));
    const char* names[] = {"",        "clientip", "ident", "auth",     "time", "verb",
                           "request", "response", "bytes", "referrer", "agent"};
    std::vector<SampleMessage> sample;
    for (const QByteArray& line : linesOf(path).last(kSampled)) {
        const QRegularExpressionMatch match = kLine.match(QString::fromUtf8(line));
        if (!match.hasMatch()) continue;
        QJsonObject object;
        for (int i = 1; i <= 10; ++i) {
            const QString text = match.captured(i);
            if (text != QLatin1String("-")) object.insert(QLatin1String(names[i]), valueOf(text.toUtf8()));
        }
        sample.push_back(messageOf(object, sample.size()));
    }
    judge("web_server", sample,
          {{"clientip", "STRING", "id"},
           {"time", "STRING", "time"},
           {"verb", "STRING", "dimension"},
           {"request", "STRING", "dimension"},
           {"response", "BIGINT", "dimension"},
           {"bytes", "BIGINT", "measure"},
           {"referrer", "STRING", "text"},
           {"agent", "STRING", "text"}});
}

void TestUnknownStreams::serverSeries() {
    GUANLAN_SHARED_DATA(folder, "nab/data");
    std::vector<SampleMessage> sample;
    const QDir groups(folder);
    for (const QString& group : groups.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir files(groups.filePath(group));
        for (const QString& file : files.entryList({QStringLiteral("*.csv")})) {
            for (const QByteArray& line : linesOf(files.filePath(file)).mid(1, 300)) {
                const QList<QByteArray> cells = line.split(',');
                const QJsonObject object{{QStringLiteral("timestamp"), QString::fromUtf8(cells[0])},
                                         {QStringLiteral("group"), group},
                                         {QStringLiteral("series"), file.chopped(4)},
                                         {QStringLiteral("value"), QString::fromUtf8(cells.value(1))}};
                sample.push_back(messageOf(object, sample.size()));
            }
        }
    }
    judge("server_series", sample,
          {{"timestamp", "TIMESTAMP(3)", "time"},
           {"group", "STRING", "dimension"},
           {"series", "STRING", "dimension"},
           {"value", "DOUBLE", "measure"}});
}

void TestUnknownStreams::cleanupTestCase() {
    qInfo("all: %zu of %zu columns right", m_right, m_all);
    QVERIFY(m_right * 10 >= m_all * 9);
}

QTEST_GUILESS_MAIN(TestUnknownStreams)
#include "tst_unknown_streams.moc"
