// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/field_generator.h"

#include "core/base/decimal.h"
#include "core/base/hash.h"
#include "core/decode/number_text.h"
#include "core/decode/option_values.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace guanlan {

namespace {

template <typename Integer>
constexpr std::pair<std::int64_t, std::int64_t> limitsOf() {
    return {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}

std::pair<std::int64_t, std::int64_t> integerLimits(const DataType& type) {
    switch (type.kind) {
        case TypeKind::TinyInt:
            return limitsOf<std::int8_t>();
        case TypeKind::SmallInt:
            return limitsOf<std::int16_t>();
        case TypeKind::Int:
            return limitsOf<std::int32_t>();
        default:
            return limitsOf<std::int64_t>();
    }
}

double decimalLimit(const DataType& type) {
    double limit = 1;
    for (int digit = type.scale; digit < std::min<int>(type.precision, 15); ++digit)
        limit *= 10;
    return limit - 1;
}

/// Evenly between both, which may be as far apart as the type allows.
std::int64_t between(Random& random, std::int64_t least, std::int64_t most) {
    const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    const std::uint64_t drawn = random.next();
    const std::uint64_t shift =
        span == std::numeric_limits<std::uint64_t>::max() ? drawn : drawn % (span + 1);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + shift);
}

bool isSequential(const DataType& type) {
    return type.isInteger() || type.isApproximate() || type.kind == TypeKind::Decimal ||
           type.kind == TypeKind::String;
}

Int128 scaled(double value, int scale) {
    double shifted = value;
    for (int i = 0; i < scale; ++i)
        shifted *= 10;
    return static_cast<Int128>(shifted);
}

}  // namespace

Result<FieldGenerator> FieldGenerator::create(const TableDefinition& table, const TableColumn& column,
                                              std::uint64_t seed) {
    FieldGenerator made;
    made.m_type = column.type;
    made.m_seed = mixed(seed, stableHash(column.name));
    const std::string prefix = "fields." + column.name + ".";
    const std::string kind = table.option(prefix + "kind", "random");
    if (kind != "random" && kind != "sequence")
        return wrongOptionValue(table, prefix + "kind", "Use random or sequence");
    if (column.type.physical() == Physical::Nested) {
        return Error{.code = ErrorCode::NotYet,
                     .id = "datagen.type",
                     .what = "datagen cannot fill column '" + column.name + "' of type " + column.type.sql(),
                     .arguments = {column.name, column.type.sql()},
                     .position = table.position};
    }
    made.m_sequence = kind == "sequence";
    auto read = made.m_sequence ? made.readSequence(table, prefix) : made.readRandom(table, prefix);
    if (!read) return std::move(read).error();
    return made;
}

Result<void> FieldGenerator::readSequence(const TableDefinition& table, const std::string& prefix) {
    if (!isSequential(m_type))
        return wrongOptionValue(table, prefix + "kind", "A sequence needs a number or STRING");
    for (const auto& [option, value] : {std::pair{"start", &m_start}, std::pair{"end", &m_end}}) {
        const auto read = parseInteger(table.option(prefix + option));
        if (!read) return wrongOptionValue(table, prefix + option, "A sequence needs 'start' and 'end'");
        *value = *read;
    }
    if (m_end < m_start) return wrongOptionValue(table, prefix + "end", "It lies before 'start'");
    return {};
}

Result<void> FieldGenerator::readRandom(const TableDefinition& table, const std::string& prefix) {
    auto nulls = numberOption(table, prefix + "null-rate", 0, 0, 1);
    if (!nulls) return std::move(nulls).error();
    m_nullRate = *nulls;
    auto length = countOption(table, prefix + "length", m_length, 1);
    if (!length) return std::move(length).error();
    m_length = std::min<std::int64_t>(*length, 1'000'000);
    auto varies = flagOption(table, prefix + "var-len");
    if (!varies) return std::move(varies).error();
    m_varies = *varies;
    auto past = durationOption(table, prefix + "max-past", 0);
    if (!past) return std::move(past).error();
    m_maxPast = *past;
    return readRange(table, prefix);
}

