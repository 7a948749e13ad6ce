// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/worker.h"
#include "core/source/source.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// One step of a source on its way to the engine.
struct Feed {
    SourceBatch batch;
    std::string identity;           ///< of the source, for its stored position
    std::optional<Error> failed{};  ///< the source cannot go on; `batch` holds what came before
};
using FeedQueue = BoundedQueue<Feed>;

/// The thread of one source: reads and decodes into the queue, and waits when the engine is behind.
class SourceFeed {
  public:
    SourceFeed(std::unique_ptr<Source> source, std::vector<SourcePosition> known, std::size_t index,
               FeedQueue& queue);
    ~SourceFeed();

    [[nodiscard]] SourceHealth health() const { return m_source->health(); }
    void requestStop();

  private:
    void run(const std::atomic<bool>& stopping);
    [[nodiscard]] bool deliver(Result<SourceBatch> next);

    std::unique_ptr<Source> m_source;
    std::vector<SourcePosition> m_known;
    std::size_t m_index;
    FeedQueue& m_queue;
    Worker m_worker;
};

}  // namespace guanlan
