// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/edit_history.h"

#include <QtTest>

using namespace guanlan;

class TestEditHistory : public QObject {
    Q_OBJECT
  private slots:
    void typingIsOneStep() {
        EditHistory history;
        DashboardConfig dashboard{.id = "d"};
        history.open(dashboard);
        qint64 now = 0;
        for (const char* text : {"a", "ab", "abc"}) {
            dashboard.title.byLanguage.insert(QStringLiteral("en"), QLatin1String(text));
            history.change(dashboard, QStringLiteral("title"), now += 100);
        }
        QCOMPARE(history.steps(), std::size_t{1});
        dashboard.title.byLanguage.insert(QStringLiteral("en"), QStringLiteral("abcd"));
        history.change(dashboard, QStringLiteral("title"), now + 5000);
        QCOMPARE(history.steps(), std::size_t{2});
        QVERIFY(history.undo());
        QCOMPARE(history.now().title.byLanguage.value(QStringLiteral("en")), QStringLiteral("abc"));
        QVERIFY(history.undo());
        QVERIFY(history.now().title.byLanguage.isEmpty());
        QVERIFY(!history.undo());
        QVERIFY(history.redo());
        QVERIFY(history.redo());
        QVERIFY(!history.redo());
        QCOMPARE(history.now(), dashboard);
        // Something else done instead: what was undone is gone.
        QVERIFY(history.undo());
        dashboard.timeRange = "last:1h";
        history.change(dashboard, {}, now);
        QVERIFY(!history.canRedo());
    }
    void onlySoManyStepsAreKept() {
        EditHistory history;
        DashboardConfig dashboard{.id = "d"};
        history.open(dashboard);
        for (std::size_t i = 1; i <= EditHistory::kMostSteps + 5; ++i) {
            dashboard.timeRange = "live:" + std::to_string(i) + "m";
            history.change(dashboard, {}, 0);
        }
        QCOMPARE(history.steps(), EditHistory::kMostSteps);
        while (history.undo()) {
        }
        QCOMPARE(history.now().timeRange, std::string("live:5m"));
    }
};

QTEST_APPLESS_MAIN(TestEditHistory)
#include "tst_edit_history.moc"
