// SPDX-License-Identifier: GPL-3.0-or-later
// A rule is tried over the history while it is written.
#include "tests/ui/shell/recorded_run.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QtTest>

using namespace guanlan;

class TestRuleTrial : public QObject {
    Q_OBJECT
  private slots:
    void saysWhenItWouldHaveFired() {
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        RecordedRun run(2);
        run.fillLively();
        run.publish();
        WorkspaceModel workspace(run.folder());
        QVERIFY(workspace.load());
        const SecretAccess secrets;
        MainWindow window(workspace, secrets);
        window.show();
        window.setRun(run.view());
        window.showPage(Page::Alarms);
        const auto* words = window.findChild<QLabel*>(QStringLiteral("ruleTrial"));
        const auto* episodes = window.findChild<QLabel*>(QStringLiteral("ruleEpisodes"));
        auto* threshold = window.findChild<QLineEdit*>(QStringLiteral("threshold"));
        const auto tryWith = [threshold](const QString& limit) {
            threshold->selectAll();
            QTest::keyClicks(threshold, limit);
        };
        tryWith(QStringLiteral("-1"));  // always
        QTRY_VERIFY2(words->text().contains(QLatin1String("would have fired")), qPrintable(words->text()));
        QVERIFY2(episodes->text().contains(QLatin1String("region=")), qPrintable(episodes->text()));
        QVERIFY(episodes->text().contains(QLatin1String("still")));
        tryWith(QStringLiteral("1000000"));  // never
        QTRY_COMPARE(words->text(), QStringLiteral("In the last 7 days it would not have fired."));
        QCOMPARE(episodes->text(), QString());
        QCOMPARE(workspace.rules().front().threshold, 0.03);  // trying saves nothing
    }
};

QTEST_MAIN(TestRuleTrial)
#include "tst_rule_trial.moc"
