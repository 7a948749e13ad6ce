// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/lookup_answers.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostKeys = 128 * 1024;

}  // namespace

Result<std::span<const LookupAnswers::Rows>> LookupAnswers::find(std::span<const ColumnPtr> keys,
                                                                 std::span<const std::uint32_t> rows) {
    m_found.clear();
    if (rows.empty()) return std::span<const Rows>(m_found);
    forgetIfOld();
    m_codec.encode(keys, rows, m_keyWords);
    m_numbers.resize(rows.size());
    m_keys.findOrAddAll(m_keyWords.data(), m_numbers);
    if (m_keys.size() > m_answers.size()) {
        auto answers = m_table->find(newKeys(keys, rows));
        if (!answers) {
            forget();
            return std::move(answers).error();
        }
        std::move(answers->begin(), answers->end(), std::back_inserter(m_answers));
    }
    m_found.reserve(rows.size());
    for (const std::uint32_t number : m_numbers)
        m_found.push_back(m_answers[number].get());
    return std::span<const Rows>(m_found);
}

std::vector<RowValues> LookupAnswers::newKeys(std::span<const ColumnPtr> keys,
                                              std::span<const std::uint32_t> rows) const {
    std::vector<RowValues> fresh;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // Numbers are given in the order in which keys are met.
        if (m_numbers[i] == m_answers.size() + fresh.size()) fresh.push_back(rowValues(keys, rows[i]));
    }
    return fresh;
}

void LookupAnswers::forgetIfOld() {
    const std::optional<std::uint64_t> edition = m_table->edition();
    if (!edition || edition != m_edition || m_answers.size() > kMostKeys) forget();
    m_edition = edition;
}

void LookupAnswers::forget() {
    m_codec.forget();
    m_keys = GroupTable(m_codec.width());
    m_answers.clear();
}

}  // namespace guanlan
