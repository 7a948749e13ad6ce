// SPDX-License-Identifier: GPL-3.0-or-later
// A click on a value of a panel narrows the whole dashboard, by mouse and keys.
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/panel/panel_rows.h"
#include "ui/widget/icon.h"
#include "ui/widget/popover.h"

#include <QApplication>
#include <QFile>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonObject>
#include <QSettings>
#include <QStandardPaths>
#include <QToolTip>
#include <QtTest>

#include <algorithm>

using namespace guanlan;

namespace {

PanelConfig panel(const char* id, const char* kind, const QRect& cell, const QJsonObject& query,
                  const QJsonObject& options = {}) {
    return {.id = id,
            .kind = kind,
            .title = {{{QString(), QLatin1String(id)}}},
            .cell = cell,
            .query = query,
            .options = options};
}

QJsonObject by(const char* metric, const char* group, const char* value) {
    return {{QStringLiteral("metric"), QLatin1String(metric)},
            {QStringLiteral("group"), QLatin1String(group)},
            {QStringLiteral("value"), QLatin1String(value)},
            {QStringLiteral("aggregate"), QStringLiteral("sum")}};
}

/// The dashboard page over history, with panels of two dimensions and one that has none.
struct Bench {
    RecordedRun run{1};
    WorkspaceModel workspace{run.folder()};
    std::unique_ptr<FeedHub> hub{};
    std::unique_ptr<DashboardPage> page{};

    Bench() {
        DashboardConfig dashboard{.id = "overview", .timeRange = "live:6h"};
        const QJsonObject ranking{{QStringLiteral("orientation"), QStringLiteral("horizontal")},
                                  {QStringLiteral("top"), 12}};
        QJsonObject heat = by("quality_by_region", "region", "plays");
        heat.insert(QStringLiteral("where"), QJsonObject{{QStringLiteral("region"), QStringLiteral("广东")}});
        dashboard.panels = {
            panel("ranking", "bar", {0, 0, 8, 8}, by("plays_by_region", "region", "plays"), ranking),
            panel("table", "table", {8, 0, 8, 8}, by("quality_by_region", "region", "plays")),
            panel("types", "pie", {16, 0, 8, 8}, by("plays_by_type", "video_type", "plays")),
            panel("map", "chinamap", {0, 8, 8, 8}, by("plays_by_region", "region", "plays")),
            panel("fixed", "bar", {8, 8, 4, 8}, heat),
            panel("heat", "heatmap", {12, 8, 6, 8}, by("plays_by_region", "region", "plays")),
            panel("all", "stat", {18, 8, 6, 3},
                  {{QStringLiteral("metric"), QStringLiteral("traffic")},
                   {QStringLiteral("value"), QStringLiteral("plays")}})};
        if (!run.folder().save(dashboard).ok() || !workspace.load().ok()) qFatal("no workspace");
        page = std::make_unique<DashboardPage>(workspace);
        page->resize(1500, 900);
        page->open("overview");
        hub = std::make_unique<FeedHub>(run.view());
        page->setHub(hub.get());
        page->show();
        hub->setWatched(true);
        if (!QTest::qWaitForWindowExposed(page.get())) qFatal("no window");
        if (!QTest::qWaitFor([this] { return historyIsShown(); }, 20'000)) qFatal("no history");
        (void)page->grab();  // a place is known once it is drawn
    }
    ~Bench() { page.reset(); }
    Panel* body(const char* id) { return page->canvas().card(id)->panel(); }
    QString words(const char* id) { return body(id)->accessibleDescription(); }
    template <typename T = QWidget>
    T* find(const char* name) {
        return page->findChild<T*>(QLatin1String(name));
    }
    Popover* popover() { return find<Popover>("choice"); }
    void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    void clickAt(const char* id, const QPoint& at) { QTest::mouseClick(body(id), Qt::LeftButton, {}, at); }
    bool historyIsShown() {
        const bool split = lists(words("ranking"), "山东") && lists(words("table"), "山东") &&
                           lists(words("map"), "Shandong") && lists(words("fixed"), "广东") &&
                           lists(words("types"), "生活");
        const QString all = words("all");
        return split && std::any_of(all.begin(), all.end(), [](QChar c) { return c.isDigit(); });
    }
    /// The words of a group in a panel that lists several.
    static bool lists(const QString& words, const char* group) {
        return words.contains(QString::fromUtf8(group));
    }
};

}  // namespace

class TestDashboardFilter : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-filter"));
        QSettings().clear();
    }
    void aClickNarrowsEveryPanelThatCanBe();
    void whatCannotBeNarrowedSaysSo();
    void severalDimensionsGoTogetherAndAway();
    void keysChooseAndEscapeClears();
    void othersAndEmptyPlacesOfferNothing();
    void cellsAndRegionsAreChosenToo();
    void theFileStaysAsItIs();
};

