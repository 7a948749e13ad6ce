// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"

#include "core/base/decimal.h"
#include "core/plan/functions/text_memo.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <cmath>
#include <limits>
#include <utility>

namespace guanlan {

namespace {

/// One conversion under way: which rows fail and what that means.
class Conversion {
  public:
    Conversion(const Column& from, const DataType& to, EvaluationContext& context, OnFailure onFailure)
        : m_from(from), m_to(to), m_context(context), m_onFailure(onFailure) {
        if (from.hasNulls()) {
            const auto bytes = from.validity();
            m_valid.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(rows()));
        }
    }

    [[nodiscard]] std::size_t rows() const { return m_context.rows; }
    [[nodiscard]] bool valid(std::size_t row) const { return isValid(m_valid, row); }
    void fail(std::size_t row) {
        setNull(m_valid, row, rows());
        if (m_onFailure == OnFailure::BadRow) m_context.markBad(row, "cast");
    }
    void makeNull(std::size_t row) { setNull(m_valid, row, rows()); }

    ColumnPtr toInts();
    ColumnPtr toDoubles();
    ColumnPtr toDecimals();
    ColumnPtr toTexts();

  private:
    [[nodiscard]] std::int64_t intFromInt(std::int64_t value) const;
    [[nodiscard]] std::int64_t intFromDouble(double value) const;
    [[nodiscard]] Micros timeFromTime(Micros value) const;
    [[nodiscard]] std::string textOfRow(std::size_t row) const;
    ColumnPtr textsFromTexts(TextMemo& memo);

