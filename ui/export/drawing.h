// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPicture>
#include <QRect>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace guanlan {

/// What an export draws, in device-independent pixels. Its parts are painted on the UI thread.
struct Drawing {
    struct Part {
        QRect place{};
        std::function<void(QPainter&)> paint{};  ///< from the corner of the drawing
    };
    QString title{};
    QSize size{};
    QColor ground{};
    bool paged = false;  ///< on A4, else on one page of its own size
    std::vector<Part> parts{};
};

/// A drawing as shapes and text, for any one thread.
struct RecordedDrawing {
    struct Part {
        QRect place{};
        QPicture picture{};
    };
    QString title{};
    QSize size{};
    QColor ground{};
    bool paged = false;
    std::vector<Part> parts{};
};

/// An empty image for a drawing, `scale` times as fine.
[[nodiscard]] QImage canvasOf(const Drawing& drawing, int scale);
void paintPart(const Drawing::Part& part, QImage& canvas);
[[nodiscard]] RecordedDrawing::Part recorded(const Drawing::Part& part);

[[nodiscard]] QByteArray pngOf(const QImage& image);
[[nodiscard]] QByteArray pdfOf(const RecordedDrawing& drawing);

/// One page of a drawing, from its top to its bottom.
struct PageCut {
    int top = 0;
    int bottom = 0;
    bool operator==(const PageCut&) const = default;
};
/// Cuts between the parts; through one only where it is higher than a page.
[[nodiscard]] std::vector<PageCut> pagesOf(const std::vector<QRect>& places, int height, int pageHeight);

}  // namespace guanlan
