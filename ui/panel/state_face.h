// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRectF>

namespace guanlan {

/// What stands in a panel's place while there are no rows to draw.
class StateFace {
    Q_DECLARE_TR_FUNCTIONS(StateFace)
  public:
    static void paintLoading(QPainter& painter, const QRectF& area);
    static void paintEmpty(QPainter& painter, const QRectF& area);
    static void paintProblem(QPainter& painter, const QRectF& area, const Error& problem);
    /// A note in small type at the bottom right: "3 more not shown".
    static void paintNote(QPainter& painter, const QRectF& area, const QString& note);

    [[nodiscard]] static QString loadingText();
    [[nodiscard]] static QString emptyText();
};

}  // namespace guanlan
