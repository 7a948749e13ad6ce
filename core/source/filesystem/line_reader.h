// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/csv/csv_decoder.h"
#include "core/source/filesystem/file_bytes.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace guanlan {

/// Cuts a file into its lines, without their ends; with a CSV dialect a quoted field may go over several
/// lines. Memory is bounded: of a line past the limit only the beginning is kept. Of a file that grows only
/// lines with their end are given. Used by one thread.
class LineReader {
  public:
    enum class Kind : std::uint8_t { Whole, Growing };
    LineReader(std::unique_ptr<FileBytes> bytes, std::optional<CsvDialect> dialect, Kind kind = Kind::Whole);

    /// Valid until the next call; empty at the end of the file, where a growing one may be asked again.
    [[nodiscard]] Result<std::optional<std::string_view>> next();
    /// The same for a line that needs no reading on; false says nothing about the others.
    [[nodiscard]] bool nextAtHand(std::string_view& line);
    /// A growing file has its last byte: what is left is a line too.
    void endGrowth() { m_growing = false; }
    /// A growing file is shorter than what was read of it: it was cut and written anew.
    [[nodiscard]] bool shrunk() const { return m_bytes->shrunk(); }

  private:
    Result<bool> fill();
    Result<std::size_t> findEnd(std::size_t from);
    Result<std::optional<std::string_view>> skipHugeLine();
    Result<std::size_t> extendQuoted(std::size_t end);
    std::string_view take(std::size_t end);
    [[nodiscard]] bool lacksItsEnd(std::size_t end) const;
    void keepOnlyTheRest();

    std::unique_ptr<FileBytes> m_bytes;
    std::optional<CsvDialect> m_dialect;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_atEnd = false;
    bool m_first = true;
    bool m_growing = false;
};

}  // namespace guanlan
