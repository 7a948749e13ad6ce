// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdio>
#include <string>

namespace guanlan::console {

/// Gathers lines for standard output.
class OutputLines {
  public:
    std::string& next() { return m_text; }
    Result<void> end() {
        m_text += '\n';
        return m_text.size() < kWriteAtOnce ? Result<void>() : flush();
    }
    Result<void> flush() {
        const bool written =
            std::fwrite(m_text.data(), 1, m_text.size(), stdout) == m_text.size() && std::fflush(stdout) == 0;
        m_text.clear();
        if (written) return {};
        return Error{.code = ErrorCode::Unavailable,
                     .id = "console.output",
                     .what = "standard output cannot be written"};
    }

  private:
    static constexpr std::size_t kWriteAtOnce = 1U << 16U;
    std::string m_text;
};

}  // namespace guanlan::console
