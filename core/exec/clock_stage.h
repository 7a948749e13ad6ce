// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/exec/stage.h"

#include <memory>

namespace guanlan {

/// A stage of windows over processing time, for which the clock is the watermark. Rows keep the time at which
/// they were read; should the clock be set back, time stands still until it has caught up.
class ClockStage final : public Stage {
  public:
    ClockStage(std::unique_ptr<Stage> windows, std::size_t timeColumn, const Clock& clock);

    [[nodiscard]] OperatorCounts& counts() override { return m_windows->counts(); }
    void push(Chunk chunk) override;
    /// `watermark` says nothing here, but for the end of the input.
    void advance(Micros watermark) override;
    void tick() override;
    [[nodiscard]] std::optional<Chunk> open() const override { return m_windows->open(); }
    [[nodiscard]] Chunk preview(Chunk chunk) const override { return m_windows->preview(std::move(chunk)); }
    void finish() override { m_windows->finish(); }
    void save(StateWriter& writer, const std::string& scope) override { m_windows->save(writer, scope); }
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    /// Stands behind the windows.
    class Behind final : public StageOutput {
      public:
        explicit Behind(const ClockStage& stage) : m_stage(stage) {}
        void push(Chunk chunk) override { m_stage.next().push(std::move(chunk)); }
        void advance(Micros watermark) override { m_stage.next().advance(watermark); }

      private:
        const ClockStage& m_stage;
    };

    std::unique_ptr<Stage> m_windows;
    std::size_t m_timeColumn;
    const Clock& m_clock;
    Behind m_behind{*this};
    Micros m_now = kMinTime;
    std::vector<Micros> m_watermarks;  // before each row of the present chunk
};

}  // namespace guanlan
