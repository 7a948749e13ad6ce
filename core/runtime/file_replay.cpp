// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/file_replay.h"

#include "core/decode/csv/csv_decoder.h"
#include "core/decode/csv/csv_line.h"
#include "core/decode/decoder.h"
#include "core/decode/number_text.h"
#include "core/sink/kafka/kafka_producer.h"
#include "core/source/filesystem/file_bytes.h"
#include "core/source/filesystem/line_reader.h"
#include "core/source/kafka/kafka_login.h"

#include <algorithm>
#include <thread>

namespace guanlan {

namespace {

constexpr Micros kLongestNap = 50 * kMilli;
constexpr Micros kTellEvery = 200 * kMilli;

/// Reads one field of every line. The text is valid until the next call.
class FieldReader {
  public:
    virtual ~FieldReader() = default;
    virtual std::optional<std::string_view> read(std::string_view line) = 0;
};

class CsvField final : public FieldReader {
  public:
    explicit CsvField(std::size_t number) : m_line(CsvDialect{}), m_number(number) {}
    std::optional<std::string_view> read(std::string_view line) override {
        if (!m_line.cut(line) || m_line.fields().size() < m_number) return std::nullopt;
        return m_line.fields()[m_number - 1];
    }

  private:
    CsvLine m_line;
    std::size_t m_number;
};

/// A table of one text column, decoded line by line.
class JsonField final : public FieldReader {
  public:
    explicit JsonField(std::unique_ptr<Decoder> decoder) : m_decoder(std::move(decoder)) {}
    std::optional<std::string_view> read(std::string_view line) override {
        if (!m_decoder->append({.value = line})) return std::nullopt;
        m_decoder->seal(m_batch);
        if (m_batch.rows.rows() != 1 || m_batch.rows.column(0).isNull(0)) return std::nullopt;
        return m_batch.rows.column(0).text(0);
    }

  private:
    std::unique_ptr<Decoder> m_decoder;
    SourceBatch m_batch;
};

Result<std::unique_ptr<FieldReader>> fieldReaderOf(const std::string& field) {
    if (const auto number = parseInteger(field)) {
        if (*number >= 1) return std::unique_ptr<FieldReader>(std::make_unique<CsvField>(*number));
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "replay.field",
                     .what = "there is no column '" + field + "'",
                     .next = "CSV columns are counted from 1"};
    }
    TableDefinition table{.name = "replay", .options = {{"format", "json"}}};
    table.columns.push_back({.name = field, .type = DataType::string()});
    auto decoder = createDecoder(table, {});
    if (!decoder) return std::move(decoder).error();
    return std::unique_ptr<FieldReader>(std::make_unique<JsonField>(std::move(*decoder)));
}

Result<std::unique_ptr<KafkaProducer>> producerOf(const FileReplayPlan& plan) {
    TableDefinition table{.name = plan.topic, .options = {{"properties.bootstrap.servers", plan.broker}}};
    for (const auto& [name, value] : plan.properties)
        table.options["properties." + name] = value;
    if (!plan.passwordSecret.empty()) table.options["guanlan.password-secret"] = plan.passwordSecret;
    const auto properties = kafkaPropertiesWithLogin(table, KafkaRole::Producer, plan.secrets);
    if (!properties) return properties.error();
    return KafkaProducer::create(*properties, plan.topic);
}

Result<std::unique_ptr<LineReader>> linesOf(const FileReplayPlan& plan) {
    auto bytes = FileBytes::open(plan.path);
    if (!bytes) return std::move(bytes).error();
    return std::make_unique<LineReader>(std::move(*bytes), std::nullopt);
}

/// What one run works with.
class Sending {
  public:
    Sending(const FileReplayPlan& plan, const std::atomic<bool>& stopped,
            const std::function<void(const FileReplay::Count&)>& progress)
        : m_plan(plan), m_stopped(stopped), m_progress(progress) {}

    Result<void> prepare() {
        if (auto prepared = prepareField(m_plan.keyField, m_key); !prepared) return prepared;
        if (auto prepared = prepareField(m_plan.timeField, m_time); !prepared) return prepared;
        auto lines = linesOf(m_plan);
        if (!lines) return std::move(lines).error();
        m_lines = std::move(*lines);
        auto producer = producerOf(m_plan);
        if (!producer) return std::move(producer).error();
        m_producer = std::move(*producer);
        return {};
    }