void TestDashboardFilter::aClickNarrowsEveryPanelThatCanBe() {
    Bench bench;
    QTRY_VERIFY(Bench::lists(bench.words("ranking"), "广东"));
    QTRY_VERIFY(Bench::lists(bench.words("ranking"), "山东"));
    QTRY_VERIFY(Bench::lists(bench.words("table"), "山东"));
    // The first line of the ranking.
    bench.clickAt("ranking", {60, 8});
    QVERIFY(bench.popover()->isVisible());
    const auto* button = bench.find<IconButton>("showOnly");
    QCOMPARE(button->text(), QStringLiteral("Show only region = 广东"));
    QVERIFY(bench.popover()->accessibleName().startsWith(QStringLiteral("广东, ")));
    bench.click("showOnly");
    QVERIFY(!bench.popover()->isVisible());
    QTRY_VERIFY(Bench::lists(bench.words("ranking"), "广东"));
    QTRY_VERIFY(!Bench::lists(bench.words("ranking"), "山东"));
    QTRY_VERIFY(!Bench::lists(bench.words("table"), "山东"));
    QTRY_VERIFY(Bench::lists(bench.words("table"), "广东"));
    QTRY_VERIFY(!Bench::lists(bench.words("map"), "Shandong"));
    QVERIFY(bench.find("filter-region")->isVisible());
    // A click on the chip takes it away.
    bench.click("filter-region");
    QTRY_VERIFY(Bench::lists(bench.words("table"), "山东"));
    QVERIFY(!bench.find("filterBar")->isVisible());
}

void TestDashboardFilter::whatCannotBeNarrowedSaysSo() {
    Bench bench;
    const Card* all = bench.page->canvas().card("all");
    const QString before = bench.words("all");
    QVERIFY(all->unfiltered().isEmpty());
    bench.page->narrow("region", "山东");
    QCOMPARE(all->unfiltered(), QStringList{QStringLiteral("region")});
    QVERIFY(all->accessibleDescription().contains(QStringLiteral("not split by region")));
    QCOMPARE(bench.words("all"), before);
    // The mark stands at the right end of the card's heading.
    Card* hovered = bench.page->canvas().card("all");
    const QPoint mark(hovered->width() - 22, 20);
    QHelpEvent help(QEvent::ToolTip, mark, hovered->mapToGlobal(mark));
    QApplication::sendEvent(hovered, &help);
    QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("not split by region")));
    QToolTip::hideText();
    QVERIFY(bench.page->canvas().card("ranking")->unfiltered().isEmpty());
    // A panel for one province stays one for that province.
    QCOMPARE(bench.page->canvas().card("fixed")->unfiltered(), QStringList{QStringLiteral("region")});
    QTRY_VERIFY(Bench::lists(bench.words("fixed"), "广东"));
    bench.page->narrow("region", "广东");
    QVERIFY(bench.page->canvas().card("fixed")->unfiltered().isEmpty());
    // What is not there is said, not drawn as an error.
    bench.page->narrow("region", "火星");
    QVERIFY(!bench.words("ranking").isEmpty());
    bench.page->widenAll();
    QVERIFY(all->unfiltered().isEmpty());
    QVERIFY(all->accessibleDescription().isEmpty());
}

void TestDashboardFilter::severalDimensionsGoTogetherAndAway() {
    Bench bench;
    bench.page->narrow("region", "山东");
    bench.page->narrow("video_type", "游戏");
    QCOMPARE(bench.page->filter().size(), std::size_t{2});
    QVERIFY(bench.find("filter-region")->isVisible());
    QVERIFY(bench.find("filter-video_type")->isVisible());
    QCOMPARE(bench.page->canvas().card("ranking")->unfiltered(), QStringList{QStringLiteral("video_type")});
    QTRY_VERIFY(!Bench::lists(bench.words("types"), "生活"));
    bench.click("clearFilter");
    QVERIFY(bench.page->filter().empty());
    QTRY_VERIFY(Bench::lists(bench.words("types"), "生活"));
    // New panels and other dashboards follow the filter that is there.
    bench.page->narrow("region", "山东");
    DashboardConfig more = bench.page->dashboard();
    more.id = "more";
    bench.workspace.setDashboard(more);
    bench.page->open("more");
    QTRY_VERIFY(!Bench::lists(bench.words("table"), "广东"));
}

