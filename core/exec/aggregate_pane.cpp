// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/aggregate_pane.h"

#include "core/aggregate/distinct_states.h"
#include "core/aggregate/retractable_states.h"
#include "core/exec/calc_stage.h"

#include <algorithm>
#include <numeric>

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

AggregateInputs::AggregateInputs(std::vector<Expression> keys, const AggregateCalls& calls,
                                 const ExpressionEvaluator& evaluator)
    : m_keys(std::move(keys)), m_calls(calls), m_evaluator(evaluator) {
    for (const Expression& key : m_keys)
        m_keyTypes.push_back(key.type);
}

AggregateInput AggregateInputs::evaluate(Chunk& chunk, OperatorCounts& counts) const {
    AggregateInput input;
    BadRows bad;
    const auto column = [&](const Expression& expression) {
        return m_evaluator.evaluate(expression, chunk.columns, chunk.columnRows, bad);
    };
    for (const Expression& key : m_keys)
        input.keys.push_back(column(key));
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        std::vector<ColumnPtr> arguments;
        for (const Expression& argument : m_calls[i].arguments)
            arguments.push_back(column(argument));
        input.arguments.push_back(std::move(arguments));
        input.filters.push_back(m_calls[i].filter ? column(*m_calls[i].filter) : nullptr);
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
    if (m_touched.size() <= group)
        m_touched.resize(std::max<std::size_t>(group + 1, m_touched.size() * 2), 0);
    if (m_touched[group] != 0) return;
    m_touched[group] = 1;
    m_touchedList.push_back(group);
}

void AggregatePane::update(const AggregateInput& input, std::span<const std::uint32_t> rows,
                           std::span<const std::uint64_t> keys) {
    const std::size_t width = rows.empty() ? 0 : keys.size() / rows.size();
    m_groups.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_groups[i] = m_table.findOrAdd(keys.data() + i * width);
        touch(m_groups[i]);
    }
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
    m_groups.resize(other.groups());
    for (std::uint32_t group = 0; group < other.groups(); ++group) {
        m_groups[group] = m_table.findOrAdd(other.m_table.key(group).data());
        touch(m_groups[group]);
    }
    for (std::size_t call = 0; call < m_states.size(); ++call) {
        m_states[call]->resize(m_table.size());
        m_states[call]->combine(*other.m_states[call], m_groups);
    }
}

std::vector<std::uint32_t> AggregatePane::ordered(const KeyCodec& codec) const {
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
