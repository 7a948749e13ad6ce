// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace guanlan {

/// Calls `of` once for each distinct text of the column's first `rows` rows, not once a row. T must have a
/// default value, which stands in the rows that are null.
template <typename T, typename Of>
std::vector<T> perDistinctText(const Column& column, std::size_t rows, Of&& of) {
    std::vector<T> results(rows);
    const auto codes = column.codes();
    Code highest = 0;
    for (std::size_t row = 0; row < rows; ++row)
        highest = std::max(highest, codes[row]);
    if (highest >= 2 * rows + 256) {  // a table by code would cost more than it saves
        for (std::size_t row = 0; row < rows; ++row) {
            if (!column.isNull(row)) results[row] = of(column.text(row));
        }
        return results;
    }
    std::vector<T> known(std::size_t{highest} + 1);
    std::vector<std::uint8_t> seen(std::size_t{highest} + 1);
    for (std::size_t row = 0; row < rows; ++row) {
        if (column.isNull(row)) continue;
        const Code code = codes[row];
        if (seen[code] == 0) {
            seen[code] = 1;
            known[code] = of(column.text(row));
        }
        results[row] = known[code];
    }
    return results;
}

/// The dictionary that one call site writes its texts into, batch after batch, and the answers it has given.
/// Downstream caches by code stay warm because the dictionary stays the same.
class TextMemo final : public FunctionMemo {
  public:
    static constexpr Code kUnknown = 0xFFFFFFFF;
    static constexpr Code kNull = 0xFFFFFFFE;

    /// The memo of this call site, made when there is none; `owned` keeps it when there is no call site.
    static TextMemo& of(EvaluationContext& context, std::unique_ptr<FunctionMemo>& owned) {
        std::unique_ptr<FunctionMemo>& slot = context.memo != nullptr ? *context.memo : owned;
        auto* memo = dynamic_cast<TextMemo*>(slot.get());
        if (memo == nullptr) {
            auto fresh = std::make_unique<TextMemo>();
            memo = fresh.get();
            slot = std::move(fresh);
        }
        memo->prepare(context.rows);
        return *memo;
    }

    Code intern(std::string_view text) { return m_out->intern(text); }
    [[nodiscard]] const std::shared_ptr<Dictionary>& dictionary() const { return m_out; }

    /// Answers by code of `source`; kUnknown where none was given yet.
    Code& answerFor(const Dictionary& source, Code code) {
        if (m_current >= m_sources.size() || m_sources[m_current].identity != source.identity())
            select(source);
        std::vector<Code>& answers = m_sources[m_current].answers;
        if (code >= answers.size()) {
            answers.resize(std::max<std::size_t>(std::size_t{code} + 1, answers.size() * 2), kUnknown);
        }
        return answers[code];
    }

    /// A small cache for texts made from numbers and times.
    struct ByNumber {
        std::int64_t number = 0;
        Code answer = kUnknown;
    };
    ByNumber& byNumber(std::int64_t number) {
        const auto hash = static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15U;
        return m_byNumber[hash >> 54];
    }

  private:
    static constexpr Code kMostEntries = 1000 * 1000;
    static constexpr std::size_t kMostSources = 8;
    struct Source {
        std::uint64_t identity = 0;
        std::vector<Code> answers;
    };

    void select(const Dictionary& source) {
        const auto it = std::find_if(m_sources.begin(), m_sources.end(),
                                     [&](const Source& s) { return s.identity == source.identity(); });
        if (it == m_sources.end()) {
            if (m_sources.size() >= kMostSources) m_sources.erase(m_sources.begin());
            m_sources.push_back({source.identity(), {}});
            m_current = m_sources.size() - 1;
        } else {
            m_current = static_cast<std::size_t>(it - m_sources.begin());
        }
    }

    void prepare(std::size_t rows) {
        if (m_out && !m_out->full() && m_out->size() + rows < kMostEntries) return;
        m_out = std::make_shared<Dictionary>();
        m_sources.clear();
        m_byNumber.fill({});
    }

    std::shared_ptr<Dictionary> m_out;
    std::vector<Source> m_sources;
    std::size_t m_current = 0;
    std::array<ByNumber, 1024> m_byNumber{};
};

}  // namespace guanlan
