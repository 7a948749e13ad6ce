// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_content.h"

#include "core/exec/row_states.h"

namespace guanlan {

namespace {

class AggregateContent final : public WindowContent {
  public:
    AggregateContent(const AggregateNode& node, const ExpressionEvaluator& evaluator)
        : m_calls(node.calls), m_inputs(node.keys, m_calls, evaluator) {}

    [[nodiscard]] std::vector<DataType> keyTypes() const override { return m_inputs.keyTypes(); }
    [[nodiscard]] AggregateInput evaluate(Chunk& chunk, OperatorCounts& counts) const override {
        return m_inputs.evaluate(chunk, counts);
    }
    [[nodiscard]] StatesOfCalls makeStates() const override { return m_calls.makeStates(false); }
    std::size_t appendRows(const StateSlots& slots, StateSlots::Slot slot, std::span<ColumnBuilder> out,
                           std::int64_t& overflows) const override {
        const std::size_t keys = m_inputs.keyTypes().size();
        for (std::size_t i = 0; i < keys; ++i)
            slots.codec().decode(slots.key(slot), i, out[i]);
        bool overflowed = false;
        for (std::size_t call = 0; call < m_calls.size(); ++call)
            overflowed = slots.states()[call]->finish(slot, out[keys + call]) || overflowed;
        if (overflowed) ++overflows;
        return 1;
    }

  private:
    AggregateCalls m_calls;
    AggregateInputs m_inputs;
};

class RowContent final : public WindowContent {
  public:
    RowContent(const WindowNode& node, const Schema& input) : m_partition(node.partition) {
        for (const Field& field : input.fields())
            m_types.push_back(field.type);
    }

    [[nodiscard]] std::vector<DataType> keyTypes() const override {
        std::vector<DataType> types;
        for (const std::size_t column : m_partition)
            types.push_back(m_types[column]);
        return types;
    }
    [[nodiscard]] AggregateInput evaluate(Chunk& chunk, OperatorCounts& /*counts*/) const override {
        AggregateInput input{.arguments = {chunk.columns}, .filters = {nullptr}};
        for (const std::size_t column : m_partition)
            input.keys.push_back(chunk.columns[column]);
        return input;
    }
    [[nodiscard]] StatesOfCalls makeStates() const override {
        StatesOfCalls states;
        states.push_back(std::make_unique<RowStates>(m_types));
        return states;
    }
    std::size_t appendRows(const StateSlots& slots, StateSlots::Slot slot, std::span<ColumnBuilder> out,
                           std::int64_t& /*overflows*/) const override {
        const auto& rows = static_cast<const RowStates&>(*slots.states().front());  // made by makeStates()
        return rows.appendRows(slot, out);
    }

  private:
    std::vector<std::size_t> m_partition;
    std::vector<DataType> m_types;
};

}  // namespace

std::unique_ptr<WindowContent> makeAggregateContent(const AggregateNode& node,
                                                    const ExpressionEvaluator& evaluator) {
    return std::make_unique<AggregateContent>(node, evaluator);
}

std::unique_ptr<WindowContent> makeRowContent(const WindowNode& node, const Schema& input) {
    return std::make_unique<RowContent>(node, input);
}

}  // namespace guanlan
