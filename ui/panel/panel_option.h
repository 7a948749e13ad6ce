// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>

namespace guanlan {

struct OptionChoice {
    const char* value;
    const char* title;  ///< for QCoreApplication::translate("PanelOption", title)
};

/// One line of a kind's options editor: the inspector makes the field from it and applies every change at
/// once, so that all kinds are edited the same way.
struct OptionField {
    enum class Type {
        Choice,      ///< one of `choices`; the first is meant when the key is absent
        Switch,      ///< absent: `fallback` not zero
        Whole,       ///< a whole number between `low` and `high`; absent: `fallback`
        Number,      ///< any number; absent: worked out by the panel
        Unit,        ///< "percent", "ms" or what is counted, in the reader's language
        Text,        ///< one line
        LongText,    ///< several lines, in the reader's language
        Column,      ///< a column of the metric
        Columns,     ///< several columns of the metric, in their order
        Thresholds,  ///< [{"value", "level"}]
    };
    Type type = Type::Text;
    const char* key = "";    ///< in PanelConfig::options
    const char* title = "";  ///< for QCoreApplication::translate("PanelOption", title)
    std::span<const OptionChoice> choices{};
    double low = 0;
    double high = 0;
    double fallback = 0;
};

/// The parts of PanelConfig::query a kind reads; the inspector offers these.
struct QueryParts {
    bool metric = true;
    bool value = true;        ///< one value column
    bool anyColumn = false;   ///< the value may be of any type, not only a number
    bool manyValues = false;  ///< several of them
    bool axes = false;        ///< a column may be counted on the right-hand axis
    bool group = true;
    bool aggregate = true;
    bool span = true;
    bool yesterday = true;
    bool lastWeek = false;
};

// The options that several kinds share.
inline constexpr OptionField kUnitOption{
    .type = OptionField::Type::Unit, .key = "unit", .title = QT_TRANSLATE_NOOP("PanelOption", "Unit")};
inline constexpr OptionField kDecimalsOption{.type = OptionField::Type::Whole,
                                             .key = "decimals",
                                             .title = QT_TRANSLATE_NOOP("PanelOption", "Decimals"),
                                             .low = -1,
                                             .high = 6,
                                             .fallback = -1};
inline constexpr OptionField kColourOption{.type = OptionField::Type::Whole,
                                           .key = "palette",
                                           .title = QT_TRANSLATE_NOOP("PanelOption", "First colour"),
                                           .low = 0,
                                           .high = 6};
inline constexpr OptionField kLowerIsBetterOption{
    .type = OptionField::Type::Switch,
    .key = "lowerIsBetter",
    .title = QT_TRANSLATE_NOOP("PanelOption", "Lower is better")};
inline constexpr OptionField kThresholdsOption{.type = OptionField::Type::Thresholds,
                                               .key = "thresholds",
                                               .title = QT_TRANSLATE_NOOP("PanelOption", "Thresholds")};
inline constexpr OptionField kThresholdsBelowOption{
    .type = OptionField::Type::Switch,
    .key = "thresholdsBelow",
    .title = QT_TRANSLATE_NOOP("PanelOption", "Thresholds are lower limits")};
/// How many groups are shown at most.
[[nodiscard]] constexpr OptionField topOption(double fallback, double high) {
    return {.type = OptionField::Type::Whole,
            .key = "top",
            .title = QT_TRANSLATE_NOOP("PanelOption", "At most"),
            .low = 1,
            .high = high,
            .fallback = fallback};
}

}  // namespace guanlan
