// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"
#include "core/decode/decoder.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// The part all decoders share: the columns of a table's source batch, its metadata columns, the runs of
/// rows, and the records that turned out bad. A decoder appends one cell to each column it reads and then
/// calls accept(), or reject() at any moment. Used by one thread.
class RecordBuilder {
  public:
    /// A column that the format fills. All are read, so that a record is good or bad whatever the queries
    /// read; but texts that no query reads need not be kept.
    struct Wanted {
        std::size_t physical = 0;  ///< position among the physical columns, as in a CSV line
        ColumnBuilder* builder = nullptr;
        std::string name{};
        bool left = false;  ///< appendNull() is enough
    };

    /// `strictOption` is the option whose explicit 'false' makes a bad record end the run.
    static Result<std::unique_ptr<RecordBuilder>> create(const TableDefinition& table,
                                                         const DecoderSettings& settings,
                                                         std::string_view strictOption);

    [[nodiscard]] const std::vector<Wanted>& wanted() const { return m_wanted; }
    [[nodiscard]] std::size_t physicalColumns() const { return m_physicalColumns; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }

    void accept(const RawRecord& record) {
        for (const MetadataColumn& metadata : m_metadata)
            appendMetadata(metadata, record);
        noteRun(record);
        if (record.timestamp) {
            m_recordTimes.push_back(*record.timestamp);
        } else {
            m_someWithoutTime = true;
        }
        ++m_rows;
    }
    /// Takes back the cells appended since the last accept(); an Error when bad records end the run.
    Result<void> reject(const RawRecord& record, std::string_view cause, std::string detail);
    void seal(SourceBatch& out);

  private:
    enum class MetadataKey {
        Topic,
        Partition,
        Offset,
        Timestamp,
        TimestampType,
        Key,
        Headers,
        Path,
        Name,
        Size,
        Modified
    };
    struct MetadataColumn {
        MetadataKey key;
        std::size_t column;
    };

    RecordBuilder() = default;
    Result<void> addColumn(const TableColumn& column, bool needed);
    Result<void> addMetadata(const TableColumn& column);
    static std::optional<MetadataKey> metadataKeyOf(std::string_view name);
    static bool metadataFits(MetadataKey key, const DataType& type);
    void appendMetadata(const MetadataColumn& metadata, const RawRecord& record);
    static void appendHeaders(ColumnBuilder& builder, const RawRecord& record);
    void appendInstant(ColumnBuilder& builder, std::optional<Micros> instant) const;
    void noteRun(const RawRecord& record) {
        if (!m_runs.empty()) {
            RowRun& last = m_runs.back();
            if (last.partition == record.partition && last.firstOffset + last.rows == record.offset) {
                ++last.rows;
                return;
            }
        }
        m_runs.push_back({record.partition, static_cast<std::uint32_t>(m_rows), 1, record.offset});
    }

    std::string m_table;
    std::string m_strictOption;
    bool m_strict = false;
    Zone m_zone;
    SchemaPtr m_schema;
    std::vector<ColumnBuilder> m_columns;
    std::vector<Wanted> m_wanted;
    std::vector<MetadataColumn> m_metadata;
    std::size_t m_physicalColumns = 0;
    std::size_t m_rows = 0;
    std::vector<RowRun> m_runs;
    std::vector<Micros> m_recordTimes;
    bool m_someWithoutTime = false;
    std::map<std::pair<std::uint32_t, std::string>, std::int64_t, std::less<>> m_bad;
    std::map<std::string, int, std::less<>> m_samplesByCause;
    std::vector<BadRecord> m_samples;
};

}  // namespace guanlan
