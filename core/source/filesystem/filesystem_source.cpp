// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/filesystem_source.h"

#include "core/decode/decoder.h"
#include "core/decode/option_values.h"
#include "core/plan/boundedness.h"
#include "core/source/filesystem/file_list.h"
#include "core/source/filesystem/following_source.h"
#include "core/source/filesystem/line_reader.h"
#include "core/source/health_note.h"

#include <atomic>

namespace guanlan {

namespace {

/// A batch of long records is cut before its rows are full.
constexpr std::size_t kMostBatchBytes = 8 * 1024 * 1024;
constexpr const char* kMonitorInterval = "source.monitor-interval";
constexpr const char* kTail = "guanlan.tail";

class FilesystemSource final : public Source {
  public:
    FilesystemSource(const SourceSettings& settings, std::string path, std::unique_ptr<Decoder> decoder,
                     std::optional<CsvDialect> dialect)
        : m_settings(settings),
          m_path(std::move(path)),
          m_decoder(std::move(decoder)),
          m_dialect(std::move(dialect)),
          m_health(settings.clock) {}

    Result<void> open(const std::vector<SourcePosition>& known) override {
        auto files = listFiles(m_path);
        if (!files) return std::move(files).error();
        m_files = std::move(*files);
        m_health.set(SourceHealth::State::Reading);
        for (const SourcePosition& position : known) {
            const auto at = position.nextOffsets.find(0);
            if (position.identity == identity() && at != position.nextOffsets.end())
                return skipTo(at->second);
        }
        return {};
    }

    Result<SourceBatch> next(std::chrono::milliseconds) override {
        SourceBatch batch;
        batch.source = m_settings.index;
        batch.received = m_settings.clock->monotonic();
        std::size_t bytes = 0;
        std::size_t lines = 0;
        while (!m_ended && !m_stopped && lines < m_settings.batchRows && bytes < kMostBatchBytes) {
            std::string_view line;
            if (!m_reader || !m_reader->nextAtHand(line)) {
                auto read = nextLine();
                if (!read) return std::move(read).error();
                if (!*read) break;
                line = **read;
            }
            ++lines;
            bytes += line.size();
            if (auto appended = append(line); !appended) return std::move(appended).error();
        }
        m_decoder->seal(batch);
        batch.progress.push_back({.partition = 0, .nextOffset = m_line});
        batch.endOfInput = m_ended;
        if (m_ended) m_health.set(SourceHealth::State::Ended);
        return batch;
    }

    [[nodiscard]] std::string identity() const override { return "file:" + m_path; }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override { m_stopped = true; }

  private:
    Result<void> append(std::string_view line) {
        m_record.offset = m_line++;
        if (line.empty()) return {};  // a blank line is no record
        m_record.value = line;
        return m_decoder->append(m_record);
    }

    /// The next line of the current file or of the one after it; empty, and m_ended set, behind the last.
    Result<std::optional<std::string_view>> nextLine() {
        while (true) {
            if (!m_reader) {
                if (m_nextFile == m_files.size()) {
                    m_ended = true;
                    return std::optional<std::string_view>();
                }
                if (auto opened = openNextFile(); !opened) return std::move(opened).error();
            }
            auto line = m_reader->next();
            if (!line || *line) return line;
            m_reader.reset();
        }
    }

    Result<void> openNextFile() {
        m_openFile = m_nextFile++;
        m_files[m_openFile].firstOffset = m_line;
        m_record.file = &m_files[m_openFile];
        auto bytes = FileBytes::open(m_files[m_openFile].path);
        if (!bytes) return std::move(bytes).error();
        m_reader = std::make_unique<LineReader>(std::move(*bytes), m_dialect);
        if (!m_dialect || !m_dialect->header) return {};
        auto header = m_reader->next();
        if (!header) return std::move(header).error();
        ++m_line;
        return {};
    }

    Result<void> skipTo(std::int64_t target) {
        while (m_line < target) {
            auto line = nextLine();
            if (!line) return std::move(line).error();
            if (!*line) return {};  // shorter than when it was read: nothing is left
            ++m_line;
        }
        return {};
    }

    SourceSettings m_settings;
    std::string m_path;
    std::unique_ptr<Decoder> m_decoder;
    std::optional<CsvDialect> m_dialect;
    HealthNote m_health;
    std::atomic<bool> m_stopped = false;
    std::vector<FileFacts> m_files;
    std::size_t m_nextFile = 0;
    std::size_t m_openFile = 0;
    std::unique_ptr<LineReader> m_reader;
    RawRecord m_record;
    std::int64_t m_line = 0;
    bool m_ended = false;
};

Result<std::unique_ptr<Source>> create(const TableDefinition& table, const SourceSettings& settings) {
    if (auto tail = flagOption(table, kTail); !tail) return std::move(tail).error();
    auto decoder =
        createDecoder(table, {.zone = settings.zone, .needed = settings.needed, .tap = settings.tap});
    if (!decoder) return std::move(decoder).error();
    std::optional<CsvDialect> dialect;
    if (table.option("format") == "csv") {
        auto read = csvDialectOf(table);
        if (!read) return std::move(read).error();
        dialect = std::move(*read);
    }
    std::string path = resolvePath(table.option("path"), settings.baseFolder);
    if (isBounded(table)) {
        return std::unique_ptr<Source>(std::make_unique<FilesystemSource>(
            settings, std::move(path), std::move(*decoder), std::move(dialect)));
    }
    auto look = durationOption(table, kMonitorInterval, kSecond);
    if (!look) return std::move(look).error();
    auto idle = durationOption(table, "scan.watermark.idle-timeout", settings.idleTimeout);
    if (!idle) return std::move(idle).error();
    FollowPlan plan{
        .path = std::move(path), .dialect = std::move(dialect), .lookEvery = *look, .idleTimeout = *idle};
    return std::unique_ptr<Source>(
        std::make_unique<FollowingSource>(settings, std::move(plan), std::move(*decoder)));
}

}  // namespace

const SourceKind kFilesystemSource{
    .component = {.name = "filesystem",
                  .source = true,
                  .options = {"path", "format", kMonitorInterval, kTail, "source.report-statistics"},
                  .required = {"path", "format"}},
    .create = create};

}  // namespace guanlan
