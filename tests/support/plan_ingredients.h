// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <set>
#include <string>

namespace guanlan {

/// Names what plans are made of ("hop", "rows of session", "changing rank by order with number", "AVG
/// distinct in groups"), for tests that see to it that nothing is left out.
class PlanIngredients {
  public:
    void add(const Plan& plan);
    [[nodiscard]] bool has(const std::string& name) const { return m_names.contains(name); }
    [[nodiscard]] std::string all() const;

  private:
    void add(const Node& node);
    void note(const ScanNode& scan, const Node& node);
    void note(const CalcNode& calc, const Node& node);
    void note(const AggregateNode& aggregate, const Node& node);
    void note(const UnionNode& all, const Node& node);
    void note(const WindowNode& window, const Node& node);
    void note(const RankNode& rank, const Node& node);
    void note(const LookupNode& lookup, const Node& node);

    std::set<std::string> m_names;
};

}  // namespace guanlan
