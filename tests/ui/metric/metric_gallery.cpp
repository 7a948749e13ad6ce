// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the states of the metric editor into a folder, to be looked at.
#include "core/base/clock.h"
#include "core/runtime/live_session.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/sqleditor/sql_editor.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/widget/text_table.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace guanlan;

namespace {

struct Gallery {
    QDir folder;
    QString variant;
    MainWindow& window;

    void shoot(const char* name) const {
        QTest::qWait(3000);
        const QString path = folder.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name), variant));
        if (!window.grab().save(path)) qFatal("cannot write %s", qPrintable(path));
        QTextStream(stdout) << path << '\n';
    }
    template <typename T>
    T* find(const char* name) const {
        for (T* found : window.findChildren<T*>(QLatin1String(name))) {
            if (found->isVisible()) return found;
        }
        qFatal("no %s", name);
    }
    void edit(const QString& metric) const {
        auto* list = find<TextTable>("metrics");
        list->table().setRows({{.cells = {metric}, .key = metric}});
        list->selectKey(metric);
        QTest::mouseClick(find<QAbstractButton>("editMetric"), Qt::LeftButton);
    }
    void leave() const {
        for (int i = 0; i < 2; ++i) {
            const auto all = window.findChildren<QAbstractButton*>(QStringLiteral("metricCancel"));
            if (!all.isEmpty() && all.first()->isVisible()) QTest::mouseClick(all.first(), Qt::LeftButton);
            QTest::qWait(50);
        }
    }
};

void walk(const Gallery& gallery, const WorkspaceFolder& folder) {
    gallery.window.showPage(Page::Metrics);
    gallery.shoot("0-list");
    QTest::mouseClick(gallery.find<QAbstractButton>("newMetric"), Qt::LeftButton);
    gallery.shoot("1-new");
    gallery.leave();
    gallery.edit(QStringLiteral("traffic"));
    gallery.shoot("2-traffic");
    gallery.find<QLineEdit>("metricFilter")->setText(QStringLiteral("evnt = 'play'"));
    gallery.shoot("3-mistake");
    auto& input = gallery.window.findChild<SqlEditor*>()->input();
    input.setFocus();
    QTest::keyClick(&input, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(&input, Qt::Key_Up);
    QTest::keyClicks(&input, QStringLiteral(" re"));
    gallery.shoot("4-completion");
    gallery.leave();
    gallery.edit(QStringLiteral("top_videos"));
    gallery.shoot("5-only-sql");
    gallery.leave();
    const SystemClock clock;
    auto session = LiveSession::start(folder, {.clock = &clock});
    if (!session) qFatal("%s", session.error().sentence().c_str());
    gallery.window.setRun({.snapshot = [&session] { return (*session)->snapshot(); },
                           .metrics = (*session)->metrics(),
                           .historyFolder = folder.stateFolder(),
                           .clock = &clock,
                           .zone = (*session)->zone()});
    gallery.shoot("6-running");
    gallery.window.clearRun();
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("guanlan-gallery"));
    const QStringList arguments = QApplication::arguments();
    const QDir folder(arguments.value(1, QStringLiteral(".")));
    folder.mkpath(QStringLiteral("."));
    const QStringList languages = arguments.value(2, QStringLiteral("zh_CN")).split(QLatin1Char(','));
    const QStringList themes = arguments.value(3, QStringLiteral("dark")).split(QLatin1Char(','));
    const QStringList size = arguments.value(4, QStringLiteral("1440x900")).split(QLatin1Char('x'));
    QFile script(QStringLiteral(GUANLAN_SOURCE_DIR "/resources/workspaces/bilibili/pipeline.sql"));
    if (!script.open(QIODevice::ReadOnly)) return 1;
    // Generated events in place of the broker that the example runs with.
    QString edited = QString::fromUtf8(script.readAll());
    edited.replace(
        QRegularExpression(QStringLiteral("WITH \\([^)]*\\)")),
        QStringLiteral("WITH ('connector' = 'datagen', 'guanlan.profile' = 'bilibili', 'guanlan.dirt-rate' = "
                       "'0.01', 'guanlan.late-rate' = '0.02', 'guanlan.late-by' = '10 s')"));
    edited += QStringLiteral(
        "\nCREATE MATERIALIZED TABLE top_videos AS\nSELECT video_id, plays FROM (\n  SELECT "
        "video_id, COUNT(*) AS plays\n  FROM events GROUP BY video_id\n) ORDER BY plays "
        "DESC LIMIT 10;\n");
    const std::string text = edited.toStdString();
    for (qsizetype i = 0; i < languages.size(); ++i) {
        const QTemporaryDir directory;
        const QString theme = themes.value(i, QStringLiteral("dark"));
        Appearance appearance(application);
        appearance.setLanguage(languages[i]);
        appearance.setTheme(theme);
        const WorkspaceFolder workspaceFolder(directory.path().toStdString());
        if (!workspaceFolder.savePipeline(text).ok() || !workspaceFolder.save(WorkspaceSettings{}).ok())
            return 1;
        WorkspaceModel workspace(workspaceFolder);
        const SecretAccess secrets;
        MainWindow window(workspace, secrets);
        window.resize(size.value(0).toInt(), size.value(1).toInt());
        window.show();
        walk({folder, languages[i] + QLatin1Char('-') + theme, window}, workspaceFolder);
    }
    return 0;
}
