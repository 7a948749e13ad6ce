// SPDX-License-Identifier: GPL-3.0-or-later
// Panels and whole dashboards taken elsewhere: as pictures, PDF and CSV, by mouse and keys.
#include "tests/support/written_file.h"
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/export/drawing.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

/// The entries of a panel's menu.
enum Entry { Copy, Picture, FinePicture, Pdf, RowsShown, AllRows };

struct Desk {
    QTemporaryDir home{};
    RecordedRun run{1};
    WorkspaceModel workspace{run.folder()};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};

    explicit Desk(const QSize& size = {1400, 900}) {
        QSettings().clear();
        qputenv("HOME", home.path().toLocal8Bit());  // where the file dialogs begin
        QDir(home.path()).mkdir(QStringLiteral("Documents"));
        QGuiApplication::clipboard()->clear();
        run.fillLively();
        run.publish();
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        window = std::make_unique<MainWindow>(workspace, secrets);
        window->resize(size);
        window->show();
        window->setRun(run.view());
        if (!QTest::qWaitForWindowActive(window.get())) qFatal("no window");
    }
    GridCanvas& canvas() { return window->dashboards().canvas(); }
    Card& card(const char* id) { return *canvas().card(id); }
    QString words(const char* id) { return card(id).panel()->accessibleDescription(); }
    void awaitRows(const char* id) {
        if (!QTest::qWaitFor([&] { return !card(id).panel()->shownTable().rows.empty(); }, 20'000))
            qFatal("no rows in %s", id);
    }
    QString file(const char* name) const {
        return home.filePath(QStringLiteral("Documents/") + QLatin1String(name));
    }
    QString said() { return window->findChild<QLabel*>(QStringLiteral("exportWords"))->text(); }
    void click(const char* name) {
        QTest::mouseClick(window->findChild<QWidget*>(QLatin1String(name)), Qt::LeftButton);
    }
    static QMenu* menu() { return qobject_cast<QMenu*>(QApplication::activePopupWidget()); }
    /// Goes down to an entry of the menu that is open.
    static void choose(int entry) {
        QTRY_VERIFY(menu() != nullptr);
        for (int step = 0; step < entry; ++step)
            QTest::keyClick(menu(), Qt::Key_Down);
        QTest::keyClick(menu(), Qt::Key_Return);
    }
    void rightClick(const char* id) {
        const QPoint at = card(id).mapTo(window.get(), QPoint(60, 70));
        QTest::mouseClick(window->windowHandle(), Qt::RightButton, {}, at);
    }
    /// Types a name into the file dialog.
    void save(const QString& name) {
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = window->findChild<QFileDialog*>()) != nullptr && dialog->isVisible());
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        field->selectAll();
        QTest::keyClicks(field, name);
        const QPointer<QFileDialog> open(dialog);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(open.isNull());
        window->activateWindow();  // as the desktop does when a dialog of the window closes
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void awaitFile(const char* name) {
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(QLatin1String(name)), qPrintable(said()), 30'000);
        QVERIFY(QFile::exists(file(name)));
    }
};

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is in the compressed parts of a PDF.
QByteArray unpacked(const QByteArray& pdf) {
    QByteArray text;
    const QByteArray mark(">>\nstream\n");
    for (qsizetype at = pdf.indexOf(mark); at >= 0; at = pdf.indexOf(mark, at + 1)) {
        const qsizetype begin = at + mark.size();
        const qsizetype end = pdf.indexOf("endstream", begin);
        const QByteArray bytes = pdf.mid(begin, end - begin);
        const bool packed = bytes.startsWith('\x78');  // zlib's first byte
        text += packed ? qUncompress(QByteArray(4, '\0') + bytes) : bytes;
    }
    return text;
}

/// The line that tells of an export takes some room from the cards, before it is drawn or after.
bool isPictureOf(QSize image, int scale, QSize before, QSize after) {
    const QSize drawn = image / scale - QSize(16, 16);
    return drawn == before || drawn == after;
}

}  // namespace

