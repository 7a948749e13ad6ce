// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/text_table.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace guanlan;

namespace {

std::vector<TextRow> rowsOf(const QStringList& names) {
    std::vector<TextRow> rows;
    for (const QString& name : names)
        rows.push_back({.cells = {name, QString::number(name.size())}, .key = name});
    return rows;
}

QStringList shown(const TextTableModel& model) {
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += model.index(row, 0).data().toString();
    return names;
}

}  // namespace

class TestTextTable : public QObject {
    Q_OBJECT
  private slots:
    void anyChangeOfRowsKeepsTheModelSound() {
        TextTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns({QStringLiteral("Name"), QStringLiteral("Length")}, {1});
        for (const char* names : {"a b c", "a x c d e", "", "q", "q r s t", "t", "x y z"}) {
            const QStringList list = QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
            model.setRows(rowsOf(list));
            QCOMPARE(shown(model), list);
        }
    }
    void onlyTheRowsThatDifferAreAnnounced() {
        TextTableModel model;
        model.setColumns({QStringLiteral("Name"), QStringLiteral("Length")});
        model.setRows(rowsOf({"a", "b", "c", "d"}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows(rowsOf({"a", "x", "y", "d"}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 2);
        model.setRows(rowsOf({"a", "x", "y", "d"}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(reset.count(), 0);
    }
    void textFromDataIsNeverMarkup() {
        TextTableModel model;
        model.setColumns({QStringLiteral("Name")});
        model.setRows(rowsOf({"<img src='file:///etc/passwd'>"}));
        QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QLatin1Char('<')));
    }
};

QTEST_MAIN(TestTextTable)
#include "tst_text_table.moc"
