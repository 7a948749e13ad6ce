// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/interrupt.h"

#include <csignal>

namespace guanlan::console {

namespace {

std::atomic<bool> g_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "written by a signal handler");

extern "C" void noteInterrupt(int) {
    g_interrupted.store(true);
}

}  // namespace

void catchInterrupts() {
    std::signal(SIGINT, noteInterrupt);
    std::signal(SIGTERM, noteInterrupt);
}

const std::atomic<bool>& interrupted() {
    return g_interrupted;
}

}  // namespace guanlan::console
