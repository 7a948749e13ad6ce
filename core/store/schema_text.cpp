// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

struct KindName {
    TypeKind kind;
    const char* name;
};
constexpr std::array kKinds{
    KindName{TypeKind::Null, "NULL"},
    KindName{TypeKind::Boolean, "BOOLEAN"},
    KindName{TypeKind::TinyInt, "TINYINT"},
    KindName{TypeKind::SmallInt, "SMALLINT"},
    KindName{TypeKind::Int, "INT"},
    KindName{TypeKind::BigInt, "BIGINT"},
    KindName{TypeKind::Float, "FLOAT"},
    KindName{TypeKind::Double, "DOUBLE"},
    KindName{TypeKind::Decimal, "DECIMAL"},
    KindName{TypeKind::String, "STRING"},
    KindName{TypeKind::Bytes, "BYTES"},
    KindName{TypeKind::Date, "DATE"},
    KindName{TypeKind::Time, "TIME"},
    KindName{TypeKind::Timestamp, "TIMESTAMP"},
    KindName{TypeKind::TimestampLtz, "TIMESTAMP_LTZ"},
    KindName{TypeKind::IntervalDay, "INTERVAL_DAY"},
    KindName{TypeKind::IntervalMonth, "INTERVAL_MONTH"},
    KindName{TypeKind::Array, "ARRAY"},
    KindName{TypeKind::Map, "MAP"},
    KindName{TypeKind::Row, "ROW"},
};

QJsonArray jsonOf(const std::vector<Field>& fields);

QJsonObject jsonOf(const DataType& type) {
    QJsonObject json;
    const auto* const entry = std::find_if(
        kKinds.begin(), kKinds.end(), [&type](const KindName& known) { return known.kind == type.kind; });
    json["kind"] = entry->name;
    if (type.precision != 0) json["precision"] = type.precision;
    if (type.scale != 0) json["scale"] = type.scale;
    if (type.length != 0) json["length"] = type.length;
    if (type.fixedLength) json["fixed"] = true;
    if (!type.nullable) json["nullable"] = false;
    if (type.fields) json["fields"] = jsonOf(*type.fields);
    return json;
}

QJsonArray jsonOf(const std::vector<Field>& fields) {
    QJsonArray array;
    for (const Field& field : fields)
        array.append(QJsonObject{{"name", QString::fromStdString(field.name)}, {"type", jsonOf(field.type)}});
    return array;
}

std::optional<std::vector<Field>> fieldsOf(const QJsonArray& array);

std::optional<DataType> typeOf(const QJsonObject& json) {
    const QString kind = json["kind"].toString();
    const auto* const entry = std::find_if(kKinds.begin(), kKinds.end(), [&kind](const KindName& known) {
        return kind == QLatin1String(known.name);
    });
    if (entry == kKinds.end()) return std::nullopt;
    DataType type = DataType::of(entry->kind, json["nullable"].toBool(true));
    type.precision = static_cast<std::uint8_t>(json["precision"].toInt());
    type.scale = static_cast<std::uint8_t>(json["scale"].toInt());
    type.length = json["length"].toInt();
    type.fixedLength = json["fixed"].toBool();
    if (type.physical() == Physical::Nested || json.contains("fields")) {
        std::optional<std::vector<Field>> fields = fieldsOf(json["fields"].toArray());
        if (!fields) return std::nullopt;
        type.fields = std::make_shared<const std::vector<Field>>(std::move(*fields));
    }
    return type;
}

std::optional<std::vector<Field>> fieldsOf(const QJsonArray& array) {
    std::vector<Field> fields;
    for (const QJsonValue entry : array) {
        const QJsonObject json = entry.toObject();
        std::optional<DataType> type = typeOf(json["type"].toObject());
        if (!type) return std::nullopt;
        fields.push_back({json["name"].toString().toStdString(), std::move(*type)});
    }
    return fields;
}

}  // namespace

std::string schemaToText(const Schema& schema) {
    return QJsonDocument(jsonOf(schema.fields())).toJson(QJsonDocument::Compact).toStdString();
}

std::optional<Schema> schemaFromText(std::string_view text) {
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    if (!document.isArray()) return std::nullopt;
    std::optional<std::vector<Field>> fields = fieldsOf(document.array());
    if (!fields) return std::nullopt;
    return Schema(std::move(*fields));
}

}  // namespace guanlan
