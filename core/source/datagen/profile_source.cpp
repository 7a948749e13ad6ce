// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/profile_source.h"

#include "core/decode/decoder.h"
#include "core/decode/option_values.h"
#include "core/source/datagen/datagen_source.h"
#include "core/source/datagen/event_stream.h"
#include "core/source/health_note.h"

#include <atomic>
#include <thread>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kNap{10};
constexpr std::int64_t kUsualPerSecond = 800;

struct ProfilePlan {
    DatagenPace pace{};
    EventFaults faults{};
    std::uint32_t partitions = 1;
    Micros idleTimeout = 0;
};

struct GeneratedPartition {
    std::int64_t next = 0;
    std::int64_t delivered = 0;  ///< by earlier runs: made again and passed over
    Micros lastArrival = kMinTime;
    bool idle = false;
    bool touched = true;
};

class ProfileSource final : public Source {
  public:
    ProfileSource(const TableDefinition& table, const SourceSettings& settings, ProfilePlan plan,
                  std::unique_ptr<Decoder> decoder)
        : m_table(table),
          m_settings(settings),
          m_plan(plan),
          m_decoder(std::move(decoder)),
          m_partitions(plan.partitions),
          m_health(settings.clock) {}

    Result<void> open(const std::vector<SourcePosition>& known) override {
        DatagenStart start = datagenStartOf(m_table, m_plan.pace.start, m_settings.clock->now(), known);
        m_identity = std::move(start.identity);
        for (const auto& [partition, next] : start.nextOffsets) {
            if (partition < m_partitions.size()) m_partitions[partition].delivered = next;
        }
        auto profile = createEventProfile(m_table, m_plan.pace, m_settings.zone);
        if (!profile) return std::move(profile).error();
        m_stream.emplace(std::move(*profile), start.start, m_plan.pace.seed, m_plan.partitions,
                         m_plan.faults);
        m_health.set(SourceHealth::State::Reading);
        return {};
    }

    Result<SourceBatch> next(std::chrono::milliseconds wait) override {
        const Clock& clock = *m_settings.clock;
        const Micros deadline = clock.monotonic() + wait.count() * kMilli;
        SourceBatch batch;
        batch.source = m_settings.index;
        m_inBatch = 0;
        while (!m_stopped && !ended()) {
            batch.received = clock.monotonic();
            if (auto taken = takeArrived(clock.now(), batch); !taken) return std::move(taken).error();
            if (m_inBatch > 0 || !batch.idle.empty() || clock.monotonic() >= deadline) break;
            std::this_thread::sleep_for(kNap);
        }
        m_decoder->seal(batch);
        noteProgress(batch);
        batch.endOfInput = ended();
        if (ended()) m_health.set(SourceHealth::State::Ended);
        return batch;
    }

    [[nodiscard]] std::string identity() const override { return m_identity; }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override { m_stopped = true; }

  private:
    [[nodiscard]] bool ended() const { return m_plan.pace.records && m_made >= *m_plan.pace.records; }

    /// Up to a batch of records; ends where a partition becomes idle, which is told before what follows.
    Result<void> takeArrived(Micros now, SourceBatch& batch) {
        while (!m_stopped && !ended() && m_inBatch < m_settings.batchRows && m_stream->ready(now)) {
            if (noteIdle(m_stream->front().arrival, batch)) return {};
            const StreamedRecord& arrived = m_stream->front();
            GeneratedPartition& partition = m_partitions[arrived.partition];
            partition.lastArrival = arrived.arrival;
            partition.idle = false;
            const std::int64_t offset = partition.next++;
            ++m_made;
            if (offset >= partition.delivered) {
                partition.touched = true;
                ++m_inBatch;
                const RawRecord raw{.partition = arrived.partition,
                                    .offset = offset,
                                    .value = arrived.record,
                                    .timestamp = floorTo(arrived.arrival, kMilli)};
                if (auto appended = m_decoder->append(raw); !appended) return appended;
            }
            m_stream->pop();
        }
        return {};
    }

    /// True when the batch must end first, since it holds rows already. Measured in the time of the events.
    bool noteIdle(Micros now, SourceBatch& batch) {
        if (m_plan.idleTimeout == 0) return false;
        for (std::uint32_t number = 0; number < m_partitions.size(); ++number) {
            GeneratedPartition& partition = m_partitions[number];
            const Micros since = std::max(partition.lastArrival, m_firstArrival);
            if (m_firstArrival == kMinTime || partition.idle || now - since < m_plan.idleTimeout) continue;
            if (m_inBatch > 0) return true;
            partition.idle = true;
            batch.idle.push_back(number);
        }
        if (m_firstArrival == kMinTime) m_firstArrival = now;
        return false;
    }

    void noteProgress(SourceBatch& batch) {
        for (std::uint32_t number = 0; number < m_partitions.size(); ++number) {
            GeneratedPartition& partition = m_partitions[number];
            if (!std::exchange(partition.touched, false)) continue;
            batch.progress.push_back(
                {.partition = number, .nextOffset = std::max(partition.next, partition.delivered)});
        }
    }

    TableDefinition m_table;
    SourceSettings m_settings;
    ProfilePlan m_plan;
    std::unique_ptr<Decoder> m_decoder;
    std::vector<GeneratedPartition> m_partitions;
    HealthNote m_health;
    std::atomic<bool> m_stopped = false;
    std::string m_identity;
    std::optional<EventStream> m_stream;
    Micros m_firstArrival = kMinTime;
    std::int64_t m_made = 0;  // records of all runs
    std::size_t m_inBatch = 0;
};

Result<ProfilePlan> profilePlanOf(const TableDefinition& table, const SourceSettings& settings) {
    constexpr std::int64_t kMostPartitions = 1024;
    ProfilePlan plan;
    auto pace = datagenPaceOf(table, settings.zone, kUsualPerSecond);
    if (!pace) return std::move(pace).error();
    plan.pace = *pace;
    auto faults = eventFaultsOf(table);
    if (!faults) return std::move(faults).error();
    plan.faults = *faults;
    auto partitions = countOption(table, "guanlan.partitions", 1, 1);
    if (!partitions) return std::move(partitions).error();
    if (*partitions > kMostPartitions)
        return wrongOptionValue(table, "guanlan.partitions", "There can be 1024");
    plan.partitions = static_cast<std::uint32_t>(*partitions);
    auto idle = durationOption(table, "scan.watermark.idle-timeout", settings.idleTimeout);
    if (!idle) return std::move(idle).error();
    plan.idleTimeout = *idle;
    return plan;
}

}  // namespace

Result<std::unique_ptr<Source>> createProfileSource(const TableDefinition& given,
                                                    const SourceSettings& settings) {
    TableDefinition table = given;
    table.options.insert({"format", "json"});
    auto plan = profilePlanOf(table, settings);
    if (!plan) return std::move(plan).error();
    if (auto profile = createEventProfile(table, plan->pace, settings.zone); !profile)
        return std::move(profile).error();
    auto decoder =
        createDecoder(table, {.zone = settings.zone, .needed = settings.needed, .tap = settings.tap});
    if (!decoder) return std::move(decoder).error();
    return std::unique_ptr<Source>(
        std::make_unique<ProfileSource>(table, settings, *plan, std::move(*decoder)));
}

}  // namespace guanlan
