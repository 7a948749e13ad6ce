// SPDX-License-Identifier: GPL-3.0-or-later
// Editing a dashboard by mouse and keys alone: selection, clipboard, options, history.
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/panel/panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

/// A dashboard in edit mode over a workspace folder of its own.
struct Bench {
    RecordedRun run{0};
    WorkspaceModel workspace{run.folder()};
    std::unique_ptr<FeedHub> hub{};
    std::unique_ptr<DashboardPage> page{};

    explicit Bench(bool live = false) {
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        page = std::make_unique<DashboardPage>(workspace);
        page->resize(1400, 900);
        page->open("overview");
        if (live) {
            hub = std::make_unique<FeedHub>(run.view());
            page->setHub(hub.get());
        }
        page->show();
        page->setEditing(true);
        if (!QTest::qWaitForWindowExposed(page.get())) qFatal("no window");
        QTest::qWait(200);  // the inspector has slid in
    }
    ~Bench() { page.reset(); }
    GridCanvas& canvas() { return page->canvas(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        canvas().setFocus();
        QTest::keyClick(&canvas(), key, modifiers);
    }
    QPoint middleOf(const char* id) { return canvas().card(id)->geometry().center(); }
    void click(const char* id, Qt::KeyboardModifiers modifiers = {}) { press(middleOf(id), {}, modifiers); }
    /// Presses the mouse, moves it by so many pixels, lets go.
    void press(const QPoint& at, const QPoint& by = {}, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* layer = canvas().childAt(at);
        if (layer == nullptr) layer = &canvas();
        QTest::mousePress(layer, Qt::LeftButton, modifiers, at);
        for (int step = 1; step <= 4 && !by.isNull(); ++step)
            QTest::mouseMove(layer, at + by * step / 4);
        QTest::mouseRelease(layer, Qt::LeftButton, modifiers, at + by);
    }
    template <typename T>
    T* find(const QString& name) {
        return page->findChild<T*>(name);
    }
    const PanelConfig& panel(const std::string& id) {
        for (const PanelConfig& each : page->dashboard().panels) {
            if (each.id == id) return each;
        }
        qFatal("no panel %s", id.c_str());
    }
    QByteArray file() {
        workspace.flush();
        QFile saved(QString::fromStdString(run.folder().path()) +
                    QStringLiteral("/dashboards/overview.json"));
        if (!saved.open(QIODevice::ReadOnly)) qFatal("no file");
        return saved.readAll();
    }
};

using Random = std::mt19937;

int below(Random& random, std::size_t count) {
    return static_cast<int>(random() % std::max<std::size_t>(1, count));
}

std::string anyPanel(Bench& bench, Random& random) {
    const auto& panels = bench.page->dashboard().panels;
    return panels.empty() ? std::string() : panels[static_cast<std::size_t>(below(random, panels.size()))].id;
}

void chooseOther(QComboBox* box, Random& random) {
    if (box == nullptr || box->count() < 2 || !box->isEnabled()) return;
    box->setCurrentIndex(
        (box->currentIndex() + 1 + below(random, static_cast<std::size_t>(box->count()) - 1)) % box->count());
}

void arrange(Bench& bench, Random& random) {
    constexpr Qt::Key kArrows[] = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
    bench.key(kArrows[below(random, 4)], random() % 2 == 0 ? Qt::ShiftModifier : Qt::NoModifier);
}

void fillIn(Bench& bench, Random& random) {
    if (bench.canvas().selection().size() != 1) return;
    switch (below(random, 5)) {
        case 0: {
            auto* title = bench.find<QLineEdit>(QStringLiteral("panelTitle"));
            title->setFocus();
            QTest::keyClicks(title, QStringLiteral("x%1").arg(below(random, 10)));
            return;
        }
        case 1:
            return chooseOther(bench.find<QComboBox>(QStringLiteral("panelKind")), random);
        case 2:
            return chooseOther(bench.find<QComboBox>(QStringLiteral("query-span")), random);
        case 3:
            return chooseOther(bench.find<QComboBox>(QStringLiteral("query-metric")), random);
        default:
            if (auto* decimals = bench.find<QSpinBox>(QStringLiteral("option-decimals")))
                decimals->setValue(below(random, 7));
    }
}

void pull(Bench& bench, Random& random, const std::string& id) {
    const QRect frame = bench.canvas().card(id)->geometry();
    const QPoint by(below(random, 400) - 200, below(random, 300) - 150);
    bench.press(random() % 2 == 0 ? frame.center() : frame.bottomRight() - QPoint(4, 4), by);
}

void addOrRemove(Bench& bench, Random& random) {
    const auto kinds = panelKinds();
    switch (below(random, bench.page->dashboard().panels.size() > 14 ? 2 : 5)) {
        case 0:
            return bench.key(Qt::Key_Delete);
        case 1:
            return bench.key(Qt::Key_X, Qt::ControlModifier);
        case 2:
            return bench.key(Qt::Key_D, Qt::ControlModifier);
        case 3:
            bench.key(Qt::Key_C, Qt::ControlModifier);
            return bench.key(Qt::Key_V, Qt::ControlModifier);
        default: {
            const auto& name = kinds[static_cast<std::size_t>(below(random, kinds.size()))]->name;
            bench.find<QAbstractButton>(QStringLiteral("add-") + QString::fromStdString(std::string(name)))
                ->click();
        }
    }
}

void editSomehow(Bench& bench, Random& random) {
    const std::string id = anyPanel(bench, random);
    if (id.empty()) {
        bench.find<QAbstractButton>(QStringLiteral("add-stat"))->click();
        return;
    }
    bench.canvas().select(id);
    if (random() % 4 == 0) bench.canvas().selectAll({id, anyPanel(bench, random)});
    switch (below(random, 6)) {
        case 0:
        case 1:
            return arrange(bench, random);
        case 2:
            return pull(bench, random, id);
        case 3:
            return addOrRemove(bench, random);
        default:
            return fillIn(bench, random);
    }
}

/// What the event loop does between two edits.
void settle() {
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

}  // namespace

class TestEditing : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English));
        applyTheme(*qApp, Theme::darkTheme());
    }
    void aThousandEditsUndoneGiveTheIdenticalFile();
    void severalPanelsAreSelectedAndMovedTogether();
    void aFrameSelects();
    void copiesKeepTheirPlacesToEachOther();
    void foreignTextIsNotPasted();
    void everyKindHasItsEditor();
    void anOptionIsSeenAtOnceAndSaved();
    void valuesAreAddedNamedAndRemoved();
    void unknownKeysStay();
};

