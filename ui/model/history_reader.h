// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/worker.h"
#include "core/store/history.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <string>

namespace guanlan {

/// Reads history on a thread of its own and answers on the UI thread; the UI never waits for the disk.
/// Requests are answered in order. An answer whose receiver is gone is dropped.
class HistoryReader : public QObject {
    Q_OBJECT
  public:
    explicit HistoryReader(std::string folder, QObject* parent = nullptr);
    ~HistoryReader() override;

    template <typename T>
    void ask(QObject* receiver, std::function<Result<T>(History&)> question,
             std::function<void(Result<T>)> answer) {
        const QPointer<QObject> guard(receiver);
        post([this, guard, question = std::move(question),
              answer = std::move(answer)](const Result<History*>& history) {
            auto result =
                std::make_shared<Result<T>>(history.ok() ? question(**history) : Result<T>(history.error()));
            QMetaObject::invokeMethod(
                this,
                [guard, answer, result] {
                    if (guard) answer(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

  private:
    using Job = std::function<void(const Result<History*>&)>;
    void post(Job job);
    void work(const std::atomic<bool>& stopping);

    std::string m_folder;
    BoundedQueue<Job> m_jobs;
    Worker m_worker;
};

}  // namespace guanlan
