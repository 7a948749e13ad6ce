// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/row_scroll.h"
#include "ui/panel/table/table_rows.h"

#include <QtTest>

#include <cmath>

using namespace guanlan;

namespace {

PanelRows rows(std::initializer_list<std::tuple<int, std::uint32_t, double>> list) {
    PanelRows result;
    for (const auto& [minute, group, value] : list) {
        result.at.push_back(minute * kMinute);
        result.group.push_back(group);
        result.value.push_back(value);
    }
    return result;
}

QString groupsOf(const std::vector<TableRow>& rows) {
    QStringList names;
    for (const TableRow& row : rows)
        names.append(QString::fromStdString(row.group));
    return names.join(u' ');
}

}  // namespace

class TestTableRows : public QObject {
    Q_OBJECT
  private slots:
    void groupsAreJoinedOverTheSpan() {
        GroupNames names;
        names.number("a");
        names.number("b");
        names.number("only yesterday");
        const TableInput plays{.finals = rows({{1, 0, 3}, {2, 0, 4}, {2, 1, 9}}),
                               .provisional = rows({{3, 1, 2}}),
                               .yesterday = rows({{1, 0, 5}, {1, 2, 8}})};
        const TableInput errors{.finals = rows({{1, 0, 0.5}})};
        const auto table = rowsByGroup({plays, errors}, names, Aggregate::Sum, true);
        QCOMPARE(groupsOf(table), QStringLiteral("a b"));
        QCOMPARE(table[0].value[0], 7.0);
        QCOMPARE(table[0].before[0], 5.0);
        QCOMPARE(table[0].value[1], 0.5);
        QVERIFY(!table[0].provisional);
        QCOMPARE(table[1].value[0], 11.0);
        QVERIFY(table[1].provisional);
        QVERIFY(std::isnan(table[1].value[1]));
        QCOMPARE(table[0].course, (std::vector<double>{3, 4}));
    }
    void windowsComeNewestFirst() {
        const TableInput plays{.finals = rows({{1, 0, 3}, {2, 0, 4}, {3, 0, 5}}),
                               .provisional = rows({{3, 0, 99}, {4, 0, 1}}),
                               .yesterday = rows({{2, 0, 8}})};
        const auto table = rowsByTime({plays}, Aggregate::Sum, 3);
        QCOMPARE(table.size(), std::size_t{3});
        QCOMPARE(table[0].at, 4 * kMinute);
        QVERIFY(table[0].provisional);
        // Closed meanwhile: the open value of the same window is old.
        QCOMPARE(table[1].value[0], 5.0);
        QVERIFY(!table[1].provisional);
        QCOMPARE(table[2].before[0], 8.0);
    }
    void sortingKeepsMissingValuesLast() {
        std::vector<TableRow> table{{.group = "a", .value = {1}},
                                    {.group = "b", .value = {std::nan("")}},
                                    {.group = "c", .value = {3}},
                                    {.group = "d", .value = {3}}};
        sortRows(table, 1, true);
        QCOMPARE(groupsOf(table), QStringLiteral("c d a b"));
        sortRows(table, 1, false);
        QCOMPARE(groupsOf(table), QStringLiteral("a c d b"));
        sortRows(table, 0, true);
        QCOMPARE(groupsOf(table), QStringLiteral("d c b a"));
        sortRows(table, 9, true);
        QCOMPARE(table.size(), std::size_t{4});
    }
    void aScrolledListStaysWhereItIs() {
        RowScroll scroll;
        scroll.setCount(100);
        scroll.setRoom(10);
        scroll.keepPlace(5);  // at the top it follows what is new
        QCOMPARE(scroll.first(), std::size_t{0});
        QVERIFY(scroll.takeKey(Qt::Key_PageDown));
        scroll.setCount(105);
        scroll.keepPlace(5);
        QCOMPARE(scroll.first(), std::size_t{15});
        QVERIFY(scroll.takeKey(Qt::Key_End));
        QCOMPARE(scroll.end(), std::size_t{105});
        QVERIFY(!scroll.takeKey(Qt::Key_Down));
        scroll.setCount(3);
        QCOMPARE(scroll.first(), std::size_t{0});
        QCOMPARE(scroll.end(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestTableRows)
#include "tst_table_rows.moc"
