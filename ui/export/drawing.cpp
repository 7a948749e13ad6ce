// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/drawing.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr QSizeF kA4Landscape(842, 595);  // points
constexpr qreal kPointsPerPixel = 0.75;
constexpr int kAir = 6;  // between a part and the end of its page

QSizeF pageSizeOf(const RecordedDrawing& drawing) {
    return drawing.paged ? kA4Landscape : QSizeF(drawing.size) * kPointsPerPixel;
}

/// The lowest line above `limit` that no part crosses; `top` when there is none below it.
int cutAbove(const std::vector<QRect>& places, int top, int limit) {
    int cut = limit;
    for (bool moved = true; moved && cut > top;) {
        moved = false;
        for (const QRect& place : places) {
            if (place.top() >= cut || place.bottom() < cut) continue;
            cut = place.top();
            moved = true;
        }
    }
    return std::max(cut, top);
}

void paintPage(QPainter& painter, const RecordedDrawing& drawing, const PageCut& page, const QSizeF& points) {
    const QPaintDevice& device = *painter.device();
    const qreal dotsPerPoint = device.logicalDpiX() / 72.0;
    const qreal scale = points.width() * dotsPerPoint / drawing.size.width();
    painter.resetTransform();
    painter.fillRect(QRectF(QPointF(0, 0), points * dotsPerPoint), drawing.ground);
    for (const RecordedDrawing::Part& part : drawing.parts) {
        if (part.place.bottom() < page.top || part.place.top() >= page.bottom) continue;
        painter.save();
        // A picture is played as large as it was on a screen of the usual resolution.
        const qreal played = qreal(part.picture.logicalDpiX()) / device.logicalDpiX();
        painter.translate(0, -page.top * scale);
        painter.scale(scale * played, scale * played);
        painter.drawPicture(0, 0, part.picture);
        painter.restore();
    }
}

}  // namespace

QImage canvasOf(const Drawing& drawing, int scale) {
    QImage image(drawing.size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(drawing.ground);
    return image;
}

void paintPart(const Drawing::Part& part, QImage& canvas) {
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    part.paint(painter);
}

RecordedDrawing::Part recorded(const Drawing::Part& part) {
    RecordedDrawing::Part result{.place = part.place};
    QPainter painter(&result.picture);
    painter.setRenderHint(QPainter::Antialiasing);
    part.paint(painter);
    painter.end();
    return result;
}

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray pdfOf(const RecordedDrawing& drawing) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    const QSizeF points = pageSizeOf(drawing);
    writer.setTitle(drawing.title);
    writer.setCreator(QStringLiteral("Guanlan"));
    writer.setPageLayout(QPageLayout(QPageSize(points, QPageSize::Point, QString(), QPageSize::ExactMatch),
                                     QPageLayout::Portrait, QMarginsF()));
    std::vector<QRect> places;
    for (const RecordedDrawing::Part& part : drawing.parts)
        places.push_back(part.place.adjusted(0, -kAir, 0, kAir));
    const int height = drawing.size.height();
    const int pageHeight =
        drawing.paged ? static_cast<int>(drawing.size.width() * points.height() / points.width()) : height;
    QPainter painter(&writer);
    bool first = true;
    for (const PageCut& page : pagesOf(places, height, pageHeight)) {
        if (!first) writer.newPage();
        first = false;
        paintPage(painter, drawing, page, points);
    }
    painter.end();
    return bytes;
}

std::vector<PageCut> pagesOf(const std::vector<QRect>& places, int height, int pageHeight) {
    std::vector<PageCut> pages;
    for (int top = 0; top < height;) {
        const int limit = top + std::max(1, pageHeight);
        int bottom = limit >= height ? height : cutAbove(places, top, limit);
        if (bottom <= top) bottom = limit;
        pages.push_back({top, bottom});
        top = bottom;
    }
    return pages;
}

}  // namespace guanlan
