// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace guanlan::console {

/// One line on standard error that says how far long work is, written over itself.
class ProgressLine {
  public:
    /// Silent where it is not wanted: there is no terminal, or rows are shown on it.
    explicit ProgressLine(bool wanted) : m_wanted(wanted) {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(std::int64_t records);
    void showShare(double done);
    /// Before anything else is written there.
    void clear();

  private:
    const bool m_wanted;
    bool m_shown = false;
    std::int64_t m_records = 0;
    std::chrono::steady_clock::time_point m_at = std::chrono::steady_clock::now();
};

}  // namespace guanlan::console
