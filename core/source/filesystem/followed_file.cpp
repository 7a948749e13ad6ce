// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/followed_file.h"

namespace guanlan {

FollowedFile::FollowedFile(FileFacts facts, std::uint32_t number, std::int64_t line,
                           std::optional<CsvDialect> dialect)
    : m_facts(std::move(facts)), m_number(number), m_line(line), m_dialect(std::move(dialect)) {}

/// False when it cannot be opened now: it went away, or it is still being packed.
Result<bool> FollowedFile::open() {
    const bool packed = m_facts.path.ends_with(".gz");
    if (packed && !m_settled) return false;
    auto bytes = FileBytes::open(m_facts.path);
    if (!bytes) {
        if (bytes.error().code != ErrorCode::NotFound) return std::move(bytes).error();
        m_last = true;
        return false;
    }
    const auto kind = packed ? LineReader::Kind::Whole : LineReader::Kind::Growing;
    m_reader = std::make_unique<LineReader>(std::move(*bytes), m_dialect, kind);
    if (m_last) m_reader->endGrowth();
    m_headerDue = m_line == 0 && m_dialect && m_dialect->header;
    auto skipped = skipRead();
    if (!skipped) return std::move(skipped).error();
    return true;
}

/// A file with fewer lines than were read is another one by now, and read from its beginning.
Result<void> FollowedFile::skipRead() {
    for (std::int64_t line = 0; line < m_line; ++line) {
        auto skipped = m_reader->next();
        if (!skipped) return std::move(skipped).error();
        if (*skipped) continue;
        m_line = 0;
        m_reader.reset();
        auto bytes = FileBytes::open(m_facts.path);
        if (!bytes) return std::move(bytes).error();
        m_reader = std::make_unique<LineReader>(std::move(*bytes), m_dialect, LineReader::Kind::Growing);
        m_headerDue = m_dialect && m_dialect->header;
    }
    return {};
}

Result<void> FollowedFile::skipHeader() {
    if (!m_headerDue) return {};
    auto header = m_reader->next();
    if (!header) return std::move(header).error();
    if (!*header) return {};
    m_headerDue = false;
    ++m_line;
    return {};
}

Result<std::optional<std::string_view>> FollowedFile::next() {
    const std::optional<std::string_view> none;
    if (m_resting) return none;
    if (!m_reader) {
        auto opened = open();
        if (!opened) return std::move(opened).error();
        if (!*opened) {
            m_atEnd = m_last;
            return none;
        }
    }
    if (auto skipped = skipHeader(); !skipped) return std::move(skipped).error();
    auto line = m_headerDue ? Result<std::optional<std::string_view>>(none) : m_reader->next();
    if (!line) return line;
    m_atEnd = !*line;
    if (*line) {
        ++m_line;
        touched = true;
    } else if (m_reader->shrunk()) {
        m_line = 0;
        m_reader.reset();
        m_atEnd = false;
        touched = true;
    }
    return line;
}

void FollowedFile::noteThere(FileFacts facts) {
    m_settled = facts.size == m_facts.size;
    if (!m_settled) m_resting = false;
    m_gone = false;
    m_facts = std::move(facts);
}

void FollowedFile::noteGone() {
    if (m_gone && m_atEnd && !m_last) {
        m_last = true;
        m_atEnd = false;
        m_resting = false;
        if (m_reader) m_reader->endGrowth();
    }
    m_gone = true;
}

void FollowedFile::rest() {
    if (!m_atEnd) return;
    m_reader.reset();
    m_resting = true;
}

}  // namespace guanlan
