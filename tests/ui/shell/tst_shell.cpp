// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/start_page.h"
#include "ui/shell/stream_light.h"
#include "ui/theme/theme.h"
#include "ui/widget/text_table.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

/// The window over a recorded run, wired as app/desktop does it.
struct Desk {
    RecordedRun run{1};
    WorkspaceModel workspace{run.folder()};
    Appearance appearance{*qApp};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};

    Desk() {
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        appear();
        QObject::connect(&workspace, &WorkspaceModel::settingsChanged, &appearance, [this] { appear(); });
        window = std::make_unique<MainWindow>(workspace, secrets);
        window->resize(1400, 900);
        window->show();
        window->setRun(run.view());
        if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
    }
    void appear() {
        const WorkspaceSettings& settings = workspace.settings();
        appearance.setLanguage(QString::fromStdString(settings.language));
        appearance.setTheme(QString::fromStdString(settings.theme));
    }
    GridCanvas& canvas() { return window->dashboards().canvas(); }
    template <typename T>
    T* find(const char* name) {
        return window->findChild<T*>(QLatin1String(name));
    }
    void click(const char* name) { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    void choose(const char* name, const QString& data) {
        auto* box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(data));
        emit box->activated(box->currentIndex());
        QCoreApplication::processEvents();
    }
};

QRect savedCell(const WorkspaceFolder& folder, const std::string& panel) {
    const auto dashboards = folder.dashboards();
    if (!dashboards.ok()) qFatal("%s", dashboards.error().sentence().c_str());
    for (const PanelConfig& config : dashboards->front().panels) {
        if (config.id == panel) return config.cell;
    }
    return {};
}

/// Presses on the card at `grip` and moves the mouse by so many pixels.
void drag(GridCanvas& canvas, const QPoint& grip, const QPoint& by) {
    QWidget* layer = canvas.childAt(grip);
    QTest::mousePress(layer, Qt::LeftButton, {}, grip);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(layer, grip + by * step / 4);
    QTest::mouseRelease(layer, Qt::LeftButton, {}, grip + by);
}

}  // namespace

class TestShell : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test"));
        QSettings().clear();
    }
    void aPanelDraggedIsSavedAndThereAfterARestart();
    void aPanelIsResizedByItsCorner();
    void arrowKeysMoveAndResize();
    void undoBringsThePlaceBack();
    void theThemeChangesAtOnceAndIsSaved();
    void theLanguageChangesVisibleTexts();
    void aThresholdIsSavedAndGivenToTheRun();
    void whatCannotBeSavedIsSaidAndKept();
    void aBrokerThatIsAwayIsOnScreenAndGoesAgain();
    void aMistakeInTheScriptIsShownAtItsPlace();
    void theRailAndThePaletteLeadToEveryPage();
    void aHiddenWindowStandsStill();
};

void TestShell::aPanelDraggedIsSavedAndThereAfterARestart() {
    Desk desk;
    const QRect before = savedCell(desk.run.folder(), "online");
    desk.click("editToggle");
    QVERIFY(desk.window->dashboards().editing());
    const QPoint grip = desk.canvas().card("online")->geometry().center();
    const int column = desk.canvas().pixelsOf({1, 0, 1, 1}).x() - desk.canvas().pixelsOf({0, 0, 1, 1}).x();
    drag(desk.canvas(), grip, {column * 8 + 3, 4});
    desk.click("editToggle");
    const QRect after = savedCell(desk.run.folder(), "online");
    QCOMPARE(after.x(), before.x() + 8);
    QCOMPARE(after.size(), before.size());
    WorkspaceModel again(desk.run.folder());
    QVERIFY(again.load().ok());
    QCOMPARE(again.dashboards().front().panels[1].cell, after);
}