class TestExport : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-export"));
    }
    void pagesAreCutBetweenPanels() {
        const std::vector<QRect> places{
            {0, 0, 100, 40}, {0, 50, 50, 100}, {50, 50, 50, 60}, {0, 160, 100, 40}};
        QCOMPARE(pagesOf(places, 200, 300), (std::vector<PageCut>{{0, 200}}));
        QCOMPARE(pagesOf(places, 200, 170), (std::vector<PageCut>{{0, 160}, {160, 200}}));
        QCOMPARE(pagesOf(places, 200, 120), (std::vector<PageCut>{{0, 50}, {50, 160}, {160, 200}}));
        // One that is higher than a page is cut through.
        QCOMPARE(pagesOf({{0, 0, 10, 250}}, 250, 100),
                 (std::vector<PageCut>{{0, 100}, {100, 200}, {200, 250}}));
        QVERIFY(pagesOf({}, 0, 100).empty());
    }
    void keysCopyThePanelThatHasThem();
    void aClickOnTheButtonSavesAPicture();
    void theContextMenuSavesAPdf();
    void theRowsShownAreSaved();
    void allRowsOfTheTimeAreSaved();
    void theDashboardIsSavedWithWhatIsOutOfSight();
    void thePaletteLeadsThereAsWell();
    void whatCannotBeWrittenIsSaid();
    void anExportIsGivenUp();
};

