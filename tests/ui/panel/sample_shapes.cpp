// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of heat map, gauge, radar, table, event log and text.
#include "tests/ui/panel/sample_rows.h"

#include <QJsonArray>

#include <array>
#include <cmath>
#include <numbers>

namespace guanlan {

namespace {

/// Quiet at four in the morning, busy at nine in the evening, busier at weekends.
double dayAndWeek(Micros local) {
    const double hour = static_cast<double>(local - floorTo(local, kDay)) / static_cast<double>(kHour);
    const double evening = 0.5 + 0.5 * std::cos((hour - 21) / 24 * 2 * std::numbers::pi);
    const double noon = std::exp(-(hour - 12.5) * (hour - 12.5) / 3);
    const Micros day = floorTo(local, kDay) / kDay;
    const bool weekend = (day + 3) % 7 >= 5;
    return (0.08 + 0.8 * evening * evening + 0.3 * noon) * (weekend ? 1.25 : 1);
}

QJsonObject seriesEntry(const char* value, const QJsonObject& name, const QJsonValue& unit = {}) {
    QJsonObject entry{{QStringLiteral("value"), QLatin1String(value)}, {QStringLiteral("name"), name}};
    if (!unit.isNull()) entry.insert(QStringLiteral("unit"), unit);
    return entry;
}

QJsonObject threshold(double value, const char* level) {
    return {{QStringLiteral("value"), value}, {QStringLiteral("level"), QLatin1String(level)}};
}

struct Event {
    const char* level;
    const char* message;
    const char* region;
    int status;
};
constexpr std::array<Event, 7> kEvents{{
    {"error", "GET /x/player/playurl 504 上游超时，已切换到备用线路", "广东", 504},
    {"warn", "转码队列积压超过 2 分钟，自动扩容 8 台", "上海", 429},
    {"info", "灰度发布 player-web 3.18.2，比例 20%", "全国", 200},
    {"info", "Rolled back recommendation model to 2026-03-17", "全国", 200},
    {"error", "POST /x/v2/dm/post 502 Bad Gateway", "四川", 502},
    {"debug", "缓存命中率恢复到 97.3%", "北京", 200},
    {"warn", "登录接口被限流：同一地址每秒 120 次", "浙江", 429},
}};

BatchPtr eventRows(const SchemaPtr& schema, int first, int count, bool strange) {
    BatchBuilder builder(schema);
    for (int i = first + count - 1; i >= first; --i) {
        const Event& event = kEvents.at(static_cast<std::size_t>(i) % kEvents.size());
        std::string message = event.message;
        if (strange)
            message =
                "<b>" + std::to_string(i) + "</b> " + message + " — " + std::string(160, 'x') + "\n第二行";
        builder[0].appendInt(sampleZone().toLocal(kSampleNow - i * 47 * kSecond));
        builder[1].appendText(event.level);
        builder[2].appendText(message);
        builder[3].appendText(event.region);
        builder[4].appendInt(event.status);
    }
    return std::make_shared<const Batch>(builder.seal());
}

}  // namespace

PanelSample heatMapSample(Fill fill) {
    PanelSample sample;
    sample.size = {560, 300};
    sample.config.title = title("一周播放热力", "Plays by hour and weekday");
    sample.config.query = {
        {"metric", "sample"}, {"value", "plays"}, {"span", "7d"}, {"compare", QJsonArray{"lastWeek"}}};
    sample.config.options = {{"unit", named("次", "plays")}, {"decimals", 0}};
    Shape shape{
        .levels = {42000}, .values = {"plays"}, .every = kHour, .windows = 7 * 24 - 9, .rhythm = dayAndWeek};
    if (fill == Fill::Overfull) {
        shape = ranking(numberedGroups(40), 3.1e9);
        shape.every = kHour;
        shape.windows = 48;
        shape.rhythm = dayAndWeek;
        sample.config.query["group"] = QStringLiteral("dimension");
        sample.config.options["thresholds"] = QJsonArray{threshold(5e9, "critical")};
    }
    fillData(sample, shape, true);
    return sample;
}

PanelSample gaugeSample(Fill fill) {
    PanelSample sample;
    sample.size = {260, 210};
    sample.config.title = title("播放错误率", "Playback errors");
    sample.config.query = {
        {"metric", "sample"}, {"value", "rate"}, {"aggregate", "last"}, {"compare", QJsonArray{"yesterday"}}};
    sample.config.options = {{"unit", "percent"}, {"lowerIsBetter", true}};
    sample.config.options["thresholds"] = QJsonArray{threshold(0.02, "warning"), threshold(0.05, "critical")};
    Shape shape{.levels = {0.0243}, .values = {"rate"}};
    if (fill == Fill::Overfull) {
        sample.config.options = {{"unit", named("次播放请求", "requests to play")}, {"decimals", 3}};
        shape.levels = {4.2e11};
    }
    fillData(sample, shape);
    return sample;
}

PanelSample radarSample(Fill fill) {
    PanelSample sample;
    sample.size = {380, 320};
    sample.config.title = title("分区画像", "Categories compared");
    if (fill == Fill::Overfull) {
        sample.config.query = {{"metric", "sample"},
                               {"value", "plays"},
                               {"group", "dimension"},
                               {"compare", QJsonArray{"yesterday", "lastWeek"}}};
        sample.config.options = {{"unit", named("次", "plays")}, {"top", 12}};
        fillData(sample, ranking(numberedGroups(40), 3.1e9));
        return sample;
    }
    QJsonArray axes;
    axes.append(seriesEntry("plays", named("播放", "Plays")));
    axes.append(seriesEntry("danmaku", named("弹幕", "Danmaku")));
    axes.append(seriesEntry("likes", named("点赞", "Likes")));
    axes.append(seriesEntry("shares", named("分享", "Shares")));
    axes.append(seriesEntry("finished", named("完播率", "Watched to the end"), QStringLiteral("percent")));
    axes.append(seriesEntry("rating", named("评分", "Rating")));
    sample.config.query = {
        {"metric", "sample"}, {"series", axes}, {"group", "dimension"}, {"aggregate", "avg"}};
    sample.config.options = {{"unit", named("次", "times")}};
    fillData(sample, {.groups = {"游戏", "知识", "音乐"},
                      .levels = {43000, 9100, 3900, 420, 0.41, 7.9, 22000, 2600, 4400, 980, 0.63, 9.1, 31000,
                                 4200, 2100, 610, 0.78, 8.3},
                      .values = {"plays", "danmaku", "likes", "shares", "finished", "rating"}});
    return sample;
}

PanelSample tableSample(Fill fill) {
    PanelSample sample;
    sample.size = {640, 320};
    sample.config.title = title("各分区指标", "Categories in numbers");
    const QJsonObject plays = seriesEntry("plays", named("播放", "Plays"));
    const QJsonObject danmaku = seriesEntry("danmaku", named("弹幕", "Danmaku"));
    const QJsonObject rate = seriesEntry("rate", named("错误率", "Errors"), QStringLiteral("percent"));
    sample.config.query = {{"metric", "sample"},
                           {"series", QJsonArray{plays, danmaku, rate}},
                           {"group", "dimension"},
                           {"aggregate", "avg"}};
    sample.config.options = {{"cells", "bar"}, {"trend", true}, {"thresholdColumn", "rate"}};
    sample.config.options["thresholds"] =
        QJsonArray{threshold(0.03, "warning"), threshold(0.042, "critical")};
    Shape shape =
        ranking({"游戏", "生活", "知识", "音乐", "动画", "科技", "美食", "影视", "舞蹈", "鬼畜"}, 4210);
    shape.values = {"plays", "danmaku", "rate"};
    shape.levels.clear();
    for (int i = 0; i < 10; ++i) {
        for (const double level : {42100.0 / (i + 1), 9300.0 / (i + 2), 0.011 + 0.004 * i})
            shape.levels.push_back(level);
    }
    if (fill == Fill::Overfull) {
        shape.groups = numberedGroups(80);
        shape.levels = {7.7e11, 3.2e12, 0.9};
        sample.config.query["compare"] = QJsonArray{"yesterday"};
        sample.config.options["cells"] = QStringLiteral("heat");
    }
    fillData(sample, shape);
    return sample;
}

PanelSample eventLogSample(Fill fill) {
    PanelSample sample;
    sample.size = {520, 300};
    sample.config.title = title("事件日志", "Event log");
    sample.config.query = {{"metric", "sample"}, {"value", "message"}};
    sample.config.options = {{"level", "level"}, {"columns", QJsonArray{"region", "status"}}};
    const auto schema = std::make_shared<Schema>(std::vector<Field>{{"at", DataType::timestamp()},
                                                                    {"level", DataType::string()},
                                                                    {"message", DataType::string()},
                                                                    {"region", DataType::string()},
                                                                    {"status", DataType::bigint()}});
    PanelData& data = sample.data;
    data.definition = {.name = "sample", .schema = schema, .timeColumn = 0, .dimensions = {1, 2, 3}};
    data.zone = sampleZone();
    data.to = kSampleNow;
    data.from = kSampleNow - 30 * kMinute;
    data.finals = eventRows(schema, 0, fill == Fill::Overfull ? 3000 : 9, fill == Fill::Overfull);
    data.provisional = eventRows(schema, -1, 1, false);
    return sample;
}

PanelSample textSample(Fill fill) {
    PanelSample sample;
    sample.size = {360, 240};
    sample.config.title = title("值班说明", "On duty");
    if (fill == Fill::Empty) return sample;
    const char* chinese =
        "## 值班说明\n\n错误率超过 **2%** 时先看 *各省错误率*，再联系 CDN 值班。\n\n"
        "- 播放：`player-web`\n- 弹幕：`dm-gateway`\n- 转码：`transcode`\n\n"
        "| 时间 | 值班 | 电话 |\n|---|---|---|\n| 白天 | 张伟 | 8021 |\n| 夜间 | 李娜 | 8022 |\n";
    const char* english =
        "## On duty\n\nAbove **2%** of errors look at *errors by province* first, then call the CDN desk.\n\n"
        "- Player: `player-web`\n- Danmaku: `dm-gateway`\n- Transcoding: `transcode`\n\n"
        "| Shift | Name | Phone |\n|---|---|---|\n| Day | Zhang Wei | 8021 |\n| Night | Li Na | 8022 |\n";
    QJsonObject text = named(chinese, english);
    if (fill == Fill::Overfull) {
        const QString strange =
            QStringLiteral(
                "<script>x</script> <img src=\"file:///etc/passwd\"> ![p](file:///etc/hosts)\n\n") +
            QString(400, QLatin1Char('W')) + QStringLiteral("\n\n");
        for (const QString& language : text.keys())
            text[language] = text[language].toString().repeated(6) + strange;
    }
    sample.config.options = {{"text", text}};
    return sample;
}

}  // namespace guanlan
