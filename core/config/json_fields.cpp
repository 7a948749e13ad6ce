// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/json_fields.h"

#include <cmath>

namespace guanlan {

void JsonFields::fail(const char* key, const std::string& expected) {
    if (m_error) return;  // the first mistake is the one to correct first
    m_error = Error{.code = ErrorCode::InvalidInput,
                    .id = "config.wrong-value",
                    .what = "'" + pathOf(key) + "' must be " + expected,
                    .next = "Correct it in " + m_file,
                    .arguments = {pathOf(key), expected, m_file},
                    .file = m_file};
}

void JsonFields::absorb(const JsonFields& part) {
    if (!m_error && part.m_error) m_error = part.m_error;
}

std::string JsonFields::text(const char* key, const std::string& fallback) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (value.isUndefined()) return fallback;
    if (!value.isString()) fail(key, "a text");
    return value.toString().toStdString();
}

std::string JsonFields::requiredText(const char* key) {
    std::string value = text(key);
    if (value.empty()) fail(key, "a text that is not empty");
    return value;
}

double JsonFields::number(const char* key, double fallback) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (value.isUndefined()) return fallback;
    if (!value.isDouble()) fail(key, "a number");
    return value.toDouble(fallback);
}

int JsonFields::integer(const char* key, int fallback, int lowest, int highest) {
    const double value = number(key, fallback);
    if (value < lowest || value > highest || value != std::floor(value)) {
        fail(key, "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
        return fallback;
    }
    return static_cast<int>(value);
}

bool JsonFields::flag(const char* key, bool fallback) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (value.isUndefined()) return fallback;
    if (!value.isBool()) fail(key, "true or false");
    return value.toBool(fallback);
}

QJsonObject JsonFields::object(const char* key) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isUndefined() && !value.isObject()) fail(key, "an object");
    return value.toObject();
}

LocalText JsonFields::localText(const char* key) {
    LocalText text;
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (value.isString()) {
        text.byLanguage.insert(QString(), value.toString());
        return text;
    }
    const QJsonObject languages = value.toObject();
    bool right = value.isUndefined() || value.isObject();
    for (auto it = languages.begin(); it != languages.end(); ++it) {
        right = right && it->isString();
        text.byLanguage.insert(it.key(), it->toString());
    }
    if (!right) fail(key, "a text, or an object with one text for each language");
    return text;
}

std::vector<std::string> JsonFields::texts(const char* key) {
    std::vector<std::string> out;
    const QJsonValue value = m_object.value(QLatin1String(key));
    bool right = value.isUndefined() || value.isArray();
    for (const QJsonValue item : value.toArray()) {
        right = right && item.isString();
        out.push_back(item.toString().toStdString());
    }
    if (!right) fail(key, "a list of texts");
    return out;
}

std::map<std::string, std::string> JsonFields::textMap(const char* key) {
    std::map<std::string, std::string> out;
    const QJsonObject entries = object(key);
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        if (!it->isString()) fail(key, "an object of texts");
        out.emplace(it.key().toStdString(), it->toString().toStdString());
    }
    return out;
}

int JsonFields::choice(const char* key, std::span<const std::string_view> names, int fallback) {
    if (!m_object.contains(QLatin1String(key))) return fallback;
    const std::string value = text(key);
    std::string all;
    int index = 0;
    for (const std::string_view name : names) {
        if (name == value) return index;
        all += (index++ == 0 ? "" : ", ") + std::string(name);
    }
    fail(key, "one of " + all);
    return fallback;
}

std::vector<JsonFields> JsonFields::objects(const char* key) {
    std::vector<JsonFields> out;
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isUndefined() && !value.isArray()) fail(key, "a list");
    int index = 0;
    for (const QJsonValue item : value.toArray()) {
        const std::string itemPath = pathOf(key) + "[" + std::to_string(index++) + "]";
        if (!item.isObject()) fail(key, "a list of objects");
        out.emplace_back(item.toObject(), m_file, itemPath);
    }
    return out;
}

QJsonValue toJson(const LocalText& text) {
    if (text.byLanguage.isEmpty()) return QString();
    if (text.byLanguage.size() == 1 && text.byLanguage.firstKey().isEmpty()) return text.byLanguage.first();
    QJsonObject languages;
    for (auto it = text.byLanguage.begin(); it != text.byLanguage.end(); ++it)
        languages.insert(it.key(), it.value());
    return languages;
}

QJsonArray toJson(const std::vector<std::string>& texts) {
    QJsonArray out;
    for (const std::string& text : texts)
        out.append(QString::fromStdString(text));
    return out;
}

QJsonObject toJson(const std::map<std::string, std::string>& texts) {
    QJsonObject out;
    for (const auto& [key, value] : texts)
        out.insert(QString::fromStdString(key), QString::fromStdString(value));
    return out;
}

QJsonObject keepUnknownKeys(const QJsonObject& stored, const QJsonObject& known, const char* arrayOfObjects) {
    QJsonObject merged = stored;
    for (auto it = known.begin(); it != known.end(); ++it)
        merged.insert(it.key(), it.value());
    if (arrayOfObjects == nullptr) return merged;
    const QLatin1String arrayKey(arrayOfObjects);
    std::map<QString, QJsonObject> storedById;
    for (const QJsonValue item : stored.value(arrayKey).toArray())
        storedById.emplace(item.toObject().value("id").toString(), item.toObject());
    QJsonArray items;
    for (const QJsonValue item : known.value(arrayKey).toArray()) {
        const auto before = storedById.find(item.toObject().value("id").toString());
        items.append(before == storedById.end() ? item.toObject()
                                                : keepUnknownKeys(before->second, item.toObject()));
    }
    merged.insert(arrayKey, items);
    return merged;
}

}  // namespace guanlan
