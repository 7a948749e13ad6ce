// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/pane_layout.h"

namespace guanlan {

namespace {

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

std::int64_t monthNumber(Micros wall) {
    const CivilTime civil = civilFromMicros(wall);
    return (std::int64_t{civil.year} - 1970) * 12 + civil.month - 1;
}

Micros startOfMonth(std::int64_t number) {
    const std::int64_t years = floorDivide(number, 12);
    return daysFromCivil(static_cast<int>(1970 + years), static_cast<int>(number - years * 12 + 1), 1) * kDay;
}

}  // namespace

Micros PaneLayout::monthsLater(Micros monthStart, std::int64_t months) const {
    return startOfMonth(monthNumber(monthStart - m_spec.offset) + months) + m_spec.offset;
}

Micros PaneLayout::paneStart(Micros wall) const {
    if (m_spec.kind != WindowKind::Tumble) return floorTo(wall, m_spec.step, m_spec.offset);
    return wholeStart(wall);
}

Micros PaneLayout::wholeStart(Micros wall) const {
    if (m_spec.months == 0) return floorTo(wall, m_spec.size, m_spec.offset);
    const std::int64_t group = floorDivide(monthNumber(wall - m_spec.offset), m_spec.months);
    return startOfMonth(group * m_spec.months) + m_spec.offset;
}

Micros PaneLayout::wholeEnd(Micros start) const {
    return m_spec.months != 0 ? monthsLater(start, m_spec.months) : start + m_spec.size;
}

Micros PaneLayout::paneEnd(Micros start) const {
    return m_spec.kind == WindowKind::Tumble ? wholeEnd(start) : start + m_spec.step;
}

Micros PaneLayout::lastEnd(Micros pane) const {
    switch (m_spec.kind) {
        case WindowKind::Hop:
            return pane + m_spec.size;
        case WindowKind::Cumulate:
            return wholeEnd(wholeStart(pane));
        default:
            return paneEnd(pane);
    }
}

bool PaneLayout::closed(Micros end, Micros watermark) const {
    return watermark != kMinTime && watermark >= closingWatermark(end);
}

std::optional<Micros> PaneLayout::firstOpenEnd(Micros pane, Micros watermark) const {
    const Micros last = lastEnd(pane);
    if (closed(last, watermark)) return std::nullopt;
    Micros end = firstEnd(pane);
    if (end == last || !closed(end, watermark)) return end;
    // Jump near the watermark, then step: a zone may shift the closing by its transitions.
    const Micros wall = toWall(watermark);
    if (wall > end + 2 * kDay) end += (wall - 2 * kDay - end) / m_spec.step * m_spec.step;
    while (closed(end, watermark))
        end += m_spec.step;
    return end;
}

std::int64_t PaneLayout::closedWindows(Micros pane, Micros watermark) const {
    const Micros first = firstEnd(pane);
    const Micros last = lastEnd(pane);
    const std::int64_t all = first == last ? 1 : (last - first) / m_spec.step + 1;
    const auto open = firstOpenEnd(pane, watermark);
    return open ? (first == last ? 0 : (*open - first) / m_spec.step) : all;
}

Micros PaneLayout::windowStart(Micros end) const {
    switch (m_spec.kind) {
        case WindowKind::Hop:
            return end - m_spec.size;
        case WindowKind::Cumulate:
            return wholeStart(end - 1);
        default:
            return paneStart(end - 1);
    }
}

}  // namespace guanlan
