// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/ast.h"

#include <variant>

namespace guanlan::sql {

struct ColumnClause {
    enum class Kind : std::uint8_t { Physical, Computed, Metadata };
    Kind kind = Kind::Physical;
    Name name{};
    DataType type{};  ///< Physical, Metadata
    std::optional<Expr> computation{};
    std::string metadataKey{};  ///< empty: the column's own name
    bool isVirtual = false;
    bool primaryKey = false;
    std::string comment{};
    bool operator==(const ColumnClause&) const = default;
};

struct WatermarkClause {
    Name column{};
    Expr strategy{};
    bool operator==(const WatermarkClause&) const = default;
};

struct CreateTable {
    Name name{};
    bool temporary = false;
    bool ifNotExists = false;
    std::vector<ColumnClause> columns{};
    std::optional<WatermarkClause> watermark{};
    std::vector<Name> primaryKey{};
    std::string comment{};
    OptionList options{};
    bool operator==(const CreateTable&) const = default;
};

/// INCLUDING, EXCLUDING or OVERWRITING with ALL, CONSTRAINTS, GENERATED, METADATA, OPTIONS or WATERMARKS.
struct LikeOption {
    enum class Merge : std::uint8_t { Including, Excluding, Overwriting };
    Merge merge = Merge::Including;
    std::string feature{};
    bool operator==(const LikeOption&) const = default;
};

/// CREATE TABLE name [(further columns)] [WITH (further options)] LIKE base [(EXCLUDING OPTIONS)]
struct CreateTableLike {
    CreateTable table{};
    Name base{};
    std::vector<LikeOption> options{};
    bool operator==(const CreateTableLike&) const = default;
};

/// CREATE TABLE name WITH (...) AS SELECT: a table with the columns of the query, and an INSERT into it.
struct CreateTableAs {
    CreateTable table{};
    Query query{};
    bool operator==(const CreateTableAs&) const = default;
};

/// SHOW TABLES, SHOW VIEWS, SHOW FUNCTIONS, DESCRIBE name: answered from the declarations above them.
struct Ask {
    enum class Kind : std::uint8_t { Tables, Views, Functions, Columns };
    Kind kind = Kind::Tables;
    Name name{};  ///< Columns
    bool operator==(const Ask&) const = default;
};

struct CreateView {
    Name name{};
    bool temporary = false;
    bool ifNotExists = false;
    std::vector<Name> columns{};
    std::string comment{};
    Query query{};
    bool operator==(const CreateView&) const = default;
};

/// FRESHNESS, REFRESH_MODE, PARTITIONED BY and WITH are read and dropped: they have no meaning here.
struct CreateMaterializedTable {
    Name name{};
    bool ifNotExists = false;
    std::string comment{};
    Query query{};
    bool operator==(const CreateMaterializedTable&) const = default;
};

struct Insert {
    Name table{};
    std::vector<Name> columns{};
    Query query{};
    bool operator==(const Insert&) const = default;
};

/// EXECUTE STATEMENT SET BEGIN ... END
struct StatementSet {
    std::vector<Insert> inserts{};
    bool operator==(const StatementSet&) const = default;
};

struct SelectStatement {
    Query query{};
    bool operator==(const SelectStatement&) const = default;
};

/// SET 'key' = 'value', or RESET 'key' when there is no value.
struct SetOption {
    Name key{};
    std::optional<Name> value{};
    bool operator==(const SetOption&) const = default;
};

struct Drop {
    std::string kind{};  ///< TABLE, VIEW, MATERIALIZED TABLE
    bool temporary = false;
    bool ifExists = false;
    Name name{};
    bool operator==(const Drop&) const = default;
};

/// EXPLAIN [PLAN FOR] a query, with or without INSERT INTO: its operators, and nothing is run.
struct Explain {
    std::variant<SelectStatement, Insert> body{};
    bool operator==(const Explain&) const = default;
};

struct Statement {
    std::variant<CreateTable, CreateTableLike, CreateTableAs, CreateView, CreateMaterializedTable, Insert,
                 StatementSet, SelectStatement, SetOption, Drop, Ask, Explain>
        body{};
    Place place{};
    bool operator==(const Statement&) const = default;
};

}  // namespace guanlan::sql
