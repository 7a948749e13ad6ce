// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exec/chunk.h"
#include "core/exec/operator_counts.h"
#include "core/exec/state_store.h"

#include <functional>
#include <optional>

namespace guanlan {

/// For state bytes that do not say what was once saved.
[[nodiscard]] Error damagedState(const std::string& of);

/// Receives what a stage lets out.
class StageOutput {
  public:
    virtual ~StageOutput() = default;
    virtual void push(Chunk chunk) = 0;
    /// All later rows have event times after it, or are late.
    virtual void advance(Micros watermark) = 0;
};

/// One operator of a query. Stages stand in a row; each hands on to the next.
class Stage : public StageOutput {
  public:
    void setNext(StageOutput* next) { m_next = next; }
    /// What became of the rows that came in: each has one fate once push() returns.
    [[nodiscard]] virtual OperatorCounts& counts() { return m_counts; }
    /// What it would hand on if its open windows closed now; empty when it holds nothing back itself.
    [[nodiscard]] virtual std::optional<Chunk> open() const { return std::nullopt; }
    /// Rows of an earlier stage as this one would hand them on, without changing anything.
    [[nodiscard]] virtual Chunk preview(Chunk chunk) const { return chunk; }
    /// Time has passed, with or without rows: for those who go by the clock.
    virtual void tick() {}
    /// The input has ended; called from first to last after the final advance().
    virtual void finish() {}
    /// What ends the run.
    [[nodiscard]] virtual std::optional<Error> problem() const { return std::nullopt; }
    virtual void save(StateWriter& /*writer*/, const std::string& /*scope*/) {}
    virtual Result<void> restore(StateReader& /*reader*/, const std::string& /*scope*/,
                                 Micros /*watermark*/) {
        return {};
    }

  protected:
    [[nodiscard]] StageOutput& next() const { return *m_next; }

  private:
    StageOutput* m_next = nullptr;
    OperatorCounts m_counts;
};

}  // namespace guanlan
