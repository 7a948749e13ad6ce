// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panel/panel_samples.h"

#include "tests/ui/panel/sample_rows.h"

#include <QJsonArray>

namespace guanlan {

namespace {

PanelSample statSample(Fill fill) {
    PanelSample sample;
    sample.size = {270, 74};
    sample.config.title = title("今日播放量", "Plays today");
    sample.config.query = {{"metric", "sample"},
                           {"value", "plays"},
                           {"aggregate", "sum"},
                           {"span", "today"},
                           {"compare", QJsonArray{"yesterday"}}};
    sample.config.options = {{"unit", named("次", "plays")}, {"decimals", 0}};
    fillData(sample,
             {.groups = {}, .levels = {fill == Fill::Overfull ? 4.2e11 : 42876.0}, .values = {"plays"}});
    return sample;
}

PanelSample timeSeriesSample(Fill fill) {
    PanelSample sample;
    sample.size = {520, 320};
    sample.config.title = title("实时互动", "Interaction");
    sample.config.options = {{"unit", named("次/分", "per minute")}, {"style", "area"}};
    sample.config.options["thresholds"] = QJsonArray{QJsonObject{{"value", 3600}, {"level", "critical"}}};
    if (fill == Fill::Overfull) {
        sample.config.query = {{"metric", "sample"}, {"value", "plays"}, {"group", "dimension"}};
        sample.config.options["style"] = QStringLiteral("line");
        Shape shape{.groups = {}, .levels = {}, .values = {"plays"}, .every = kMinute, .windows = 1440};
        for (int i = 0; i < 24; ++i) {
            shape.groups.push_back("一个名字特别长的视频分区 " + std::to_string(i));
            shape.levels.push_back(2.4e8 / (i + 1));
        }
        fillData(sample, shape);
        return sample;
    }
    sample.config.query = {
        {"metric", "sample"},
        {"series", QJsonArray{QJsonObject{{"value", "plays"}, {"name", named("播放", "Plays")}},
                              QJsonObject{{"value", "danmaku"}, {"name", named("弹幕", "Danmaku")}},
                              QJsonObject{{"value", "shares"}, {"name", named("分享", "Shares")}}}},
        {"compare", QJsonArray{"yesterday"}}};
    fillData(sample, {.groups = {}, .levels = {2900, 1800, 420}, .values = {"plays", "danmaku", "shares"}},
             true);
    return sample;
}

PanelSample rankedSample(Fill fill, const LocalText& name) {
    PanelSample sample;
    sample.size = {420, 280};
    sample.config.title = name;
    sample.config.query = {{"metric", "sample"}, {"value", "plays"}, {"group", "dimension"},
                           {"aggregate", "sum"}, {"span", "today"},  {"compare", QJsonArray{"yesterday"}}};
    sample.config.options = {{"unit", named("次", "plays")}, {"decimals", 0}};
    if (fill == Fill::Overfull) {
        fillData(sample, ranking(numberedGroups(80), 7.7e8));
    } else {
        fillData(
            sample,
            ranking({"游戏", "生活", "知识", "音乐", "动画", "科技", "美食", "影视", "舞蹈", "鬼畜"}, 4210));
    }
    return sample;
}

PanelSample pieSample(Fill fill) {
    PanelSample sample = rankedSample(fill, title("弹幕类型占比", "Danmaku by type"));
    if (fill == Fill::Normal) fillData(sample, ranking({"滚动", "顶部", "底部", "高级", "字幕"}, 4210));
    return sample;
}

PanelSample mapSample(Fill fill) {
    PanelSample sample = rankedSample(fill, title("各地播放热度", "Plays by region"));
    sample.size = {540, 620};
    std::vector<std::string> regions{"广东",   "江苏省", "山东",   "浙江", "河南", "四川",   "湖北", "湖南",
                                     "Hebei",  "上海",   "北京市", "安徽", "福建", "陕西",   "辽宁", "江西",
                                     "重庆",   "广西",   "云南",   "山西", "贵州", "黑龙江", "吉林", "天津",
                                     "内蒙古", "新疆",   "甘肃",   "海南", "台湾", "香港",   "宁夏"};
    if (fill == Fill::Overfull) regions.insert(regions.begin() + 3, {"海外", "未知", "", "Atlantis", "火星"});
    Shape shape = ranking(regions, fill == Fill::Overfull ? 3.1e9 : 13150);
    if (fill == Fill::Normal) shape.levels.back() = 0;
    fillData(sample, shape);
    return sample;
}

AlarmTransition transition(const char* id, const char* name, const char* series, AlarmLevel level,
                           bool firing) {
    AlarmTransition t;
    t.alarmId = id;
    t.ruleId = id;
    t.ruleName = name;
    t.series = series;
    t.level = level;
    t.firing = firing;
    t.window = sampleZone().toLocal(kSampleNow - 14 * kMinute);
    t.at = kSampleNow - 14 * kMinute;
    t.value = 0.0823;
    t.threshold = 0.05;
    return t;
}

PanelSample alarmSample(Fill fill) {
    PanelSample sample;
    sample.size = {360, 260};
    sample.config.title = title("告警", "Alarms");
    sample.data.zone = sampleZone();
    sample.snapshot.taken = kSampleNow;
    const int copies = fill == Fill::Overfull ? 12 : 1;
    for (int i = 0; i < copies; ++i) {
        const std::string id = std::to_string(i);
        sample.snapshot.recentAlarms.push_back(
            transition(("r" + id).c_str(), "平均响应时间过长", "region=四川", AlarmLevel::Warning, false));
        sample.snapshot.recentAlarms.push_back(transition(("a" + id).c_str(), "错误率过高 Error rate",
                                                          "region=广东", AlarmLevel::Critical, true));
        sample.snapshot.recentAlarms.push_back(
            transition(("b" + id).c_str(), "弹幕突增", "", AlarmLevel::Warning, true));
        for (const char* begin : {"a", "b"}) {
            AlarmState state;
            state.ruleId = begin + id;
            state.alarmId = begin + id;
            state.series = *begin == 'a' ? "region=广东" : "";
            state.phase = AlarmState::Phase::Firing;
            state.since = sampleZone().toLocal(kSampleNow - (i + 9) * kMinute);
            state.value = 0.091;
            sample.snapshot.alarms.push_back(state);
        }
    }
    return sample;
}

}  // namespace

PanelSample panelSample(std::string_view kind, Fill fill) {
    PanelSample sample;
    sample.size = {420, 300};
    if (kind == "stat") sample = statSample(fill);
    if (kind == "timeseries") sample = timeSeriesSample(fill);
    if (kind == "bar") sample = rankedSample(fill, title("分区播放排行", "Plays by category"));
    if (kind == "pie") sample = pieSample(fill);
    if (kind == "chinamap") sample = mapSample(fill);
    if (kind == "alarmlist") sample = alarmSample(fill);
    if (kind == "heatmap") sample = heatMapSample(fill);
    if (kind == "gauge") sample = gaugeSample(fill);
    if (kind == "radar") sample = radarSample(fill);
    if (kind == "table") sample = tableSample(fill);
    if (kind == "eventlog") sample = eventLogSample(fill);
    if (kind == "text") sample = textSample(fill);
    sample.config.id = std::string(kind) + "-sample";
    sample.config.kind = kind;
    if (fill == Fill::Empty) {
        sample.data.finals = std::make_shared<const Batch>();
        sample.data.provisional.reset();
        sample.data.yesterday.reset();
        sample.data.lastWeek.reset();
        sample.snapshot = {};
    }
    return sample;
}

std::unique_ptr<Panel> panelFrom(const PanelSample& sample) {
    const PanelKind* kind = findPanelKind(sample.config.kind);
    if (kind == nullptr) return nullptr;
    auto panel = kind->create(nullptr);
    panel->resize(sample.size);
    panel->configure(sample.config);
    panel->setData(sample.data);
    panel->setSnapshot(sample.snapshot);
    return panel;
}

}  // namespace guanlan
