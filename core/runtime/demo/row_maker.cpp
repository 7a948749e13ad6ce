// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/row_maker.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace guanlan {

namespace {

Error doesNotFit(const MetricRecipe& recipe, const std::string& column) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "demo.recipe",
                 .what = "The history of '" + recipe.metric + "' does not fit the metric",
                 .cause = "demo.json and pipeline.sql differ in the column '" + column + "'",
                 .next = "Name the same columns in both",
                 .arguments = {recipe.metric, column}};
}

/// Spread of one value of a number that events carry.
double meanOf(EventKind carrier) {
    return carrier == EventKind::Comment ? EventModel::kMeanRating : EventModel::kMeanWatchMs;
}
double spreadOf(EventKind carrier, double mean) {
    if (carrier == EventKind::Comment) return 1.1;
    if (carrier == EventKind::Heartbeat) return 2890;
    const double variance = std::exp(EventModel::kResponseSigma * EventModel::kResponseSigma) - 1;
    return mean * std::sqrt(variance);
}

/// Makes whole numbers of `parts` that sum up to `total`, by carrying the rounding on.
void roundTo(std::int64_t total, std::vector<double>& parts) {
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    double reached = 0;
    std::int64_t given = 0;
    for (double& part : parts) {
        reached += sum > 0 ? part / sum * static_cast<double>(total) : 0;
        const auto upTo = static_cast<std::int64_t>(std::llround(reached));
        part = static_cast<double>(upTo - given);
        given = upTo;
    }
}

void appendNumber(ColumnBuilder& column, double value) {
    if (std::isnan(value)) return column.appendNull();
    if (column.type().isApproximate()) return column.appendDouble(value);
    if (column.type().kind != TypeKind::Decimal) return column.appendInt(std::llround(value));
    column.appendDecimal(Int128{std::llround(value * std::pow(10, column.type().scale))});
}

}  // namespace

RowMaker::RowMaker(const EventModel& model, const MetricRecipe& recipe, const MetricDefinition& metric,
                   const MinuteTotals& totals)
    : m_model(model),
      m_recipe(recipe),
      m_totals(totals),
      m_builder(metric.schema),
      m_random(0),
      m_values(recipe.columns.size()) {}

std::size_t RowMaker::columnIndex(const std::string& name) const {
    const auto found = std::find_if(m_recipe.columns.begin(), m_recipe.columns.end(),
                                    [&name](const ColumnRecipe& column) { return column.column == name; });
    return static_cast<std::size_t>(found - m_recipe.columns.begin());
}

Result<RowMaker> RowMaker::create(const EventModel& model, const MetricRecipe& recipe,
                                  const MetricDefinition& metric, const MinuteTotals& totals) {
    RowMaker maker(model, recipe, metric, totals);
    std::size_t dimensions = 0;
    for (const Field& field : metric.schema->fields()) {
        Target target{.type = field.type};
        const std::size_t value = maker.columnIndex(field.name);
        const auto dimension = recipe.dimensions.find(field.name);
        if (field.name == "window_start") {
            target.kind = Target::Kind::WindowStart;
        } else if (field.name == "window_end") {
            target.kind = Target::Kind::WindowEnd;
        } else if (field.name == "window_time") {
            target.kind = Target::Kind::WindowTime;
        } else if (dimension != recipe.dimensions.end()) {
            target.kind = Target::Kind::Dimension;
            target.index = dimensions++;
            maker.addDimension(dimension->second);
        } else if (value < recipe.columns.size() && field.type.isNumeric()) {
            target.index = value;
        } else {
            return doesNotFit(recipe, field.name);
        }
        maker.m_targets.push_back(target);
    }
    if (dimensions != recipe.dimensions.size()) return doesNotFit(recipe, recipe.dimensions.begin()->first);
    for (const ColumnRecipe& column : recipe.columns) {
        if (column.kind != ColumnRecipe::Kind::Ratio) continue;
        for (const std::string& part : {column.numerator, column.denominator}) {
            if (maker.columnIndex(part) >= recipe.columns.size()) return doesNotFit(recipe, part);
        }
    }
    return maker;
}

void RowMaker::addDimension(EventDimension dimension) {
    std::vector<Cell> all;
    const auto extend = [&all](const Cell& cell, std::string_view text, auto member, std::uint32_t index) {
        all.push_back(cell);
        all.back().scope.*member = index;
        all.back().texts.push_back(text);
    };
    for (const Cell& cell : m_cells) {
        std::uint32_t index = 0;
        if (dimension == EventDimension::Region) {
            for (const Region& region : regions())
                extend(cell, region.name, &EventScope::region, index++);
        } else {
            const bool types = dimension == EventDimension::VideoType;
            for (const WeightedName& item : types ? videoTypes() : danmakuTypes())
                extend(cell, item.name, types ? &EventScope::type : &EventScope::danmakuType, index++);
        }
    }
    m_cells = std::move(all);
}

void RowMaker::window(Micros end) {
    const Micros start = end - m_recipe.window;
    // The same window has the same numbers, whenever and beside whatever else it is made.
    std::uint64_t seed = m_model.seed();
    for (const char c : m_recipe.metric)
        seed = mixed(seed, static_cast<std::uint64_t>(c));
    m_random = Random(mixed(seed, static_cast<std::uint64_t>(end)));
    for (std::size_t i = 0; i < m_recipe.columns.size(); ++i)
        values(m_recipe.columns[i], m_values[i], start, end);
    for (std::size_t i = 0; i < m_recipe.columns.size(); ++i) {
        if (m_recipe.columns[i].kind == ColumnRecipe::Kind::Ratio) ratios(m_recipe.columns[i], m_values[i]);
    }
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell) {
        if (kept(cell)) appendRow(cell, start, end);
    }
}

