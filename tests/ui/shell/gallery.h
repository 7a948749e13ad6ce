// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/shell/recorded_run.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QTextStream>

namespace guanlan {

/// What stands before the window does: a recorded run, and how it shall look. The command line names the
/// folder, the language, the theme and the size, as far as they are not the usual ones.
struct GalleryStage {
    explicit GalleryStage(QApplication& application) : appearance(application) {
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-gallery"));
        folder.mkpath(QStringLiteral("."));
        run.fillLively();
        run.publish();
        appearance.setLanguage(language);
        appearance.setTheme(theme);
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
    }

    QStringList arguments = QApplication::arguments();
    QDir folder{arguments.value(1, QStringLiteral("."))};
    QString language = arguments.value(2, QStringLiteral("zh_CN"));
    QString theme = arguments.value(3, QStringLiteral("dark"));
    RecordedRun run{8};
    Appearance appearance;
    WorkspaceModel workspace{run.folder()};
    SecretAccess secrets{};
};

/// The window on it, whose pictures go into the folder to be looked at.
struct Gallery : GalleryStage {
    explicit Gallery(QApplication& application) : GalleryStage(application) {
        const QStringList size = arguments.value(4, QStringLiteral("1600x1000")).split(QLatin1Char('x'));
        window.resize(size.value(0).toInt(), size.value(1).toInt());
        window.show();
    }
    void start() {
        window.setRun(run.view());
        QTest::qWait(2500);
    }
    [[nodiscard]] QString path(const QString& name) const {
        return folder.filePath(QStringList{name, language, theme}.join(QLatin1Char('-')));
    }
    void shoot(const QString& name) {
        QTest::qWait(250);
        save(window.grab(), name);
    }
    void save(const QPixmap& picture, const QString& name) const {
        const QString file = path(name) + QStringLiteral(".png");
        if (!picture.save(file)) qFatal("cannot write %s", qPrintable(file));
        QTextStream(stdout) << file << '\n';
    }

    MainWindow window{workspace, secrets};
};

}  // namespace guanlan
