// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/filesystem/filesystem_sink.h"

#include "core/base/clock.h"
#include "core/decode/option_values.h"
#include "core/sink/filesystem/part_file.h"
#include "core/sink/row_writer.h"
#include "core/source/filesystem/file_list.h"

namespace guanlan {

namespace {

constexpr const char* kFileSize = "sink.rolling-policy.file-size";
constexpr const char* kRollover = "sink.rolling-policy.rollover-interval";

struct FilesystemSinkPlan {
    QDir folder{};
    QString suffix{};
    std::int64_t mostBytes = 0;
    Micros longest = 0;  ///< a file is written for
};

class FilesystemSink final : public Sink {
  public:
    FilesystemSink(FilesystemSinkPlan plan, std::unique_ptr<RowWriter> writer)
        : m_plan(std::move(plan)), m_writer(std::move(writer)) {}

    Result<void> write(const Batch& rows) override {
        m_text.clear();
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (!addsRow(rows, row)) continue;
            m_writer->append(m_text, rows, row);
            m_text += '\n';
        }
        if (m_text.empty()) return {};
        if (auto opened = openOnce(); !opened) return opened;
        return m_part->write(m_text);
    }
    Result<void> flush() override {
        if (!m_part) return {};
        if (auto flushed = m_part->flush(); !flushed) return flushed;
        const bool large = m_part->size() >= m_plan.mostBytes;
        const bool old = SystemClock().monotonic() - m_part->begun() >= m_plan.longest;
        if (!large && !old) return {};
        auto completed = m_part->complete();
        m_part.reset();
        return completed;
    }

  private:
    Result<void> openOnce() {
        if (m_part) return {};
        if (m_first) PartFile::completeLeftovers(m_plan.folder, m_plan.suffix);
        m_first = false;
        auto part = PartFile::create(m_plan.folder, m_plan.suffix);
        if (!part) return std::move(part).error();
        m_part = std::move(*part);
        return {};
    }

    FilesystemSinkPlan m_plan;
    std::unique_ptr<RowWriter> m_writer;
    std::unique_ptr<PartFile> m_part;
    std::string m_text;
    bool m_first = true;
};

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    constexpr std::int64_t kUsualSize = 128 * 1024 * 1024;
    auto writer = RowWriter::create(table, settings.zone);
    if (!writer) return std::move(writer).error();
    auto size = sizeOption(table, kFileSize, kUsualSize);
    if (!size) return std::move(size).error();
    auto longest = durationOption(table, kRollover, 30 * kMinute);
    if (!longest) return std::move(longest).error();
    const std::string folder = resolvePath(table.option("path"), settings.baseFolder);
    return std::unique_ptr<Sink>(std::make_unique<FilesystemSink>(
        FilesystemSinkPlan{.folder = QDir(QString::fromStdString(folder)),
                           .suffix = '.' + QString::fromStdString(table.option("format")),
                           .mostBytes = *size,
                           .longest = *longest},
        std::move(*writer)));
}

}  // namespace

const SinkKind kFilesystemSink{
    .component = {.name = "filesystem",
                  .sink = true,
                  .options = {"path", "format", "sink.*", "auto-compaction", "compaction.file-size"},
                  .required = {"path", "format"}},
    .create = create};

}  // namespace guanlan
