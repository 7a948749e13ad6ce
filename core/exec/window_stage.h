// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/aggregate_pane.h"
#include "core/exec/pane_sums.h"
#include "core/exec/stage.h"
#include "core/window/pane_layout.h"

#include <map>
#include <optional>

namespace guanlan {

/// GROUP BY over a window: rows go into panes, a closing window is the sum of its panes. With an allowed
/// lateness panes stay that much longer, and a late row gives the groups it falls into once more; where the
/// result updates, what they were is taken back first.
class WindowStage final : public Stage {
  public:
    /// `node` is an aggregate with a window; `zone` is null where the time column has none; `accounting` of
    /// the query counts overflows.
    WindowStage(const Node& node, const Zone* zone, const ExpressionEvaluator& evaluator,
                Accounting& accounting);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override;
    [[nodiscard]] std::optional<Chunk> open() const override;
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    /// A pane and the first of its windows that is still open.
    struct Entry {
        std::unique_ptr<AggregatePane> pane;
        Micros nextEnd = 0;  ///< past the last of its windows: all have closed, it is kept for late rows
        bool saved = false;  ///< the state holds a version of it
        bool moved = false;  ///< nextEnd differs from what was saved
    };
    /// Rows of the present chunk that go into one pane.
    struct Bucket {
        Micros pane = 0;
        std::vector<std::uint32_t> rows{};
    };
    /// The pane of the last row, with all that is asked of it per row.
    struct PaneMemo {
        Micros from = kMaxTime;  ///< times of the pane; empty range: look it up
        Micros to = kMinTime;
        Micros pane = 0;
        Micros firstCloses = 0;  ///< watermark that closes the first of its windows
        Micros lastCloses = 0;   ///< and the last, allowed lateness included
    };

    void sortIntoBuckets(const Chunk& chunk, const AggregateInput& input);
    /// Takes rows from number `from` on as long as they are on time and go into the same pane as the one
    /// before; returns the number of the next.
    std::size_t takeMore(const Chunk& chunk, std::span<const Micros> times, std::size_t from);
    void lookUp(Micros time);
    void intoBucket(std::uint32_t row, Micros watermark);
    void flush(const AggregateInput& input);
    void fireUntil(Micros watermark);
    void fire(Micros end, Micros watermark);
    void passEnd(Micros end);
    [[nodiscard]] bool over(Micros pane, const Entry& entry, Micros watermark) const;
    void erase(std::map<Micros, Entry>::iterator& pane);
    void dropOver(Micros watermark);
    /// Takes a row whose first windows have closed, and gives its group in them again.
    void correct(std::uint32_t row, Micros watermark, const AggregateInput& input);
    /// The results of the group in the windows of the present pane that have closed, and the ends of these.
    std::vector<Micros> appendClosed(std::uint32_t row, Micros watermark, const AggregateInput& input,
                                     std::vector<ColumnBuilder>& out);
    void mergePanes(Micros start, Micros end);
    [[nodiscard]] bool canBePane(Micros start, Micros nextEnd) const;
    void findNextEnd();
    using Windows = std::vector<std::pair<Micros, const AggregatePane*>>;  // by end
    [[nodiscard]] Chunk results(const Windows& windows, std::int64_t& overflows) const;
    std::int64_t appendWindow(const AggregatePane& pane, Micros end, std::span<const std::uint32_t> groups,
                              std::vector<ColumnBuilder>& out) const;
    [[nodiscard]] std::vector<ColumnBuilder> builders() const;
    /// The sum of the panes of a window.
    [[nodiscard]] std::unique_ptr<AggregatePane> combined(Micros start, Micros end);
    [[nodiscard]] std::unique_ptr<AggregatePane> combinedOneByOne(Micros start, Micros end) const;
    void forgetTextsIfMany();

    AggregateCalls m_calls;
    AggregateInputs m_inputs;
    std::size_t m_timeColumn;
    bool m_takesBack;
    PaneLayout m_layout;
    SchemaPtr m_output;
    KeyCodec m_codec;
    std::map<Micros, Entry> m_panes;
    std::optional<PaneSums> m_sums;  // of windows of many panes
    std::vector<Micros> m_erased;    // saved panes that are gone since the last save
    std::optional<Micros> m_nextEnd;
    Micros m_nextCloses = kMaxTime;  // the watermark that closes the window ending at m_nextEnd
    Micros m_watermark = kMinTime;
    Accounting& m_accounting;

    PaneMemo m_memo;
    std::vector<Bucket> m_buckets;                      // scratch of push()
    std::size_t m_bucket = 0;                           // the one used last
    std::vector<std::vector<std::uint32_t>> m_emptied;  // of buckets, for their memory
    std::vector<std::uint32_t> m_allRows;               // 0, 1, 2 ... as many as were needed
    std::vector<std::uint64_t> m_keyWords;              // scratch
    std::vector<std::uint32_t> m_late;                  // of the present chunk
};

}  // namespace guanlan
