// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>

#include <vector>

namespace guanlan {

/// A small raised box that names values: under the pointer, or beside a highlighted region.
struct Callout {
    struct Entry {
        QString name;
        QString value;
        QColor colour{};       ///< of the dot before the name; invalid: no dot
        bool hollow = false;   ///< the value is provisional
        QColor valueColour{};  ///< invalid: the text colour
    };
    QString title{};
    std::vector<Entry> entries{};

    [[nodiscard]] QSizeF size() const;
    void paint(QPainter& painter, const QPointF& topLeft) const;
    /// Beside `anchor`, right of it where that fits into `bounds`, else left; returns the box.
    QRectF paintBeside(QPainter& painter, const QPointF& anchor, const QRectF& bounds) const;
};

}  // namespace guanlan
