// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"
#include "core/aggregate/row_count.h"
#include "core/base/bytes.h"

namespace guanlan {

namespace {

struct CountCall {
    struct State {
        std::int64_t count = 0;
        void combine(const State& other) { count += other.count; }
        void save(std::string& out) const { appendNumber(out, count); }
        bool restore(std::string_view& in) { return readRowCount(in, count); }
    };

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        if (arguments.empty()) {  // COUNT(*)
            for (const std::uint32_t group : groups)
                ++states[group].count;
            return;
        }
        forEachValid(states, *arguments[0], rows, groups, [](State& state, std::uint32_t) { ++state.count; });
    }
    void retract(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                 std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        if (arguments.empty()) {
            for (const std::uint32_t group : groups)
                --states[group].count;
            return;
        }
        forEachValid(states, *arguments[0], rows, groups, [](State& state, std::uint32_t) { --state.count; });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        out.appendInt(state.count);
        return false;
    }
};

Result<DataType> resolve(std::span<const DataType> arguments) {
    if (arguments.size() > 1) {
        return Error{.code = ErrorCode::NotYet,
                     .id = "sql.not-yet",
                     .what = "COUNT of several columns is not supported yet"};
    }
    return DataType::of(TypeKind::BigInt, false);
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<CountCall>>(CountCall{});
}

}  // namespace

const AggregateFunction kCountFunction{"COUNT", AggregateKind::Distributive, resolve, create};

}  // namespace guanlan
