// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

#include <vector>

namespace guanlan {

/// Whether what is painted stays shapes and text, as in a PDF, so that a picture of pixels would not do.
[[nodiscard]] bool keepsShapes(const QPainter& painter);

/// The width `text` takes in `font`, in device-independent pixels.
[[nodiscard]] qreal widthOf(const QString& text, const QFont& font);

/// Writes one line of plain text, shortened with an ellipsis when it does not fit.
void drawText(QPainter& painter, const QRectF& area, const QString& text, const QFont& font,
              const QColor& color, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// A rounded chip with tinted ground and text of the same colour, as tall as the area; returns its right
/// edge.
qreal drawChip(QPainter& painter, const QRectF& area, const QString& text, const QColor& color,
               const QFont& font);

/// The tinted ground of a line that tells something.
void drawNoticeFrame(QPainter& painter, const QRectF& frame, const QColor& color);

/// A small triangle, pointing up or down.
void drawTriangle(QPainter& painter, const QPointF& centre, qreal size, bool up, const QColor& color);

/// A filled dot, or a hollow one in the colour of its ground for a value that may still change.
void drawDot(QPainter& painter, const QPointF& centre, qreal radius, const QColor& color, bool hollow,
             const QColor& ground);

/// A horizontal share bar with round ends on a faint track.
void drawShareBar(QPainter& painter, const QRectF& track, double share, const QColor& color,
                  const QColor& trackColor);

/// A small line of values without axes, its newest one dotted; values that are not numbers are gaps.
void drawSparkline(QPainter& painter, const QRectF& area, const std::vector<double>& values,
                   const QColor& color, const QColor& ground, bool lastIsProvisional);

}  // namespace guanlan
