// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/aggregate_pane.h"

#include "core/aggregate/distinct_states.h"
#include "core/aggregate/retractable_states.h"
#include "core/exec/calc_stage.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace guanlan {

AggregateCalls::AggregateCalls(std::vector<AggregateCall> calls) : m_calls(std::move(calls)) {
    for (const AggregateCall& call : m_calls) {
        std::vector<DataType> types;
        for (const Expression& argument : call.arguments)
            types.push_back(argument.type);
        m_argumentTypes.push_back(std::move(types));
    }
}

StatesOfCalls AggregateCalls::makeStates(bool retracting) const {
    StatesOfCalls states;
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        const AggregateCall& call = m_calls[i];
        auto made = call.distinct && !retracting
                        ? makeDistinctStates(*call.function, m_argumentTypes[i], call.type)
                        : call.function->create(m_argumentTypes[i], call.type);
        if (retracting && (call.distinct || !made->retracts()))
            made = makeRetractableStates(*call.function, call.distinct, m_argumentTypes[i], call.type);
        states.push_back(std::move(made));
    }
    return states;
}

AggregateInputs::AggregateInputs(const std::vector<Expression>& keys, const AggregateCalls& calls,
                                 const ExpressionEvaluator& evaluator)
    : m_evaluator(evaluator) {
    for (const Expression& key : keys) {
        m_keyTypes.push_back(key.type);
        m_keys.push_back(numberOf(key));
    }
    for (std::size_t i = 0; i < calls.size(); ++i) {
        CallInputs inputs;
        for (const Expression& argument : calls[i].arguments)
            inputs.arguments.push_back(numberOf(argument));
        if (calls[i].filter) inputs.filter = numberOf(*calls[i].filter);
        m_inputs.push_back(std::move(inputs));
    }
}

std::size_t AggregateInputs::numberOf(const Expression& expression) {
    const auto known = std::find(m_expressions.begin(), m_expressions.end(), expression);
    const auto number = static_cast<std::size_t>(known - m_expressions.begin());
    if (known == m_expressions.end() || !isDeterministic(expression)) {
        m_expressions.push_back(expression);
        return m_expressions.size() - 1;
    }
    return number;
}

AggregateInput AggregateInputs::evaluate(Chunk& chunk, OperatorCounts& counts) const {
    BadRows bad;
    std::vector<ColumnPtr> columns;
    for (const Expression& expression : m_expressions)
        columns.push_back(m_evaluator.evaluate(expression, chunk.columns, chunk.columnRows, bad));
    AggregateInput input;
    for (const std::size_t key : m_keys)
        input.keys.push_back(columns[key]);
    for (const CallInputs& call : m_inputs) {
        std::vector<ColumnPtr> arguments;
        for (const std::size_t argument : call.arguments)
            arguments.push_back(columns[argument]);
        input.arguments.push_back(std::move(arguments));
        input.filters.push_back(call.filter ? columns[*call.filter] : nullptr);
    }
    dropBad(chunk, bad, &counts);
    return input;
}

void updateStates(const StatesOfCalls& states, const AggregateInput& input,
                  std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups,
                  FilteredRows& scratch) {
    for (std::size_t call = 0; call < states.size(); ++call) {
        const Column* filter = input.filters[call].get();
        if (filter == nullptr) {
            states[call]->update(input.arguments[call], rows, groups);
            continue;
        }
        scratch.rows.clear();
        scratch.groups.clear();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (filter->isNull(rows[i]) || filter->ints()[rows[i]] == 0) continue;
            scratch.rows.push_back(rows[i]);
            scratch.groups.push_back(groups[i]);
        }
        states[call]->update(input.arguments[call], scratch.rows, scratch.groups);
    }
}

AggregatePane::AggregatePane(const AggregateCalls& calls, std::size_t keyWidth, bool retracting)
    : m_table(keyWidth), m_states(calls.makeStates(retracting)) {}

void AggregatePane::touch(std::uint32_t group) {
    if (!m_tracks) return;
    if (m_touched.size() <= group)
        m_touched.resize(std::max<std::size_t>(group + 1, m_touched.size() * 2), 0);
    if (m_touched[group] != 0) return;
    m_touched[group] = 1;
    m_touchedList.push_back(group);
}

void AggregatePane::update(const AggregateInput& input, std::span<const std::uint32_t> rows,
                           std::span<const std::uint64_t> keys) {
    m_groups.resize(rows.size());
    m_table.findOrAddAll(keys.data(), m_groups);
    if (m_tracks) std::for_each(m_groups.begin(), m_groups.end(), [this](auto group) { touch(group); });
    for (const auto& states : m_states)
        states->resize(m_table.size());
    updateStates(m_states, input, rows, m_groups, m_filtered);
}

std::uint32_t AggregatePane::groupOf(const std::uint64_t* key) {
    const std::size_t before = m_table.size();
    const std::uint32_t group = m_table.findOrAdd(key);
    if (m_table.size() > before) {
        for (const auto& states : m_states)
            states->resize(m_table.size());
    }
    return group;
}

