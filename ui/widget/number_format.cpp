// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/number_format.h"

#include "ui/widget/language.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>
#include <span>

namespace guanlan {

namespace {

struct Step {
    double from;
    const char16_t* suffix;
};
constexpr std::array<Step, 3> kChinese{{{1e12, u"万亿"}, {1e8, u"亿"}, {1e4, u"万"}}};
constexpr std::array<Step, 4> kEnglish{{{1e12, u"T"}, {1e9, u"B"}, {1e6, u"M"}, {1e3, u"K"}}};

bool chinese() {
    return uiLanguage() == QLatin1String("zh_CN");
}

QString digits(double value, int decimals) {
    QString text = QLocale::c().toString(value, 'f', decimals);
    // A rounded-away negative is zero, not "-0".
    if (text.startsWith(u'-') && text.toDouble() == 0) text.remove(0, 1);
    QString whole = text.section(u'.', 0, 0);
    for (qsizetype at = whole.size() - 3; at > (whole.startsWith(u'-') ? 1 : 0); at -= 3) {
        whole.insert(at, u',');
    }
    return decimals > 0 ? whole + u'.' + text.section(u'.', 1) : whole;
}

/// Without the zeros an axis does not need: 2.50 becomes 2.5, 4.0 becomes 4.
QString trimmedDigits(double value, int decimals) {
    QString text = digits(value, decimals);
    if (!text.contains(u'.')) return text;
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text;
}

int usefulDecimals(double value) {
    const double size = std::abs(value);
    if (value == std::round(value) || size >= 1000) return 0;
    if (size >= 100) return 1;
    return size >= 1 ? 2 : 3;
}

int decimalsFor(double value, const ValueFormat& format) {
    return format.decimals >= 0 ? format.decimals : usefulDecimals(value);
}

NumberText missing(const ValueFormat& format) {
    return {QStringLiteral("–"), format.kind == ValueFormat::Kind::Plain ? format.unit : QString()};
}

NumberText percentText(double value, const ValueFormat& format) {
    const double percent = value * 100;
    const int decimals = format.decimals >= 0 ? format.decimals : (std::abs(percent) >= 10 ? 1 : 2);
    return {digits(percent, decimals), QStringLiteral("%")};
}

NumberText durationText(double milliseconds, const ValueFormat& format) {
    if (std::abs(milliseconds) >= 1000) return {digits(milliseconds / 1000, 2), QStringLiteral("s")};
    const int decimals = format.decimals >= 0 ? format.decimals : (std::abs(milliseconds) < 100 ? 1 : 0);
    return {digits(milliseconds, decimals), QStringLiteral("ms")};
}

/// "1.2" "MB", in steps of a thousand.
NumberText sizeText(double bytes) {
    const QString text = QLocale::c().formattedDataSize(
        static_cast<qint64>(std::abs(bytes)), std::abs(bytes) < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
    const QString number = text.section(u' ', 0, 0);
    const bool whole = text.endsWith(QLatin1String("bytes"));
    return {bytes < 0 ? u'-' + number : number, whole ? QStringLiteral("B") : text.section(u' ', 1)};
}

/// The step whose suffix a number of this size takes; null: written out.
const Step* stepFor(double value) {
    const double size = std::abs(value);
    const auto steps = chinese() ? std::span<const Step>(kChinese) : std::span<const Step>(kEnglish);
    for (const Step& step : steps) {
        if (size >= step.from) return &step;
    }
    return nullptr;
}

int shortDecimals(double scaled) {
    const double size = std::abs(scaled);
    if (size >= 1000) return 0;
    return size >= 100 ? 1 : 2;
}

}  // namespace

QString NumberText::joined() const {
    if (unit.isEmpty()) return number;
    return unit == QLatin1String("%") ? number + unit : number + u' ' + unit;
}

NumberText fullNumber(double value, const ValueFormat& format) {
    if (!std::isfinite(value)) return missing(format);
    if (format.kind == ValueFormat::Kind::Percent) return percentText(value, format);
    if (format.kind == ValueFormat::Kind::Milliseconds) return durationText(value, format);
    if (format.kind == ValueFormat::Kind::Bytes) return sizeText(value);
    return {digits(value, decimalsFor(value, format)), format.unit};
}

NumberText shortNumber(double value, const ValueFormat& format) {
    const Step* step =
        std::isfinite(value) && format.kind == ValueFormat::Kind::Plain ? stepFor(value) : nullptr;
    if (step == nullptr) return fullNumber(value, format);
    const double scaled = value / step->from;
    const QString suffix = QString::fromUtf16(step->suffix);
    if (chinese()) return {digits(scaled, shortDecimals(scaled)), suffix + format.unit};
    return {digits(scaled, shortDecimals(scaled)) + suffix, format.unit};
}

QString axisNumber(double value, const ValueFormat& format) {
    if (!std::isfinite(value)) return QStringLiteral("–");
    if (format.kind == ValueFormat::Kind::Percent) return trimmedDigits(value * 100, 2) + u'%';
    if (format.kind == ValueFormat::Kind::Milliseconds) {
        if (std::abs(value) >= 1000) return trimmedDigits(value / 1000, 2) + QStringLiteral(" s");
        return trimmedDigits(value, 1) + QStringLiteral(" ms");
    }
    if (format.kind == ValueFormat::Kind::Bytes) return sizeText(value).joined();
    // Axes count up to four digits in full: 1,600 reads better than 1.6K.
    const Step* step = std::abs(value) >= 1e4 ? stepFor(value) : nullptr;
    if (step == nullptr) return trimmedDigits(value, usefulDecimals(value));
    const double scaled = value / step->from;
    return trimmedDigits(scaled, shortDecimals(scaled)) + QString::fromUtf16(step->suffix);
}

QString changeText(double now, double before, const ValueFormat& format) {
    if (!std::isfinite(now) || !std::isfinite(before)) return {};
    const bool points = format.kind == ValueFormat::Kind::Percent;
    if (!points && before == 0) return {};
    const double change = points ? (now - before) * 100 : (now - before) / std::abs(before) * 100;
    const int decimals = points && std::abs(change) < 1 ? 2 : 1;
    const QString sign = change > 0 ? QStringLiteral("+") : QString();
    const QString text = sign + digits(change, std::abs(change) >= 1000 ? 0 : decimals);
    if (!points) return text + u'%';
    //: percentage points, behind a number: "-0.6 pp"
    return text + u' ' + QCoreApplication::translate("NumberFormat", "pp");
}

}  // namespace guanlan
