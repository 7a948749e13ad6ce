// SPDX-License-Identifier: GPL-3.0-or-later
// Where a Prometheus may ask, from the settings page.
#include "ui/settings/monitoring_form.h"

#include <QLabel>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

class TestMonitoringForm : public QObject {
    Q_OBJECT
  private slots:
    void thePortIsKeptAndItsStateSaid() {
        const QTemporaryDir home;
        const WorkspaceFolder folder(home.path().toStdString());
        QVERIFY(folder.save(WorkspaceSettings{}));
        WorkspaceModel workspace(folder);
        QVERIFY(workspace.load());
        SystemClock clock;
        auto snapshot = std::make_shared<Snapshot>();
        FeedHub hub({.snapshot = [&snapshot] { return SnapshotPtr(snapshot); }, .clock = &clock});
        MonitoringForm form(workspace);
        form.setHub(&hub);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        auto* port = form.findChild<QSpinBox*>(QStringLiteral("prometheusPort"));
        const auto* state = form.findChild<QLabel*>(QStringLiteral("prometheusState"));
        QCOMPARE(state->text(), QStringLiteral("nobody can ask"));

        port->selectAll();
        QTest::keyClicks(port, QStringLiteral("9464"));
        QTest::keyClick(port, Qt::Key_Return);
        QCOMPARE(folder.settings().value().prometheusPort, 9464);
        QCOMPARE(state->text(), QStringLiteral("http://127.0.0.1:9464/metrics"));
        snapshot = std::make_shared<Snapshot>();
        snapshot->number = 1;
        snapshot->endpointProblem = Error{.what = "cannot listen on 127.0.0.1:9464"};
        hub.pulse();
        QVERIFY2(state->text().contains(QLatin1String("annot listen on 127.0.0.1:9464")),
                 qPrintable(state->text()));
        form.setHub(nullptr);
        QCOMPARE(state->text(), QStringLiteral("nothing runs"));
    }
};

QTEST_MAIN(TestMonitoringForm)
#include "tst_monitoring_form.moc"
