// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel_query.h"

#include <QPainter>
#include <QRectF>
#include <QString>

namespace guanlan {

/// How a number stands against an earlier one: the change, and whether it is a good one.
struct Change {
    QString text{};  ///< "+12.4%"; empty where there is nothing to compare with
    bool up = false;
    QColor colour{};
};
[[nodiscard]] Change changeOf(double now, double before, const PanelOptions& options);

/// A tinted pill with an arrow, and in small type what it is compared with where that fits; returns the right
/// edge.
qreal paintChange(QPainter& painter, const QRectF& area, const Change& change, const QString& against);
/// The width paintChange() takes without and with its words.
[[nodiscard]] qreal changeWidth(const Change& change, const QString& against = {});

}  // namespace guanlan
