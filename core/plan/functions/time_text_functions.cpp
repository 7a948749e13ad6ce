// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/date_format.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/time_units.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <limits>

namespace guanlan {

namespace {

constexpr std::string_view kDefaultPattern = "yyyy-MM-dd HH:mm:ss";

/// The pattern of a row, compiled anew only when its text changes.
class PatternColumn {
  public:
    /// Without a column the default pattern stands in every row.
    explicit PatternColumn(const ColumnPtr& column) : m_column(column) { use(kDefaultPattern); }

    const std::optional<DateFormat>& at(std::size_t row) {
        if (m_column) use(m_column->text(row));
        return m_format;
    }

  private:
    void use(std::string_view pattern) {
        if (m_format && pattern == m_pattern) return;
        m_pattern = pattern;
        m_format = DateFormat::compile(pattern);
    }

    ColumnPtr m_column;
    std::string m_pattern;
    std::optional<DateFormat> m_format;
};

bool textOrNull(const DataType& type) {
    return isText(type) || isNullType(type);
}

/// Wall times of a column to texts; `pattern` may be null.
ColumnPtr formatted(const Column& times, const ColumnPtr& pattern, bool patternConstant,
                    const DataType& result, std::vector<std::uint8_t> valid, EvaluationContext& context) {
    std::unique_ptr<FunctionMemo> owned;
    TextMemo& memo = TextMemo::of(context, owned);
    memo.intern({});  // the slot of a null needs a code that exists
    PatternColumn patterns(pattern);
    std::vector<Code> codes(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const std::int64_t time = times.ints()[row];
        TextMemo::ByNumber& known = memo.byNumber(time);
        if (!patternConstant || known.answer == TextMemo::kUnknown || known.number != time) {
            const auto& format = patterns.at(row);
            if (!format) {
                context.markBad(row, "date-pattern");
                continue;
            }
            known = {time, memo.intern(format->format(wallTimeOf(time, times.type(), context.zone)))};
        }
        codes[row] = known.answer;
    }
    return sealCodes(result, std::move(codes), memo.dictionary(), std::move(valid));
}

Result<DataType> resolveFormat(std::span<const DataType> arguments, const DataType*) {
    const bool time = !arguments.empty() && (arguments[0].isTimestamp() ||
                                             arguments[0].kind == TypeKind::Date || isText(arguments[0]));
    if (arguments.size() != 2 || !time || !isText(arguments[1])) {
        return argumentError("DATE_FORMAT", "a time and a pattern", arguments);
    }
    return DataType::string();
}

ColumnPtr evaluateFormat(std::span<const ColumnPtr> arguments, const DataType& result,
                         EvaluationContext& context) {
    const ColumnPtr times = isText(arguments[0]->type())
                                ? convertArgument(arguments[0], DataType::timestamp(6), context)
                                : arguments[0];
    const ColumnPtr both[] = {times, arguments[1]};
    return formatted(*times, arguments[1], context.constant(1), result, commonValidity(both, context.rows),
                     context);
}

Result<DataType> resolveFromUnix(std::span<const DataType> arguments, const DataType*) {
    if (arguments.empty() || arguments.size() > 2 || !arguments[0].isInteger() ||
        (arguments.size() == 2 && !isText(arguments[1]))) {
        return argumentError("FROM_UNIXTIME", "seconds and a pattern", arguments);
    }
    return DataType::string();
}

ColumnPtr evaluateFromUnix(std::span<const ColumnPtr> arguments, const DataType& result,
                           EvaluationContext& context) {
    auto valid = commonValidity(arguments, context.rows);
    std::vector<std::int64_t> times(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (isValid(valid, row) && __builtin_mul_overflow(arguments[0]->ints()[row], kSecond, &times[row])) {
            times[row] = 0;
            context.markBad(row, "time-overflow");
        }
    }
    const ColumnPtr instants = sealInts(DataType::timestampLtz(), std::move(times), {});
    const bool hasPattern = arguments.size() == 2;
    return formatted(*instants, hasPattern ? arguments[1] : nullptr, !hasPattern || context.constant(1),
                     result, std::move(valid), context);
}

/// One text read by a pattern, or, without one, as SQL or ISO-8601 text.
std::optional<Micros> readTime(std::string_view text, PatternColumn* patterns, std::size_t row) {
    if (patterns == nullptr) {
        const auto parsed = parseTimestamp(text);
        return parsed ? std::optional(parsed->wallTime) : std::nullopt;
    }
    const auto& format = patterns->at(row);
    return format ? format->parse(text) : std::nullopt;
}

/// Wall times of the texts; empty where one cannot be read.
std::vector<std::optional<Micros>> readTimes(std::span<const ColumnPtr> arguments,
                                             const EvaluationContext& context) {
    const Column& texts = *arguments[0];
    if (arguments.size() == 1) {
        return perDistinctText<std::optional<Micros>>(
            texts, context.rows, [](std::string_view text) { return readTime(text, nullptr, 0); });
    }
    PatternColumn patterns(arguments[1]);
    if (context.constant(1) && context.rows > 0 && !arguments[1]->isNull(0)) {
        return perDistinctText<std::optional<Micros>>(
            texts, context.rows, [&](std::string_view text) { return readTime(text, &patterns, 0); });
    }
    std::vector<std::optional<Micros>> times(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!texts.isNull(row) && !arguments[1]->isNull(row))
            times[row] = readTime(texts.text(row), &patterns, row);
    }
    return times;
}

template <bool Date>
Result<DataType> resolveRead(std::span<const DataType> arguments, const DataType*) {
    if (arguments.empty() || arguments.size() > 2 || !textOrNull(arguments[0]) ||
        (arguments.size() == 2 && !isText(arguments[1]))) {
        Error error = argumentError(Date ? "TO_DATE" : "TO_TIMESTAMP", "a text and a pattern", arguments);
        if (!arguments.empty() && arguments[0].isNumeric()) {
            error.next = "use TO_TIMESTAMP_LTZ(x, 0) for seconds or TO_TIMESTAMP_LTZ(x, 3) for milliseconds";
        }
        return error;
    }
    return Date ? DataType::of(TypeKind::Date) : DataType::timestamp(3);
}

/// NULL where the text cannot be read, as in Flink.
template <bool Date>
ColumnPtr evaluateRead(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    const auto times = readTimes(arguments, context);
    std::vector<std::uint8_t> valid;
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!times[row]) {
            setNull(valid, row, context.rows);
        } else {
            values[row] = Date ? floorTo(*times[row], kDay) / kDay : floorTo(*times[row], kMilli);
        }
    }
    return sealInts(result, std::move(values), std::move(valid));
}

