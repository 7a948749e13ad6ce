// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/panel/panel_query.h"

#include <QString>

#include <optional>
#include <vector>

namespace guanlan {

/// How grave an event is, read from the words or the HTTP status in its column.
enum class Gravity { None, Info, Warning, Critical };

struct LogLine {
    BatchPtr batch{};
    std::uint32_t row = 0;
    Micros at = 0;  ///< UTC
    bool provisional = false;
};

/// The newest rows of a metric as lines of a log: which they are at once, their texts only when they are
/// asked for.
class LogRows {
  public:
    struct Columns {
        std::string message{};
        std::string gravity{};            ///< empty: none
        std::vector<std::string> more{};  ///< written behind the message
    };
    /// Newest first, at most `most`. Fails when a column is named that the metric does not have.
    [[nodiscard]] static Result<LogRows> read(const PanelData& data, const PanelQuery& query,
                                              const Columns& columns, std::size_t most);

    [[nodiscard]] const std::vector<LogLine>& lines() const { return m_lines; }
    [[nodiscard]] QString message(std::size_t line) const;
    /// "region 广东 · status 502".
    [[nodiscard]] QString more(std::size_t line) const;
    [[nodiscard]] Gravity gravity(std::size_t line) const;
    /// The word the gravity was read from.
    [[nodiscard]] QString gravityWord(std::size_t line) const;

  private:
    Result<void> add(const BatchPtr& batch, const PanelData& data, const PanelQuery& query, std::size_t most,
                     bool provisional);

    Columns m_columns;
    Zone m_zone{};
    std::vector<LogLine> m_lines;
};

[[nodiscard]] Gravity gravityOf(const QString& word);

}  // namespace guanlan
