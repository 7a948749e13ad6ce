// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text_file.h"
#include "core/config/workspace.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace guanlan;

namespace {

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

AlarmRule sampleRule() {
    return {.id = "errors",
            .name = "错误率过高",
            .metric = "quality",
            .column = "error_rate",
            .where = {{"region", "广东"}},
            .comparison = Comparison::AtLeast,
            .threshold = 0.02,
            .consecutive = 3,
            .level = AlarmLevel::Critical,
            .channels = {"ops"},
            .enabled = false,
            .note = "看 CDN"};
}

DashboardConfig sampleDashboard() {
    DashboardConfig dashboard{.id = "overview", .title = {{{"zh_CN", "总览"}, {"en", "Overview"}}}};
    dashboard.panels.push_back({.id = "p1",
                                .kind = "bar",
                                .title = {{{QString(), "Plays"}}},
                                .cell = QRect(0, 3, 8, 6),
                                .query = {{"metric", "plays"}, {"unheardOf", QJsonArray{1, 2}}},
                                .options = {{"unit", "percent"}}});
    return dashboard;
}

/// Dashboards come in the order of workspace.json, others behind them by name.
void theOrderOfTabs(const WorkspaceFolder& folder) {
    const WorkspaceSettings before = *folder.settings();
    for (const char* id : {"a", "z"})
        QVERIFY(folder.save(DashboardConfig{.id = id}).ok());
    WorkspaceSettings settings = before;
    settings.dashboards = {"z", "gone", "overview"};
    QVERIFY(folder.save(settings).ok());
    std::string order;
    const std::vector<DashboardConfig> dashboards = *folder.dashboards();
    for (const DashboardConfig& dashboard : dashboards)
        order += dashboard.id + " ";
    QCOMPARE(order, std::string("z overview a "));
    QVERIFY(*folder.settings() == settings);
    for (const char* id : {"a", "z"})
        QVERIFY(folder.removeDashboard(id).ok());
    QVERIFY(folder.save(before).ok());
}

}  // namespace

