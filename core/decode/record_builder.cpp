// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/record_builder.h"

#include "core/decode/option_values.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr int kMostSamplesPerCause = 100;
constexpr std::size_t kMostSampleBytes = 4096;

bool isText(const DataType& type) {
    return type.physical() == Physical::Text;
}

}  // namespace

Result<std::unique_ptr<RecordBuilder>> RecordBuilder::create(const TableDefinition& table,
                                                             const DecoderSettings& settings,
                                                             std::string_view strictOption) {
    std::unique_ptr<RecordBuilder> made(new RecordBuilder);
    made->m_table = table.name;
    made->m_strictOption = strictOption;
    const auto ignored = flagOption(table, strictOption, true);
    if (!ignored) return ignored.error();
    made->m_strict = !*ignored;
    made->m_zone = settings.zone;
    std::vector<Field> fields;
    made->m_columns.reserve(table.columns.size());  // Wanted keeps pointers into it
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& column = table.columns[i];
        if (column.kind == TableColumn::Kind::Computed) continue;
        fields.push_back({column.name, column.type});
        const bool needed = i >= settings.needed.size() || settings.needed[i];
        if (auto added = made->addColumn(column, needed); !added) {
            Error error = std::move(added).error();
            error.position = table.position;
            return error;
        }
    }
    made->m_schema = std::make_shared<Schema>(std::move(fields));
    return made;
}

Result<void> RecordBuilder::addColumn(const TableColumn& column, bool needed) {
    if (column.kind == TableColumn::Kind::Metadata) return addMetadata(column);
    m_columns.emplace_back(column.type);
    const bool left = !needed && (isText(column.type) || column.type.physical() == Physical::Nested);
    m_wanted.push_back({m_physicalColumns, &m_columns.back(), column.name, left});
    ++m_physicalColumns;
    return {};
}

Result<void> RecordBuilder::addMetadata(const TableColumn& column) {
    const std::string& name = column.metadataKey.empty() ? column.name : column.metadataKey;
    const auto key = metadataKeyOf(name);
    if (!key && name == "leader-epoch") {
        return Error{.code = ErrorCode::NotYet,
                     .id = "decode.metadata.not-yet",
                     .what = "metadata '" + name + "' cannot be read yet",
                     .arguments = {name}};
    }
    if (!key || !metadataFits(*key, column.type)) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = key ? "decode.metadata.type" : "decode.metadata.unknown",
                     .what = key ? "metadata '" + name + "' cannot be " + column.type.sql()
                                 : "no metadata '" + name + "'",
                     .next =
                         "There are topic, partition, offset, timestamp, timestamp-type, key, headers, "
                         "file.path, file.name, file.size and file.modification-time",
                     .arguments = {name, column.type.sql()}};
    }
    m_metadata.push_back({*key, m_columns.size()});
    m_columns.emplace_back(column.type);
    return {};
}

std::optional<RecordBuilder::MetadataKey> RecordBuilder::metadataKeyOf(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, MetadataKey>, 11> kKeys{{
        {"topic", MetadataKey::Topic},
        {"partition", MetadataKey::Partition},
        {"offset", MetadataKey::Offset},
        {"timestamp", MetadataKey::Timestamp},
        {"timestamp-type", MetadataKey::TimestampType},
        {"key", MetadataKey::Key},
        {"headers", MetadataKey::Headers},
        {"file.path", MetadataKey::Path},
        {"file.name", MetadataKey::Name},
        {"file.size", MetadataKey::Size},
        {"file.modification-time", MetadataKey::Modified},
    }};
    for (const auto& [text, key] : kKeys) {
        if (text == name) return key;
    }
    return std::nullopt;
}

bool RecordBuilder::metadataFits(MetadataKey key, const DataType& type) {
    switch (key) {
        case MetadataKey::Partition:
        case MetadataKey::Offset:
        case MetadataKey::Size:
            return type.isInteger();
        case MetadataKey::Timestamp:
        case MetadataKey::Modified:
            return type.isTimestamp() || type.kind == TypeKind::BigInt;
        case MetadataKey::Headers:
            return type.kind == TypeKind::Map && isText((*type.fields)[0].type) &&
                   isText((*type.fields)[1].type);
        default:
            return isText(type);
    }
}

