// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/grid_arrangement.h"

#include <QtTest>

using namespace guanlan;

namespace {

QString textOf(const std::vector<QRect>& cells) {
    QStringList parts;
    for (const QRect& cell : cells)
        parts +=
            QStringLiteral("%1,%2 %3x%4").arg(cell.x()).arg(cell.y()).arg(cell.width()).arg(cell.height());
    return parts.join(QStringLiteral(" | "));
}

}  // namespace

class TestGridArrangement : public QObject {
    Q_OBJECT
  private slots:
    void aCoveredCardMovesDown() {
        // The first is drawn to the right over the second.
        QCOMPARE(textOf(arranged({{6, 0, 12, 4}, {12, 0, 12, 4}}, {0})),
                 QStringLiteral("6,0 12x4 | 12,4 12x4"));
    }
    void noHolesStay() {
        QCOMPARE(textOf(arranged({{0, 9, 6, 2}, {12, 5, 6, 2}}, {0})), QStringLiteral("0,0 6x2 | 12,0 6x2"));
    }
    void pastItsMiddleTheCardBelowMovesUp() {
        QCOMPARE(textOf(arranged({{0, 1, 6, 4}, {0, 4, 6, 4}}, {0})), QStringLiteral("0,0 6x4 | 0,4 6x4"));
        QCOMPARE(textOf(arranged({{0, 6, 6, 4}, {0, 4, 6, 4}}, {0})), QStringLiteral("0,4 6x4 | 0,0 6x4"));
    }
    void upwardsLikewise() {
        QCOMPARE(textOf(arranged({{0, 0, 6, 4}, {0, 3, 6, 4}}, {1})), QStringLiteral("0,0 6x4 | 0,4 6x4"));
        QCOMPARE(textOf(arranged({{0, 0, 6, 4}, {0, 1, 6, 4}}, {1})), QStringLiteral("0,4 6x4 | 0,0 6x4"));
    }
    void nothingEverOverlaps() {
        std::vector<QRect> cells;
        unsigned random = 7;
        const auto next = [&random](unsigned below) {
            return int((random = random * 1664525 + 1013904223) >> 16) % int(below);
        };
        for (int i = 0; i < 20; ++i)
            cells.push_back(fitted({next(24), next(30), 1 + next(12), 1 + next(6)}, {1, 1}));
        for (std::size_t moved = 0; moved < cells.size(); ++moved) {
            const std::vector<QRect> result = arranged(cells, {moved});
            for (std::size_t a = 0; a < result.size(); ++a) {
                QCOMPARE(result[a].size(), cells[a].size());
                QVERIFY(result[a].x() >= 0 && result[a].x() + result[a].width() <= kGridColumns &&
                        result[a].y() >= 0);
                for (std::size_t b = a + 1; b < result.size(); ++b)
                    QVERIFY2(!result[a].intersects(result[b]), qPrintable(textOf({result[a], result[b]})));
            }
        }
    }
    void cellsStayInsideAndLargeEnough() {
        QCOMPARE(fitted({22, -3, 6, 1}, {4, 3}), QRect(18, 0, 6, 3));
        QCOMPARE(fitted({0, 0, 90, 2}, {4, 2}), QRect(0, 0, 24, 2));
        QCOMPARE(fitted({5, 5, 1, 9}, {40, 2}), QRect(0, 5, 24, 9));
    }
    void aNewCardTakesTheFirstFreePlace() {
        QCOMPARE(freePlace({{0, 0, 20, 2}, {0, 2, 24, 1}}, {6, 2}), QRect(0, 3, 6, 2));
        QCOMPARE(freePlace({{0, 0, 18, 2}}, {6, 2}), QRect(18, 0, 6, 2));
    }
};

QTEST_APPLESS_MAIN(TestGridArrangement)
#include "tst_grid_arrangement.moc"
