// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/source/filesystem/line_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace guanlan {

/// A file that grows, is cut, renamed or removed while it is read, and how far it was read. Used by one
/// thread.
class FollowedFile {
  public:
    /// The lines before `line` were read already.
    FollowedFile(FileFacts facts, std::uint32_t number, std::int64_t line, std::optional<CsvDialect> dialect);

    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] const FileFacts& facts() const { return m_facts; }
    /// How many lines were read; those of a file that was cut and written anew count from 0 again.
    [[nodiscard]] std::int64_t line() const { return m_line; }
    [[nodiscard]] bool atEnd() const { return m_atEnd; }
    /// It is no longer where it was and everything of it was read.
    [[nodiscard]] bool over() const { return m_last && m_atEnd; }

    /// The next line; empty where there is none yet. Valid until the next call.
    [[nodiscard]] Result<std::optional<std::string_view>> next();

    /// The folder was looked at: the file is there.
    void noteThere(FileFacts facts);
    /// The file is not there. It may still be written to for a while.
    void noteGone();
    /// Closes a file that nobody writes to, until it changes.
    void rest();

    Micros lastLine = 0;  ///< monotonic; for idleness
    bool idle = false;    ///< told to the engine
    bool touched = false;

  private:
    [[nodiscard]] Result<bool> open();
    [[nodiscard]] Result<void> skipRead();
    [[nodiscard]] Result<void> skipHeader();

    FileFacts m_facts;
    std::uint32_t m_number;
    std::int64_t m_line;
    std::optional<CsvDialect> m_dialect;
    std::unique_ptr<LineReader> m_reader;
    bool m_settled = false;  // its size did not change between two looks
    bool m_resting = false;
    bool m_gone = false;
    bool m_last = false;
    bool m_atEnd = false;
    bool m_headerDue = false;
};

}  // namespace guanlan
