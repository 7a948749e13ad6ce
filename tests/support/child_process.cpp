// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_process.h"

#include <QTcpServer>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>

#include <csignal>
#endif

namespace guanlan {

ChildProcess::ChildProcess() {
#ifdef Q_OS_LINUX
    setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
}

ChildProcess::~ChildProcess() {
    killNow();
}

Result<void> ChildProcess::launch(const QString& program, const QStringList& arguments) {
    start(program, arguments);
    if (waitForStarted(10000)) return {};
    return Error{.code = ErrorCode::NotFound,
                 .id = "test.program",
                 .what = "cannot start " + program.toStdString(),
                 .cause = errorString().toStdString()};
}

void ChildProcess::killNow() {
    if (state() == NotRunning) return;
    kill();
    waitForFinished(10000);
}

void ChildProcess::stopWithin(int milliseconds) {
    if (state() == NotRunning) return;
    terminate();
    if (!waitForFinished(milliseconds)) killNow();
}

Result<QString> pythonWith(const char* module) {
    for (const char* candidate : {"python3", "/usr/bin/python3"}) {
        ChildProcess probe;
        const QString import = QStringLiteral("import ") + QLatin1String(module);
        if (!probe.launch(QLatin1String(candidate), {QStringLiteral("-c"), import})) continue;
        if (probe.waitForFinished(20'000) && probe.exitCode() == 0) return QString::fromLatin1(candidate);
    }
    return Error{.code = ErrorCode::NotFound,
                 .id = "test.python",
                 .what = std::string("there is no Python 3 with ") + module};
}

int freePort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

int freePortBeside(int taken) {
    int port = freePort();
    while (port == taken)
        port = freePort();
    return port;
}

}  // namespace guanlan
