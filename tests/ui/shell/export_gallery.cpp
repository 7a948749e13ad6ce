// SPDX-License-Identifier: GPL-3.0-or-later
// Exports a dashboard and its panels into a folder, with pictures of the ways there, to be looked at.
#include "tests/ui/shell/gallery.h"
#include "ui/dashboard/dashboard_drawing.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/export/export_bar.h"

#include <QElapsedTimer>
#include <QMenu>

using namespace guanlan;

namespace {

void save(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    QTextStream(stdout) << path << '\n';
}

/// As PNG and PDF, and how long the longest part kept the thread.
void saveDrawing(const Drawing& drawing, const QString& path) {
    QElapsedTimer clock;
    qint64 longest = 0;
    QImage canvas = canvasOf(drawing, 2);
    RecordedDrawing record{
        .title = drawing.title, .size = drawing.size, .ground = drawing.ground, .paged = drawing.paged};
    for (const Drawing::Part& part : drawing.parts) {
        clock.start();
        paintPart(part, canvas);
        longest = std::max(longest, clock.nsecsElapsed());
        clock.start();
        record.parts.push_back(recorded(part));
        longest = std::max(longest, clock.nsecsElapsed());
    }
    save(path + QStringLiteral(".png"), pngOf(canvas));
    clock.start();
    const QByteArray pdf = pdfOf(record);
    QTextStream(stdout) << "longest part " << longest / 1000 << " us, PDF " << clock.elapsed() << " ms\n";
    save(path + QStringLiteral(".pdf"), pdf);
}

void shootMenu(const Gallery& gallery, const QString& name) {
    QTest::qWait(250);
    QWidget* menu = QApplication::activePopupWidget();
    if (menu == nullptr) qFatal("no menu");
    gallery.save(menu->grab(), name);
    QTest::keyClick(menu, Qt::Key_Escape);
}

void shootExports(Gallery& gallery) {
    DashboardPage& page = gallery.window.dashboards();
    Card& card = *page.canvas().card("types");
    QTest::mouseMove(gallery.window.windowHandle(), card.mapTo(&gallery.window, QPoint(60, 90)));
    gallery.shoot(QStringLiteral("card-menu"));
    QTest::mouseClick(card.findChild<QWidget*>(QStringLiteral("cardMenu")), Qt::LeftButton);
    shootMenu(gallery, QStringLiteral("panel-menu"));
    QTest::mouseClick(gallery.window.findChild<QWidget*>(QStringLiteral("exportDashboard")), Qt::LeftButton);
    shootMenu(gallery, QStringLiteral("dashboard-menu"));
    auto& bar = *page.findChild<ExportBar*>();
    bar.begin(QCoreApplication::translate("guanlan::Exporter", "The PDF is being drawn…"));
    bar.setShare(0.4);
    gallery.shoot(QStringLiteral("export-working"));
    bar.tellDone(
        QCoreApplication::translate("guanlan::Exporter", "Saved as %1.").arg("/home/a/Documents/x.pdf"),
        QStringLiteral("/home/a/Documents/x.pdf"));
    gallery.shoot(QStringLiteral("export-done"));
    bar.tellProblem(QCoreApplication::translate("Error", "%1 could not be saved.").arg("/root/x.pdf"));
    gallery.shoot(QStringLiteral("export-failed"));
    bar.hide();
    QTest::mouseMove(gallery.window.windowHandle(), QPoint(5, 5));
    QTest::qWait(250);
    saveDrawing(drawingOf(page.canvas(), {page.title(), QStringLiteral("2026-03-05 20:30")}),
                gallery.path(QStringLiteral("dashboard")));
    for (const char* id : {"traffic", "map", "danmaku-types", "types", "alarms"})
        saveDrawing(drawingOf(*page.canvas().card(id)), gallery.path(QLatin1String(id)));
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    Gallery gallery(application);
    gallery.window.showTemplates(true);
    gallery.shoot(QStringLiteral("templates"));
    gallery.start();
    shootExports(gallery);
    gallery.window.dashboards().showVersions();
    gallery.shoot(QStringLiteral("versions-none"));
    gallery.window.showTemplates(false);
    gallery.shoot(QStringLiteral("templates-beside"));
    return 0;
}
