// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_line.h"

#include <cstring>

namespace guanlan {

namespace {

/// Index of the quote that ends the field opened before `from`; npos when there is none.
std::size_t closingQuote(std::string_view line, std::size_t from, const CsvDialect& dialect, bool& rewrite) {
    for (std::size_t i = from; i < line.size(); ++i) {
        if (dialect.escape && line[i] == *dialect.escape && *dialect.escape != *dialect.quote) {
            rewrite = true;
            ++i;
            continue;
        }
        if (line[i] != *dialect.quote) continue;
        if (i + 1 >= line.size() || line[i + 1] != *dialect.quote) return i;
        rewrite = true;
        ++i;
    }
    return std::string_view::npos;
}

std::string withoutEscapes(std::string_view text, const CsvDialect& dialect) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == *dialect.quote || (dialect.escape && text[i] == *dialect.escape);
        if (escape && i + 1 < text.size()) ++i;
        plain += text[i];
    }
    return plain;
}

}  // namespace

bool CsvLine::cut(std::string_view line) {
    m_fields.clear();
    m_unquoted.clear();
    std::size_t at = 0;
    while (true) {
        if (m_dialect.quote && at < line.size() && line[at] == *m_dialect.quote) {
            if (!takeQuoted(line, at)) return false;
        } else {
            takePlain(line, at);
        }
        if (at >= line.size()) return true;
        ++at;  // the delimiter; a line that ends with one has an empty last field
    }
}

void CsvLine::takePlain(std::string_view line, std::size_t& at) {
    const void* found =
        at < line.size() ? std::memchr(line.data() + at, m_dialect.delimiter, line.size() - at) : nullptr;
    const std::size_t end = found == nullptr
                                ? line.size()
                                : static_cast<std::size_t>(static_cast<const char*>(found) - line.data());
    m_fields.push_back(line.substr(at, end - at));
    at = end;
}

bool CsvLine::takeQuoted(std::string_view line, std::size_t& at) {
    bool rewrite = false;
    const std::size_t end = closingQuote(line, at + 1, m_dialect, rewrite);
    if (end == std::string_view::npos) return false;
    const std::string_view inside = line.substr(at + 1, end - at - 1);
    at = end + 1;
    if (at < line.size() && line[at] != m_dialect.delimiter) return false;
    if (rewrite) {
        m_unquoted.push_back(withoutEscapes(inside, m_dialect));
        m_fields.emplace_back(m_unquoted.back());
    } else {
        m_fields.push_back(inside);
    }
    return true;
}

bool CsvLine::endsInsideQuotes(std::string_view text, const CsvDialect& dialect) {
    if (!dialect.quote || std::memchr(text.data(), *dialect.quote, text.size()) == nullptr) return false;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == *dialect.quote) {
            bool rewrite = false;
            const std::size_t end = closingQuote(text, at + 1, dialect, rewrite);
            if (end == std::string_view::npos) return true;
            at = end + 1;
        }
        at = text.find(dialect.delimiter, at);
        if (at == std::string_view::npos) return false;
        ++at;
    }
    return false;
}

}  // namespace guanlan