void TestExport::keysCopyThePanelThatHasThem() {
    Desk desk;
    desk.awaitRows("types");
    const auto copied = [] { return QGuiApplication::clipboard()->image().size(); };
    const QSize before = desk.card("types").size();
    desk.card("types").panel()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(desk.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(desk.said().contains(QLatin1String("clipboard")));
    QVERIFY(isPictureOf(copied(), 2, before, desk.card("types").size()));
    // Without a panel: all of them.
    desk.canvas().setFocus();
    QTest::keyClick(desk.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(copied().width(), desk.canvas().width() * 2);
    desk.click("closeExport");
    QVERIFY(!desk.window->findChild<QWidget*>(QStringLiteral("closeExport"))->isVisible());
}

void TestExport::aClickOnTheButtonSavesAPicture() {
    Desk desk;
    desk.awaitRows("danmaku-types");
    auto* button = desk.card("danmaku-types").findChild<QWidget*>(QStringLiteral("cardMenu"));
    QTest::mouseMove(button);
    for (const int scale : {1, 2}) {
        QTest::mouseClick(button, Qt::LeftButton);
        Desk::choose(scale == 1 ? Picture : FinePicture);
        const char* name = scale == 1 ? "plain.png" : "fine.png";
        const QSize before = desk.card("danmaku-types").size();
        desk.save(QLatin1String(name));
        desk.awaitFile(name);
        const QImage image(desk.file(name));
        QVERIFY(isPictureOf(image.size(), scale, before, desk.card("danmaku-types").size()));
        QVERIFY(image.pixelColor(image.rect().center()) != image.pixelColor(1, 1));
    }
}

void TestExport::theContextMenuSavesAPdf() {
    Desk desk;
    desk.awaitRows("types");
    desk.rightClick("types");
    Desk::choose(Pdf);
    desk.save(QStringLiteral("types.pdf"));
    desk.awaitFile("types.pdf");
    const QByteArray pdf = bytesOf(desk.file("types.pdf"));
    QVERIFY(pdf.startsWith("%PDF"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    // The text can be found and copied: 游戏, a type of video, is in a font's map of characters.
    const QByteArray maps = unpacked(pdf).toLower();
    for (const char* character : {"6e38", "620f"})
        QVERIFY2(maps.contains(character), character);
}

void TestExport::theRowsShownAreSaved() {
    Desk desk;
    desk.awaitRows("types");
    desk.card("types").panel()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(desk.card("types").panel(), Qt::Key_F10, Qt::ShiftModifier);
    Desk::choose(RowsShown);
    desk.save(QStringLiteral("shown.csv"));
    desk.awaitFile("shown.csv");
    const QList<QByteArray> lines = bytesOf(desk.file("shown.csv")).split('\n');
    QCOMPARE(lines.front(), QByteArray("\xEF\xBB\xBFvideo_type,plays,Yesterday,State\r"));
    QCOMPARE(static_cast<std::size_t>(lines.size()),
             desk.card("types").panel()->shownTable().rows.size() + 2);
    QVERIFY(lines[1].startsWith("生活,"));
    QVERIFY(desk.said().startsWith(QString::number(lines.size() - 2)));
}

void TestExport::allRowsOfTheTimeAreSaved() {
    Desk desk;
    desk.awaitRows("traffic");
    desk.rightClick("traffic");
    Desk::choose(AllRows);
    desk.save(QStringLiteral("all.csv"));
    desk.awaitFile("all.csv");
    const QList<QByteArray> lines = bytesOf(desk.file("all.csv")).split('\n');
    QCOMPARE(lines.front(), QByteArray("\xEF\xBB\xBFwindow_end,plays,likes,comments,danmaku,shares\r"));
    QCOMPARE(lines.size(), 30 + 2);  // half an hour of closed minutes
    QVERIFY(lines[30].startsWith("2026-03-05 20:30:00.000,"));
    // A panel without rows of its own has none to save.
    desk.rightClick("alarms");
    QTRY_VERIFY(Desk::menu() != nullptr);
    QVERIFY(!Desk::menu()->actions().at(AllRows)->isEnabled());
    QVERIFY(Desk::menu()->actions().at(RowsShown)->isEnabled());
    QTest::keyClick(Desk::menu(), Qt::Key_Escape);
}

void TestExport::theDashboardIsSavedWithWhatIsOutOfSight() {
    Desk desk({900, 560});  // the lower half is scrolled away
    QVERIFY(desk.card("alarms").visibleRegion().isEmpty());
    desk.click("exportDashboard");
    Desk::choose(Picture);
    desk.save(QStringLiteral("all.png"));
    desk.awaitFile("all.png");
    const QImage image(desk.file("all.png"));
    QCOMPARE(image.width(), desk.canvas().width());
    QVERIFY(image.height() > desk.window->height());
    QVERIFY(!desk.card("types").panel()->shownTable().rows.empty());
    QVERIFY2(desk.words("alarms").contains(QStringLiteral("省内播放错误率过高")),
             qPrintable(desk.words("alarms")));
    QTest::keyClick(desk.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    Desk::choose(3);
    desk.save(QStringLiteral("all.pdf"));
    desk.awaitFile("all.pdf");
    const QByteArray pdf = bytesOf(desk.file("all.pdf"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(pdf.count("/Type /Page\n") >= 1);
}

void TestExport::thePaletteLeadsThereAsWell() {
    Desk desk;
    desk.awaitRows("traffic");
    QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* input = desk.window->findChild<QLineEdit*>(QStringLiteral("paletteInput"));
    QTest::keyClicks(input, QStringLiteral("dashboard as pdf"));
    QTest::keyClick(input, Qt::Key_Return);
    desk.save(QStringLiteral("palette.pdf"));
    desk.awaitFile("palette.pdf");
    QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(input, QStringLiteral("copy the panel: plays by type"));
    QTest::keyClick(input, Qt::Key_Return);
    Desk::choose(Copy);
    QTRY_VERIFY(desk.said().contains(QLatin1String("clipboard")));
    QCOMPARE(QGuiApplication::clipboard()->image().size(), (desk.card("types").size() + QSize(16, 16)) * 2);
}

void TestExport::whatCannotBeWrittenIsSaid() {
    Desk desk;
    desk.awaitRows("types");
    desk.rightClick("types");
    Desk::choose(RowsShown);
    QVERIFY(QTest::qWaitFor([&] { return desk.window->findChild<QFileDialog*>() != nullptr; }));
    QVERIFY(QDir(desk.file("")).removeRecursively());
    desk.save(QStringLiteral("shown.csv"));
    QTRY_VERIFY2(desk.said().contains(QLatin1String("could not be saved")), qPrintable(desk.said()));
    QVERIFY(desk.said().contains(QLatin1String("shown.csv")));
}

void TestExport::anExportIsGivenUp() {
    Desk desk;
    desk.awaitRows("traffic");
    desk.click("exportDashboard");
    Desk::choose(FinePicture);
    desk.save(QStringLiteral("never.png"));
    desk.click("cancelExport");
    QTRY_VERIFY2(desk.said().contains(QLatin1String("given up")), qPrintable(desk.said()));
    QTest::qWait(300);
    QVERIFY(!QFile::exists(desk.file("never.png")));
    // The next one is not kept from its work.
    desk.rightClick("traffic");
    Desk::choose(RowsShown);
    desk.save(QStringLiteral("next.csv"));
    desk.awaitFile("next.csv");
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
