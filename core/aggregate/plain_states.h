// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"
#include "core/base/dense_growth.h"

#include <utility>
#include <vector>

namespace guanlan {

/// States of a fixed or small size in one vector. `Call` is one aggregate call:
///     struct State { void combine(const State&); void save(std::string&) const; bool
///     restore(std::string_view&); };
/// or save(std::string&, SavePart) and bytes() where a state grows; void update(std::vector<State>&,
/// arguments, rows, groups) const; bool
///     finish(const State&, ColumnBuilder&) const;
/// and, where rows can be taken back, retract() with the parameters of update().
template <typename Call>
class PlainStates final : public AggregateStates {
  public:
    explicit PlainStates(Call call) : m_call(std::move(call)) {}

    void resize(std::size_t groups) override {
        makeRoom(m_states, groups);
        m_states.resize(groups);
    }
    void update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> groups) override {
        m_call.update(m_states, arguments, rows, groups);
    }
    [[nodiscard]] bool retracts() const override { return kRetracts; }
    void retract(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                 std::span<const std::uint32_t> groups) override {
        if constexpr (kRetracts) m_call.retract(m_states, arguments, rows, groups);
    }
    void reset(std::size_t group) override { m_states[group] = {}; }
    void combine(const AggregateStates& other, std::span<const std::uint32_t> groups) override {
        const auto& states =
            static_cast<const PlainStates&>(other).m_states;  // same function: see the contract
        for (std::size_t i = 0; i < groups.size(); ++i)
            m_states[groups[i]].combine(states[i]);
    }
    bool finish(std::size_t group, ColumnBuilder& out) const override {
        return m_call.finish(m_states[group], out);
    }
    void save(std::size_t group, std::string& out, SavePart part) override {
        if constexpr (requires { m_states[group].save(out, part); }) {
            m_states[group].save(out, part);
        } else {
            m_states[group].save(out);
        }
    }
    bool restore(std::size_t group, std::string_view& in) override { return m_states[group].restore(in); }
    [[nodiscard]] std::size_t bytes() const override {
        std::size_t sum = m_states.capacity() * sizeof(typename Call::State);
        if constexpr (requires(const typename Call::State& state) { state.bytes(); }) {
            for (const typename Call::State& state : m_states)
                sum += state.bytes();
        }
        return sum;
    }

  private:
    static constexpr bool kRetracts =
        requires(const Call& call, std::vector<typename Call::State>& states,
                 std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows) {
        call.retract(states, arguments, rows, rows);
    };

    Call m_call;
    std::vector<typename Call::State> m_states;
};

/// Calls `add(state, row)` for every row whose argument is not null.
template <typename State, typename Add>
void forEachValid(std::vector<State>& states, const Column& argument, std::span<const std::uint32_t> rows,
                  std::span<const std::uint32_t> groups, Add&& add) {
    if (!argument.hasNulls()) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            add(states[groups[i]], rows[i]);
        return;
    }
    const auto valid = argument.validity();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (valid[rows[i]] != 0) add(states[groups[i]], rows[i]);
    }
}

}  // namespace guanlan
