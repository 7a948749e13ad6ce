// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/stage.h"

#include <memory>
#include <vector>

namespace guanlan {

/// One input of a UNION ALL: hands rows on as they come. The watermark behind the union is the least of all
/// inputs, before every row.
class UnionInput final : public Stage {
  public:
    /// What the inputs of one union share.
    struct Watermarks {
        std::vector<Micros> inputs{};
        Micros told = kMinTime;  ///< the last one handed on
    };
    UnionInput(std::shared_ptr<Watermarks> watermarks, std::size_t number)
        : m_watermarks(std::move(watermarks)), m_number(number) {}

    void push(Chunk chunk) override;
    void advance(Micros watermark) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    [[nodiscard]] Micros leastOfOthers() const;

    std::shared_ptr<Watermarks> m_watermarks;
    std::size_t m_number;
    std::vector<Micros> m_before;  // scratch of push(): its chunk points into it
};

}  // namespace guanlan