void TestEditing::aThousandEditsUndoneGiveTheIdenticalFile() {
    Bench bench;
    const QByteArray before = bench.file();
    Random random(20261127);
    for (int tries = 0; bench.page->history().steps() < 1000; ++tries) {
        QVERIFY2(tries < 20000, "edits change nothing");
        editSomehow(bench, random);
        settle();
    }
    const QByteArray after = bench.file();
    QVERIFY(after != before);
    for (int step = 0; step < 1000; ++step)
        bench.key(Qt::Key_Z, Qt::ControlModifier);
    settle();
    QVERIFY(!bench.page->history().canUndo());
    QCOMPARE(bench.file(), before);
    for (int step = 0; step < 1000; ++step)
        bench.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!bench.page->history().canRedo());
    QCOMPARE(bench.file(), after);
}

void TestEditing::severalPanelsAreSelectedAndMovedTogether() {
    Bench bench;
    bench.click("traffic");
    bench.click("map", Qt::ControlModifier);
    QCOMPARE(bench.canvas().selection(), (std::vector<std::string>{"traffic", "map"}));
    const QRect traffic = bench.panel("traffic").cell;
    const QRect map = bench.panel("map").cell;
    const QRect one = bench.canvas().pixelsOf({0, 0, 1, 1});
    const int column = bench.canvas().pixelsOf({1, 0, 1, 1}).x() - one.x();
    bench.press(bench.middleOf("traffic"), {3 * column + 2, 2});
    QCOMPARE(bench.panel("traffic").cell.x(), traffic.x() + 3);
    QCOMPARE(bench.panel("map").cell.x(), map.x() + 3);
    bench.key(Qt::Key_Left);
    QCOMPARE(bench.panel("traffic").cell.x(), traffic.x() + 2);
    QCOMPARE(bench.panel("map").cell.x(), map.x() + 2);
    bench.click("map", Qt::ControlModifier);
    QCOMPARE(bench.canvas().selection(), std::vector<std::string>{"traffic"});
    bench.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bench.canvas().selection().size(), bench.page->dashboard().panels.size());
    bench.key(Qt::Key_Delete);
    QVERIFY(bench.page->dashboard().panels.empty());
    for (int i = 0; i < 3; ++i)
        bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.panel("traffic").cell, traffic);
    QCOMPARE(bench.panel("map").cell, map);
}

