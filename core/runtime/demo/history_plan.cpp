// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/history_plan.h"

#include "core/config/json_fields.h"
#include "core/config/text_file.h"

namespace guanlan {

namespace {

constexpr int kDemoVersion = 1;

EventKind eventNamed(JsonFields& fields, const char* key, const std::string& name) {
    const std::optional<EventKind> kind = eventByName(name);
    if (!kind) fields.fail(key, "a kind of event, such as play");
    return kind.value_or(EventKind::Play);
}

/// The kind of event that carries a number.
EventKind carrierOf(JsonFields& fields, const char* key, const std::string& number) {
    if (number == "watch_ms") return EventKind::Heartbeat;
    if (number == "response_ms") return EventKind::Play;
    if (number == "rating") return EventKind::Comment;
    fields.fail(key, "one of watch_ms, response_ms, rating");
    return EventKind::Play;
}

ColumnRecipe columnFrom(const std::string& name, JsonFields& fields) {
    ColumnRecipe recipe{.column = name, .scale = fields.number("scale", 1)};
    const QJsonObject& raw = fields.raw();
    if (raw.contains("count")) {
        recipe.event = eventNamed(fields, "count", fields.text("count"));
    } else if (raw.contains("sum")) {
        recipe.kind = ColumnRecipe::Kind::Sum;
        recipe.event = carrierOf(fields, "sum", fields.text("sum"));
    } else if (raw.contains("mean")) {
        recipe.kind = ColumnRecipe::Kind::Mean;
        recipe.event = carrierOf(fields, "mean", fields.text("mean"));
    } else if (raw.contains("distinct")) {
        recipe.kind = ColumnRecipe::Kind::Distinct;
        recipe.event = eventNamed(fields, "of", fields.text("of"));
        if (fields.text("distinct") != "user_id") fields.fail("distinct", "user_id");
    } else {
        recipe.kind = ColumnRecipe::Kind::Ratio;
        const std::vector<std::string> parts = fields.texts("ratio");
        if (parts.size() != 2) fields.fail("ratio", "two names of columns");
        if (parts.size() == 2) {
            recipe.numerator = parts[0];
            recipe.denominator = parts[1];
        }
    }
    return recipe;
}

EventDimension dimensionNamed(JsonFields& fields, const std::string& name) {
    if (name == "video_type") return EventDimension::VideoType;
    if (name == "danmaku_type") return EventDimension::DanmakuType;
    if (name != "region") fields.fail("dimensions", "region, video_type or danmaku_type by column");
    return EventDimension::Region;
}

MetricRecipe recipeFrom(JsonFields& fields, const std::string& file) {
    MetricRecipe recipe{.metric = fields.requiredText("metric")};
    recipe.every = fields.integer("everyMinutes", 1, 1, 1440) * kMinute;
    recipe.window =
        fields.integer("windowMinutes", static_cast<int>(recipe.every / kMinute), 1, 1440) * kMinute;
    recipe.days = fields.integer("days", 30, 1, 400);
    for (const auto& [column, name] : fields.textMap("dimensions"))
        recipe.dimensions.emplace(column, dimensionNamed(fields, name));
    const QJsonObject columns = fields.object("columns");
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        JsonFields part(it->toObject(), file, recipe.metric + "." + it.key().toStdString());
        recipe.columns.push_back(columnFrom(it.key().toStdString(), part));
        fields.absorb(part);
    }
    const QJsonObject atLeast = fields.object("atLeast");
    for (auto it = atLeast.begin(); it != atLeast.end(); ++it)
        recipe.atLeast.emplace(it.key().toStdString(), it->toDouble());
    return recipe;
}

}  // namespace

Result<DemoConfig> readDemoConfig(const std::string& path) {
    const Result<QJsonObject> object = readJsonFile(path, kDemoVersion);
    if (!object) return object.error();
    JsonFields fields(*object, path);
    DemoConfig config;
    config.eventsPerSecond = fields.number("eventsPerSecond", config.eventsPerSecond);
    if (config.eventsPerSecond <= 0 || config.eventsPerSecond > 100000) {
        fields.fail("eventsPerSecond", "a number above 0, at most 100000");
    }
    config.seed = static_cast<std::uint64_t>(fields.integer("seed", 1, 0, 1000000000));
    config.topic = fields.requiredText("topic");
    config.partitions = fields.integer("partitions", config.partitions, 1, 64);
    for (JsonFields& part : fields.objects("history")) {
        config.history.push_back(recipeFrom(part, path));
        fields.absorb(part);
    }
    if (!fields.ok()) return fields.error();
    return config;
}

}  // namespace guanlan
