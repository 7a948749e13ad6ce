// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier versions of a dashboard: kept as it is edited, looked at and put back by mouse and keys.
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

struct Desk {
    RecordedRun run{0};
    WorkspaceModel workspace{run.folder()};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};

    Desk() {
        QSettings().clear();
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        window = std::make_unique<MainWindow>(workspace, secrets);
        window->resize(1400, 900);
        window->show();
        window->setRun(run.view());
        if (!QTest::qWaitForWindowActive(window.get())) qFatal("no window");
    }
    DashboardPage& page() { return window->dashboards(); }
    std::size_t shown() { return page().canvas().dashboard().panels.size(); }
    std::size_t saved() { return run.folder().dashboards()->front().panels.size(); }
    QWidget* find(const char* name) { return page().findChild<QWidget*>(QLatin1String(name)); }
    QComboBox& choice() { return *page().findChild<QComboBox*>(QStringLiteral("versionChoice")); }
    /// The file has stood for so long.
    void rest(int minutes) const {
        QFile file(QString::fromStdString(run.folder().path()) + QStringLiteral("/dashboards/overview.json"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-60 * minutes),
                                 QFileDevice::FileModificationTime));
    }
    /// Takes the first panels away, one edit each.
    void removePanels(int count) {
        QTest::keyClick(window.get(), Qt::Key_E);
        for (int i = 0; i < count; ++i) {
            const QPoint middle = page().canvas().pixelsOf(page().dashboard().panels.front().cell).center();
            auto* layer = page().canvas().childAt(middle);
            QTest::mouseClick(layer, Qt::LeftButton, {}, middle);
            QTest::keyClick(&page().canvas(), Qt::Key_Delete);
            workspace.flush();
        }
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QTest::keyClick(&page(), Qt::Key_Escape);
        QVERIFY(!page().editing());
    }
    void openVersions() {
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* input = window->findChild<QLineEdit*>(QStringLiteral("paletteInput"));
        QTest::keyClicks(input, QStringLiteral("earlier versions"));
        QTest::keyClick(input, Qt::Key_Return);
    }
};

}  // namespace

class TestVersions : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-versions"));
    }
    void stepsOfOneEditAreNoVersions() {
        Desk desk;
        desk.rest(60);
        desk.removePanels(3);
        QCOMPARE(desk.saved(), std::size_t{9});
        const auto versions = desk.workspace.versions("overview");
        QCOMPARE(versions.size(), std::size_t{1});
        QCOMPARE(versions.front().dashboard.panels.size(), std::size_t{12});
        desk.rest(30);
        desk.removePanels(1);
        QCOMPARE(desk.workspace.versions("overview").size(), std::size_t{2});
        QCOMPARE(desk.workspace.versions("overview").front().dashboard.panels.size(), std::size_t{9});
    }
    void oneIsLookedAtAndLeft() {
        Desk desk;
        desk.rest(60);
        desk.removePanels(1);
        desk.rest(30);
        desk.removePanels(1);
        desk.openVersions();
        QVERIFY(desk.choice().isVisible());
        QCOMPARE(desk.choice().count(), 2);
        QCOMPARE(desk.shown(), std::size_t{11});
        QTest::keyClick(&desk.choice(), Qt::Key_Down);
        QCOMPARE(desk.shown(), std::size_t{12});
        QVERIFY(desk.choice().currentText().contains(QStringLiteral("12")));
        QTest::keyClick(&desk.choice(), Qt::Key_Escape);
        QVERIFY(!desk.choice().isVisible());
        QCOMPARE(desk.shown(), std::size_t{10});
        QCOMPARE(desk.saved(), std::size_t{10});
    }
    void oneIsPutBackAndTakenBack() {
        Desk desk;
        desk.rest(60);
        desk.removePanels(2);
        desk.openVersions();
        QTest::mouseClick(desk.find("restoreVersion"), Qt::LeftButton);
        QCOMPARE(desk.shown(), std::size_t{12});
        desk.workspace.flush();
        QCOMPARE(desk.saved(), std::size_t{12});
        QWidget* back = nullptr;
        for (auto* each : desk.page().findChildren<QWidget*>(QStringLiteral("takeBack"))) {
            if (each->isVisible()) back = each;
        }
        QVERIFY(back != nullptr);
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(desk.shown(), std::size_t{10});
        desk.workspace.flush();
        QCOMPARE(desk.saved(), std::size_t{10});
        // It is a step of the edit history as well.
        QTest::keyClick(desk.window.get(), Qt::Key_E);
        desk.page().canvas().setFocus();
        QTest::keyClick(&desk.page().canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.shown(), std::size_t{12});
    }
    void anEditEndsTheLook() {
        Desk desk;
        desk.rest(60);
        desk.removePanels(1);
        desk.openVersions();
        QCOMPARE(desk.shown(), std::size_t{12});
        desk.page().canvas().setFocus();
        QTest::keyClick(&desk.page().canvas(), Qt::Key_E);
        QVERIFY(desk.page().editing());
        QVERIFY(!desk.choice().isVisible());
        QCOMPARE(desk.shown(), std::size_t{11});
    }
    void withoutVersionsItSaysSo() {
        Desk desk;
        desk.openVersions();
        QVERIFY(!desk.choice().isVisible());
        QVERIFY(desk.find("closeVersions")->isVisible());
        QTest::mouseClick(desk.find("closeVersions"), Qt::LeftButton);
        QVERIFY(!desk.find("closeVersions")->isVisible());
    }
};

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"