void TestEditing::aFrameSelects() {
    Bench bench;
    const QRect alarms = bench.canvas().card("alarms")->geometry();
    const QPoint under(alarms.center().x(), alarms.bottom() + 30);
    bench.press(under, {10, -(under.y() - alarms.bottom()) - 20});
    QCOMPARE(bench.canvas().selection(), std::vector<std::string>{"alarms"});
    bench.press(under);
    QVERIFY(bench.canvas().selection().empty());
}

void TestEditing::copiesKeepTheirPlacesToEachOther() {
    Bench bench;
    const std::size_t count = bench.page->dashboard().panels.size();
    bench.click("traffic");
    bench.click("types", Qt::ControlModifier);
    bench.key(Qt::Key_C, Qt::ControlModifier);
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bench.page->dashboard().panels.size(), count + 2);
    const auto copies = bench.canvas().selection();
    QCOMPARE(copies.size(), std::size_t{2});
    QCOMPARE(bench.panel(copies[1]).cell.topLeft() - bench.panel(copies[0]).cell.topLeft(),
             bench.panel("types").cell.topLeft() - bench.panel("traffic").cell.topLeft());
    PanelConfig twin = bench.panel(copies[0]);
    twin.id = "traffic";
    twin.cell = bench.panel("traffic").cell;
    QCOMPARE(twin, bench.panel("traffic"));
    bench.key(Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(bench.page->dashboard().panels.size(), count);
}

void TestEditing::foreignTextIsNotPasted() {
    Bench bench;
    const DashboardConfig before = bench.page->dashboard();
    for (const char* text : {"", "hello", "[1,2]", "{\"panels\": []}", "{\"panels\": [{\"id\": \"x\"}]}",
                             "{\"panels\": [{\"id\": \"x\", \"kind\": \"bar\", \"cell\": [0, 0, 99, 1]}]}"}) {
        QGuiApplication::clipboard()->setText(QLatin1String(text));
        bench.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(bench.page->dashboard(), before);
    }
    // A kind of a later version is taken as it is.
    QGuiApplication::clipboard()->setText(
        QStringLiteral("{\"panels\": [{\"id\": \"x\", \"kind\": \"later\", \"cell\": [0, 0, 4, 4]}]}"));
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bench.page->dashboard().panels.back().kind, std::string("later"));
    QCOMPARE(bench.page->dashboard().panels.back().id, std::string("later-1"));
}

void TestEditing::everyKindHasItsEditor() {
    Bench bench(true);
    for (const PanelKind* kind : panelKinds()) {
        const QString name = QString::fromStdString(std::string(kind->name));
        bench.find<QAbstractButton>(QStringLiteral("add-") + name)->click();
        QCOMPARE(bench.page->dashboard().panels.back().kind, std::string(kind->name));
        const auto shown = [&](const char* part) {
            return bench.find<QWidget>(QStringLiteral("query-") + QLatin1String(part))
                ->isVisibleTo(bench.page.get());
        };
        QCOMPARE(shown("metric"), kind->reads.metric);
        QCOMPARE(shown("group"), kind->reads.metric && kind->reads.group);
        QCOMPARE(shown("lastWeek"), kind->reads.metric && kind->reads.lastWeek);
        settle();
        for (const OptionField& field : kind->options) {
            const auto* editor = bench.find<QWidget>(QStringLiteral("option-") + QLatin1String(field.key));
            QVERIFY2(editor != nullptr && editor->isVisibleTo(bench.page.get()), field.key);
            QVERIFY2(!editor->accessibleName().isEmpty(), field.key);
        }
    }
}