class TestWorkspace : public QObject {
    Q_OBJECT
  private slots:
    void everythingSurvivesSaveAndLoad() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        const WorkspaceSettings settings{.name = {{{"zh_CN", "演示"}, {"en", "Demo"}}},
                                         .timeZone = "Asia/Shanghai",
                                         .language = "zh_CN",
                                         .theme = "light",
                                         .retentionDays = 30,
                                         .demo = {{"speed", 1}}};
        const ChannelConfig channel{.id = "ops", .name = "Ops", .kind = "smtp", .options = {{"port", 587}}};
        QVERIFY(folder.save(settings).ok());
        QVERIFY(folder.save(sampleDashboard()).ok());
        QVERIFY(folder.save(std::vector{sampleRule()}).ok());
        QVERIFY(folder.save(std::vector{channel}).ok());
        QVERIFY(folder.savePipeline("SELECT '观澜';\n").ok());
        QCOMPARE(*folder.settings() == settings, true);
        QCOMPARE(*folder.dashboards() == std::vector{sampleDashboard()}, true);
        theOrderOfTabs(folder);
        QCOMPARE(*folder.alarms() == std::vector{sampleRule()}, true);
        QCOMPARE(*folder.channels() == std::vector{channel}, true);
        QCOMPARE(*folder.pipeline(), std::string("SELECT '观澜';\n"));
    }
    void savingAgainChangesNoByte() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        QVERIFY(folder.save(sampleDashboard()).ok());
        const QByteArray first = read(dir.filePath("dashboards/overview.json"));
        QVERIFY(folder.save(folder.dashboards()->front()).ok());
        QCOMPARE(read(dir.filePath("dashboards/overview.json")), first);
        QCOMPARE(QDir(dir.filePath("dashboards")).entryList(QDir::Files), QStringList{"overview.json"});
    }
    void unknownKeysAreKept() {
        const QTemporaryDir dir;
        writeFile(
            dir.filePath("dashboards/d.json"),
            R"({"version":1,"author":"Li","panels":[{"id":"a","kind":"stat","cell":[0,0,4,3],"colour":"red"}]})");
        const WorkspaceFolder folder(dir.path().toStdString());
        DashboardConfig dashboard = folder.dashboards()->front();
        dashboard.panels.front().cell.moveLeft(4);
        QVERIFY(folder.save(dashboard).ok());
        const QByteArray saved = read(dir.filePath("dashboards/d.json"));
        QVERIFY(saved.contains("\"author\": \"Li\""));
        QVERIFY(saved.contains("\"colour\": \"red\""));
        QCOMPARE(folder.dashboards()->front().panels.front().cell, QRect(4, 0, 4, 3));
    }
    void brokenJsonNamesThePlace() {
        const QTemporaryDir dir;
        writeFile(dir.filePath("workspace.json"), "{\n  \"name\": \"观澜\", oops\n}");
        const Result<WorkspaceSettings> settings = WorkspaceFolder(dir.path().toStdString()).settings();
        QVERIFY(!settings.ok());
        QCOMPARE(settings.error().file, dir.filePath("workspace.json").toStdString());
        QCOMPARE(settings.error().position.line, 2);
        QCOMPARE(settings.error().position.column, 17);
    }
    void wrongValuesAreNamed() {
        struct Row {
            const char* file;
            const char* content;
            const char* what;
        };
        const Row rows[] = {
            {"workspace.json", R"({"theme":"pink"})", "'theme' must be one of dark, light, system"},
            {"workspace.json", R"({"retentionDays":1.5})",
             "'retentionDays' must be a whole number from 1 to 36500"},
            {"workspace.json", R"({"name":{"en":1}})",
             "'name' must be a text, or an object with one text for each language"},
            {"workspace.json", R"([1])", "The file must hold one JSON object"},
            {"alarms.json", R"({"rules":[{"id":"a","metric":"m","column":"c"}]})",
             "'rules[0].threshold' must be a number"},
            {"alarms.json", R"({"rules":[{"id":"a","metric":"m","column":"c","threshold":1,"level":"x"}]})",
             "'rules[0].level' must be one of info, warning, critical"},
            {"alarms.json", R"({"rules":{}})", "'rules' must be a list"},
            {"channels.json", R"({"channels":[{"id":"a","kind":"smtp"},{"id":"a","kind":"smtp"}]})",
             "'channels[1].id' must be different from the other ids"},
            {"dashboards/d.json", R"({"panels":[{"id":"a","kind":"bar","cell":[20,0,5,1]}]})",
             "'panels[0].cell' must be [column, row, width, height] on a grid of 24 columns"},
            {"dashboards/d.json", R"({"panels":[7]})", "'panels' must be a list of objects"},
        };
        for (const Row& row : rows) {
            const QTemporaryDir dir;
            writeFile(dir.filePath("workspace.json"), "{}");
            writeFile(dir.filePath(row.file), row.content);
            const WorkspaceFolder folder(dir.path().toStdString());
            std::string what;
            const auto note = [&what](const auto& result) {
                if (!result.ok()) what = result.error().what;
            };
            note(folder.settings());
            note(folder.alarms());
            note(folder.channels());
            note(folder.dashboards());
            QCOMPARE(what, std::string(row.what));
        }
    }
    void newerAndHugeFilesAreRefused() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        writeFile(dir.filePath("workspace.json"), R"({"version":2})");
        QVERIFY(folder.settings().error().code == ErrorCode::Conflict);
        QVERIFY(folder.save(WorkspaceSettings{}).error().code == ErrorCode::Conflict);
        QCOMPARE(read(dir.filePath("workspace.json")), QByteArray(R"({"version":2})"));
        writeFile(dir.filePath("workspace.json"), QByteArray(9 * 1024 * 1024, ' '));
        QCOMPARE(folder.settings().error().id, std::string("config.too-large"));
        writeFile(dir.filePath("workspace.json"), QByteArray(100000, '['));
        QCOMPARE(folder.settings().error().id, std::string("config.broken-json"));
    }
    void aMissingOptionalFileIsEmpty() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        QVERIFY(folder.alarms()->empty());
        QVERIFY(folder.channels()->empty());
        QVERIFY(folder.dashboards()->empty());
        QVERIFY(folder.settings().error().code == ErrorCode::NotFound);
        QVERIFY(folder.pipeline().error().code == ErrorCode::NotFound);
    }
    void namesCannotLeaveTheFolder() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        for (const char* id : {"../evil", "a/b", "", ".hidden", "a\\b", "a\nb"}) {
            DashboardConfig dashboard{.id = id};
            QCOMPARE(folder.save(dashboard).error().id, std::string("config.bad-name"));
        }
    }
    void aReadOnlyFolderKeepsTheOldFile() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        QVERIFY(folder.save(WorkspaceSettings{}).ok());
        const QByteArray before = read(dir.filePath("workspace.json"));
        QFile::setPermissions(dir.path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
#ifdef Q_OS_UNIX
        const bool root = geteuid() == 0;  // may write anywhere: be nobody, and the owner, for a moment
        constexpr uid_t kNobody = 65534;
        for (const QString& path : {dir.path(), dir.filePath("workspace.json")}) {
            if (root) QCOMPARE(chown(path.toStdString().c_str(), kNobody, gid_t(-1)), 0);
        }
        if (root) QCOMPARE(seteuid(kNobody), 0);
#endif
        const Result<void> saved = folder.save(WorkspaceSettings{.theme = "light"});
#ifdef Q_OS_UNIX
        if (root) QCOMPARE(seteuid(0), 0);
#endif
        QFile::setPermissions(dir.path(),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::Denied);
        QVERIFY(!saved.error().next.empty());
        QCOMPARE(read(dir.filePath("workspace.json")), before);
    }
    void aFailedWriteKeepsTheOldFile() {
#ifdef Q_OS_UNIX
        const QTemporaryDir dir;
        const std::string path = dir.filePath("x.json").toStdString();
        QVERIFY(replaceFile(path, "old").ok());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{.rlim_cur = 4096, .rlim_max = before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> saved = replaceFile(path, QByteArray(100000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(saved.error().id, std::string("config.not-saved"));
        QCOMPARE(read(dir.filePath("x.json")), QByteArray("old"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList{"x.json"});
#else
        QSKIP("no file size limit on this system");
#endif
    }
    void aTemplateIsCopiedOnce() {
        const QTemporaryDir from;
        const QTemporaryDir to;
        writeFile(from.filePath("workspace.json"), "{}");
        writeFile(from.filePath("dashboards/a.json"), "{}");
        const std::string target = to.filePath("new/one").toStdString();
        QVERIFY(WorkspaceFolder::createFrom(from.path().toStdString(), target).ok());
        QCOMPARE(WorkspaceFolder(target).dashboards()->size(), std::size_t{1});
        QCOMPARE(WorkspaceFolder::createFrom(from.path().toStdString(), target).error().cause,
                 std::string("The folder is not empty"));
        QVERIFY(WorkspaceFolder::createFrom(to.path().toStdString(), target).error().code ==
                ErrorCode::NotFound);
    }
    void zonesByName() {
        const Zone shanghai = *zoneByName("Asia/Shanghai");
        QCOMPARE(shanghai.toLocal(0), 8 * kHour);
        // China kept summer time from 1986 to 1991.
        QCOMPARE(shanghai.offsetAt(parseTimestamp("1988-07-01")->wallTime), 9 * kHour);
        const Zone berlin = *zoneByName("Europe/Berlin");
        const Micros spring = parseTimestamp("2021-03-28 01:00:00")->wallTime;
        QCOMPARE(berlin.offsetAt(spring - 1), kHour);
        QCOMPARE(berlin.offsetAt(spring), 2 * kHour);
        // Rules go on into the future.
        QCOMPARE(berlin.offsetAt(parseTimestamp("2077-07-01")->wallTime), 2 * kHour);
        QVERIFY(zoneByName("").ok());
        QCOMPARE(zoneByName("Asia/Shangai").error().next, std::string("Did you mean Asia/Shanghai?"));
        QVERIFY(zoneByName("Asia/Shangai").error().code == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
