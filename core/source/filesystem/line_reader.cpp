// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/line_reader.h"

#include "core/decode/csv/csv_line.h"

#include <algorithm>
#include <cstring>

namespace guanlan {

namespace {

constexpr std::size_t kBlock = 256 * 1024;  // stays near the processor until its lines are read
/// A byte more than the longest record a decoder takes, so that the decoder refuses and counts it.
constexpr std::size_t kMostLine = 100 * 1024 * 1024 + 1;
/// A quote that never closes must not swallow the file.
constexpr std::size_t kMostQuoted = 1024 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(std::unique_ptr<FileBytes> bytes, std::optional<CsvDialect> dialect, Kind kind)
    : m_bytes(std::move(bytes)), m_dialect(std::move(dialect)), m_growing(kind == Kind::Growing) {}

/// More bytes behind m_end; false at the end of the file.
Result<bool> LineReader::fill() {
    if (m_atEnd && !m_growing) return false;
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_end < kBlock / 2) m_buffer.resize(std::max(kBlock, m_buffer.size() * 2));
    auto got = m_bytes->read({m_buffer.data() + m_end, m_buffer.size() - m_end});
    if (!got) return std::move(got).error();
    m_end += *got;
    m_atEnd = *got == 0;
    return !m_atEnd;
}

/// Distance from m_begin to the next line end at or after `from`; to the end of the file when there is none;
/// kMostLine when the line is longer than that.
Result<std::size_t> LineReader::findEnd(std::size_t from) {
    while (true) {
        const std::size_t left = m_end - m_begin;
        if (left > from) {
            const char* start = m_buffer.data() + m_begin;
            const void* found = std::memchr(start + from, '\n', left - from);
            if (found != nullptr) return static_cast<std::size_t>(static_cast<const char*>(found) - start);
            from = left;
        }
        if (left >= kMostLine) return kMostLine;
        auto more = fill();
        if (!more) return std::move(more).error();
        if (!*more) return m_end - m_begin;
    }
}

/// The end of the record whose first line ends at `end`.
Result<std::size_t> LineReader::extendQuoted(std::size_t end) {
    const std::size_t first = end;
    while (CsvLine::endsInsideQuotes({m_buffer.data() + m_begin, end}, *m_dialect)) {
        if (end >= kMostQuoted || (m_atEnd && !m_growing && m_begin + end >= m_end)) return first;
        auto next = findEnd(end + 1);
        if (!next) return next;
        end = *next;
        if (lacksItsEnd(end)) return end >= kMostQuoted ? first : end;
    }
    return end;
}

std::string_view LineReader::take(std::size_t end) {
    std::string_view line(m_buffer.data() + m_begin, end);
    m_begin = std::min(m_begin + end + 1, m_end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

/// Whether the rest of a line that ends there may still be written.
bool LineReader::lacksItsEnd(std::size_t end) const {
    return m_growing && end < kMostLine && m_begin + end >= m_end;
}

/// A file that has nothing new needs no buffer.
void LineReader::keepOnlyTheRest() {
    m_buffer = std::vector<char>(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin),
                                 m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end));
    m_end -= m_begin;
    m_begin = 0;
}

Result<std::optional<std::string_view>> LineReader::skipHugeLine() {
    const char* from = m_buffer.data() + m_begin;
    const std::vector<char> beginning(from, from + std::min(kMostLine, m_end - m_begin));
    while (true) {
        const char* start = m_buffer.data() + m_begin;
        const void* found = std::memchr(start, '\n', m_end - m_begin);
        if (found != nullptr) {
            m_begin += static_cast<std::size_t>(static_cast<const char*>(found) - start) + 1;
            break;
        }
        m_begin = m_end;
        auto more = fill();
        if (!more) return std::move(more).error();
        if (!*more) break;
    }
    // Shown from a block in front of what follows, so that nothing unread is overwritten.
    m_buffer.insert(m_buffer.begin(), beginning.begin(), beginning.end());
    m_begin += beginning.size();
    m_end += beginning.size();
    return std::optional(std::string_view(m_buffer.data(), beginning.size()));
}

bool LineReader::nextAtHand(std::string_view& line) {
    if (m_first || m_dialect || m_begin == m_end) return false;
    const char* start = m_buffer.data() + m_begin;
    const void* found = std::memchr(start, '\n', m_end - m_begin);
    if (found == nullptr) return false;
    const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - start);
    if (end >= kMostLine) return false;
    line = take(end);
    return true;
}

Result<std::optional<std::string_view>> LineReader::next() {
    auto end = findEnd(0);
    if (!end) return std::move(end).error();
    if (lacksItsEnd(*end)) {
        keepOnlyTheRest();
        return std::optional<std::string_view>();
    }
    if (m_first) {
        m_first = false;
        if (std::string_view(m_buffer.data() + m_begin, m_end - m_begin).starts_with(kByteOrderMark)) {
            m_begin += kByteOrderMark.size();
            if (*end < kMostLine) *end -= kByteOrderMark.size();
        }
    }
    if (*end >= kMostLine) return skipHugeLine();
    if (*end == 0 && m_atEnd && m_begin == m_end) return std::optional<std::string_view>();
    if (m_dialect) {
        end = extendQuoted(*end);
        if (!end) return std::move(end).error();
        if (lacksItsEnd(*end)) return std::optional<std::string_view>();
    }
    return std::optional(take(*end));
}

}  // namespace guanlan
