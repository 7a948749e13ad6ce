// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"
#include "app/desktop/window_program.h"

#include <QApplication>
#include <QSettings>

namespace {

void nameProgram() {
    QCoreApplication::setOrganizationName(QStringLiteral("guanlan"));
    QCoreApplication::setApplicationName(QStringLiteral("guanlan"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GUANLAN_VERSION));
}

/// Qt reads the scale from the environment, before there is an application; one set outside wins.
void takeScale() {
    const int percent = QSettings().value(QStringLiteral("scale"), 100).toInt();
    if (percent != 100 && qEnvironmentVariableIsEmpty("QT_SCALE_FACTOR")) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
    }
}

}  // namespace

int main(int argc, char** argv) {
    nameProgram();
    takeScale();
    if (guanlan::wantsHeadless(argc, argv)) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const guanlan::DesktopOptions options = guanlan::desktopOptions(application);
    return options.headless ? guanlan::runHeadless(application, options)
                            : guanlan::runWindow(application, options);
}
