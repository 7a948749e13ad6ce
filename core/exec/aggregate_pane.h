// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/chunk.h"
#include "core/exec/expression_evaluator.h"
#include "core/exec/group_table.h"
#include "core/exec/key_codec.h"
#include "core/exec/operator_counts.h"
#include "core/plan/plan.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

using StatesOfCalls = std::vector<std::unique_ptr<AggregateStates>>;  ///< by call

/// The calls of one aggregate node, with what they need to make states.
class AggregateCalls {
  public:
    explicit AggregateCalls(std::vector<AggregateCall> calls);
    [[nodiscard]] std::size_t size() const { return m_calls.size(); }
    [[nodiscard]] const AggregateCall& operator[](std::size_t i) const { return m_calls[i]; }
    /// `retracting`: of rows that may be taken back later.
    [[nodiscard]] StatesOfCalls makeStates(bool retracting) const;

  private:
    std::vector<AggregateCall> m_calls;
    std::vector<std::vector<DataType>> m_argumentTypes;
};

/// Keys, arguments and filters of a chunk, evaluated once for all panes its rows fall into.
struct AggregateInput {
    std::vector<ColumnPtr> keys{};
    std::vector<std::vector<ColumnPtr>> arguments{};  ///< by call
    std::vector<ColumnPtr> filters{};                 ///< by call; null: none
};

/// Evaluates what an aggregate node reads.
class AggregateInputs {
  public:
    /// `evaluator` outlives it.
    AggregateInputs(const std::vector<Expression>& keys, const AggregateCalls& calls,
                    const ExpressionEvaluator& evaluator);
    [[nodiscard]] const std::vector<DataType>& keyTypes() const { return m_keyTypes; }
    /// Rows that could not be computed leave the chunk.
    [[nodiscard]] AggregateInput evaluate(Chunk& chunk, OperatorCounts& counts) const;

  private:
    /// Where the expression stands in m_expressions; there it comes once.
    std::size_t numberOf(const Expression& expression);
    /// Expressions of one call, by number.
    struct CallInputs {
        std::vector<std::size_t> arguments{};
        std::optional<std::size_t> filter{};
    };

    std::vector<DataType> m_keyTypes;
    std::vector<Expression> m_expressions;
    std::vector<std::size_t> m_keys;
    std::vector<CallInputs> m_inputs;  // by call
    const ExpressionEvaluator& m_evaluator;
};

/// Rows that pass the FILTER of a call, and their groups; kept between batches for its memory.
struct FilteredRows {
    std::vector<std::uint32_t> rows{};
    std::vector<std::uint32_t> groups{};
};

/// Row rows[i] goes into group groups[i] of every call whose filter it passes.
void updateStates(const StatesOfCalls& states, const AggregateInput& input,
                  std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups,
                  FilteredRows& scratch);

/// The groups of one pane and their states. One thread.
class AggregatePane {
  public:
    AggregatePane(const AggregateCalls& calls, std::size_t keyWidth, bool retracting = false);

    /// Rows `rows` with their encoded keys go into their groups.
    void update(const AggregateInput& input, std::span<const std::uint32_t> rows,
                std::span<const std::uint64_t> keys);
    /// One row into its group, or taken back from it.
    void updateOne(const AggregateInput& input, std::uint32_t row, std::uint32_t group, bool takesBack);
    /// The group of an encoded key, a new one when there is none.
    [[nodiscard]] std::uint32_t groupOf(const std::uint64_t* key);
    [[nodiscard]] std::optional<std::uint32_t> find(const std::uint64_t* key) const {
        return m_table.find(key);
    }
    /// Empties a group; it keeps its number.
    void reset(std::uint32_t group);
    /// The key of a group, encoded.
    [[nodiscard]] std::span<const std::uint64_t> key(std::uint32_t group) const { return m_table.key(group); }
    /// Adds all groups of another pane of the same node.
    void combine(const AggregatePane& other);

    /// While it is empty: its keys will be much like those of the other.
    void expectKeysOf(const AggregatePane& other) { m_table.expectKeysOf(other.m_table); }
    [[nodiscard]] std::size_t groups() const { return m_table.size(); }
    /// Group numbers in the order of their keys.
    [[nodiscard]] std::vector<std::uint32_t> ordered(const KeyCodec& codec) const;
    /// Appends the keys, then the results of a group to `out`; true when a value overflowed.
    bool finish(std::uint32_t group, const KeyCodec& codec, std::span<ColumnBuilder* const> out,
                std::size_t keys) const;

    /// Groups changed since the last save, as bytes; empty when none. `all` writes every group.
    [[nodiscard]] std::string save(const KeyCodec& codec, bool all);
    /// The groups that are named, whole, as restore() reads them.
    [[nodiscard]] std::string saveOnly(const KeyCodec& codec, std::span<const std::uint32_t> groups);
    /// Groups changed since the last save or restore; none are known before.
    [[nodiscard]] std::span<const std::uint32_t> changed() const { return m_touchedList; }
    /// Bytes of save(), older ones first. False when damaged.
    [[nodiscard]] bool restore(std::string_view bytes, KeyCodec& codec);
    [[nodiscard]] std::size_t bytes() const;
    /// Sizes of what was written since the last full save, to decide when to write all again.
    std::size_t deltaBytes = 0;
    std::size_t fullBytes = 0;

  private:
    void touch(std::uint32_t group);
    [[nodiscard]] std::vector<std::uint32_t> orderedByInteger() const;

    GroupTable m_table;
    StatesOfCalls m_states;
    bool m_tracks = false;                // has been saved or restored: from then on changes matter
    std::vector<std::uint8_t> m_touched;  // by group
    std::vector<std::uint32_t> m_touchedList;
    std::vector<std::uint32_t> m_groups;  // scratch
    FilteredRows m_filtered;
};

}  // namespace guanlan
