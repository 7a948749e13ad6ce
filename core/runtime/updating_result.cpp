// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/updating_result.h"

namespace guanlan {

BatchPtr UpdatingResult::changed(const BatchPtr& now) {
    if (now == nullptr) return nullptr;
    std::set<RowValues, RowValuesLess> rows;
    BatchBuilder fresh(now->schemaPtr());
    for (std::size_t row = 0; row < now->rows(); ++row) {
        auto known = m_rows.extract(rowValues(now->columns(), row));
        if (known.empty()) {
            fresh.appendRow(*now, row);
            rows.insert(rowValues(now->columns(), row));
        } else {
            rows.insert(std::move(known));
        }
    }
    m_rows = std::move(rows);
    return fresh.rows() == 0 ? nullptr : std::make_shared<const Batch>(fresh.seal());
}

}  // namespace guanlan
