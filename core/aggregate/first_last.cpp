// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/cell.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"

namespace guanlan {

namespace {

/// The first or last value that is not null, in the order of arrival; between panes, in the order of time.
template <bool Last, typename T>
struct EndCall {
    struct State {
        T value{};
        bool any = false;
        void combine(const State& other) {
            if (other.any && (Last || !any)) *this = other;
        }
        void save(std::string& out) const { saveCell(out, any, value); }
        bool restore(std::string_view& in) { return restoreCell(in, any, value); }
    };

    void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) const {
        const Column& argument = *arguments[0];
        forEachValid(states, argument, rows, groups, [&argument](State& state, std::uint32_t row) {
            if (!Last && state.any) return;
            state.value = CellOf<T>::read(argument, row);
            state.any = true;
        });
    }
    bool finish(const State& state, ColumnBuilder& out) const {
        appendCell(out, state.any, state.value);
        return false;
    }
};

template <bool Last>
Result<DataType> resolve(std::span<const DataType> arguments) {
    if (arguments.size() != 1 || arguments[0].physical() == Physical::Nested ||
        arguments[0].kind == TypeKind::Null) {
        return aggregateArgumentError(Last ? "LAST_VALUE" : "FIRST_VALUE", "one plain value", arguments);
    }
    DataType type = arguments[0];
    type.nullable = true;
    return type;
}

template <bool Last>
std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType& result) {
    switch (result.physical()) {
        case Physical::Double:
            return std::make_unique<PlainStates<EndCall<Last, double>>>(EndCall<Last, double>{});
        case Physical::Decimal:
            return std::make_unique<PlainStates<EndCall<Last, Int128>>>(EndCall<Last, Int128>{});
        case Physical::Text:
            return std::make_unique<PlainStates<EndCall<Last, std::string>>>(EndCall<Last, std::string>{});
        default:
            return std::make_unique<PlainStates<EndCall<Last, std::int64_t>>>(EndCall<Last, std::int64_t>{});
    }
}

}  // namespace

const AggregateFunction kFirstValueFunction{"FIRST_VALUE", AggregateKind::Distributive, resolve<false>,
                                            create<false>};
const AggregateFunction kLastValueFunction{"LAST_VALUE", AggregateKind::Distributive, resolve<true>,
                                           create<true>};

}  // namespace guanlan
