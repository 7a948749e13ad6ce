// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do on a time axis: legend, box, wheel, cursor.
#include "tests/ui/panel/panel_samples.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QJsonArray>
#include <QLocale>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace guanlan;

namespace {

QImage pictureOf(QWidget& widget) {
    QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(currentTheme().card);
    widget.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    return image;
}

/// Every third place of the legend's line where something can be clicked.
std::vector<QPoint> legendPlaces(Panel& panel) {
    std::vector<QPoint> places;
    for (int x = 0; x < panel.width(); x += 3) {
        QTest::mouseMove(&panel, {x, 11});
        if (panel.cursor().shape() == Qt::PointingHandCursor) places.emplace_back(x, 11);
    }
    return places;
}

struct Chart {
    std::unique_ptr<Panel> panel = panelFrom(panelSample("timeseries", Fill::Normal));
    Chart() {
        panel->show();
        pictureOf(*panel);
    }
};

}  // namespace

class TestTimeSeriesPanel : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English));
        applyTheme(*qApp, Theme::darkTheme());
    }
    void theLegendSwitchesLinesOffAndOn() {
        Chart chart;
        const QImage all = pictureOf(*chart.panel);
        const auto places = legendPlaces(*chart.panel);
        QVERIFY(places.size() > 20);
        QTest::mouseClick(chart.panel.get(), Qt::LeftButton, {}, places.front());
        const QImage without = pictureOf(*chart.panel);
        QVERIFY(without != all);
        QTest::mouseClick(chart.panel.get(), Qt::LeftButton, {}, places.front());
        QTest::mouseMove(chart.panel.get(), {1, chart.panel->height() - 2});
        QCOMPARE(pictureOf(*chart.panel).copy(0, 0, chart.panel->width(), 24),
                 all.copy(0, 0, chart.panel->width(), 24));
    }
    void aLineIsLeftAloneAndTheOthersComeBack() {
        Chart chart;
        const QPoint place = legendPlaces(*chart.panel).front();
        const auto shown = [&] {
            return chart.panel->accessibleDescription().count(QLatin1String("between"));
        };
        QCOMPARE(shown(), 3);
        QTest::mouseClick(chart.panel.get(), Qt::LeftButton, Qt::ControlModifier, place);
        chart.panel->setData(panelSample("timeseries", Fill::Normal).data);
        QCOMPARE(shown(), 1);
        QTest::mouseClick(chart.panel.get(), Qt::LeftButton, Qt::ControlModifier, place);
        chart.panel->setData(panelSample("timeseries", Fill::Normal).data);
        QCOMPARE(shown(), 3);
    }
    void aBoxAsksForItsSpan() {
        Chart chart;
        QList<std::pair<Micros, Micros>> asked;
        connect(chart.panel.get(), &Panel::zoomAsked, this, [&](Micros from, Micros to) {
            asked.append({from, to});
        });
        const int y = chart.panel->height() / 2;
        QTest::mousePress(chart.panel.get(), Qt::LeftButton, {}, {300, y});
        QTest::mouseMove(chart.panel.get(), {200, y});
        QTest::mouseRelease(chart.panel.get(), Qt::LeftButton, {}, {150, y});
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked[0].first > kSampleNow - 30 * kMinute && asked[0].first < asked[0].second);
        QVERIFY(asked[0].second < kSampleNow);
        QTest::mouseClick(chart.panel.get(), Qt::LeftButton, {}, {300, y});  // no box
        QCOMPARE(asked.size(), 1);
    }
    void theWheelZoomsAroundThePointer() {
        Chart chart;
        QList<std::pair<Micros, Micros>> asked;
        connect(chart.panel.get(), &Panel::zoomAsked, this, [&](Micros from, Micros to) {
            asked.append({from, to});
        });
        for (const int turn : {120, -120}) {
            QWheelEvent wheel(QPointF(260, 160), QPointF(260, 160), {}, {0, turn}, Qt::NoButton,
                              Qt::ControlModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(chart.panel.get(), &wheel);
        }
        QCOMPARE(asked.size(), 2);
        QVERIFY(asked[0].second - asked[0].first < 30 * kMinute);
        QVERIFY(asked[1].second - asked[1].first > 30 * kMinute);
        QSignalSpy back(chart.panel.get(), &Panel::zoomBackAsked);
        QTest::mouseDClick(chart.panel.get(), Qt::LeftButton, {}, {260, 160});
        QCOMPARE(back.size(), 1);
    }
    void aPanelWithASpanOfItsOwnDoesNotZoom() {
        PanelSample sample = panelSample("timeseries", Fill::Normal);
        sample.config.query["span"] = QStringLiteral("24h");
        const auto panel = panelFrom(sample);
        pictureOf(*panel);
        QSignalSpy asked(panel.get(), &Panel::zoomAsked);
        QTest::mousePress(panel.get(), Qt::LeftButton, {}, {300, 160});
        QTest::mouseRelease(panel.get(), Qt::LeftButton, {}, {150, 160});
        QCOMPARE(asked.size(), 0);
    }
    void theCursorOfAnotherChartIsShown() {
        Chart one;
        const auto other = panelFrom(panelSample("timeseries", Fill::Normal));
        const QImage before = pictureOf(*other);
        connect(one.panel.get(), &Panel::cursorMoved, other.get(), &Panel::showCursor);
        QTest::mouseMove(one.panel.get(), {260, 160});
        const QImage crossed = pictureOf(*other);
        QVERIFY(crossed != before);
        QTest::mouseMove(one.panel.get(), {300, 160});
        QVERIFY(pictureOf(*other) != crossed);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(one.panel.get(), &leave);
        QCOMPARE(pictureOf(*other), before);
    }
    void theSecondAxisHasAScaleOfItsOwn() {
        PanelSample sample = panelSample("timeseries", Fill::Normal);
        QJsonArray series = sample.config.query["series"].toArray();
        QJsonObject third = series[2].toObject();
        third["axis"] = QStringLiteral("right");
        third["unit"] = QStringLiteral("ms");
        series[2] = third;
        const QImage one = pictureOf(*panelFrom(sample));
        sample.config.query["series"] = series;
        const auto panel = panelFrom(sample);
        QVERIFY(pictureOf(*panel) != one);
        QVERIFY(panel->accessibleDescription().contains(QLatin1String(" ms")));
    }
};

QTEST_MAIN(TestTimeSeriesPanel)
#include "tst_time_series_panel.moc"
