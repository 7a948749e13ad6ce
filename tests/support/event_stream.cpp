// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_stream.h"

#include <random>
#include <utility>

namespace guanlan {

namespace {

/// Hands out the records of a stream one by one; now and then a partition falls silent for a while.
class StreamSource {
  public:
    StreamSource(std::size_t number, unsigned seed, std::size_t count)
        : m_number(number), m_records(randomRecords(seed, count)) {}

    [[nodiscard]] bool ended() const { return m_next == m_records.size(); }
    void emit(std::vector<StreamEvent>& events, std::mt19937& random) {
        if (m_silentFor == 0 && random() % 150 == 0) {
            m_silent = static_cast<std::uint32_t>(random() % 3);
            m_silentFor = 60;
            events.push_back({StreamEvent::Kind::Idle, m_number, {.partition = m_silent}});
        }
        if (m_silentFor > 0) --m_silentFor;
        ModelRecord record = m_records[m_next++];
        // What the silent partition would have said another one says.
        if (m_silentFor > 0 && record.partition == m_silent) record.partition = (m_silent + 1) % 3;
        record.offset = m_offsets[record.partition]++;
        events.push_back({StreamEvent::Kind::Record, m_number, std::move(record)});
        if (ended()) events.push_back({StreamEvent::Kind::End, m_number, {}});
    }

  private:
    std::size_t m_number;
    std::vector<ModelRecord> m_records;
    std::size_t m_next = 0;
    std::uint32_t m_silent = 0;
    int m_silentFor = 0;
    std::int64_t m_offsets[3] = {0, 0, 0};
};

}  // namespace

std::vector<StreamEvent> randomStreams(unsigned seed, std::size_t count) {
    std::mt19937 random(seed);
    StreamSource streams[] = {{0, seed * 2 + 1, count * 2 / 3}, {1, seed * 2 + 2, count / 3}};
    std::vector<StreamEvent> events;
    while (!streams[0].ended() || !streams[1].ended()) {
        const std::size_t turn = random() % 2;
        for (std::size_t burst = 1 + random() % 40; burst > 0 && !streams[turn].ended(); --burst)
            streams[turn].emit(events, random);
    }
    return events;
}

std::vector<SourceBatch> batchesOf(std::span<const StreamEvent> events) {
    std::vector<SourceBatch> batches;
    std::vector<ModelRecord> records;
    std::size_t stream = 0;
    std::vector<std::uint32_t> idle;
    const auto flush = [&](bool end) {
        if (records.empty() && idle.empty() && !end) return;
        batches.push_back(batchOf(records));
        batches.back().source = stream;
        batches.back().idle = std::exchange(idle, {});
        batches.back().endOfInput = end;
        records.clear();
    };
    for (const StreamEvent& event : events) {
        if (event.stream != stream || event.kind == StreamEvent::Kind::Idle) flush(false);
        stream = event.stream;
        if (event.kind == StreamEvent::Kind::Record) records.push_back(event.record);
        if (event.kind == StreamEvent::Kind::Idle) idle.push_back(event.record.partition);
        if (event.kind == StreamEvent::Kind::End) flush(true);
    }
    flush(false);
    return batches;
}

}  // namespace guanlan
