// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/stage.h"
#include "core/plan/plan.h"
#include "core/window/pane_layout.h"

namespace guanlan {

/// The rows of TUMBLE, HOP or CUMULATE without GROUP BY: every row at once, one time for each of its windows.
/// No row is late here, since none is waited for.
class WindowRowsStage final : public Stage {
  public:
    /// `zone` is null where the time column has none.
    WindowRowsStage(const WindowNode& node, SchemaPtr output, const Zone* zone)
        : m_timeColumn(node.timeColumn), m_layout(node.window, zone), m_output(std::move(output)) {}

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] Chunk preview(Chunk chunk) const override;

  private:
    /// Rows of the chunk once for each window, and the windows.
    struct Copies {
        std::vector<std::uint32_t> rows{};
        std::vector<std::int64_t> starts{};
        std::vector<std::int64_t> ends{};
        std::vector<std::int64_t> times{};
    };
    [[nodiscard]] Copies copy(const Chunk& chunk) const;
    [[nodiscard]] Chunk chunkOf(const Chunk& input, Copies copies) const;

    std::size_t m_timeColumn;
    PaneLayout m_layout;
    SchemaPtr m_output;
    std::vector<Micros> m_watermarks;  // before the copied rows
    std::vector<RowRun> m_runs;        // of them
};

}  // namespace guanlan