    Result<FileReplay::Count> run() {
        bool skip = m_plan.header;
        while (!m_stopped.load()) {
            auto line = m_lines->next();
            if (!line) return std::move(line).error();
            if (!*line) break;
            if (std::exchange(skip, false)) continue;
            if (auto sent = send(**line); !sent) return std::move(sent).error();
        }
        if (auto flushed = m_producer->flush(); !flushed) return std::move(flushed).error();
        m_progress(m_count);
        return m_count;
    }

  private:
    static Result<void> prepareField(const std::string& field, std::unique_ptr<FieldReader>& reader) {
        if (field.empty()) return {};
        auto made = fieldReaderOf(field);
        if (!made) return std::move(made).error();
        reader = std::move(*made);
        return {};
    }

    Result<void> send(std::string_view line) {
        KafkaProducer::Record record{.value = line};
        if (m_time) {
            readTime(line);
            record.timestamp = m_eventTime;
            if (auto waited = awaitTurn(); !waited) return waited;
            if (m_stopped.load()) return {};
        }
        if (m_key) record.key = m_key->read(line);
        if (auto sent = m_producer->send(record); !sent) return sent;
        ++m_count.records;
        m_count.bytes += static_cast<std::int64_t>(line.size());
        return tellIfDue();
    }

    void readTime(std::string_view line) {
        const auto text = m_time->read(line);
        const auto time = text ? readEventTime(*text, m_plan.zone) : std::nullopt;
        if (time) {
            m_eventTime = *time;
        } else {
            ++m_count.withoutTime;
        }
    }

    /// Sleeps until the clock has come as far as the event time has; an event out of order goes at once.
    Result<void> awaitTurn() {
        if (m_plan.speed <= 0 || !m_eventTime) return {};
        if (!m_firstTime) {
            m_firstTime = m_eventTime;
            m_began = m_clock.monotonic();
        }
        const auto after = static_cast<double>(*m_eventTime - *m_firstTime) / m_plan.speed;
        while (!m_stopped.load()) {
            const auto left = after - static_cast<double>(m_clock.monotonic() - m_began);
            if (left <= 0) return {};
            if (auto served = tellIfDue(); !served) return served;
            std::this_thread::sleep_for(
                std::chrono::microseconds(std::min(kLongestNap, static_cast<Micros>(left) + 1)));
        }
        return {};
    }

    Result<void> tellIfDue() {
        const Micros now = m_clock.monotonic();
        if (now < m_tellAt) return {};
        m_tellAt = now + kTellEvery;
        m_progress(m_count);
        return m_producer->serve();
    }

    const FileReplayPlan& m_plan;
    const std::atomic<bool>& m_stopped;
    const std::function<void(const FileReplay::Count&)>& m_progress;
    const SystemClock m_clock{};
    std::unique_ptr<FieldReader> m_key;
    std::unique_ptr<FieldReader> m_time;
    std::unique_ptr<LineReader> m_lines;
    std::unique_ptr<KafkaProducer> m_producer;
    FileReplay::Count m_count;
    std::optional<Micros> m_eventTime;
    std::optional<Micros> m_firstTime;
    Micros m_began = 0;
    Micros m_tellAt = 0;
};

}  // namespace

std::optional<Micros> readEventTime(std::string_view text, const Zone& zone) {
    constexpr std::int64_t kMostSeconds = 100'000'000'000;     // in the year 5138
    constexpr std::int64_t kMostMillis = kMostSeconds * 1000;  // so are these
    constexpr std::int64_t kMostMicros = kMostMillis * 1000;
    if (const auto number = parseInteger(text)) {
        if (*number <= -kMostMicros || *number >= kMostMicros) return std::nullopt;
        const std::int64_t size = *number < 0 ? -*number : *number;
        if (size < kMostSeconds) return *number * kSecond;
        if (size < kMostMillis) return *number * kMilli;
        return *number;
    }
    const auto parsed = parseTimestamp(text);
    if (!parsed) return std::nullopt;
    return parsed->utcOffset ? parsed->wallTime - *parsed->utcOffset : zone.toUtc(parsed->wallTime);
}

Result<FileReplay::Count> FileReplay::run(const std::function<void(const Count&)>& progress) {
    Sending sending(m_plan, m_stopped, progress);
    if (auto prepared = sending.prepare(); !prepared) return std::move(prepared).error();
    return sending.run();
}

}  // namespace guanlan