/// Of several headers of one name the last counts, as in Flink.
void RecordBuilder::appendHeaders(ColumnBuilder& builder, const RawRecord& record) {
    for (auto header = record.headers.begin(); header != record.headers.end(); ++header) {
        const auto& [name, value] = *header;
        const bool again = std::any_of(header + 1, record.headers.end(),
                                       [&header](const auto& later) { return later.first == header->first; });
        if (again) continue;
        builder.child(0).appendText(name);
        if (value.data() == nullptr) {
            builder.child(1).appendNull();
        } else {
            builder.child(1).appendText(value);
        }
    }
    builder.closeNested();
}

void RecordBuilder::appendInstant(ColumnBuilder& builder, std::optional<Micros> instant) const {
    if (!instant) return builder.appendNull();
    if (builder.type().kind == TypeKind::BigInt) return builder.appendInt(floorTo(*instant, kMilli) / kMilli);
    const bool local = builder.type().kind == TypeKind::Timestamp;
    builder.appendInt(local ? m_zone.toLocal(*instant) : *instant);
}

void RecordBuilder::appendMetadata(const MetadataColumn& metadata, const RawRecord& record) {
    ColumnBuilder& builder = m_columns[metadata.column];
    const FileFacts* file = record.file;
    switch (metadata.key) {
        case MetadataKey::Topic:
            return builder.appendText(record.topic);
        case MetadataKey::Partition:
            return builder.appendInt(record.topicPartition ? *record.topicPartition : record.partition);
        case MetadataKey::Offset:
            return builder.appendInt(record.offset);
        case MetadataKey::Timestamp:
            return appendInstant(builder, record.timestamp);
        case MetadataKey::TimestampType:
            return builder.appendText(record.timestampType);
        case MetadataKey::Key:
            return record.key.data() == nullptr ? builder.appendNull() : builder.appendText(record.key);
        case MetadataKey::Headers:
            return appendHeaders(builder, record);
        case MetadataKey::Path:
            return file == nullptr ? builder.appendNull() : builder.appendText(file->path);
        case MetadataKey::Name:
            return file == nullptr ? builder.appendNull() : builder.appendText(file->name);
        case MetadataKey::Size:
            return file == nullptr ? builder.appendNull() : builder.appendInt(file->size);
        case MetadataKey::Modified:
            return appendInstant(builder, file == nullptr ? std::nullopt : std::optional(file->modified));
    }
}

Result<void> RecordBuilder::reject(const RawRecord& record, std::string_view cause, std::string detail) {
    for (const Wanted& wanted : m_wanted)
        wanted.builder->truncate(m_rows);
    if (m_strict) {
        return Error{
            .code = ErrorCode::InvalidInput,
            .id = "decode.bad-record",
            .what = "table '" + m_table + "': record " + std::to_string(record.offset) + " of partition " +
                    std::to_string(record.partition) + " cannot be decoded (" + std::string(cause) + ")",
            .cause = std::move(detail),
            .next = "Without '" + m_strictOption + "' = 'false' such records are counted and skipped",
            .arguments = {m_table, std::to_string(record.partition), std::to_string(record.offset)},
            .file = record.file == nullptr ? std::string() : record.file->path};
    }
    ++m_bad[{record.partition, std::string(cause)}];
    int& samples = m_samplesByCause[std::string(cause)];
    if (samples++ >= kMostSamplesPerCause) return {};
    m_samples.push_back({.partition = record.partition,
                         .offset = record.offset,
                         .cause = std::string(cause),
                         .detail = std::move(detail),
                         .bytes = std::string(record.value.substr(0, kMostSampleBytes)),
                         .size = static_cast<std::int64_t>(record.value.size())});
    return {};
}

void RecordBuilder::seal(SourceBatch& out) {
    std::vector<ColumnPtr> sealed;
    sealed.reserve(m_columns.size());
    for (ColumnBuilder& column : m_columns) {
        sealed.push_back(column.seal());
        column.reserve(m_rows);  // the next batch is mostly as long
    }
    out.rows = Batch(m_schema, std::move(sealed), m_rows);
    out.rows.runs = std::move(m_runs);
    if (m_someWithoutTime) m_recordTimes.clear();
    out.recordTimes = std::move(m_recordTimes);
    for (const auto& [key, records] : m_bad)
        out.bad.push_back({key.first, key.second, records});
    std::move(m_samples.begin(), m_samples.end(), std::back_inserter(out.samples));
    m_rows = 0;
    m_runs.clear();
    m_recordTimes.clear();
    m_someWithoutTime = false;
    m_bad.clear();
    m_samplesByCause.clear();
    m_samples.clear();
}

}  // namespace guanlan
