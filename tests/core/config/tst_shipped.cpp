// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/workspace.h"
#include "core/config/workspace_template.h"
#include "core/runtime/demo/history_plan.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

/// Where a value and a schema differ, "" when it fits; as much of JSON Schema as ours use for structure.
QString misfit(const QJsonValue& value, const QJsonObject& schema, const QString& path) {
    if (schema.contains("enum") && !schema.value("enum").toArray().contains(value)) return path;
    const QJsonObject properties = schema.value("properties").toObject();
    if (!properties.isEmpty()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue required : schema.value("required").toArray()) {
            if (!object.contains(required.toString())) return path + '.' + required.toString();
        }
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!properties.contains(it.key())) return path + '.' + it.key();
            const QString inside = misfit(*it, properties.value(it.key()).toObject(), path + '.' + it.key());
            if (!inside.isEmpty()) return inside;
        }
    }
    for (const QJsonValue item : value.toArray()) {
        const QString inside = misfit(item, schema.value("items").toObject(), path + "[]");
        if (!inside.isEmpty()) return inside;
    }
    return {};
}

}  // namespace

class TestShipped : public QObject {
    Q_OBJECT
  private slots:
    void everyTemplateSaysWhatItShows() {
        const std::vector<WorkspaceTemplate> templates = shippedTemplates();
        QVERIFY(templates.size() >= 3);
        for (const WorkspaceTemplate& each : templates) {
            for (const char* language : {"zh_CN", "en"}) {
                QVERIFY2(each.settings.name.byLanguage.contains(language), each.id.c_str());
                QVERIFY2(each.settings.about.byLanguage.contains(language), each.id.c_str());
            }
            QVERIFY(!each.dashboards.empty());
            const QTemporaryDir dir;
            const WorkspaceFolder folder(dir.filePath("new").toStdString());
            QVERIFY(isUnused(folder));
            QVERIFY(QDir().mkpath(dir.filePath("new")));
            QVERIFY(isUnused(folder));
            QVERIFY(WorkspaceFolder::createFrom(each.path, folder.path()).ok());
            QVERIFY(!isUnused(folder));
        }
    }
    void exampleWorkspacesAreValidAndCanonical() {
        const QDir templates(":/guanlan/workspaces");
        const QStringList names = templates.entryList(QDir::Dirs);
        QVERIFY(names.contains("bilibili"));
        for (const QString& name : names) {
            const QTemporaryDir dir;
            const Result<WorkspaceFolder> made = WorkspaceFolder::createFrom(
                templates.filePath(name).toStdString(), dir.filePath("copy").toStdString());
            QVERIFY2(made.ok(), made.ok() ? "" : made.error().sentence().c_str());
            const WorkspaceFolder& folder = *made;
            QVERIFY(folder.save(*folder.settings()).ok());
            QVERIFY(folder.save(*folder.alarms()).ok());
            QVERIFY(folder.save(*folder.channels()).ok());
            const std::vector<DashboardConfig> dashboards = *folder.dashboards();
            QVERIFY(!dashboards.empty());
            for (const DashboardConfig& dashboard : dashboards) {
                QVERIFY(folder.save(dashboard).ok());
                const QString file = "/dashboards/" + QString::fromStdString(dashboard.id) + ".json";
                QCOMPARE(read(dir.filePath("copy") + file), read(templates.filePath(name) + file));
            }
            // Saving what was loaded changes nothing: the shipped files are as the program writes them.
            for (const char* file : {"/workspace.json", "/alarms.json", "/channels.json"})
                QCOMPARE(read(dir.filePath("copy") + file), read(templates.filePath(name) + file));
        }
    }
    void panelsDoNotOverlap() {
        const WorkspaceFolder folder(":/guanlan/workspaces/bilibili");
        const std::vector<DashboardConfig> dashboards = *folder.dashboards();
        for (const DashboardConfig& dashboard : dashboards) {
            for (const PanelConfig& a : dashboard.panels) {
                for (const PanelConfig& b : dashboard.panels)
                    QVERIFY2(a.id == b.id || !a.cell.intersects(b.cell), (a.id + " " + b.id).c_str());
            }
        }
    }
    void theDemoIsDescribed() {
        const Result<DemoConfig> demo = readDemoConfig(":/guanlan/workspaces/bilibili/demo.json");
        QVERIFY2(demo.ok(), demo.ok() ? "" : demo.error().sentence().c_str());
        QCOMPARE(demo->topic, std::string("bilibili-events"));
        QVERIFY(demo->history.size() >= 5);
    }
    void wrongRecipesAreNamed() {
        struct Row {
            const char* recipe;
            const char* what;
        };
        const Row rows[] = {
            {R"({"metric":"m","columns":{"a":{"count":"jump"}}})",
             "'m.a.count' must be a kind of event, such as play"},
            {R"({"metric":"m","columns":{"a":{"sum":"age"}}})",
             "'m.a.sum' must be one of watch_ms, response_ms, rating"},
            {R"({"metric":"m","columns":{"a":{"ratio":["x"]}}})", "'m.a.ratio' must be two names of columns"},
            {R"({"metric":"m","dimensions":{"d":"colour"}})",
             "'history[0].dimensions' must be region, video_type or danmaku_type by column"},
            {R"({"metric":"m","everyMinutes":0})",
             "'history[0].everyMinutes' must be a whole number from 1 to 1440"},
        };
        const QTemporaryDir dir;
        for (const Row& row : rows) {
            QFile file(dir.filePath("demo.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(R"({"topic":"t","history":[)") + row.recipe + "]}");
            file.close();
            const Result<DemoConfig> demo = readDemoConfig(file.fileName().toStdString());
            QVERIFY(!demo.ok());
            QCOMPARE(demo.error().what, std::string(row.what));
        }
    }
    void schemasKnowEveryKeyThatIsWritten() {
        const auto check = [](const QString& file, const QString& schemaName) {
            const QByteArray text =
                read(GUANLAN_SOURCE_DIR "/resources/schema/" + schemaName + ".schema.json");
            const QJsonObject schema = QJsonDocument::fromJson(text).object();
            QVERIFY2(schema.contains("properties"), qPrintable(schemaName));
            const QJsonObject object =
                QJsonDocument::fromJson(read(":/guanlan/workspaces/bilibili/" + file)).object();
            QVERIFY(object.contains("version"));
            QCOMPARE(misfit(object, schema, schemaName), QString());
        };
        check("workspace.json", "workspace");
        check("dashboards/overview.json", "dashboard");
        check("alarms.json", "alarms");
        check("channels.json", "channels");
        check("demo.json", "demo");
        const QJsonObject strict{{"properties", QJsonObject{{"a", QJsonObject{{"enum", QJsonArray{1}}}}}}};
        QCOMPARE(misfit(QJsonObject{{"b", 1}}, strict, "x"), QString("x.b"));
        QCOMPARE(misfit(QJsonObject{{"a", 2}}, strict, "x"), QString("x.a"));
    }
    void theMapHasAllRegions() {
        const QJsonObject map = QJsonDocument::fromJson(read(":/guanlan/map/china.json")).object();
        std::set<QString> names;
        for (const QJsonValue region : map.value("regions").toArray()) {
            const QJsonObject object = region.toObject();
            QVERIFY(!object.value("rings").toArray().isEmpty());
            QVERIFY(!object.value("en").toString().isEmpty());
            std::set<QString> spellings{object.value("zh").toString()};
            for (const QJsonValue alias : object.value("aliases").toArray())
                spellings.insert(alias.toString());
            for (const QString& spelling : spellings)
                QVERIFY2(names.insert(spelling).second, qPrintable(spelling));
        }
        QCOMPARE(map.value("regions").toArray().size(), 34);
        for (const Region& region : regions())
            QVERIFY2(names.contains(QString::fromUtf8(region.name.data(), qsizetype(region.name.size()))),
                     region.name.data());
        QCOMPARE(map.value("islets").toArray().at(0).toObject().value("zh").toString(), QString("钓鱼岛"));
        QCOMPARE(map.value("inset").toObject().value("dashes").toArray().size(), 10);
    }
};

QTEST_GUILESS_MAIN(TestShipped)
#include "tst_shipped.moc"
