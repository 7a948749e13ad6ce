// SPDX-License-Identifier: GPL-3.0-or-later
// What every kind in the list has to do; a new kind is under test the moment it is listed.
#include "core/config/workspace.h"
#include "tests/ui/panel/panel_samples.h"
#include "ui/export/drawing.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QJsonArray>
#include <QLocale>
#include <QPainter>
#include <QTemporaryDir>
#include <QTranslator>
#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

QImage pictureOf(QWidget& widget, qreal ratio = 1) {
    QImage image(widget.size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(currentTheme().card);
    widget.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    return image;
}

QString nameOf(const PanelKind& kind) {
    return QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
}

/// The rows of `batch` with every value null.
BatchPtr withNulls(const BatchPtr& batch) {
    if (!batch || batch->empty()) return batch;
    BatchBuilder builder(batch->schemaPtr());
    for (std::size_t row = 0; row < batch->rows(); ++row) {
        for (std::size_t c = 0; c < batch->schema().size(); ++c) {
            if (batch->schema()[c].type.isTimestamp()) {
                builder[c].appendFrom(batch->column(c), row);
            } else {
                builder[c].appendNull();
            }
        }
    }
    return std::make_shared<const Batch>(builder.seal());
}

QJsonArray someThresholds() {
    return {QJsonObject{{"value", 0}, {"level", "critical"}}};
}

/// Values of an option that differ from the one meant without it.
std::vector<QJsonValue> otherValues(const OptionField& field) {
    std::vector<QJsonValue> values;
    switch (field.type) {
        case OptionField::Type::Choice:
            for (const OptionChoice& choice : field.choices.subspan(1))
                values.emplace_back(QLatin1String(choice.value));
            break;
        case OptionField::Type::Switch:
            return {field.fallback == 0};
        case OptionField::Type::Whole:
            return {field.fallback == field.low ? field.high : std::max(field.low, 3.0)};
        case OptionField::Type::Number:
            return {1e9};
        case OptionField::Type::Thresholds:
            return {someThresholds()};
        case OptionField::Type::Column:
            return {QStringLiteral("region")};
        case OptionField::Type::Columns:
            return {QJsonArray{QStringLiteral("level")}};
        case OptionField::Type::Unit:
            return {QStringLiteral("ms"), QStringLiteral("bananas")};
        case OptionField::Type::Text:
        case OptionField::Type::LongText:
            return {QStringLiteral("bananas")};
    }
    return values;
}

/// The picture of a sample under the keys' cursor, where more is said, and the words beside its title.
std::pair<QImage, QString> touched(const PanelSample& sample) {
    const auto panel = panelFrom(sample);
    pictureOf(*panel);
    QTest::keyClick(panel.get(), Qt::Key_Right);
    return {pictureOf(*panel), panel->subtitle()};
}

}  // namespace

