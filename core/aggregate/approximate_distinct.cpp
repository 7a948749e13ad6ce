// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"
#include "core/base/bytes.h"
#include "core/base/hash.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace guanlan {

namespace {

constexpr unsigned kBits = 14;  // 16384 registers: a standard error of 0.8%
constexpr std::size_t kRegisters = std::size_t{1} << kBits;
constexpr std::size_t kMostHashes = 1024;

std::uint64_t hashOf(const Column& column, std::size_t row) {
    std::string bytes;
    switch (column.type().physical()) {
        case Physical::Text:
            return stableHash(column.text(row));
        case Physical::Double: {
            const double value = column.doubles()[row];
            appendNumber(bytes, value == 0 ? 0.0 : value);  // -0 and 0 are one value
            break;
        }
        case Physical::Decimal:
            appendNumber(bytes, column.decimals()[row]);
            break;
        default:
            appendNumber(bytes, column.ints()[row]);
    }
    return stableHash(bytes);
}

/// HyperLogLog; few values are kept as their hashes, and counted exactly.
struct Distinct {
    std::vector<std::uint64_t> hashes;    // sorted
    std::vector<std::uint8_t> registers;  // once there are too many hashes

    void add(std::uint64_t hash) {
        if (!registers.empty()) return note(hash);
        const auto at = std::lower_bound(hashes.begin(), hashes.end(), hash);
        if (at != hashes.end() && *at == hash) return;
        hashes.insert(at, hash);
        if (hashes.size() > kMostHashes) spread();
    }
    void combine(const Distinct& other) {
        for (const std::uint64_t hash : other.hashes)
            add(hash);
        if (other.registers.empty()) return;
        spread();
        for (std::size_t i = 0; i < kRegisters; ++i)
            registers[i] = std::max(registers[i], other.registers[i]);
    }
    [[nodiscard]] std::int64_t count() const {
        if (registers.empty()) return static_cast<std::int64_t>(hashes.size());
        double sum = 0;
        std::size_t empty = 0;
        for (const std::uint8_t zeros : registers) {
            sum += std::ldexp(1.0, -static_cast<int>(zeros));
            if (zeros == 0) ++empty;
        }
        constexpr auto m = static_cast<double>(kRegisters);
        const double raw = 0.7213 / (1 + 1.079 / m) * m * m / sum;
        const bool few = raw <= 2.5 * m && empty > 0;
        return std::llround(few ? m * std::log(m / static_cast<double>(empty)) : raw);
    }

    void save(std::string& out) const {
        appendNumber(out, static_cast<std::uint8_t>(!registers.empty()));
        appendCount(out, hashes.size());
        for (const std::uint64_t hash : hashes)
            appendNumber(out, hash);
        for (const std::uint8_t zeros : registers)
            appendNumber(out, zeros);
    }
    bool restore(std::string_view& in) {
        std::uint8_t dense = 0;
        std::uint64_t size = 0;
        if (!readNumber(in, dense) || !readCount(in, size) || size > kMostHashes) return false;
        Distinct saved;
        for (std::uint64_t i = 0; i < size; ++i) {
            std::uint64_t hash = 0;
            if (!readNumber(in, hash)) return false;
            saved.add(hash);
        }
        if (dense != 0) {
            saved.registers.assign(kRegisters, 0);
            for (std::uint8_t& zeros : saved.registers) {
                if (!readNumber(in, zeros) || zeros > 64) return false;
            }
        }
        *this = std::move(saved);
        return true;
    }
    [[nodiscard]] std::size_t bytes() const {
        return hashes.capacity() * sizeof(std::uint64_t) + registers.capacity();
    }

  private:
    void spread() {
        if (!registers.empty()) return;
        registers.assign(kRegisters, 0);
        for (const std::uint64_t hash : hashes)
            note(hash);
        hashes = {};
    }
    void note(std::uint64_t hash) {
        std::uint8_t& zeros = registers[hash >> (64 - kBits)];
        const auto run = static_cast<std::uint8_t>(std::countl_zero((hash << kBits) | (kRegisters >> 1)) + 1);
        zeros = std::max(zeros, run);
    }
};

struct ApproximateDistinctCall {
    using State = Distinct;

    static void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                       std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
        const Column& argument = *arguments[0];
        forEachValid(states, argument, rows, groups,
                     [&](State& state, std::uint32_t row) { state.add(hashOf(argument, row)); });
    }
    static bool finish(const State& state, ColumnBuilder& out) {
        out.appendInt(state.count());
        return false;
    }
};

Result<DataType> resolve(std::span<const DataType> arguments) {
    if (arguments.size() != 1 || arguments[0].physical() == Physical::Nested ||
        arguments[0].kind == TypeKind::Null)
        return aggregateArgumentError("APPROX_COUNT_DISTINCT", "one plain value", arguments);
    DataType type = DataType::bigint();
    type.nullable = false;
    return type;
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<ApproximateDistinctCall>>(ApproximateDistinctCall{});
}

}  // namespace

const AggregateFunction kApproximateDistinctFunction{"APPROX_COUNT_DISTINCT", AggregateKind::Algebraic,
                                                     resolve, create};

}  // namespace guanlan