Result<void> FieldGenerator::readRange(const TableDefinition& table, const std::string& prefix) {
    std::tie(m_leastInteger, m_mostInteger) = integerLimits(m_type);
    const double widest = m_type.kind == TypeKind::Decimal ? decimalLimit(m_type)
                          : m_type.kind == TypeKind::Float
                              ? static_cast<double>(std::numeric_limits<float>::max())
                              : std::numeric_limits<double>::max();
    m_least = m_type.kind == TypeKind::Decimal ? -widest : 0;
    m_most = m_type.kind == TypeKind::Decimal ? widest : 1;
    struct Bound {
        const char* option;
        std::int64_t* integer;
        double* real;
    };
    for (const Bound& bound :
         {Bound{"min", &m_leastInteger, &m_least}, Bound{"max", &m_mostInteger, &m_most}}) {
        if (!table.options.contains(prefix + bound.option)) continue;
        const auto integer = parseInteger(table.option(prefix + bound.option));
        const auto real = parseDouble(table.option(prefix + bound.option));
        const auto [lowest, highest] = integerLimits(m_type);
        if (m_type.isInteger() ? !integer || *integer < lowest || *integer > highest
                               : !real || *real < -widest || *real > widest)
            return wrongOptionValue(table, prefix + bound.option, "It must be a value of " + m_type.sql());
        if (integer) *bound.integer = *integer;
        *bound.real = *real;
    }
    const bool ordered = m_type.isInteger() ? m_leastInteger <= m_mostInteger : m_least <= m_most;
    return ordered ? Result<void>() : wrongOptionValue(table, prefix + "max", "It lies below 'min'");
}

std::optional<std::int64_t> FieldGenerator::records() const {
    if (!m_sequence) return std::nullopt;
    return m_end - m_start + 1;
}

void FieldGenerator::append(ColumnBuilder& column, std::int64_t record, Micros time, const Zone& zone) const {
    if (m_sequence) return appendInteger(column, m_start + record);
    Random random(mixed(m_seed, static_cast<std::uint64_t>(record)));
    if (m_nullRate > 0 && random.unit() < m_nullRate) return column.appendNull();
    appendRandom(column, random, time, zone);
}

void FieldGenerator::appendInteger(ColumnBuilder& column, std::int64_t value) const {
    if (m_type.kind == TypeKind::String) return column.appendText(std::to_string(value));
    if (m_type.kind == TypeKind::Decimal) {
        Int128 unscaled = value;
        for (int i = 0; i < m_type.scale; ++i)
            unscaled *= 10;
        return column.appendDecimal(unscaled);
    }
    if (m_type.isApproximate()) return column.appendDouble(static_cast<double>(value));
    column.appendInt(value);
}

void FieldGenerator::appendRandom(ColumnBuilder& column, Random& random, Micros time,
                                  const Zone& zone) const {
    const Micros past = m_maxPast == 0 ? 0 : between(random, 0, m_maxPast);
    switch (m_type.kind) {
        case TypeKind::Boolean:
            return column.appendInt(static_cast<std::int64_t>(random.below(2)));
        case TypeKind::String:
        case TypeKind::Bytes:
            return column.appendText(randomText(random));
        case TypeKind::Date:
            return column.appendInt(floorTo(zone.toLocal(time - past), kDay) / kDay);
        case TypeKind::Time: {
            const Micros local = zone.toLocal(time - past);
            return column.appendInt(floorTo(local - floorTo(local, kDay), kSecond));
        }
        case TypeKind::Timestamp:
            return column.appendInt(floorTo(zone.toLocal(time - past), kMilli));
        case TypeKind::TimestampLtz:
            return column.appendInt(floorTo(time - past, kMilli));
        case TypeKind::Decimal:
            return column.appendDecimal(scaled(m_least + random.unit() * (m_most - m_least), m_type.scale));
        case TypeKind::Float:
            return column.appendDouble(
                static_cast<double>(static_cast<float>(m_least + random.unit() * (m_most - m_least))));
        case TypeKind::Double:
            return column.appendDouble(m_least + random.unit() * (m_most - m_least));
        default:
            column.appendInt(between(random, m_leastInteger, m_mostInteger));
    }
}

std::string FieldGenerator::randomText(Random& random) const {
    constexpr std::string_view kHex = "0123456789abcdef";
    const std::int64_t length = m_varies ? between(random, 1, m_length) : m_length;
    std::string text;
    text.reserve(static_cast<std::size_t>(length));
    for (std::int64_t i = 0; i < length; ++i)
        text += kHex[random.below(16)];
    return text;
}

}  // namespace guanlan