void RowMaker::values(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end) {
    out.assign(m_cells.size(), 0);
    switch (recipe.kind) {
        case ColumnRecipe::Kind::Count:
            counts(recipe.event, out, start, end);
            break;
        case ColumnRecipe::Kind::Sum:
            sums(recipe, out, start, end);
            break;
        case ColumnRecipe::Kind::Mean:
            means(recipe, out, start, end);
            break;
        case ColumnRecipe::Kind::Distinct:
            distinct(recipe, out, start, end);
            break;
        case ColumnRecipe::Kind::Ratio:
            return;  // once its parts are there
    }
    for (double& value : out)
        value *= recipe.scale;
}

void RowMaker::expected(EventKind kind, std::vector<double>& out, Micros start, Micros end) const {
    for (Micros minute = start; minute < end; minute += kMinute) {
        const double plain = m_totals.plain(kind, minute);
        const EventModel::Shares& shares = m_totals.shares(minute);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] += plain * m_model.factor(kind, m_cells[i].scope, minute + kMinute / 2, shares);
    }
}

void RowMaker::counts(EventKind kind, std::vector<double>& out, Micros start, Micros end) {
    std::int64_t total = 0;
    for (Micros minute = start; minute < end; minute += kMinute)
        total += m_totals.count(kind, minute);
    if (out.size() == 1) {
        out[0] = static_cast<double>(total);
        return;
    }
    expected(kind, out, start, end);
    for (double& part : out)
        part = static_cast<double>(m_random.poisson(part));
    roundTo(total, out);
}

void RowMaker::sums(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end) {
    counts(recipe.event, out, start, end);
    const double mean = meanOf(recipe.event);
    for (double& value : out)
        value = value * mean + std::sqrt(value) * spreadOf(recipe.event, mean) * m_random.normal();
}

void RowMaker::means(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end) {
    std::vector<double> events(out.size(), 0);
    expected(recipe.event, events, start, end);
    const double minutes = static_cast<double>(end - start) / kMinute;
    for (std::size_t i = 0; i < out.size(); ++i) {
        double mean = meanOf(recipe.event);
        if (recipe.event == EventKind::Play) {
            mean = 0;
            for (Micros minute = start; minute < end; minute += kMinute)
                mean += m_model.meanResponse(m_cells[i].scope.region, minute + kMinute / 2,
                                             m_totals.shares(minute));
            mean /= minutes;
        }
        out[i] =
            mean + spreadOf(recipe.event, mean) / std::sqrt(std::max(1.0, events[i])) * m_random.normal();
    }
}

void RowMaker::distinct(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end) {
    expected(recipe.event, out, start, end);
    const Micros middle = floorTo(start + (end - start) / 2, kMinute);
    const double online = m_totals.plain(EventKind::Heartbeat, middle) / EventModel::kHeartbeatsPerMinute;
    const std::vector<double>& regionShares = m_totals.shares(middle).regions;
    for (std::size_t i = 0; i < out.size(); ++i) {
        // So many are online in the region, whatever they watch; each event is of any of them.
        const std::optional<std::uint32_t> region = m_cells[i].scope.region;
        const double crowd = std::max(1.0, online * (region ? regionShares[*region] : 1));
        const double mean = crowd * (1 - std::exp(-out[i] / crowd));
        out[i] = std::max(0.0, std::round(mean + std::sqrt(mean) * m_random.normal()));
    }
}

void RowMaker::ratios(const ColumnRecipe& recipe, std::vector<double>& out) const {
    const std::vector<double>& above = m_values[columnIndex(recipe.numerator)];
    const std::vector<double>& below = m_values[columnIndex(recipe.denominator)];
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = below[i] > 0 ? above[i] / below[i] * recipe.scale : std::nan("");
}

bool RowMaker::kept(std::size_t cell) const {
    return std::all_of(m_recipe.atLeast.begin(), m_recipe.atLeast.end(), [this, cell](const auto& limit) {
        const std::size_t column = columnIndex(limit.first);
        return column < m_values.size() && m_values[column][cell] >= limit.second;
    });
}

void RowMaker::appendRow(std::size_t cell, Micros start, Micros end) {
    const auto time = [this](const DataType& type, Micros utc) {
        return type.kind == TypeKind::TimestampLtz ? utc : m_model.zone().toLocal(utc);
    };
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const Target& target = m_targets[i];
        ColumnBuilder& column = m_builder[i];
        switch (target.kind) {
            case Target::Kind::WindowStart:
                column.appendInt(time(target.type, start));
                break;
            case Target::Kind::WindowEnd:
                column.appendInt(time(target.type, end));
                break;
            case Target::Kind::WindowTime:
                column.appendInt(time(target.type, end - kMilli));
                break;
            case Target::Kind::Dimension:
                column.appendText(m_cells[cell].texts[target.index]);
                break;
            case Target::Kind::Value:
                appendNumber(column, m_values[target.index][cell]);
                break;
        }
    }
}

}  // namespace guanlan
