// SPDX-License-Identifier: GPL-3.0-or-later
// What is offered where there is no workspace yet: the templates that ship, by mouse and keys.
#include "tests/ui/shell/recorded_run.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/template_card.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

struct Desk {
    RecordedRun run{0};
    WorkspaceModel workspace;
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};
    std::unique_ptr<QSignalSpy> chosen{};

    explicit Desk(const WorkspaceFolder& folder) : workspace(folder) {
        (void)workspace.load();  // there may be none yet
        window = std::make_unique<MainWindow>(workspace, secrets);
        window->resize(1200, 800);
        window->show();
        chosen = std::make_unique<QSignalSpy>(window.get(), &MainWindow::templateChosen);
        if (!QTest::qWaitForWindowActive(window.get())) qFatal("no window");
    }
    QWidget* find(const char* name) { return window->findChild<QWidget*>(QLatin1String(name)); }
    QStringList words() {
        QStringList words;
        for (const QLabel* label : window->findChildren<QLabel*>()) {
            if (label->isVisible()) words += label->text();
        }
        return words;
    }
};

}  // namespace

class TestStartPage : public QObject {
    Q_OBJECT

    QTemporaryDir m_empty;

  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-start"));
    }
    void init() { QSettings().clear(); }
    void anEmptyFolderIsFilledWithOneClick() {
        Desk desk(WorkspaceFolder(m_empty.path().toStdString()));
        desk.window->showTemplates(true);
        const auto cards = desk.window->findChildren<TemplateCard*>();
        QCOMPARE(static_cast<std::size_t>(cards.size()), shippedTemplates().size());
        for (const TemplateCard* card : cards) {
            QVERIFY(card->isVisible());
            QVERIFY(!card->accessibleName().isEmpty() && !card->accessibleDescription().isEmpty());
        }
        QVERIFY(desk.find("connectFromStart")->isVisible());
        QVERIFY(!desk.find("exportDashboard")->isVisible());
        QTest::mouseClick(desk.find("template-taobao"), Qt::LeftButton);
        QCOMPARE(desk.chosen->count(), 1);
        QCOMPARE(desk.chosen->front().front().toString(), QStringLiteral("taobao"));
    }
    void keysChooseAsWell() {
        Desk desk(WorkspaceFolder(m_empty.path().toStdString()));
        desk.window->showTemplates(true);
        QTRY_COMPARE(QApplication::focusWidget(), desk.find("template-bilibili"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(desk.chosen->count(), 2);
        QCOMPARE(desk.chosen->at(0).front().toString(), QStringLiteral("bilibili"));
        QCOMPARE(desk.chosen->at(1).front().toString(), QStringLiteral("taobao"));
    }
    void beginningIsSaidAndEnds() {
        Desk desk(WorkspaceFolder(m_empty.path().toStdString()));
        desk.window->showTemplates(true);
        desk.window->showStarting(QStringLiteral("Making the workspace"));
        QVERIFY(!desk.find("template-bilibili")->isVisible());
        QVERIFY(desk.words().contains(QStringLiteral("Making the workspace")));
        desk.window->setRun(desk.run.view());
        QVERIFY(desk.find("exportDashboard")->isVisible());
    }
    void thePaletteOffersThemBesideAWorkspaceThatRuns() {
        Desk desk(WorkspaceFolder(m_empty.path().toStdString()));
        desk.window->setRun(desk.run.view());
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* input = desk.window->findChild<QLineEdit*>(QStringLiteral("paletteInput"));
        QTest::keyClicks(input, QStringLiteral("New workspace"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(desk.find("template-weblogs")->isVisible());
        QVERIFY(!desk.find("connectFromStart")->isVisible());  // it is for the workspace that is open
        QTest::mouseClick(desk.find("template-weblogs"), Qt::LeftButton);
        QCOMPARE(desk.chosen->count(), 1);
        desk.window->tellTemplate(QStringLiteral("It is in /somewhere."));
        QVERIFY(desk.words().contains(QStringLiteral("It is in /somewhere.")));
        // The way back is the rail's.
        QTest::keyClick(desk.window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!desk.find("template-weblogs")->isVisible());
    }
    void itSpeaksBothLanguages() {
        Desk desk(WorkspaceFolder(m_empty.path().toStdString()));
        desk.window->showTemplates(true);
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("zh_CN"));
        QTRY_VERIFY(desk.find("template-taobao")->accessibleName().contains(QStringLiteral("淘宝")));
        QVERIFY(desk.words().join(QString()).contains(QStringLiteral("这个文件夹")));
        appearance.setLanguage(QStringLiteral("en"));
        QTRY_VERIFY(desk.find("template-taobao")->accessibleName().contains(QStringLiteral("Taobao")));
    }
};

QTEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