class TestPanels : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        applyTheme(*qApp, Theme::darkTheme());
        QLocale::setDefault(QLocale(QLocale::English));
        QVERIFY(!panelKinds().empty());
    }
    void namesAreUniqueAndFound() {
        std::set<std::string_view> names;
        for (const PanelKind* kind : panelKinds()) {
            QVERIFY(names.insert(kind->name).second);
            QCOMPARE(findPanelKind(kind->name), kind);
            QVERIFY(kind->smallest.width() >= 1 && kind->smallest.width() <= 24);
            QVERIFY(kind->title != nullptr && kind->title[0] != '\0');
        }
        QVERIFY(findPanelKind("no such kind") == nullptr);
    }
    void everyFillAndStateIsDrawnAtEverySize_data() { kinds(); }
    void everyFillAndStateIsDrawnAtEverySize() {
        QFETCH(QString, kind);
        for (const Fill fill : {Fill::Empty, Fill::Normal, Fill::Overfull}) {
            PanelSample sample = panelSample(kind.toStdString(), fill);
            for (const bool stale : {false, true}) {
                sample.data.stale = stale;
                const auto panel = panelFrom(sample);
                for (const QSize& size : {QSize(1, 1), QSize(40, 24), QSize(120, 60), QSize(300, 70),
                                          QSize(90, 500), QSize(900, 160), QSize(1200, 900)}) {
                    panel->resize(size);
                    pictureOf(*panel);
                    pictureOf(*panel, 2);
                }
            }
        }
    }
    void rowsAreShown_data() { kinds(); }
    void rowsAreShown() {
        QFETCH(QString, kind);
        const auto full = panelFrom(panelSample(kind.toStdString(), Fill::Normal));
        const auto empty = panelFrom(panelSample(kind.toStdString(), Fill::Empty));
        QVERIFY(pictureOf(*full) != pictureOf(*empty));
        QVERIFY(!full->accessibleName().isEmpty());
        QVERIFY(!full->accessibleDescription().isEmpty());
        QVERIFY(full->accessibleDescription() != empty->accessibleDescription());
    }
    void rowsOfASourceThatIsAwayAreMarked_data() { kinds(); }
    void rowsOfASourceThatIsAwayAreMarked() {
        QFETCH(QString, kind);
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        QVERIFY(panelFrom(sample)->mark().kind != PanelMark::Kind::Stale);
        sample.data.stale = true;
        const PanelMark mark = panelFrom(sample)->mark();
        const bool hasRows = !findPanelKind(sample.config.kind)->wants(sample.config).metric.empty();
        QCOMPARE(mark.kind, hasRows ? PanelMark::Kind::Stale : PanelMark::Kind::None);
        QCOMPARE(mark.text.contains(QLatin1String("values from")), hasRows);
        QCOMPARE(panelFrom(panelSample(kind.toStdString(), Fill::Empty))->mark().kind, PanelMark::Kind::None);
    }
    void isSharpAtEveryScale_data() { kinds(); }
    void isSharpAtEveryScale() {
        QFETCH(QString, kind);
        const auto panel = panelFrom(panelSample(kind.toStdString(), Fill::Normal));
        const QImage coarse = pictureOf(*panel, 1);
        const QImage fine = pictureOf(*panel, 2);
        // Drawn anew in the finer pixels: pairs of neighbours differ, which they would not if merely
        // enlarged.
        int differing = 0;
        for (int y = 0; y + 1 < fine.height(); y += 2) {
            for (int x = 0; x + 1 < fine.width(); x += 2)
                differing += fine.pixel(x, y) != fine.pixel(x + 1, y) ? 1 : 0;
        }
        QVERIFY2(differing > 500, qPrintable(QString::number(differing)));
        QCOMPARE(pictureOf(*panel, 1), coarse);
    }
    void nullsAreNoValues_data() { kinds(); }
    void nullsAreNoValues() {
        QFETCH(QString, kind);
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        if (findPanelKind(sample.config.kind)->wants(sample.config).metric.empty()) {
            return;  // this kind reads no rows
        }
        sample.data.finals = withNulls(sample.data.finals);
        sample.data.provisional = withNulls(sample.data.provisional);
        sample.data.yesterday = withNulls(sample.data.yesterday);
        const auto panel = panelFrom(sample);
        pictureOf(*panel);
        const auto empty = panelFrom(panelSample(kind.toStdString(), Fill::Empty));
        QCOMPARE(panel->accessibleDescription(), empty->accessibleDescription());
    }
    void provisionalValuesLookDifferent_data() { kinds(); }
    void provisionalValuesLookDifferent() {
        QFETCH(QString, kind);
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        if (!sample.data.provisional) return;  // this kind reads no rows
        // The same rows, once as closed and once as open windows.
        sample.data.provisional = sample.data.finals;
        sample.data.finals = std::make_shared<const Batch>();
        const auto open = panelFrom(sample);
        std::swap(sample.data.finals, sample.data.provisional);
        sample.data.provisional.reset();
        const auto closed = panelFrom(sample);
        QVERIFY(open->mark() != closed->mark() || pictureOf(*open) != pictureOf(*closed));
    }
    void aProblemIsSaid_data() { kinds(); }
    void aProblemIsSaid() {
        QFETCH(QString, kind);
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        if (!sample.data.provisional) return;  // this kind reads no rows
        sample.config.query["value"] = QStringLiteral("no_such_column");
        sample.config.query.remove("series");
        const auto panel = panelFrom(sample);
        pictureOf(*panel);
        QVERIFY2(panel->accessibleDescription().contains(QStringLiteral("no_such_column")),
                 qPrintable(panel->accessibleDescription()));
    }
    void aStrangeConfigurationIsSurvived_data() { kinds(); }
    void aStrangeConfigurationIsSurvived() {
        QFETCH(QString, kind);
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        const QJsonValue strange[] = {QJsonValue(), QJsonValue(-1e300),
                                      QJsonValue(QStringLiteral("<b>x</b>")), QJsonArray{1, QJsonArray{}},
                                      QJsonObject{{"a", 1}}};
        for (const QJsonValue& value : strange) {
            for (const char* key : {"value", "group", "where", "aggregate", "span", "compare", "series"})
                sample.config.query[QLatin1String(key)] = value;
            for (const char* key :
                 {"unit", "decimals", "style", "palette", "top", "thresholds", "orientation"})
                sample.config.options[QLatin1String(key)] = value;
            const auto panel = panelFrom(sample);
            QVERIFY(panel != nullptr);
            pictureOf(*panel);
        }
    }
    void everyOptionIsSeen_data() { kinds(); }
    void everyOptionIsSeen();
    void survivesSavingAndLoading_data() { kinds(); }
    void survivesSavingAndLoading() {
        QFETCH(QString, kind);
        QTemporaryDir folder;
        QVERIFY(folder.isValid());
        PanelSample sample = panelSample(kind.toStdString(), Fill::Normal);
        sample.config.cell = {0, 0, 8, 6};
        const QImage before = pictureOf(*panelFrom(sample));
        const WorkspaceFolder workspace(folder.path().toStdString());
        const auto saved = workspace.save(
            DashboardConfig{.id = "sample", .title = sample.config.title, .panels = {sample.config}});
        QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().sentence().c_str());
        const auto loaded = workspace.dashboards();
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().sentence().c_str());
        QCOMPARE(loaded->front().panels.front(), sample.config);
        sample.config = loaded->front().panels.front();
        QCOMPARE(pictureOf(*panelFrom(sample)), before);
    }
    void themeAndLanguageAreFollowed_data() { kinds(); }
    void themeAndLanguageAreFollowed() {
        QFETCH(QString, kind);
        const auto panel = panelFrom(panelSample(kind.toStdString(), Fill::Normal));
        const QImage dark = pictureOf(*panel);
        applyTheme(*qApp, Theme::lightTheme());
        QCoreApplication::processEvents();
        QVERIFY(pictureOf(*panel) != dark);
        applyTheme(*qApp, Theme::darkTheme());
        QCoreApplication::processEvents();
        QCOMPARE(pictureOf(*panel), dark);
        QTranslator chinese;
        QVERIFY(chinese.load(QStringLiteral(":/i18n/panels_zh_CN.qm")));
        QLocale::setDefault(QLocale(QLocale::Chinese));
        QCoreApplication::installTranslator(&chinese);
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(panel.get(), &change);
        const QImage inChinese = pictureOf(*panel);
        QCoreApplication::removeTranslator(&chinese);
        QLocale::setDefault(QLocale(QLocale::English));
        QVERIFY(inChinese != dark);
    }
    void isATableAsWell_data() { kinds(); }
    void isATableAsWell() {
        QFETCH(QString, kind);
        if (kind == QLatin1String("text")) return;  // words alone
        for (const Fill fill : {Fill::Normal, Fill::Overfull}) {
            const ShownTable table = panelFrom(panelSample(kind.toStdString(), fill))->shownTable();
            QVERIFY(!table.titles.isEmpty() && !table.rows.empty());
            for (const std::vector<Value>& row : table.rows)
                QCOMPARE(static_cast<qsizetype>(row.size()), table.titles.size());
        }
        QVERIFY(panelFrom(panelSample(kind.toStdString(), Fill::Empty))->shownTable().rows.empty());
    }
    void staysShapesAndTextInAPdf_data() { kinds(); }
    void staysShapesAndTextInAPdf() {
        QFETCH(QString, kind);
        for (const Fill fill : {Fill::Empty, Fill::Normal, Fill::Overfull}) {
            const auto panel = panelFrom(panelSample(kind.toStdString(), fill));
            const Drawing::Part part{.place = panel->rect(), .paint = [&panel](QPainter& painter) {
                                         panel->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
                                     }};
            const QByteArray pdf = pdfOf({.title = kind, .size = panel->size(), .parts = {recorded(part)}});
            QVERIFY(pdf.startsWith("%PDF"));
            QVERIFY(pdf.contains("/FontDescriptor"));
            QVERIFY(!pdf.contains("/Subtype /Image"));
        }
    }
    void pointerAndKeysAreSurvived_data() { kinds(); }
    void pointerAndKeysAreSurvived() {
        QFETCH(QString, kind);
        const auto panel = panelFrom(panelSample(kind.toStdString(), Fill::Normal));
        panel->show();
        pictureOf(*panel);
        for (int x = 2; x < panel->width(); x += 37) {
            QTest::mouseMove(panel.get(), QPoint(x, panel->height() / 2));
            pictureOf(*panel);
        }
        for (const Qt::Key key :
             {Qt::Key_Right, Qt::Key_Right, Qt::Key_Left, Qt::Key_Down, Qt::Key_Up, Qt::Key_Escape}) {
            QTest::keyClick(panel.get(), key);
            pictureOf(*panel);
        }
    }

  private:
    void kinds() {
        QTest::addColumn<QString>("kind");
        for (const PanelKind* kind : panelKinds())
            QTest::newRow(kind->name.data()) << nameOf(*kind);
    }
};

/// Each field of the options editor, given another value, changes the picture of one of the samples.
void TestPanels::everyOptionIsSeen() {
    QFETCH(QString, kind);
    for (const OptionField& field : findPanelKind(kind.toStdString())->options) {
        for (const QJsonValue& value : otherValues(field)) {
            bool seen = false;
            for (const Fill fill : {Fill::Normal, Fill::Overfull}) {
                PanelSample sample = panelSample(kind.toStdString(), fill);
                if (QLatin1String(field.key) == QLatin1String(kThresholdsBelowOption.key))
                    sample.config.options[QLatin1String("thresholds")] = someThresholds();
                sample.config.options.remove(QLatin1String(field.key));
                const auto [plain, plainWords] = touched(sample);
                sample.config.options[QLatin1String(field.key)] = value;
                const auto [other, otherWords] = touched(sample);
                seen = seen || plain != other || plainWords != otherWords;
            }
            QVERIFY2(seen, qPrintable(QLatin1String(field.key) + u' ' + value.toVariant().toString()));
        }
    }
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
