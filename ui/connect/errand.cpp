// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/errand.h"

namespace guanlan {

void Errand::run(const char* name, Work work) {
    m_name = name;
    m_next = std::move(work);
    ++m_turn;
    if (m_busy) {
        m_worker.requestStop();
    } else {
        m_busy = true;
        launch();
        emit busyChanged(true);
    }
}

void Errand::stop() {
    m_next = {};
    m_worker.requestStop();
}

void Errand::forget() {
    ++m_turn;
    stop();
}

void Errand::launch() {
    m_worker.start(m_name,
                   [this, work = std::move(m_next), turn = m_turn](const std::atomic<bool>& stopping) {
                       work(stopping, [this, turn](std::function<void()> news) {
                           QMetaObject::invokeMethod(this, [this, turn, news = std::move(news)] {
                               if (turn == m_turn) news();
                           });
                       });
                       QMetaObject::invokeMethod(this, [this] { ended(); });
                   });
    m_next = {};
}

void Errand::ended() {
    m_worker.stop();  // its thread has nothing left to do
    if (m_next) {
        launch();
        return;
    }
    m_busy = false;
    emit busyChanged(false);
}

}  // namespace guanlan
