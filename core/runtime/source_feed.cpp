// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/source_feed.h"

namespace guanlan {

namespace {

constexpr auto kLongestRead = std::chrono::milliseconds(50);

bool saysSomething(const SourceBatch& batch) {
    return !batch.rows.empty() || !batch.bad.empty() || !batch.progress.empty() || !batch.idle.empty() ||
           batch.endOfInput;
}

}  // namespace

SourceFeed::SourceFeed(std::unique_ptr<Source> source, std::vector<SourcePosition> known, std::size_t index,
                       FeedQueue& queue)
    : m_source(std::move(source)), m_known(std::move(known)), m_index(index), m_queue(queue) {
    m_worker.start("guanlan-source", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

SourceFeed::~SourceFeed() {
    requestStop();
    m_worker.stop();
}

void SourceFeed::requestStop() {
    m_worker.requestStop();
    m_source->stop();
}

void SourceFeed::run(const std::atomic<bool>& stopping) {
    if (const Result<void> opened = m_source->open(m_known); !opened) {
        (void)deliver(opened.error());
        return;
    }
    while (!stopping.load()) {
        if (!deliver(m_source->next(kLongestRead))) return;
    }
}

bool SourceFeed::deliver(Result<SourceBatch> next) {
    Feed feed;
    if (next) {
        if (!saysSomething(*next)) return true;
        feed.batch = std::move(*next);
    } else {
        feed.failed = next.error();
    }
    feed.batch.source = m_index;
    feed.identity = m_source->identity();
    const bool last = feed.failed.has_value() || feed.batch.endOfInput;
    return m_queue.push(std::move(feed)) && !last;
}

}  // namespace guanlan
