// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A span as a form asks for it: a number and SECOND, MINUTE, HOUR or DAY.
struct MetricSpan {
    int count = 1;
    std::string unit{"MINUTE"};
    bool operator==(const MetricSpan&) const = default;
};

/// One value of a metric. Without a function `argument` is the whole expression.
struct MetricMeasure {
    std::string function{};  ///< upper case: COUNT, SUM …
    bool distinct = false;
    std::string argument{};  ///< SQL; "*" for COUNT(*)
    std::string filter{};    ///< SQL; empty: every row counts
    std::string name{};      ///< empty: as Flink would name it
    bool operator==(const MetricMeasure&) const = default;
};

/// What a form can say of a CREATE MATERIALIZED TABLE: one source, one window, groups, measures. The texts
/// are SQL as it was written or typed, and may be wrong.
struct MetricShape {
    enum class Window : std::uint8_t { None, Tumble, Hop, Cumulate, Session };
    std::string name{};
    std::string comment{};
    std::string source{};
    std::string filter{};
    Window window = Window::Tumble;
    std::string time{};                                    ///< the time column
    MetricSpan size{};                                     ///< Session: the gap
    MetricSpan step{};                                     ///< Hop, Cumulate
    std::vector<std::string> windowColumns{"window_end"};  ///< those that are shown
    std::vector<std::string> groups{};
    std::vector<MetricMeasure> measures{};
    std::string having{};
    bool operator==(const MetricShape&) const = default;
};

/// The statement in canonical form, or as it came together where some text of the shape is wrong.
[[nodiscard]] std::string statementOf(const MetricShape& shape);
/// Nothing when the statement says more than a shape can, holds comments or is wrong: what it gives is
/// written back by statementOf() as an equal statement.
[[nodiscard]] std::optional<MetricShape> shapeOf(std::string_view statement);

/// A script cut around the statement that declares a metric.
struct MetricPart {
    std::string before{};
    std::string statement{};  ///< from CREATE to its ';'
    std::string after{};
};
[[nodiscard]] std::optional<MetricPart> partOf(std::string_view script, std::string_view metric);
/// The same with all of the script before it, for a metric to be added.
[[nodiscard]] MetricPart partAtEnd(std::string_view script);
/// The name of the metric that a statement declares, or nothing.
[[nodiscard]] std::optional<std::string> metricNameOf(std::string_view statement);

}  // namespace guanlan
