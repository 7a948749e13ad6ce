// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/form_labels.h"

#include <QFormLayout>
#include <QWidget>

namespace guanlan {

void alignLabels(const QFormLayout& form) {
    constexpr int kLabelWidth = 72;
    for (int row = 0; row < form.rowCount(); ++row) {
        const QLayoutItem* label = form.itemAt(row, QFormLayout::LabelRole);
        if (label != nullptr && label->widget() != nullptr) label->widget()->setMinimumWidth(kLabelWidth);
    }
}

}  // namespace guanlan
