// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

/// Leaves the test with the reason printed when this machine lacks something. On the project's own machines
/// (CI=true) nothing may be missing: there it fails.
#define GUANLAN_SKIP(reason)                                    \
    do {                                                        \
        if (qgetenv("CI") == "true") QFAIL(qPrintable(reason)); \
        QSKIP(qPrintable(reason));                              \
    } while (false)

/// Starts a server of tests/support or leaves the test: skipped when the machine cannot have it, failed when
/// it should run but does not.
#define GUANLAN_START(server)                                                      \
    do {                                                                           \
        const auto started = (server).start();                                     \
        if (!started && started.error().code == guanlan::ErrorCode::NotFound)      \
            GUANLAN_SKIP(QString::fromStdString(started.error().sentence()));      \
        QVERIFY2(started.ok(), started ? "" : started.error().sentence().c_str()); \
    } while (false)

/// The path of `name` in the read-only data that lies beside the source tree, as a QString; leaves the test
/// when it is absent.
#define GUANLAN_SHARED_DATA(variable, name)                                                               \
    const QString variable = QStringLiteral(GUANLAN_SOURCE_DIR "/../shared/data/") + QLatin1String(name); \
    if (!QFileInfo::exists(variable)) GUANLAN_SKIP(QStringLiteral("no ") + (variable))
