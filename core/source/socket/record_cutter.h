// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Cuts a stream of bytes into records at a delimiter. Of a record past `most` bytes only the beginning is
/// kept, a byte more than allowed, so that the decoder refuses and counts it.
class RecordCutter {
  public:
    RecordCutter(char delimiter, std::size_t most) : m_delimiter(delimiter), m_most(most) {}

    /// Appends the records that are complete.
    void add(std::string_view bytes, std::vector<std::string>& out) {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find(m_delimiter);
            keep(bytes.substr(0, end));
            if (end == std::string_view::npos) return;
            bytes.remove_prefix(end + 1);
            finish(out);
        }
    }
    /// The stream has ended: what is left is a record too.
    void finish(std::vector<std::string>& out) {
        if (m_delimiter == '\n' && m_rest.ends_with('\r')) m_rest.pop_back();
        if (!m_rest.empty()) out.push_back(std::move(m_rest));  // an empty line is no record
        m_rest.clear();
    }

  private:
    void keep(std::string_view bytes) {
        const std::size_t room = m_most + 1 - std::min(m_most + 1, m_rest.size());
        m_rest.append(bytes.substr(0, room));
    }

    char m_delimiter;
    std::size_t m_most;
    std::string m_rest;
};

}  // namespace guanlan
