// SPDX-License-Identifier: GPL-3.0-or-later
// Every workspace that ships: its dashboards show what its script computes, in both languages, without
// overlaps, and each panel finds its columns.
#include "core/config/workspace.h"
#include "core/runtime/workspace_plan.h"
#include "ui/panel/panel_query.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QtTest>

#include <algorithm>

using namespace guanlan;

namespace {

const QString kTemplates = QStringLiteral(GUANLAN_SOURCE_DIR "/resources/workspaces");

bool hasColumn(const MetricDefinition& metric, const std::string& column) {
    const auto& fields = metric.schema->fields();
    return std::any_of(fields.begin(), fields.end(),
                       [&](const Field& field) { return field.name == column; });
}

/// A text of a panel that a reader of one language would not find.
bool inBothLanguages(const QJsonValue& text) {
    if (!text.isObject()) return true;  // a plain text is for all
    return text.toObject().contains(QLatin1String("zh_CN")) && text.toObject().contains(QLatin1String("en"));
}

/// One row of ones for each column of a metric.
BatchPtr oneRow(const MetricDefinition& metric, Micros at) {
    BatchBuilder builder(metric.schema);
    for (std::size_t c = 0; c < metric.schema->size(); ++c) {
        const DataType& type = (*metric.schema)[c].type;
        if (type.isTimestamp()) {
            builder[c].appendInt(at);
        } else if (type.physical() == Physical::Text) {
            builder[c].appendText("广东");
        } else if (type.physical() == Physical::Double) {
            builder[c].appendDouble(1);
        } else if (type.physical() == Physical::Int64) {
            builder[c].appendInt(1);
        } else {
            builder[c].appendNull();
        }
    }
    return std::make_shared<const Batch>(builder.seal());
}

}  // namespace

class TestTemplates : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        applyTheme(*qApp, Theme::darkTheme());
        QVERIFY(QDir(kTemplates).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >= 2);
    }
    void dashboardsShowWhatTheScriptComputes_data() { templates(); }
    void dashboardsShowWhatTheScriptComputes();
    void panelsLieBesideEachOtherAndHaveBothLanguages_data() { templates(); }
    void panelsLieBesideEachOtherAndHaveBothLanguages();

  private:
    static void templates() {
        QTest::addColumn<QString>("name");
        for (const QString& name : QDir(kTemplates).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << name;
    }
    static std::vector<DashboardConfig> dashboardsOf(const QString& name) {
        const WorkspaceFolder folder((kTemplates + u'/' + name).toStdString());
        const auto dashboards = folder.dashboards();
        if (!dashboards.ok()) qFatal("%s", dashboards.error().sentence().c_str());
        return *dashboards;
    }
};

void TestTemplates::dashboardsShowWhatTheScriptComputes() {
    QFETCH(QString, name);
    const WorkspaceFolder folder((kTemplates + u'/' + name).toStdString());
    const auto plan = planWorkspace(folder, {{"BROKER", "127.0.0.1:9"}});
    QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().sentence().c_str());
    const std::vector<MetricDefinition> metrics = runMetricsOf(*plan);
    const Zone zone("Asia/Shanghai", 8 * kHour);
    constexpr Micros kNow = Micros{1773815400} * kSecond;
    for (const DashboardConfig& dashboard : dashboardsOf(name)) {
        QVERIFY(!dashboard.panels.empty());
        for (const PanelConfig& config : dashboard.panels) {
            const PanelKind* kind = findPanelKind(config.kind);
            QVERIFY2(kind != nullptr, config.id.c_str());
            const PanelDemand demand = kind->wants(config);
            if (demand.metric.empty()) continue;
            const auto metric =
                std::find_if(metrics.begin(), metrics.end(),
                             [&](const MetricDefinition& each) { return each.name == demand.metric; });
            QVERIFY2(metric != metrics.end(), (config.id + ": " + demand.metric).c_str());
            const PanelQuery query = readQuery(config, Aggregate::Sum);
            for (const PanelQuery::Series& series : query.series)
                QVERIFY2(hasColumn(*metric, series.value), (config.id + ": " + series.value).c_str());
            QVERIFY2(query.group.empty() || hasColumn(*metric, query.group), config.id.c_str());
            const auto panel = kind->create(nullptr);
            panel->configure(config);
            panel->setData({.definition = *metric,
                            .finals = oneRow(*metric, zone.toLocal(kNow)),
                            .from = kNow - kHour,
                            .to = kNow,
                            .zone = zone});
            QVERIFY2(!panel->accessibleDescription().contains(QLatin1String("no column")),
                     qPrintable(panel->accessibleDescription()));
            QVERIFY2(panel->size().isValid() && !panel->accessibleDescription().isEmpty(), config.id.c_str());
        }
    }
}

void TestTemplates::panelsLieBesideEachOtherAndHaveBothLanguages() {
    QFETCH(QString, name);
    for (const DashboardConfig& dashboard : dashboardsOf(name)) {
        for (const PanelConfig& a : dashboard.panels) {
            QVERIFY2(a.title.byLanguage.contains(QStringLiteral("zh_CN")) &&
                         a.title.byLanguage.contains(QStringLiteral("en")),
                     a.id.c_str());
            QVERIFY2(inBothLanguages(a.options.value(QLatin1String("unit"))), a.id.c_str());
            for (const QJsonValue series : a.query.value(QLatin1String("series")).toArray())
                QVERIFY2(inBothLanguages(series.toObject().value(QLatin1String("name"))), a.id.c_str());
            const QSize smallest = findPanelKind(a.kind)->smallest;
            QVERIFY2(a.cell.width() >= smallest.width() && a.cell.height() >= smallest.height(),
                     a.id.c_str());
            for (const PanelConfig& b : dashboard.panels)
                QVERIFY2(a.id == b.id || !a.cell.intersects(b.cell), (a.id + " " + b.id).c_str());
        }
    }
}

QTEST_MAIN(TestTemplates)
#include "tst_templates.moc"
