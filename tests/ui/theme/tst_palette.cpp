// SPDX-License-Identifier: GPL-3.0-or-later
// Colours are judged by a program: how far apart any two of the palette are for each kind of eye, whether the
// ramps get steadily lighter or darker, and whether words can be read on their ground.
#include "ui/theme/theme.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace guanlan;

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

// Machado, Oliveira and Fernandes 2009, severity 1.
constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Vector times(const Matrix& matrix, const Vector& v) {
    Vector result{};
    for (std::size_t i = 0; i < 3; ++i)
        result.at(i) = matrix.at(i)[0] * v[0] + matrix.at(i)[1] * v[1] + matrix.at(i)[2] * v[2];
    return result;
}

Vector linear(const QColor& colour) {
    const auto one = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {one(colour.redF()), one(colour.greenF()), one(colour.blueF())};
}

Vector lab(const QColor& colour, const Matrix& eye) {
    Vector rgb = times(eye, linear(colour));
    for (double& c : rgb)
        c = std::clamp(c, 0.0, 1.0);
    constexpr Matrix kXyz{{{0.4124564, 0.3575761, 0.1804375},
                           {0.2126729, 0.7151522, 0.0721750},
                           {0.0193339, 0.1191920, 0.9503041}}};
    const Vector xyz = times(kXyz, rgb);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const QColor& a, const QColor& b, const Matrix& eye) {
    const Vector p = lab(a, eye);
    const Vector q = lab(b, eye);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& colour) {
        const Vector rgb = linear(colour);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    };
    const double p = luminance(a);
    const double q = luminance(b);
    return (std::max(p, q) + 0.05) / (std::min(p, q) + 0.05);
}

}  // namespace

class TestPalette : public QObject {
    Q_OBJECT
  private slots:
    void anyTwoSeriesAreApartForEveryEye() {
        for (const Theme& theme : {Theme::darkTheme(), Theme::lightTheme()}) {
            for (const Matrix& eye : {kNormal, kProtan, kDeutan, kTritan}) {
                for (std::size_t i = 0; i < theme.series.size(); ++i) {
                    for (std::size_t k = i + 1; k < theme.series.size(); ++k) {
                        const double apart = difference(theme.series.at(i), theme.series.at(k), eye);
                        QVERIFY2(apart >= 25.9,
                                 qPrintable(QStringLiteral("%1 %2: %3").arg(i).arg(k).arg(apart)));
                    }
                }
            }
        }
    }
    void rampsAreMonotone() {
        for (const Theme& theme : {Theme::darkTheme(), Theme::lightTheme()}) {
            double previous = lab(theme.rampColor(0), kNormal)[0];
            for (int step = 1; step <= 50; ++step) {
                const double now = lab(theme.rampColor(step / 50.0), kNormal)[0];
                QVERIFY(theme.dark ? now > previous : now < previous);
                previous = now;
            }
            const double reach =
                std::abs(lab(theme.ramp.back(), kNormal)[0] - lab(theme.ramp.front(), kNormal)[0]);
            QVERIFY2(reach > 65, qPrintable(QString::number(reach)));
        }
    }
    void wordsCanBeRead() {
        for (const Theme& theme : {Theme::darkTheme(), Theme::lightTheme()}) {
            for (const QColor& ground : {theme.card, theme.window, theme.raised}) {
                QVERIFY(contrast(theme.text, ground) >= 12);
                QVERIFY(contrast(theme.textMuted, ground) >= 4.5);
                QVERIFY2(contrast(theme.textFaint, ground) >= 3.5, qPrintable(ground.name()));
                for (const QColor& ink : {theme.good, theme.warning, theme.critical, theme.provisional}) {
                    QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(ink.name() + ground.name()));
                }
            }
            for (const QColor& series : theme.series)
                QVERIFY2(contrast(series, theme.card) >= 2.9, qPrintable(series.name()));
        }
    }
    void styleSheetNamesNoColourItDoesNotKnow() {
        for (const Theme& theme : {Theme::darkTheme(), Theme::lightTheme()})
            QVERIFY(!styleSheetOf(theme).contains(u'@'));
    }
};

QTEST_APPLESS_MAIN(TestPalette)
#include "tst_palette.moc"
