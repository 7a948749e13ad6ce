// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/column.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace guanlan {

/// How states of parts make the state of the whole: decides whether windows may be built from panes.
enum class AggregateKind : std::uint8_t { Distributive, Algebraic, Holistic };

/// Which part of a state to save: all of it, or, where states grow, what came since it was last saved.
enum class SavePart : std::uint8_t { Whole, Changes };

/// What the second argument is, where it is a literal that holds for the whole call.
enum class AggregateParameter : std::uint8_t { None, Text, Fraction };

/// The states of one aggregate call for all groups of one window: a column of states, addressed by dense
/// group number. Used by one thread.
class AggregateStates {
  public:
    virtual ~AggregateStates() = default;
    /// Makes room so that groups [0, groups) exist; new ones are empty.
    virtual void resize(std::size_t groups) = 0;
    /// For each i: row rows[i] of the argument columns goes into group groups[i]. Null arguments are skipped
    /// as the function demands.
    virtual void update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                        std::span<const std::uint32_t> groups) = 0;
    /// Whether retract() may be called.
    [[nodiscard]] virtual bool retracts() const { return false; }
    /// Takes rows back that update() was given before, as in update().
    virtual void retract(std::span<const ColumnPtr> /*arguments*/, std::span<const std::uint32_t> /*rows*/,
                         std::span<const std::uint32_t> /*groups*/) {}
    /// Makes a group empty, as it was when it was new.
    virtual void reset(std::size_t group) = 0;
    /// Adds the states of `other` (same function, same types): its group i goes into groups[i] of this.
    virtual void combine(const AggregateStates& other, std::span<const std::uint32_t> groups) = 0;
    /// Appends the value of one group. An overflow is an error of that group: null is appended and `true`
    /// returned.
    virtual bool finish(std::size_t group, ColumnBuilder& out) const = 0;
    virtual void save(std::size_t group, std::string& out, SavePart part) = 0;
    /// Reads what save() wrote and advances `in`; saved changes are added to what was restored before. False
    /// when the bytes are damaged.
    [[nodiscard]] virtual bool restore(std::size_t group, std::string_view& in) = 0;
    [[nodiscard]] virtual std::size_t bytes() const = 0;
};

/// One aggregate function. Entries live in the list in aggregate_functions.cpp, one file a function.
struct AggregateFunction {
    std::string_view name;  ///< upper case
    AggregateKind kind = AggregateKind::Distributive;
    Result<DataType> (*resolve)(std::span<const DataType> arguments);
    std::unique_ptr<AggregateStates> (*create)(std::span<const DataType> arguments, const DataType& result);
    AggregateParameter parameter = AggregateParameter::None;
};

[[nodiscard]] std::span<const AggregateFunction* const> aggregateFunctions();
[[nodiscard]] const AggregateFunction* findAggregateFunction(std::string_view name);

}  // namespace guanlan
