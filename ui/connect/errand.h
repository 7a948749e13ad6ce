// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"

#include <QObject>

#include <functional>

namespace guanlan {

/// Work that waits for somebody, one at a time and away from the UI thread. A new errand takes the place of
/// the one under way, which is asked to stop; the caller never waits. UI thread.
class Errand : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;
    /// What the work hands to deliver() reaches the UI thread only while nothing newer was asked for.
    using Deliver = std::function<void(std::function<void()>)>;
    using Work = std::function<void(const std::atomic<bool>& stopping, const Deliver& deliver)>;
    void run(const char* name, Work work);
    /// What it has found so far is still delivered.
    void stop();
    /// Nothing is delivered any more.
    void forget();
    [[nodiscard]] bool busy() const { return m_busy; }

  signals:
    void busyChanged(bool busy);

  private:
    void launch();
    void ended();

    const char* m_name = "";
    Work m_next{};
    int m_turn = 0;  // of what is delivered
    bool m_busy = false;
    Worker m_worker{};  // last: its thread uses the members above
};

}  // namespace guanlan
