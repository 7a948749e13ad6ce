// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/column_guess.h"
#include "core/analysis/proposal_script.h"
#include "core/sql/formatter.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostMeasures = 3;
constexpr std::size_t kMostDimensions = 3;
constexpr std::size_t kSlices = 8;
constexpr std::size_t kMostGroups = 2000;

using Columns = std::vector<const ColumnProposal*>;

Columns withRole(const StreamProposal& proposal, ColumnRole role) {
    Columns columns;
    for (const ColumnProposal& column : proposal.columns) {
        if (column.used && column.role == role) columns.push_back(&column);
    }
    return columns;
}

/// The dimension a person looks at first: filled, and with a handful of values.
Columns bestDimensions(const StreamProposal& proposal) {
    Columns columns = withRole(proposal, ColumnRole::Dimension);
    std::erase_if(columns, [](const ColumnProposal* column) {
        return column->distinct == 1 || column->distinct >= kMostGroups;
    });
    const auto awkward = [](const ColumnProposal* column) {
        const bool few = column->distinct >= 2 && column->distinct <= 40;
        return (few ? 0 : 10) + (column->type == "STRING" ? 0 : 2) + (column->type == "BOOLEAN" ? 2 : 0);
    };
    std::stable_sort(columns.begin(), columns.end(), [&](const ColumnProposal* a, const ColumnProposal* b) {
        return awkward(a) < awkward(b);
    });
    if (columns.size() > kMostDimensions) columns.resize(kMostDimensions);
    return columns;
}

const ColumnProposal* countedId(const StreamProposal& proposal) {
    const Columns ids = withRole(proposal, ColumnRole::Id);
    const auto people = std::find_if(ids.begin(), ids.end(), [](const ColumnProposal* column) {
        const auto words = wordsOf(column->name);
        return std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "user" || word == "uid" || word == "mid" || word == "ip" || word == "clientip" ||
                   word == "device" || word == "account" || word == "visitor" || word == "member";
        });
    });
    if (people != ids.end()) return *people;
    const auto shared =
        std::find_if(ids.begin(), ids.end(), [](const ColumnProposal* column) { return column->shared; });
    return shared == ids.end() ? nullptr : *shared;
}

std::string windowText(Micros window) {
    if (window % kDay == 0) return "INTERVAL '" + std::to_string(window / kDay) + "' DAY";
    if (window % kHour == 0) return "INTERVAL '" + std::to_string(window / kHour) + "' HOUR";
    return "INTERVAL '" + std::to_string(std::max<Micros>(1, window / kMinute)) + "' MINUTE";
}

/// AVG of integers is an integer in Flink: hence the CAST.
std::string valueText(const ColumnProposal& column, std::string& alias) {
    const std::string name = sql::formatName(column.name);
    if (addsUp(column.name)) {
        alias = "sum_" + sqlNameOf(column.name);
        return "SUM(" + name + ") AS " + sql::formatName(alias);
    }
    alias = "avg_" + sqlNameOf(column.name);
    return "AVG(CAST(" + name + " AS DOUBLE)) AS " + sql::formatName(alias);
}

std::string timeName(const StreamProposal& proposal) {
    if (!proposal.time) return "rt";
    const ColumnProposal& column = proposal.columns[*proposal.time];
    const bool direct = column.path.size() <= 1 && column.type.starts_with("TIMESTAMP") &&
                        (column.time == TimeFormat::Zoned || column.time == TimeFormat::None);
    return direct ? column.name : "rt";
}

MetricProposal metricOf(const StreamProposal& proposal, const ColumnProposal* dimension,
                        const Columns& measures, const ColumnProposal* id) {
    MetricProposal metric{.name = proposal.table + (dimension == nullptr ? "_total" : "_by_")};
    std::string query = "SELECT window_end";
    if (dimension != nullptr) {
        metric.name += sqlNameOf(dimension->name);
        metric.shape = dimension->role == ColumnRole::Region ? MetricProposal::Shape::ByRegion
                                                             : MetricProposal::Shape::ByDimension;
        metric.dimension = dimension->name;
        query += ", " + sql::formatName(dimension->name);
    }
    query += ", COUNT(*) AS records";
    metric.values.emplace_back("records");
    if (id != nullptr) {
        metric.values.push_back("distinct_" + sqlNameOf(id->name));
        query +=
            ", COUNT(DISTINCT " + sql::formatName(id->name) + ") AS " + sql::formatName(metric.values.back());
    }
    for (const ColumnProposal* measure : measures) {
        std::string alias;
        query += ", " + valueText(*measure, alias);
        metric.values.push_back(std::move(alias));
    }
    query += " FROM TABLE(TUMBLE(TABLE " + sql::formatName(proposal.table) + ", DESCRIPTOR(" +
             sql::formatName(timeName(proposal)) + "), " + windowText(proposal.window) +
             ")) GROUP BY window_start, window_end";
    if (dimension != nullptr) query += ", " + sql::formatName(dimension->name);
    metric.query = std::move(query);
    return metric;
}

PanelProposal panelOf(const char* kind, const MetricProposal& metric, std::string value,
                      const char* aggregate) {
    return {.kind = kind,
            .metric = metric.name,
            .value = std::move(value),
            .group = metric.dimension,
            .aggregate = aggregate};
}

void addTotals(const MetricProposal& metric, std::vector<PanelProposal>& panels) {
    for (const std::string& value : metric.values)
        panels.push_back(panelOf("stat", metric, value, "last"));
    for (const std::string& value : metric.values)
        panels.push_back(panelOf("timeseries", metric, value, "sum"));
}

void addGroups(const StreamProposal& proposal, const MetricProposal& metric,
               std::vector<PanelProposal>& panels) {
    if (metric.shape == MetricProposal::Shape::ByRegion)
        panels.push_back(panelOf("chinamap", metric, "records", "sum"));
    const auto column =
        std::find_if(proposal.columns.begin(), proposal.columns.end(),
                     [&](const ColumnProposal& each) { return each.name == metric.dimension; });
    const bool few = column != proposal.columns.end() && column->distinct <= kSlices && column->distinct > 0;
    panels.push_back(panelOf(few ? "pie" : "bar", metric, "records", "sum"));
    if (metric.values.size() > 1)
        panels.push_back(panelOf("bar", metric, metric.values[1], addsUp(metric.values[1]) ? "sum" : "avg"));
}

}  // namespace

std::vector<MetricProposal> proposeMetrics(const StreamProposal& proposal) {
    Columns measures = withRole(proposal, ColumnRole::Measure);
    if (measures.size() > kMostMeasures) measures.resize(kMostMeasures);
    std::vector<MetricProposal> metrics{metricOf(proposal, nullptr, measures, countedId(proposal))};
    if (measures.size() > 1) measures.erase(measures.begin() + 1, measures.end());
    for (const ColumnProposal* region : withRole(proposal, ColumnRole::Region)) {
        metrics.push_back(metricOf(proposal, region, measures, nullptr));
        break;
    }
    for (const ColumnProposal* dimension : bestDimensions(proposal))
        metrics.push_back(metricOf(proposal, dimension, measures, nullptr));
    return metrics;
}

std::vector<PanelProposal> proposePanels(const StreamProposal& proposal,
                                         const std::vector<MetricProposal>& metrics) {
    std::vector<PanelProposal> panels;
    for (const MetricProposal& metric : metrics) {
        if (!metric.used) continue;
        if (metric.shape == MetricProposal::Shape::Total)
            addTotals(metric, panels);
        else
            addGroups(proposal, metric, panels);
    }
    return panels;
}

}  // namespace guanlan
