// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"

#include <array>
#include <set>

namespace guanlan {

namespace {

constexpr int kGridColumns = 24;
constexpr int kMaxGridRows = 10000;

std::string rangeText(int columns) {
    return "[column, row, width, height] on a grid of " + std::to_string(columns) + " columns";
}

QRect cellOf(const QJsonObject& panel, JsonFields& fields) {
    const QJsonArray numbers = panel.value("cell").toArray();
    if (numbers.size() != 4) {
        fields.fail("cell", rangeText(kGridColumns));
        return {};
    }
    const QRect cell(numbers[0].toInt(-1), numbers[1].toInt(-1), numbers[2].toInt(-1), numbers[3].toInt(-1));
    const bool fits = cell.x() >= 0 && cell.y() >= 0 && cell.width() >= 1 && cell.height() >= 1 &&
                      cell.width() <= kGridColumns - cell.x() && cell.y() <= kMaxGridRows &&
                      cell.height() <= kMaxGridRows;
    if (!fits) fields.fail("cell", rangeText(kGridColumns));
    return cell;
}

QJsonObject toJson(const PanelConfig& panel) {
    return {{"id", toQString(panel.id)},
            {"kind", toQString(panel.kind)},
            {"title", guanlan::toJson(panel.title)},
            {"cell", QJsonArray{panel.cell.x(), panel.cell.y(), panel.cell.width(), panel.cell.height()}},
            {"query", panel.query},
            {"options", panel.options}};
}

PanelConfig panelFrom(JsonFields& fields) {
    PanelConfig panel;
    panel.id = fields.requiredText("id");
    panel.kind = fields.requiredText("kind");
    panel.title = fields.localText("title");
    panel.cell = cellOf(fields.raw(), fields);
    panel.query = fields.object("query");
    panel.options = fields.object("options");
    return panel;
}

constexpr std::array<std::string_view, 4> kComparisons{"above", "at_least", "below", "at_most"};
constexpr std::array<std::string_view, 3> kLevels{"info", "warning", "critical"};

QJsonObject toJson(const AlarmRule& rule) {
    return {{"id", toQString(rule.id)},
            {"name", toQString(rule.name)},
            {"metric", toQString(rule.metric)},
            {"column", toQString(rule.column)},
            {"where", guanlan::toJson(rule.where)},
            {"comparison", toQString(kComparisons.at(static_cast<std::size_t>(rule.comparison)))},
            {"threshold", rule.threshold},
            {"consecutive", rule.consecutive},
            {"level", toQString(kLevels.at(static_cast<std::size_t>(rule.level)))},
            {"channels", guanlan::toJson(rule.channels)},
            {"enabled", rule.enabled},
            {"note", toQString(rule.note)}};
}

AlarmRule ruleFrom(JsonFields& fields) {
    AlarmRule rule;
    rule.id = fields.requiredText("id");
    rule.name = fields.text("name", rule.id);
    rule.metric = fields.requiredText("metric");
    rule.column = fields.requiredText("column");
    rule.where = fields.textMap("where");
    rule.comparison = static_cast<Comparison>(fields.choice("comparison", kComparisons, 0));
    if (!fields.raw().contains("threshold")) fields.fail("threshold", "a number");
    rule.threshold = fields.number("threshold", 0);
    rule.consecutive = fields.integer("consecutive", 1, 1, 10000);
    rule.level = static_cast<AlarmLevel>(fields.choice("level", kLevels, 1));
    rule.channels = fields.texts("channels");
    rule.enabled = fields.flag("enabled", true);
    rule.note = fields.text("note");
    return rule;
}

QJsonObject toJson(const ChannelConfig& channel) {
    return {{"id", toQString(channel.id)},
            {"name", toQString(channel.name)},
            {"kind", toQString(channel.kind)},
            {"enabled", channel.enabled},
            {"options", channel.options}};
}

ChannelConfig channelFrom(JsonFields& fields) {
    ChannelConfig channel;
    channel.id = fields.requiredText("id");
    channel.name = fields.text("name", channel.id);
    channel.kind = fields.requiredText("kind");
    channel.enabled = fields.flag("enabled", true);
    channel.options = fields.object("options");
    return channel;
}

/// The elements of a list whose ids must differ.
template <typename T>
std::vector<T> itemsOf(JsonFields& fields, const char* key, T (*read)(JsonFields&)) {
    std::vector<T> items;
    std::set<std::string> ids;
    for (JsonFields& part : fields.objects(key)) {
        items.push_back(read(part));
        if (!ids.insert(items.back().id).second) part.fail("id", "different from the other ids");
        fields.absorb(part);
    }
    return items;
}

template <typename T>
QJsonObject listFile(const char* key, const std::vector<T>& items) {
    QJsonArray array;
    for (const T& item : items)
        array.append(toJson(item));
    return {{"version", kConfigVersion}, {QLatin1String(key), array}};
}

}  // namespace

QJsonObject toJson(const WorkspaceSettings& settings) {
    QJsonObject out{{"version", kConfigVersion},
                    {"name", toJson(settings.name)},
                    {"timeZone", toQString(settings.timeZone)},
                    {"language", toQString(settings.language)},
                    {"theme", toQString(settings.theme)},
                    {"retentionDays", settings.retentionDays}};
    if (settings.retentionMegabytes > 0) out.insert("retentionMegabytes", settings.retentionMegabytes);
    if (settings.prometheusPort > 0) out.insert("prometheusPort", settings.prometheusPort);
    if (!settings.dashboards.empty()) out.insert("dashboards", toJson(settings.dashboards));
    if (!settings.about.byLanguage.isEmpty()) out.insert("about", toJson(settings.about));
    if (!settings.demo.isEmpty()) out.insert("demo", settings.demo);
    return out;
}

Result<WorkspaceSettings> settingsFrom(JsonFields fields) {
    WorkspaceSettings settings;
    settings.name = fields.localText("name");
    settings.about = fields.localText("about");
    settings.timeZone = fields.text("timeZone");
    settings.language = fields.text("language");
    settings.theme = fields.text("theme", settings.theme);
    if (settings.theme != "dark" && settings.theme != "light" && settings.theme != "system") {
        fields.fail("theme", "one of dark, light, system");
    }
    settings.retentionDays = fields.integer("retentionDays", settings.retentionDays, 1, 36500);
    settings.retentionMegabytes =
        fields.integer("retentionMegabytes", settings.retentionMegabytes, 0, 1'000'000'000);
    settings.prometheusPort = fields.integer("prometheusPort", settings.prometheusPort, 0, 65535);
    settings.dashboards = fields.texts("dashboards");
    settings.demo = fields.object("demo");
    if (!fields.ok()) return fields.error();
    return settings;
}

QJsonObject toJson(const DashboardConfig& dashboard) {
    QJsonObject out = listFile("panels", dashboard.panels);
    out.insert("title", toJson(dashboard.title));
    out.insert("timeRange", toQString(dashboard.timeRange));
    return out;
}

Result<DashboardConfig> dashboardFrom(JsonFields fields, std::string id) {
    DashboardConfig dashboard;
    dashboard.id = std::move(id);
    dashboard.title = fields.localText("title");
    dashboard.timeRange = fields.text("timeRange", dashboard.timeRange);
    dashboard.panels = itemsOf<PanelConfig>(fields, "panels", panelFrom);
    if (!fields.ok()) return fields.error();
    return dashboard;
}

QJsonObject toJson(const std::vector<AlarmRule>& rules) {
    return listFile("rules", rules);
}

Result<std::vector<AlarmRule>> alarmsFrom(JsonFields fields) {
    std::vector<AlarmRule> rules = itemsOf<AlarmRule>(fields, "rules", ruleFrom);
    if (!fields.ok()) return fields.error();
    return rules;
}

QJsonObject toJson(const std::vector<ChannelConfig>& channels) {
    return listFile("channels", channels);
}

Result<std::vector<ChannelConfig>> channelsFrom(JsonFields fields) {
    std::vector<ChannelConfig> channels = itemsOf<ChannelConfig>(fields, "channels", channelFrom);
    if (!fields.ok()) return fields.error();
    return channels;
}

}  // namespace guanlan