void TestShell::aPanelIsResizedByItsCorner() {
    Desk desk;
    const QRect before = savedCell(desk.run.folder(), "danmaku-types");
    desk.click("editToggle");
    const QRect frame = desk.canvas().card("danmaku-types")->geometry();
    drag(desk.canvas(), frame.bottomRight() - QPoint(4, 4), {-2 * frame.width() / before.width(), 0});
    desk.click("editToggle");
    QCOMPARE(savedCell(desk.run.folder(), "danmaku-types"),
             QRect(before.topLeft(), before.size() - QSize(2, 0)));
}

void TestShell::arrowKeysMoveAndResize() {
    Desk desk;
    desk.click("editToggle");
    desk.canvas().select("danmaku-types");
    desk.canvas().setFocus();
    const QRect before = desk.canvas().card("danmaku-types")->config().cell;
    QTest::keyClick(&desk.canvas(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&desk.canvas(), Qt::Key_Right);
    desk.click("editToggle");
    QCOMPARE(savedCell(desk.run.folder(), "danmaku-types"),
             QRect(before.x() + 1, before.y(), before.width() - 1, before.height()));
}

void TestShell::undoBringsThePlaceBack() {
    Desk desk;
    const QRect before = savedCell(desk.run.folder(), "danmaku-types");
    desk.click("editToggle");
    desk.canvas().select("danmaku-types");
    desk.canvas().setFocus();
    QTest::keyClick(&desk.canvas(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&desk.canvas(), Qt::Key_Z, Qt::ControlModifier);
    desk.click("editToggle");
    QCOMPARE(savedCell(desk.run.folder(), "danmaku-types"), before);
}

void TestShell::theThemeChangesAtOnceAndIsSaved() {
    Desk desk;
    QVERIFY(currentTheme().dark);
    const QColor dark = desk.window->grab().toImage().pixelColor(600, 30);
    desk.window->showPage(Page::Settings);
    desk.choose("theme", QStringLiteral("light"));
    QTRY_VERIFY(!currentTheme().dark);
    QVERIFY(desk.window->grab().toImage().pixelColor(600, 30).lightness() > dark.lightness() + 100);
    QCOMPARE(desk.run.folder().settings()->theme, std::string("light"));
}

void TestShell::theLanguageChangesVisibleTexts() {
    Desk desk;
    desk.window->showPage(Page::Settings);
    desk.choose("language", QStringLiteral("zh_CN"));
    QTRY_COMPARE(desk.find<QAbstractButton>("rail-3")->text(), QStringLiteral("告警"));
    desk.choose("language", QStringLiteral("en"));
    QTRY_COMPARE(desk.find<QAbstractButton>("rail-3")->text(), QStringLiteral("Alarms"));
    QCOMPARE(desk.find<TextTable>("rules")->model()->headerData(1, Qt::Horizontal).toString(),
             QStringLiteral("Name"));
    QCOMPARE(desk.run.folder().settings()->language, std::string("en"));
}

void TestShell::aThresholdIsSavedAndGivenToTheRun() {
    Desk desk;
    QSignalSpy changed(&desk.workspace, &WorkspaceModel::rulesChanged);
    desk.window->showPage(Page::Alarms);
    auto* rules = desk.find<TextTable>("rules");
    rules->selectKey(QStringLiteral("slow-region"));
    auto* threshold = desk.find<QLineEdit>("threshold");
    threshold->selectAll();
    QTest::keyClicks(threshold, QStringLiteral("312.5"));
    QVERIFY(changed.isEmpty());
    desk.click("saveRule");
    QCOMPARE(changed.count(), 1);
    WorkspaceModel again(desk.run.folder());
    QVERIFY(again.load().ok());
    QCOMPARE(again.rules()[1].id, std::string("slow-region"));
    QCOMPARE(again.rules()[1].threshold, 312.5);
    // The others are as they were.
    QCOMPARE(again.rules()[0], desk.workspace.rules()[0]);
}

void TestShell::whatCannotBeSavedIsSaidAndKept() {
    Desk desk;
    // A folder in the file's place: even root cannot replace it.
    const QString file = QString::fromStdString(desk.run.folder().path()) + QStringLiteral("/alarms.json");
    QVERIFY(QFile::rename(file, file + QStringLiteral(".kept")));
    QVERIFY(QDir().mkpath(file + QStringLiteral("/inside")));
    std::vector<AlarmRule> rules = desk.workspace.rules();
    rules[0].threshold = 77;
    desk.workspace.setRules(rules);
    auto* bar = desk.window->findChild<NoticeBar*>();
    QVERIFY(!bar->notices().empty());
    QVERIFY(bar->isVisible());
    QCOMPARE(desk.workspace.rules()[0].threshold, 77.0);
    QVERIFY(QDir(file).removeRecursively());
    desk.workspace.flush();
    QVERIFY(bar->notices().empty());
    QCOMPARE((*desk.run.folder().alarms())[0].threshold, 77.0);
}

void TestShell::aBrokerThatIsAwayIsOnScreenAndGoesAgain() {
    Desk desk;
    auto* bar = desk.window->findChild<NoticeBar*>();
    const SourceHealth well = desk.run.snapshot().sources[0].health;
    desk.run.snapshot().sources[0].health = {
        .state = SourceHealth::State::Failing,
        .problem = Error{.what = "cannot reach 127.0.0.1:1", .cause = "connection refused"},
        .since = RecordedRun::kNow};
    desk.run.publish();
    QTRY_COMPARE(bar->notices().size(), std::size_t{1});
    QVERIFY(bar->notices()[0].text.contains(QLatin1String("127.0.0.1:1")));
    QTRY_COMPARE(bar->height(), bar->heightForWidth(bar->width()));  // the dashboard begins right under it
    desk.run.snapshot().sources[0].health = well;
    desk.run.publish();
    QTRY_VERIFY(bar->notices().empty());
}

void TestShell::aMistakeInTheScriptIsShownAtItsPlace() {
    QCOMPARE(caretText(QStringLiteral("SELECT 1;\nSELECT x FROM y;"), {2, 15}),
             QStringLiteral("SELECT x FROM y;\n              ^"));
    QCOMPARE(caretText(QStringLiteral("one line"), {7, 1}), QString());
    Desk desk;
    Error mistake{
        .code = ErrorCode::InvalidInput, .what = "no table 'y'", .file = "pipeline.sql", .position = {2, 15}};
    desk.window->clearRun();
    desk.window->showStartError(mistake, QStringLiteral("SELECT 1;\nSELECT x FROM y;"), true);
    auto* editor = desk.find<QPlainTextEdit>("scriptEditor");
    QVERIFY(editor->isVisible());
    QCOMPARE(editor->textCursor().blockNumber(), 1);
    QCOMPARE(editor->textCursor().positionInBlock(), 14);
}

void TestShell::theRailAndThePaletteLeadToEveryPage() {
    Desk desk;
    for (int page = kPages - 1; page >= 0; --page) {
        desk.click(qPrintable(QStringLiteral("rail-%1").arg(page)));
        QCOMPARE(desk.window->page(), static_cast<Page>(page));
    }
    desk.click("searchButton");
    auto* input = desk.find<QLineEdit>("paletteInput");
    QVERIFY(input->isVisible());
    QTest::keyClicks(input, pageTitle(Page::Sources));
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(desk.window->page(), Page::Sources);
    QVERIFY(!input->isVisible());
    QCOMPARE(desk.find<TextTable>("sources")->model()->rowCount(), 1);
}

void TestShell::aHiddenWindowStandsStill() {
    Desk desk;
    QSignalSpy pulses(desk.window->hub(), &FeedHub::pulsed);
    desk.window->hide();
    pulses.clear();
    QTest::qWait(400);
    QCOMPARE(pulses.count(), 0);
    desk.window->show();
    QTRY_VERIFY(pulses.count() > 1);
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
