// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/sample_survey.h"
#include "core/analysis/time_format.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// What a column is good for. The order is that of the choices a person is given.
enum class ColumnRole : std::uint8_t { Time, Id, Dimension, Measure, Region, Text };
[[nodiscard]] std::string_view nameOf(ColumnRole role);

/// One proposed column: a field of the records, with what was seen of it.
struct ColumnProposal {
    std::string name{};               ///< in SQL
    std::vector<std::string> path{};  ///< in the record
    std::string type{};               ///< as SQL writes it
    ColumnRole role = ColumnRole::Text;
    TimeFormat time = TimeFormat::None;
    bool used = true;
    std::size_t seen = 0;      ///< records that hold a value
    std::size_t distinct = 0;  ///< at most FieldTally::kMostDistinct
    bool shared = false;       ///< values come again: it names a thing, not one record
    std::vector<std::string> examples{};
    bool operator==(const ColumnProposal&) const = default;
};

/// One proposed metric: a SELECT over the table, and the columns of its result.
struct MetricProposal {
    enum class Shape : std::uint8_t { Total, ByDimension, ByRegion };
    Shape shape = Shape::Total;
    std::string name{};
    std::string query{};
    std::string dimension{};
    std::vector<std::string> values{};  ///< names of its value columns, the count of records first
    bool used = true;
    bool operator==(const MetricProposal&) const = default;
};

/// One proposed panel over one of the metrics.
struct PanelProposal {
    std::string kind{};  ///< as ui/panel names it
    std::string metric{};
    std::string value{};
    std::string group{};
    std::string aggregate{};
    bool used = true;
    bool operator==(const PanelProposal&) const = default;
};

/// Something a person should know before going on; the UI has the words.
struct ProposalRemark {
    enum class Kind : std::uint8_t {
        Empty,        ///< no record at all
        NotJson,      ///< lines of text: proposed as one column
        SomeBroken,   ///< arguments: how many of how many
        TooLarge,     ///< so many records were too large to be read whole
        ManyFields,   ///< fields found, columns kept
        NoTime,       ///< no field is a time: Kafka's own is used
        ManyLate,     ///< share of records in percent that the delay cannot hold
        ZoneLearned,  ///< offset in minutes
        ZoneUnknown,
    };
    Kind kind = Kind::Empty;
    std::vector<std::size_t> numbers{};
    std::int64_t minutes = 0;
    bool operator==(const ProposalRemark&) const = default;
};

/// All that is proposed for one topic; a plain value that a person changes.
struct StreamProposal {
    std::string table{};
    bool json = true;  ///< else lines of text
    std::vector<ColumnProposal> columns{};
    std::optional<std::size_t> time{};  ///< the column that says when; none: Kafka's timestamp
    /// Local texts count from this zone: wall time minus UTC; none: the workspace's zone.
    std::optional<Micros> zoneOffset{};
    Micros delay = 5 * kSecond;
    Micros window = kMinute;
    std::optional<Micros> oldest{};  ///< event times in the sample, UTC as far as known
    std::optional<Micros> newest{};
    std::vector<ProposalRemark> remarks{};
    bool operator==(const StreamProposal&) const = default;
};

/// Reads what is to be known out of a sample. Pure; takes a second for 100 MB.
[[nodiscard]] StreamProposal proposeStream(const std::string& topic,
                                           const std::vector<SampleMessage>& sample);

/// A name for tables and columns made of any text: letters, digits and '_'.
[[nodiscard]] std::string sqlNameOf(std::string_view text);

}  // namespace guanlan
