// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/type.h"
#include "core/sql/interval.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace guanlan::sql {

/// Where a piece of the script stands. Trees are compared without their places.
struct Place : TextPosition {
    Place() = default;
    Place(TextPosition position) : TextPosition(position) {}  // NOLINT: implicit by design
    bool operator==(const Place&) const { return true; }
};

/// An identifier as it was meant: case kept, backquotes removed.
struct Name {
    std::string text{};
    Place place{};
    bool operator==(const Name&) const = default;
};

struct OverClause;

/// An expression as written; names are not looked up yet.
struct Expr {
    enum class Kind : std::uint8_t {
        Path,        ///< a, t.a, row.field: path
        Star,        ///< *, or t.* with t in path
        Number,      ///< text
        String,      ///< text
        Boolean,     ///< text TRUE or FALSE
        Null,        ///< NULL
        Typed,       ///< DATE, TIME, TIMESTAMP (in text) with the literal as the only argument
        Interval,    ///< interval
        Operator,    ///< text is the sign or words, upper case: "+", "IS NOT NULL", "NOT BETWEEN"
        Call,        ///< text is the function, upper case; distinct, filter
        Case,        ///< arguments: [operand], when, then, ... , [else]; see hasOperand, hasElse
        Cast,        ///< text is CAST or TRY_CAST; type
        Unit,        ///< text is a unit of time: EXTRACT(HOUR FROM x), FLOOR(x TO DAY)
        Element,     ///< arguments[0] [ arguments[1] ]
        Field,       ///< arguments[0] . path[0]
        Table,       ///< TABLE t as an argument of a window function: path, arguments are PARTITION BY
        Descriptor,  ///< DESCRIPTOR(path...)
        Named,       ///< text => arguments[0]
    };
    Kind kind = Kind::Null;
    std::string text{};
    std::vector<Name> path{};
    std::vector<Expr> arguments{};
    std::vector<Expr> filter{};    ///< FILTER (WHERE filter[0])
    std::vector<OverClause> over;  ///< OVER (...), at most one; no initialiser: it would need the type below
    std::optional<DataType> type{};
    std::optional<IntervalLiteral> interval{};
    bool distinct = false;
    bool hasOperand = false;
    bool hasElse = false;
    Place place{};

    bool operator==(const Expr& other) const noexcept;
};

struct OrderItem;

struct OverClause {
    std::vector<Expr> partitionBy{};
    std::vector<OrderItem> orderBy;
    Place place{};
    bool operator==(const OverClause& other) const noexcept;
};

struct OrderItem {
    Expr expression{};
    bool descending = false;
    std::optional<bool> nullsFirst{};
    bool operator==(const OrderItem&) const = default;
};

using OptionList = std::vector<std::pair<Name, Name>>;  ///< 'key' = 'value'

struct Query;

struct TableReference {
    enum class Kind : std::uint8_t { Table, Function, Query };
    Kind kind = Kind::Table;
    std::vector<Name> path{};
    std::vector<Expr> function{};  ///< exactly one call, for TABLE(f(...))
    std::vector<Query> query;      ///< exactly one, for a sub-query
    OptionList hints{};            ///< /*+ OPTIONS(...) */
    Name alias{};
    Place place{};
    bool operator==(const TableReference& other) const noexcept;
};

/// [LEFT] JOIN table FOR SYSTEM_TIME AS OF asOf [AS alias] ON on
struct LookupJoin {
    TableReference table;
    Expr asOf{};
    Expr on{};
    bool keepsUnmatched = false;  ///< LEFT
    Place place{};
    bool operator==(const LookupJoin&) const = default;
};

struct SelectItem {
    Expr expression{};
    Name alias{};
    bool operator==(const SelectItem&) const = default;
};

/// A hint behind SELECT: LOOKUP('table' = 'd'), BROADCAST(d).
struct SelectHint {
    Name name{};
    OptionList options{};
    std::vector<Name> tables{};
    bool operator==(const SelectHint&) const = default;
};

struct Select {
    std::vector<SelectHint> hints{};
    bool distinct = false;
    std::vector<SelectItem> items{};
    TableReference from;
    std::vector<LookupJoin> joins;
    std::optional<Expr> where{};
    std::vector<Expr> groupBy{};
    std::optional<Expr> having{};
    Place place{};
    bool operator==(const Select&) const = default;
};

struct CommonTable;

/// [WITH ...] select [UNION ALL select]... [ORDER BY ...] [LIMIT n]
struct Query {
    std::vector<CommonTable> with;  // no initialisers: they would need the types that come below
    std::vector<Select> selects;
    std::vector<OrderItem> orderBy{};
    std::optional<std::int64_t> limit{};
    Place place{};
    bool operator==(const Query& other) const noexcept;
};

struct CommonTable {
    Name name{};
    Query query{};
    bool operator==(const CommonTable& other) const noexcept;
};

}  // namespace guanlan::sql
