// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/cell_reader.h"
#include "core/decode/json/json_target.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// The arrangements of keys, brackets and spaces that earlier records had, as a tree: from record to record
/// mostly the scalars between them differ. A text that follows a known path is JSON by construction and is
/// read without being parsed again; any other, and any scalar that needs care, is left to JsonReader, whose
/// verdict is always the same. Used by one thread.
class JsonLayout {
  public:
    JsonLayout(const std::vector<JsonTarget>& targets, CellReader cells);

    /// Appends one cell to every target; false leaves the targets as they were.
    [[nodiscard]] bool read(std::string_view text);
    /// Adds the arrangement of a text that JsonReader has accepted.
    void learn(std::string_view text);

  private:
    static constexpr int kNone = -1;
    /// What is done with a scalar at a place.
    enum class Use { Skip, Leave, Text, Integer, Time, Other };
    /// A target, or a field of a ROW.
    struct Column {
        ColumnBuilder* builder = nullptr;
        Use use = Use::Skip;
        bool required = false;
        bool takesNumbers = false;
        bool takesWords = false;  ///< true and false
        std::int64_t least = 0;
        std::int64_t most = 0;
        std::vector<int> fields{};  ///< of a ROW: their columns
    };
    struct Place;
    struct Branch {
        std::string text;  ///< all bytes up to the next scalar, or to the end
        Place* place = nullptr;
    };
    /// A scalar, or the end of the text, and what may follow on it.
    struct Place {
        const Column* column = nullptr;
        bool end = false;
        bool complete = false;    ///< at the end: every column came
        std::vector<int> rows{};  ///< at the end: the ROW columns whose objects came, inner ones last
        std::vector<Branch> next{};
    };
    class Scan;

    [[nodiscard]] static bool leadsOn(const Branch& branch, std::string_view rest);
    static const Branch* follow(Place& place, std::string_view rest);
    // Of the scalar that `rest` begins with: what comes behind it, or null where it cannot be taken.
    const char* readScalar(const Column& column, std::string_view rest);
    const char* readString(const Column& column, std::string_view rest);
    static const char* readQuotedInteger(const Column& column, std::string_view rest);
    const char* readNumber(const Column& column, std::string_view rest);
    const char* readOddNumber(const Column& column, std::string_view rest);
    const char* readWord(const Column& column, std::string_view rest);
    bool put(const Column& column, std::string_view text);
    int addColumn(const JsonTarget& target, ColumnBuilder& builder, const std::string& path);
    bool complete(const Place& end);
    bool closeRow(const Column& row);
    bool fill(const Column& column);
    bool undo();
    /// The place after `literal`, made when it is new; null when there is no room for more.
    Place* step(Place& from, std::string_view literal, int column);

    std::vector<int> m_targets{};     ///< their columns
    std::vector<Column> m_columns{};  ///< the last takes nothing; they stay where they are
    CellReader m_cells;
    std::unordered_map<std::string, int> m_byPath{};
    std::deque<Place> m_places{1};
    std::size_t m_rows = 0;  ///< cells of a target before this record
};

}  // namespace guanlan
