// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/progress_line.h"

#include <cstdio>

namespace guanlan::console {

namespace {

constexpr std::chrono::milliseconds kShareEvery{100};

}  // namespace

void ProgressLine::show(std::int64_t records) {
    if (!m_wanted) return;
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - m_at).count();
    const double rate = seconds > 0 ? static_cast<double>(records - m_records) / seconds : 0;
    std::fprintf(stderr, "\r\033[K%lld records, %.0f a second", static_cast<long long>(records), rate);
    std::fflush(stderr);
    m_at = now;
    m_records = records;
    m_shown = true;
}

void ProgressLine::showShare(double done) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_wanted || (m_shown && now - m_at < kShareEvery)) return;
    std::fprintf(stderr, "\r\033[K%.0f %%", done * 100);
    std::fflush(stderr);
    m_at = now;
    m_shown = true;
}

void ProgressLine::clear() {
    if (m_shown) std::fputs("\r\033[K", stderr);
    m_shown = false;
}

}  // namespace guanlan::console