void TestEditing::anOptionIsSeenAtOnceAndSaved() {
    Bench bench(true);
    bench.click("traffic");
    auto* style = bench.find<QComboBox>(QStringLiteral("option-style"));
    QCOMPARE(style->currentData().toString(), QStringLiteral("area"));
    style->setCurrentIndex(0);
    QVERIFY(!bench.panel("traffic").options.contains(QLatin1String("style")));
    QVERIFY(!bench.canvas().card("traffic")->config().options.contains(QLatin1String("style")));
    bench.find<QAbstractButton>(QStringLiteral("addThreshold"))->click();
    auto* value = bench.find<QLineEdit>(QStringLiteral("threshold-0"));
    value->selectAll();
    QTest::keyClicks(value, QStringLiteral("1250"));
    const QJsonArray thresholds = bench.panel("traffic").options.value(QLatin1String("thresholds")).toArray();
    QCOMPARE(thresholds.at(0).toObject().value(QLatin1String("value")).toDouble(), 1250.0);
    QVERIFY(bench.file().contains("1250"));
    while (bench.page->history().canUndo())
        bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(style->currentData().toString(), QStringLiteral("area"));
}

void TestEditing::valuesAreAddedNamedAndRemoved() {
    Bench bench(true);
    bench.click("traffic");
    const auto series = [&] { return bench.panel("traffic").query.value(QLatin1String("series")).toArray(); };
    QCOMPARE(series().size(), 3);
    bench.find<QAbstractButton>(QStringLiteral("addSeries"))->click();
    settle();
    QCOMPARE(series().size(), 4);
    QTest::keyClicks(bench.find<QLineEdit>(QStringLiteral("series-3-name")), QStringLiteral("Comments"));
    QCOMPARE(series().at(3).toObject().value(QLatin1String("name")).toString(), QStringLiteral("Comments"));
    QCOMPARE(series().at(0).toObject().value(QLatin1String("value")).toString(), QStringLiteral("plays"));
    for (int left = 3; left >= 1; --left) {
        bench.find<QAbstractButton>(QStringLiteral("removeSeries-0"))->click();
        settle();
    }
    // The last one is written as a plain value.
    QVERIFY(series().isEmpty());
    QCOMPARE(bench.panel("traffic").query.value(QLatin1String("name")).toString(),
             QStringLiteral("Comments"));
}

void TestEditing::unknownKeysStay() {
    Bench bench(true);
    DashboardConfig dashboard = bench.page->dashboard();
    dashboard.panels.front().options.insert(QLatin1String("later"), 7);
    dashboard.panels.front().query.insert(QLatin1String("later"), QJsonObject{{"a", 1}});
    bench.workspace.setDashboard(dashboard);
    bench.page->open("overview");
    bench.canvas().select(dashboard.panels.front().id);
    bench.find<QSpinBox>(QStringLiteral("option-decimals"))->setValue(3);
    Random random(1);
    chooseOther(bench.find<QComboBox>(QStringLiteral("query-metric")), random);
    const PanelConfig& panel = bench.page->dashboard().panels.front();
    QCOMPARE(panel.options.value(QLatin1String("later")).toInt(), 7);
    QCOMPARE(panel.query.value(QLatin1String("later")).toObject().value(QLatin1String("a")).toInt(), 1);
    QCOMPARE(panel.options.value(QLatin1String("decimals")).toInt(), 3);
}

QTEST_MAIN(TestEditing)
#include "tst_editing.moc"
