// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace guanlan {

/// The processor time of the calling thread: unlike a clock on the wall it holds nothing of what else a busy
/// machine does.
inline double threadMilliseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace guanlan
