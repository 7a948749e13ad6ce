// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafka/connection_check.h"
#include "ui/widget/text_table.h"

#include <vector>

namespace guanlan {

/// The steps of a connection test as they are taken: what was looked at and what came of it.
class CheckList : public TextTable {
    Q_OBJECT
  public:
    explicit CheckList(QWidget* parent = nullptr);
    void clear();
    void add(const CheckStep& step);
    [[nodiscard]] bool failed() const { return m_failed; }
    /// What went wrong first, with cause and next step; empty when nothing did.
    [[nodiscard]] QString problem() const { return m_problem; }

  private:
    std::vector<TextRow> m_steps{};
    bool m_failed = false;
    QString m_problem{};
};

}  // namespace guanlan
