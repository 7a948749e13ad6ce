// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"
#include "core/batch/row_values.h"

#include <set>

namespace guanlan {

/// A result that updates has no last row while its input goes on; history takes the rows that have changed
/// since it was looked at before. Engine thread.
class UpdatingResult {
  public:
    /// The rows of the result as it is now that were not in it the time before; null: none.
    [[nodiscard]] BatchPtr changed(const BatchPtr& now);

  private:
    std::set<RowValues, RowValuesLess> m_rows;
};

}  // namespace guanlan
