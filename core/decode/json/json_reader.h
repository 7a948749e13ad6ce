// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/cell_reader.h"
#include "core/decode/json/json_target.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Reads JSON objects straight into columns. The whole text is checked, parts that no column needs included.
/// Only the .cpp files of this folder see simdjson. Used by one thread.
class JsonReader {
  public:
    /// Why a text could not be read; `cause` is empty when it could.
    struct Fault {
        std::string_view cause{};
        std::string detail{};
    };

    JsonReader(std::vector<JsonTarget> targets, CellReader cells);

    /// Appends one cell to every target. After a fault some targets may have theirs and others not.
    [[nodiscard]] Fault read(std::string_view text);

  private:
    static constexpr int kUnused = -1;
    static constexpr int kMostDepth = 512;
    struct ExpectedKey {
        std::string key{};
        int target = kUnused;
    };
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;
    using Field = simdjson::ondemand::field;

    Fault readDocument();
    bool checkOther(simdjson::ondemand::json_type type);
    bool readObject(Object object);
    bool readField(Field& field);
    bool endsHere();
    bool targetOf(Field& field, int& target);
    int lookUp(std::string_view key);
    bool readCell(Value value, int target);
    bool readString(Value& value, std::string_view token, int target);
    bool readScalar(std::string_view token, int target);
    bool readNested(Value& value, const char* begin, int target);
    bool checkedText(Value value, const char* begin, int depth, std::string_view& text);
    bool check(Value value, int depth);
    bool checkArray(Value value, int depth);
    bool checkObject(Value value, int depth);
    void put(int target, std::string_view text);
    void note(int target, std::string_view shown);
    bool fail(simdjson::error_code code);
    bool fail(std::string_view cause, std::string detail);
    void startCell(int target);
    [[nodiscard]] Fault misfitOf(int target, std::string_view shown) const;
    Fault complete();

    // Cells of ARRAY, MAP and ROW columns, in json_nested.cpp. False where the text is no JSON; a value that
    // does not fit its type becomes m_inner, and the rest is checked only.
    bool readCellOf(Value value, int target);
    bool readInto(Value value, ColumnBuilder& column, int depth);
    template <typename Name>
    bool readPart(Value value, ColumnBuilder& column, int depth, const Name& name);
    bool readBrackets(Value value, const char* begin, ColumnBuilder& column, int depth);
    bool readRow(Value value, ColumnBuilder& column, int depth);
    bool readArray(Value value, ColumnBuilder& column, int depth);
    bool readMap(Value value, ColumnBuilder& column, int depth);
    bool readInnerScalar(std::string_view token, ColumnBuilder& column);
    void putInner(ColumnBuilder& column, std::string_view text);
    void misfit(const ColumnBuilder& column, std::string shown);
    void closeRow(ColumnBuilder& column, std::size_t row);

    std::vector<JsonTarget> m_targets;
    CellReader m_cells;
    std::unordered_map<std::string, int> m_byKey;
    std::vector<ExpectedKey> m_expected;  // keys in the order of the last records: mostly they repeat
    std::size_t m_position = 0;           // of the next field in its object
    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
    std::vector<char> m_padded;
    const char* m_end = nullptr;
    std::size_t m_rows = 0;                          // cells of a target before this record
    std::vector<std::pair<int, Fault>> m_misfits{};  // of targets whose last value did not fit
    /// What did not fit inside the nested cell that is being read; nothing shown: a field is missing.
    struct Misfit {
        std::string path{};
        std::string type{};
        std::string shown{};
    };
    std::optional<Misfit> m_inner{};
    bool m_leaves = false;    // no query reads the nested cell: its texts are left null
    bool m_requires = false;  // a field missing in it is a fault
    std::string m_compact;
    Fault m_fault;
};

}  // namespace guanlan