void TestDashboardFilter::keysChooseAndEscapeClears() {
    Bench bench;
    Panel* ranking = bench.body("ranking");
    ranking->setFocus();
    QTest::keyClick(ranking, Qt::Key_Down);
    QTest::keyClick(ranking, Qt::Key_Down);
    QTest::keyClick(ranking, Qt::Key_Return);
    QVERIFY(bench.popover()->isVisible());
    QTest::keyClick(bench.popover()->focusWidget(), Qt::Key_Return);
    QCOMPARE(bench.page->filter().size(), std::size_t{1});
    QVERIFY(bench.page->filter().at("region") != "广东");
    QVERIFY(ranking->hasFocus());
    QTest::keyClick(ranking, Qt::Key_Escape);
    QVERIFY(bench.page->filter().empty());
    // Escape closes the popover first, and nothing else.
    bench.page->narrow("region", "广东");
    QTest::keyClick(ranking, Qt::Key_Down);
    QTest::keyClick(ranking, Qt::Key_Return);
    QCOMPARE(bench.find<IconButton>("showOnly")->text(), QStringLiteral("Show all again"));
    QTest::keyClick(bench.popover()->focusWidget(), Qt::Key_Escape);
    QVERIFY(!bench.popover()->isVisible());
    QCOMPARE(bench.page->filter().size(), std::size_t{1});
}

void TestDashboardFilter::othersAndEmptyPlacesOfferNothing() {
    Bench bench;
    // The last line of the donut's legend gathers several groups; the ground beside the map is no region.
    Panel* types = bench.body("types");
    types->setFocus();
    QTest::keyClick(types, Qt::Key_Up);
    QTest::keyClick(types, Qt::Key_Return);
    QVERIFY(!bench.popover()->isVisible());
    bench.clickAt("map", {2, 2});
    QVERIFY(!bench.popover()->isVisible());
    // Where the pointer is moved away before the button is let go, nothing was meant.
    QTest::mousePress(bench.body("ranking"), Qt::LeftButton, {}, {60, 8});
    QTest::mouseRelease(bench.body("ranking"), Qt::LeftButton, {}, {60, 120});
    QVERIFY(!bench.popover()->isVisible());
}

void TestDashboardFilter::cellsAndRegionsAreChosenToo() {
    Bench bench;
    bench.clickAt("table", {40, 28 + 14});
    QCOMPARE(bench.find<IconButton>("showOnly")->text(), QStringLiteral("Show only region = 广东"));
    QTest::keyClick(bench.popover()->focusWidget(), Qt::Key_Escape);
    Panel* heat = bench.body("heat");
    bench.clickAt("heat", {heat->width() - 40, 8});
    QTest::keyClick(heat, Qt::Key_Escape);
    heat->setFocus();
    for (int hour = 0; hour < 24 && !bench.popover()->isVisible(); ++hour) {
        QTest::keyClick(heat, Qt::Key_Left);
        QTest::keyClick(heat, Qt::Key_Return);
    }
    QVERIFY(bench.popover()->isVisible());
    bench.click("showOnly");
    QCOMPARE(bench.page->filter().count("region"), std::size_t{1});
}

void TestDashboardFilter::theFileStaysAsItIs() {
    Bench bench;
    bench.workspace.flush();
    QFile file(QString::fromStdString(bench.run.folder().path()) +
               QStringLiteral("/dashboards/overview.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    bench.page->narrow("region", "广东");
    bench.page->setEditing(true);
    bench.page->canvas().setFocus();
    bench.page->canvas().select("ranking");
    QTest::keyClick(&bench.page->canvas(), Qt::Key_Down);
    QTest::keyClick(&bench.page->canvas(), Qt::Key_Z, Qt::ControlModifier);
    bench.page->setEditing(false);
    bench.workspace.flush();
    file.seek(0);
    QFile again(file.fileName());
    QVERIFY(again.open(QIODevice::ReadOnly));
    QCOMPARE(again.readAll(), before);
    QVERIFY(!bench.page->dashboard().panels[0].query.contains(QLatin1String("where")));
}

QTEST_MAIN(TestDashboardFilter)
#include "tst_dashboard_filter.moc"