void AggregatePane::updateOne(const AggregateInput& input, std::uint32_t row, std::uint32_t group,
                              bool takesBack) {
    touch(group);
    for (std::size_t call = 0; call < m_states.size(); ++call) {
        const Column* filter = input.filters[call].get();
        if (filter != nullptr && (filter->isNull(row) || filter->ints()[row] == 0)) continue;
        if (takesBack) {
            m_states[call]->retract(input.arguments[call], {&row, 1}, {&group, 1});
        } else {
            m_states[call]->update(input.arguments[call], {&row, 1}, {&group, 1});
        }
    }
}

void AggregatePane::reset(std::uint32_t group) {
    touch(group);
    for (const auto& states : m_states)
        states->reset(group);
}

void AggregatePane::combine(const AggregatePane& other) {
    if (other.groups() == 0) return;
    m_groups.resize(other.groups());
    m_table.findOrAddAll(other.m_table.key(0).data(), m_groups);
    if (m_tracks) std::for_each(m_groups.begin(), m_groups.end(), [this](auto group) { touch(group); });
    for (std::size_t call = 0; call < m_states.size(); ++call) {
        m_states[call]->resize(m_table.size());
        m_states[call]->combine(*other.m_states[call], m_groups);
    }
}

/// By the integers themselves: nothing has to be looked up to compare them.
std::vector<std::uint32_t> AggregatePane::orderedByInteger() const {
    using Entry = std::tuple<bool, std::int64_t, std::uint32_t>;
    std::vector<Entry> entries;
    entries.reserve(m_table.size());
    for (std::uint32_t group = 0; group < m_table.size(); ++group) {
        const auto key = m_table.key(group);
        entries.emplace_back(key[0] == 0, static_cast<std::int64_t>(key[1]), group);
    }
    std::sort(entries.begin(), entries.end());
    std::vector<std::uint32_t> groups;
    groups.reserve(entries.size());
    for (const Entry& entry : entries)
        groups.push_back(std::get<std::uint32_t>(entry));
    return groups;
}

std::vector<std::uint32_t> AggregatePane::ordered(const KeyCodec& codec) const {
    if (codec.singleInteger()) {
        auto near = m_table.inOrderIfNear();
        return near ? std::move(*near) : orderedByInteger();
    }
    std::vector<std::uint32_t> groups(m_table.size());
    std::iota(groups.begin(), groups.end(), 0U);
    std::sort(groups.begin(), groups.end(),
              [&](std::uint32_t a, std::uint32_t b) { return codec.less(m_table.key(a), m_table.key(b)); });
    return groups;
}

bool AggregatePane::finish(std::uint32_t group, const KeyCodec& codec, std::span<ColumnBuilder* const> out,
                           std::size_t keys) const {
    for (std::size_t i = 0; i < keys; ++i)
        codec.decode(m_table.key(group), i, *out[i]);
    bool overflowed = false;
    for (std::size_t call = 0; call < m_states.size(); ++call) {
        overflowed = m_states[call]->finish(group, *out[keys + call]) || overflowed;
    }
    return overflowed;
}

std::string AggregatePane::save(const KeyCodec& codec, bool all) {
    std::string bytes;
    StateBytes out(bytes);
    if (all) {
        std::vector<std::uint32_t> groups(m_table.size());
        std::iota(groups.begin(), groups.end(), 0U);
        bytes = saveOnly(codec, groups);
    } else {
        for (const std::uint32_t group : m_touchedList) {
            codec.save(m_table.key(group), out);
            for (const auto& states : m_states)
                states->save(group, bytes, SavePart::Changes);
        }
    }
    m_tracks = true;
    m_touched.assign(m_touched.size(), 0);
    m_touchedList.clear();
    return bytes;
}

std::string AggregatePane::saveOnly(const KeyCodec& codec, std::span<const std::uint32_t> groups) {
    std::string bytes;
    StateBytes out(bytes);
    for (const std::uint32_t group : groups) {
        codec.save(m_table.key(group), out);
        for (const auto& states : m_states)
            states->save(group, bytes, SavePart::Whole);
    }
    return bytes;
}

bool AggregatePane::restore(std::string_view bytes, KeyCodec& codec) {
    std::vector<std::uint64_t> key;
    StateView in(bytes);
    m_tracks = true;
    do {
        codec.restore(in, key);
        if (in.damaged()) return false;
        const std::uint32_t group = m_table.findOrAdd(key.data());
        for (const auto& states : m_states) {
            states->resize(m_table.size());
            if (!states->restore(group, in.rest())) return false;
        }
    } while (!in.atEnd());
    return true;
}

std::size_t AggregatePane::bytes() const {
    std::size_t total = m_table.bytes();
    for (const auto& states : m_states)
        total += states->bytes();
    return total;
}

}  // namespace guanlan
