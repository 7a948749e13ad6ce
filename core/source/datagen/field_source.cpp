// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/field_source.h"

#include "core/decode/option_values.h"
#include "core/decode/record_builder.h"
#include "core/source/datagen/datagen_options.h"
#include "core/source/datagen/datagen_source.h"
#include "core/source/datagen/field_generator.h"
#include "core/source/health_note.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace guanlan {

namespace {

constexpr std::chrono::milliseconds kNap{10};

class FieldSource final : public Source {
  public:
    FieldSource(const TableDefinition& table, const SourceSettings& settings, DatagenPace pace,
                std::unique_ptr<RecordBuilder> records, std::vector<FieldGenerator> fields)
        : m_table(table),
          m_settings(settings),
          m_pace(pace),
          m_records(std::move(records)),
          m_fields(std::move(fields)),
          m_health(settings.clock) {
        for (const FieldGenerator& field : m_fields) {
            if (const auto most = field.records()) m_most = std::min(m_most.value_or(*most), *most);
        }
        if (m_pace.records) m_most = std::min(m_most.value_or(*m_pace.records), *m_pace.records);
    }

    Result<void> open(const std::vector<SourcePosition>& known) override {
        DatagenStart start = datagenStartOf(m_table, m_pace.start, m_settings.clock->now(), known);
        m_start = start.start;
        m_identity = std::move(start.identity);
        if (const auto at = start.nextOffsets.find(0); at != start.nextOffsets.end()) m_next = at->second;
        m_health.set(SourceHealth::State::Reading);
        return {};
    }

    Result<SourceBatch> next(std::chrono::milliseconds wait) override {
        const Clock& clock = *m_settings.clock;
        const Micros deadline = clock.monotonic() + wait.count() * kMilli;
        SourceBatch batch;
        batch.source = m_settings.index;
        while (!m_stopped && !ended()) {
            batch.received = clock.monotonic();
            const Micros now = clock.now();
            while (!ended() && m_records->rows() < m_settings.batchRows && timeOf(m_next) <= now)
                make();
            if (m_records->rows() > 0 || clock.monotonic() >= deadline) break;
            std::this_thread::sleep_for(kNap);
        }
        if (m_records->rows() > 0) batch.progress.push_back({.partition = 0, .nextOffset = m_next});
        m_records->seal(batch);
        batch.endOfInput = ended();
        if (ended()) m_health.set(SourceHealth::State::Ended);
        return batch;
    }

    [[nodiscard]] std::string identity() const override { return m_identity; }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override { m_stopped = true; }

  private:
    [[nodiscard]] bool ended() const { return m_most && m_next >= *m_most; }
    [[nodiscard]] Micros timeOf(std::int64_t record) const {
        return m_start + record / m_pace.perSecond * kSecond +
               record % m_pace.perSecond * kSecond / m_pace.perSecond;
    }
    void make() {
        const Micros time = timeOf(m_next);
        std::size_t field = 0;
        for (const RecordBuilder::Wanted& wanted : m_records->wanted())
            m_fields[field++].append(*wanted.builder, m_next, time, m_settings.zone);
        m_records->accept({.partition = 0, .offset = m_next});
        ++m_next;
    }

    TableDefinition m_table;
    SourceSettings m_settings;
    DatagenPace m_pace;
    std::unique_ptr<RecordBuilder> m_records;
    std::vector<FieldGenerator> m_fields;
    HealthNote m_health;
    std::atomic<bool> m_stopped = false;
    std::string m_identity;
    std::optional<std::int64_t> m_most;
    Micros m_start = 0;
    std::int64_t m_next = 0;
};

}  // namespace

Result<std::unique_ptr<Source>> createFieldSource(const TableDefinition& table,
                                                  const SourceSettings& settings) {
    constexpr std::int64_t kFlinksPace = 10'000;
    auto pace = datagenPaceOf(table, settings.zone, kFlinksPace);
    if (!pace) return std::move(pace).error();
    auto records = RecordBuilder::create(table, {.zone = settings.zone}, "datagen.ignore-parse-errors");
    if (!records) return std::move(records).error();
    std::vector<FieldGenerator> fields;
    for (const TableColumn& column : table.columns) {
        if (column.kind != TableColumn::Kind::Physical) continue;
        auto field = FieldGenerator::create(table, column, pace->seed);
        if (!field) return std::move(field).error();
        fields.push_back(std::move(*field));
    }
    return std::unique_ptr<Source>(
        std::make_unique<FieldSource>(table, settings, *pace, std::move(*records), std::move(fields)));
}

}  // namespace guanlan
