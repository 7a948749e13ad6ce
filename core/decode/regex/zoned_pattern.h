// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/plan/functions/date_format.h"

#include <optional>
#include <string_view>

namespace guanlan {

/// A DateFormat pattern that may end with the letter Z or X for an offset from UTC (`dd/MMM/yyyy:HH:mm:ss Z`,
/// as access logs write it).
class ZonedPattern {
  public:
    /// Empty when the pattern is none.
    static std::optional<ZonedPattern> compile(std::string_view pattern);
    [[nodiscard]] std::optional<ParsedTimestamp> parse(std::string_view text) const;

  private:
    explicit ZonedPattern(DateFormat format, bool zoned) : m_format(std::move(format)), m_zoned(zoned) {}

    DateFormat m_format;
    bool m_zoned;
};

}  // namespace guanlan
