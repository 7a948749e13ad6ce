// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/batch/column.h"

namespace guanlan {

/// Cells of a number column of any kind as doubles.
class NumberReader {
  public:
    explicit NumberReader(const Column& column) : m_column(column), m_physical(column.type().physical()) {}

    double operator()(std::size_t row) const {
        switch (m_physical) {
            case Physical::Double:
                return m_column.doubles()[row];
            case Physical::Decimal:
                return decimalToDouble(m_column.decimals()[row], m_column.type().scale);
            default:
                return static_cast<double>(m_column.ints()[row]);
        }
    }

  private:
    const Column& m_column;
    Physical m_physical;
};

}  // namespace guanlan