    const Column& m_from;
    const DataType& m_to;
    EvaluationContext& m_context;
    OnFailure m_onFailure;
    std::vector<std::uint8_t> m_valid;
};

Micros cutToPrecision(Micros time, int precision) {
    Micros unit = 1;
    for (int i = precision; i < 6; ++i)
        unit *= 10;
    return floorTo(time, unit);
}

/// Between DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ, by way of the wall time.
Micros Conversion::timeFromTime(Micros value) const {
    const TypeKind from = m_from.type().kind;
    if (from == m_to.kind && from != TypeKind::Date) return cutToPrecision(value, m_to.precision);
    Micros wall = value;
    if (from == TypeKind::Date) wall = value * kDay;
    if (from == TypeKind::TimestampLtz) wall = m_context.zone->toLocal(value);
    switch (m_to.kind) {
        case TypeKind::Date:
            return floorTo(wall, kDay) / kDay;
        case TypeKind::Time:
            return wall - floorTo(wall, kDay);
        case TypeKind::TimestampLtz:
            return cutToPrecision(m_context.zone->toUtc(wall), m_to.precision);
        default:
            return cutToPrecision(wall, m_to.precision);
    }
}

std::int64_t Conversion::intFromInt(std::int64_t value) const {
    if (m_to.kind == TypeKind::Boolean) return value != 0 ? 1 : 0;
    if (m_to.isInteger()) return wrapped(m_to.kind, value);
    const bool interval = m_to.kind == TypeKind::IntervalDay || m_to.kind == TypeKind::IntervalMonth;
    return interval ? value : timeFromTime(value);
}

/// As Java narrows: towards zero, the nearest end of the range when outside, 0 for NaN.
std::int64_t Conversion::intFromDouble(double value) const {
    if (m_to.kind == TypeKind::Boolean) return value != 0 ? 1 : 0;
    if (std::isnan(value)) return 0;
    const bool wide = m_to.kind == TypeKind::BigInt;
    const auto least = wide ? std::numeric_limits<std::int64_t>::min()
                            : std::int64_t{std::numeric_limits<std::int32_t>::min()};
    const auto most = wide ? std::numeric_limits<std::int64_t>::max()
                           : std::int64_t{std::numeric_limits<std::int32_t>::max()};
    if (value <= static_cast<double>(least)) return wrapped(m_to.kind, least);
    if (value >= static_cast<double>(most)) return wrapped(m_to.kind, most);
    return wrapped(m_to.kind, static_cast<std::int64_t>(value));
}

ColumnPtr Conversion::toInts() {
    std::vector<std::int64_t> values(rows());
    switch (m_from.type().physical()) {
        case Physical::Int64:
            for (std::size_t row = 0; row < rows(); ++row)
                values[row] = intFromInt(m_from.ints()[row]);
            break;
        case Physical::Double:
            for (std::size_t row = 0; row < rows(); ++row)
                values[row] = intFromDouble(m_from.doubles()[row]);
            break;
        case Physical::Decimal:
            for (std::size_t row = 0; row < rows(); ++row) {
                const Int128 whole = m_from.decimals()[row] / powerOfTen(m_from.type().scale);
                values[row] = intFromInt(static_cast<std::int64_t>(whole));
            }
            break;
        default: {
            const auto parsed = perDistinctText<std::optional<std::int64_t>>(
                m_from, rows(), [this](std::string_view t) { return intFromText(t, m_to, m_context.zone); });
            for (std::size_t row = 0; row < rows(); ++row) {
                if (!valid(row)) continue;
                if (parsed[row]) {
                    values[row] = *parsed[row];
                } else {
                    fail(row);
                }
            }
        }
    }
    return sealInts(m_to, std::move(values), std::move(m_valid));
}

ColumnPtr Conversion::toDoubles() {
    std::vector<double> values(rows());
    if (m_from.type().physical() == Physical::Text) {
        const auto parsed = perDistinctText<std::optional<double>>(m_from, rows(), doubleFromText);
        for (std::size_t row = 0; row < rows(); ++row) {
            if (!valid(row)) continue;
            if (!parsed[row]) {
                fail(row);
            } else {
                values[row] = *parsed[row];
            }
        }
    } else {
        const DoubleView from(m_from, rows());
        for (std::size_t row = 0; row < rows(); ++row)
            values[row] = from[row];
    }
    if (m_to.kind == TypeKind::Float) {
        for (double& value : values)
            value = static_cast<float>(value);
    }
    return sealDoubles(m_to, std::move(values), std::move(m_valid));
}

ColumnPtr Conversion::toDecimals() {
    std::vector<Int128> values(rows());
    // A number that is too long becomes NULL, as in Flink; a text that is no number fails.
    const auto take = [this, &values](std::size_t row, const std::optional<Int128>& value) {
        if (value && fitsPrecision(*value, m_to.precision)) {
            values[row] = *value;
        } else {
            makeNull(row);
        }
    };
    const int scale = m_to.scale;
    if (m_from.type().physical() == Physical::Text) {
        const auto parsed = perDistinctText<std::optional<Int128>>(
            m_from, rows(), [scale](std::string_view t) { return parseDecimal(t, scale); });
        for (std::size_t row = 0; row < rows(); ++row) {
            if (!valid(row)) continue;
            if (!parsed[row]) {
                fail(row);
            } else {
                take(row, parsed[row]);
            }
        }
    } else if (m_from.type().physical() == Physical::Double) {
        for (std::size_t row = 0; row < rows(); ++row)
            take(row, decimalFromDouble(m_from.doubles()[row], scale));
    } else {
        const DecimalView from(m_from, rows());
        for (std::size_t row = 0; row < rows(); ++row)
            take(row, rescale(from[row], from.scale(), scale));
    }
    return sealDecimals(m_to, std::move(values), std::move(m_valid));
}

std::string fitted(std::string text, const DataType& to) {
    if (to.length == 0) return text;
    std::size_t bytes = 0;
    std::int32_t characters = 0;
    while (bytes < text.size() && characters < to.length) {
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
            ++bytes;
        ++characters;
    }
    text.resize(bytes);
    if (to.fixedLength) text.append(static_cast<std::size_t>(to.length - characters), ' ');
    return text;
}

std::string textOfCell(const Column& column, std::size_t row, const Zone* zone);

/// As Flink writes them: [a, b], {key=value}, (a, b).
std::string textOfNested(const Column& column,
                         std::size_t row,  // NOLINT(misc-no-recursion): as deep as its type
                         const Zone* zone) {
    const auto part = [zone](const Column& child, std::size_t at) {
        return child.isNull(at) ? std::string("NULL") : textOfCell(child, at, zone);
    };
    std::string text;
    if (column.type().kind == TypeKind::Row) {
        for (const ColumnPtr& child : column.children())
            text += (text.empty() ? "(" : ", ") + part(*child, row);
        return text + ")";
    }
    const bool map = column.type().kind == TypeKind::Map;
    for (std::uint32_t at = column.offsets()[row]; at < column.offsets()[row + 1]; ++at) {
        if (!text.empty()) text += ", ";
        if (map) text += part(*column.children()[0], at) + "=";
        text += part(*column.children().back(), at);
    }
    return map ? "{" + text + "}" : "[" + text + "]";
}

std::string textOfCell(const Column& column, std::size_t row,
                       const Zone* zone) {  // NOLINT(misc-no-recursion)
    const DataType& type = column.type();
    switch (type.physical()) {
        case Physical::Double:
            return textOfDouble(column.doubles()[row], type.kind == TypeKind::Float);
        case Physical::Decimal:
            return formatDecimal(column.decimals()[row], type.scale);
        case Physical::Text:
            return std::string(column.text(row));
        case Physical::Nested:
            return textOfNested(column, row, zone);
        case Physical::Int64:
            break;
    }
    return textOfInt(column.ints()[row], type, zone);
}

std::string Conversion::textOfRow(std::size_t row) const {
    return textOfCell(m_from, row, m_context.zone);
}

ColumnPtr Conversion::textsFromTexts(TextMemo& memo) {
    std::vector<Code> codes(rows());
    const Dictionary& source = *m_from.dictionary();
    for (std::size_t row = 0; row < rows(); ++row) {
        if (!valid(row)) continue;
        Code& answer = memo.answerFor(source, m_from.codes()[row]);
        if (answer == TextMemo::kUnknown) answer = memo.intern(fitted(textOfRow(row), m_to));
        codes[row] = answer;
    }
    return sealCodes(m_to, std::move(codes), memo.dictionary(), std::move(m_valid));
}

ColumnPtr Conversion::toTexts() {
    std::unique_ptr<FunctionMemo> owned;
    TextMemo& memo = TextMemo::of(m_context, owned);
    memo.intern({});  // the slot of a null needs a code that exists
    if (m_from.type().physical() == Physical::Text) return textsFromTexts(memo);
    const bool byNumber = m_from.type().physical() == Physical::Int64;
    std::vector<Code> codes(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        if (!valid(row)) continue;
        if (!byNumber) {
            codes[row] = memo.intern(fitted(textOfRow(row), m_to));
            continue;
        }
        const std::int64_t number = m_from.ints()[row];
        TextMemo::ByNumber& known = memo.byNumber(number);
        if (known.answer == TextMemo::kUnknown || known.number != number) {
            known = {number, memo.intern(fitted(textOfRow(row), m_to))};
        }
        codes[row] = known.answer;
    }
    return sealCodes(m_to, std::move(codes), memo.dictionary(), std::move(m_valid));
}

/// Part by part; a row with a part that fails, fails.
ColumnPtr convertNested(const Column& from,
                        const DataType& to,  // NOLINT(misc-no-recursion): as deep as its type
                        EvaluationContext& context, OnFailure onFailure) {
    const bool isRow = to.kind == TypeKind::Row;
    EvaluationContext parts{.zone = context.zone, .clock = context.clock};
    parts.rows = isRow ? context.rows : from.children().front()->size();
    ColumnData data{.type = to, .rows = from.size()};
    for (std::size_t i = 0; i < from.children().size(); ++i)
        data.children.push_back(convertColumn(from.children()[i], (*to.fields)[i].type, parts, onFailure));
    data.offsets.assign(from.offsets().begin(), from.offsets().end());
    data.valid.assign(from.validity().begin(), from.validity().end());
    for (std::size_t row = 0; row < context.rows && !parts.bad.empty(); ++row) {
        const std::size_t begin = isRow ? row : from.offsets()[row];
        const std::size_t end = isRow ? row + 1 : from.offsets()[row + 1];
        for (std::size_t at = begin; at < end; ++at) {
            if (parts.bad[at] != 0) context.markBad(row, parts.badCause);
        }
    }
    return std::make_shared<const Column>(std::move(data));
}

bool sameRepresentation(const DataType& from, const DataType& to) {
    if (from.kind != to.kind) return false;
    if (from.physical() == Physical::Nested) return from == to;
    if (from.kind == TypeKind::Decimal) return from.scale == to.scale && from.precision <= to.precision;
    if (from.kind == TypeKind::String)
        return to.length == 0 || (to.length == from.length && to.fixedLength == from.fixedLength);
    if (from.isTimestamp()) return from.precision <= to.precision;
    return true;
}

}  // namespace

ColumnPtr convertColumn(const ColumnPtr& column, const DataType& to, EvaluationContext& context,
                        OnFailure onFailure) {
    if (isNullType(column->type())) return nullColumn(to, context.rows);
    if (sameRepresentation(column->type(), to)) return column;
    Conversion conversion(*column, to, context, onFailure);
    switch (to.physical()) {
        case Physical::Double:
            return conversion.toDoubles();
        case Physical::Decimal:
            return conversion.toDecimals();
        case Physical::Text:
            return conversion.toTexts();
        case Physical::Nested:
            return convertNested(*column, to, context, onFailure);
        default:
            return conversion.toInts();
    }
}

ColumnPtr convertArgument(const ColumnPtr& column, const DataType& to, EvaluationContext& context) {
    std::unique_ptr<FunctionMemo>* const memo = std::exchange(context.memo, nullptr);
    ColumnPtr converted = convertColumn(column, to, context);
    context.memo = memo;
    return converted;
}

}  // namespace guanlan
