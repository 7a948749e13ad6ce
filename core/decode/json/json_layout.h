// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/cell_reader.h"
#include "core/decode/json/json_target.h"

#include <array>
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
        bool takesWords = false;    ///< true and false
        std::int64_t most = 0;      ///< of an integer; the least is one further from zero
        std::vector<int> fields{};  ///< of a ROW: their columns
    };
    struct Place;
    /// All bytes up to the next scalar, or to the end. The quotes of a string belong to them, not to the
    /// scalar.
    struct Branch {
        Branch(std::string_view literal, Place* leadsTo);
        std::array<std::uint64_t, 3> words{};  ///< the text, if no longer than they are
        std::array<std::uint64_t, 3> masks{};  ///< which of their bits it takes
        std::size_t reach = 0;  ///< of the words; no text is as long where they do not hold this one
        std::size_t size = 0;
        Place* place = nullptr;
        std::string text;
    };
    /// How the scalar at a place mostly is read.
    enum class Way { End, QuotedInteger, QuotedText, QuotedLeft, QuotedTime, Quoted, Integer, Bare };
    /// A scalar, or the end of the text, and what may follow on it.
    struct Place {
        const Column* column = nullptr;
        Way way = Way::End;
        bool quoted = false;
        bool complete = false;     ///< at the end: every column came
        std::size_t timeSize = 0;  ///< as long as the one before
        std::vector<Branch> next{};
        std::vector<int> rows{};  ///< at the end: the ROW columns whose objects came, inner ones last
    };
    /// What is left of a record. Goes by value, so that it stays in registers: each scalar waits for the
    /// place where the one before ended.
    struct Rest {
        const char* at = nullptr;
        const char* end = nullptr;
        [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end - at); }
        [[nodiscard]] std::string_view text() const { return {at, size()}; }
    };
    class Scan;

    [[nodiscard]] static bool startsWith(Rest rest, const Branch& branch);
    [[nodiscard]] static bool leadsOn(const Branch& branch, Rest rest);
    static const Branch* follow(Place& place, Rest rest);
    // Of the scalar that `rest` begins with: what comes behind it, or null where it cannot be taken.
    const char* readScalar(Place& place, Rest rest);
    static const char* readText(const Column& column, Rest rest);
    static const char* readLeft(const Column& column, Rest rest);
    const char* readString(const Column& column, Rest rest);
    const char* readQuotedInteger(const Column& column, Rest rest);
    const char* readTime(Place& place, Rest rest);
    const char* readInteger(const Column& column, Rest rest);
    const char* readBare(const Column& column, Rest rest);
    const char* readOddNumber(const Column& column, std::string_view rest);
    const char* readWord(const Column& column, std::string_view rest);
    bool put(const Column& column, std::string_view text);
    int addColumn(const JsonTarget& target, ColumnBuilder& builder, const std::string& path);
    bool complete(const Place& end);
    bool closeRow(const Column& row);
    bool fill(const Column& column);
    bool undo();
    static Way wayOf(const Column& column, bool quoted);
    /// The place after `literal`, made when it is new; null when there is no room for more.
    Place* step(Place& from, const std::string& literal, int column, bool quoted);

    std::vector<int> m_targets{};     ///< their columns
    std::vector<Column> m_columns{};  ///< the last takes nothing; they stay where they are
    CellReader m_cells;
    std::unordered_map<std::string, int> m_byPath{};
    std::deque<Place> m_places{1};
    std::size_t m_rows = 0;         ///< cells of a target before this record
    const char* m_begin = nullptr;  ///< of this record
};

}  // namespace guanlan