Result<DataType> resolveUnix(std::span<const DataType> arguments, const DataType*) {
    for (const DataType& type : arguments) {
        if (!isText(type))
            return argumentError("UNIX_TIMESTAMP", "nothing, or a text and a pattern", arguments);
    }
    if (arguments.size() > 2) return argumentError("UNIX_TIMESTAMP", "a text and a pattern", arguments);
    return withNullability(DataType::bigint(), !arguments.empty() && anyNullable(arguments));
}

ColumnPtr evaluateUnix(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    if (arguments.empty()) {
        const std::int64_t now = floorTo(context.clock->now(), kSecond) / kSecond;
        return sealInts(result, std::vector<std::int64_t>(context.rows, now), {});
    }
    const auto times = readTimes(arguments, context);
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        // Flink answers the smallest BIGINT for a text that is no time.
        values[row] = times[row] ? floorTo(context.zone->toUtc(*times[row]), kSecond) / kSecond
                                 : std::numeric_limits<std::int64_t>::min();
    }
    return sealInts(result, std::move(values), commonValidity(arguments, context.rows));
}

Result<DataType> resolveConvert(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !std::all_of(arguments.begin(), arguments.end(), isText))
        return argumentError("CONVERT_TZ", "a time as text, its zone and another zone", arguments);
    return withNullability(DataType::string(), true);
}

/// NULL for a text that is no time; a zone that is none is an error of the row.
ColumnPtr evaluateConvert(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context) {
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) -> std::optional<std::string> {
                        const auto time = readTime(arguments[0]->text(row), nullptr, row);
                        if (!time) return std::nullopt;
                        const auto zone = [&](std::size_t argument) {
                            return context.zones == nullptr
                                       ? nullptr
                                       : context.zones->find(arguments[argument]->text(row));
                        };
                        const Zone* from = zone(1);
                        const Zone* to = zone(2);
                        if (from == nullptr || to == nullptr) {
                            context.markBad(row, "time-zone");
                            return std::nullopt;
                        }
                        return formatTimestamp(to->toLocal(from->toUtc(*time)), 0);
                    });
}

constexpr ScalarFunction kFunctions[] = {
    {"CONVERT_TZ", resolveConvert, evaluateConvert},
    {"DATE_FORMAT", resolveFormat, evaluateFormat},
    {"FROM_UNIXTIME", resolveFromUnix, evaluateFromUnix},
    {"TO_TIMESTAMP", resolveRead<false>, evaluateRead<false>},
    {"TO_DATE", resolveRead<true>, evaluateRead<true>},
    {"UNIX_TIMESTAMP", resolveUnix, evaluateUnix, false},
};

}  // namespace

std::span<const ScalarFunction> timeTextFunctions() {
    return kFunctions;
}

}  // namespace guanlan
