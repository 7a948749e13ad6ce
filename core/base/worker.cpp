// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker.h"

#ifdef __linux__
#include <pthread.h>
#endif

namespace guanlan {

namespace {

constexpr std::size_t kLongestThreadName = 15;  // Linux keeps 16 bytes with the terminating zero

void nameThisThread([[maybe_unused]] const std::string& name) {
#ifdef __linux__
    pthread_setname_np(pthread_self(), name.substr(0, kLongestThreadName).c_str());
#endif
}

}  // namespace

void Worker::start(std::string name, Body body) {
    stop();
    m_stopping.store(false);
    m_thread = std::thread([this, name = std::move(name), body = std::move(body)] {
        nameThisThread(name);
        body(m_stopping);
    });
}

void Worker::stop() {
    requestStop();
    if (m_thread.joinable()) m_thread.join();
}

}  // namespace guanlan
