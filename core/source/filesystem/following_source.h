// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/source/filesystem/followed_file.h"
#include "core/source/health_note.h"
#include "core/source/source.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// What following needs to know besides the decoder.
struct FollowPlan {
    std::string path{};
    std::optional<CsvDialect> dialect{};
    Micros lookEvery = kSecond;  ///< for files that come, go and are renamed
    Micros idleTimeout = 0;
};

/// Reads files that grow and folders that get new ones. Each file is a partition of its own whose offsets are
/// its line numbers; one that was read to its end is idle while there is a newer one. Older files come first.
class FollowingSource final : public Source {
  public:
    FollowingSource(const SourceSettings& settings, FollowPlan plan, std::unique_ptr<Decoder> decoder);

    Result<void> open(const std::vector<SourcePosition>& known) override;
    Result<SourceBatch> next(std::chrono::milliseconds wait) override;
    [[nodiscard]] std::string identity() const override { return "follow:" + m_plan.path; }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override { m_stopped = true; }

  private:
    using FilePtr = std::unique_ptr<FollowedFile>;

    void lookIfDue();
    void look();
    void noteFile(FileFacts facts, std::uint32_t number);
    void findRenamed();
    void noteIdle(SourceBatch& batch);
    Result<void> readAll();
    Result<void> readFrom(FollowedFile& file);
    [[nodiscard]] bool full() const;
    void noteProgress(SourceBatch& batch);
    void showState();

    SourceSettings m_settings;
    FollowPlan m_plan;
    std::unique_ptr<Decoder> m_decoder;
    HealthNote m_health;
    std::atomic<bool> m_stopped = false;
    std::map<std::uint32_t, std::int64_t> m_known;  // positions of files not seen again yet
    std::vector<FilePtr> m_files;                   // the oldest first
    std::vector<std::uint32_t> m_left;              // gone, to be told as idle
    std::optional<Error> m_trouble;
    Micros m_nextLook = 0;
    std::size_t m_lines = 0;  // since the batch began
    std::size_t m_bytes = 0;
};

}  // namespace guanlan
