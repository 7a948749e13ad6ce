// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/cell_text.h"

#include "core/base/int128.h"

#include <QLocale>

namespace guanlan {

namespace {

QString decimalText(Int128 unscaled, int scale) {
    const bool negative = unscaled < 0;
    QString digits;
    do {
        const int digit = static_cast<int>(unscaled % 10);
        digits.prepend(QChar(u'0' + (digit < 0 ? -digit : digit)));
        unscaled /= 10;
    } while (unscaled != 0);
    if (scale > 0) {
        digits = digits.rightJustified(scale + 1, QLatin1Char('0'));
        digits.insert(digits.size() - scale, QLatin1Char('.'));
    }
    return negative ? QLatin1Char('-') + digits : digits;
}

QString intText(const DataType& type, std::int64_t value, const Zone& zone) {
    switch (type.kind) {
        case TypeKind::Boolean:
            return value != 0 ? QStringLiteral("true") : QStringLiteral("false");
        case TypeKind::Timestamp:
            return QString::fromStdString(formatTimestamp(value, 0));
        case TypeKind::TimestampLtz:
            return QString::fromStdString(formatTimestamp(zone.toLocal(value), 0));
        case TypeKind::Date:
            return QString::fromStdString(formatTimestamp(value * kDay, 0)).left(10);
        case TypeKind::Time:
            return QString::fromStdString(formatTimestamp(value, 0)).mid(11);
        default:
            return QLocale().toString(qlonglong(value));
    }
}

}  // namespace

QString cellText(const Column& column, std::size_t row, const Zone& zone) {
    if (column.isNull(row)) return QStringLiteral("–");
    switch (column.type().physical()) {
        case Physical::Int64:
            return intText(column.type(), column.ints()[row], zone);
        case Physical::Double:
            return QLocale().toString(column.doubles()[row], 'g', 10);
        case Physical::Decimal:
            return decimalText(column.decimals()[row], column.type().scale);
        case Physical::Text: {
            const std::string_view text = column.text(row);
            return QString::fromUtf8(text.data(), qsizetype(text.size()));
        }
        case Physical::Nested:
            return QStringLiteral("…");
    }
    return {};
}

}  // namespace guanlan
