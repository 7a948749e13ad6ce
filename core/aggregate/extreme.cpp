// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/cell.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"

#include <cstdint>

namespace guanlan {

namespace {

template <bool Max, typename T>
bool better(const T& candidate, const T& best) {
    return Max ? best < candidate : candidate < best;
}

template <bool Max, typename T>
struct ExtremeCall {
    struct State {
        T value{};
        bool any = false;

        void offer(const T& candidate) {
            if (any && !better<Max>(candidate, value)) return;
            value = candidate;
            any = true;
        }
        void combine(const State& other) {
            if (other.any) offer(other.value);
        }
        void save(std::string& out) const { saveCell(out, any, value); }
        bool restore(std::string_view& in) { return restoreCell(in, any, value); }
    };

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const Column& argument = *arguments[0];
        forEachValid(states, argument, rows, groups, [&argument](State& state, std::uint32_t row) {
            const auto candidate = CellOf<T>::read(argument, row);
            if (state.any && !better<Max, std::remove_const_t<decltype(candidate)>>(candidate, state.value))
                return;
            state.value = candidate;
            state.any = true;
        });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        appendCell(out, state.any, state.value);
        return false;
    }
};

template <bool Max>
Result<DataType> resolve(std::span<const DataType> arguments) {
    constexpr std::string_view name = Max ? "MAX" : "MIN";
    if (arguments.size() != 1 || arguments[0].physical() == Physical::Nested ||
        arguments[0].kind == TypeKind::Null) {
        return aggregateArgumentError(name, "one value that can be ordered", arguments);
    }
    DataType type = arguments[0];
    type.nullable = true;
    return type;
}

template <bool Max>
std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType& result) {
    switch (result.physical()) {
        case Physical::Double:
            return std::make_unique<PlainStates<ExtremeCall<Max, double>>>(ExtremeCall<Max, double>{});
        case Physical::Decimal:
            return std::make_unique<PlainStates<ExtremeCall<Max, Int128>>>(ExtremeCall<Max, Int128>{});
        case Physical::Text:
            return std::make_unique<PlainStates<ExtremeCall<Max, std::string>>>(
                ExtremeCall<Max, std::string>{});
        default:
            return std::make_unique<PlainStates<ExtremeCall<Max, std::int64_t>>>(
                ExtremeCall<Max, std::int64_t>{});
    }
}

}  // namespace

const AggregateFunction kMinFunction{"MIN", AggregateKind::Distributive, resolve<false>, create<false>};
const AggregateFunction kMaxFunction{"MAX", AggregateKind::Distributive, resolve<true>, create<true>};

}  // namespace guanlan
