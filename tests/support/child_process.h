// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcess>
#include <QString>

namespace guanlan {

/// A server process of a test. On Linux the kernel kills it when the thread that started it ends, so that a
/// crashed test leaves nothing behind.
class ChildProcess : public QProcess {
  public:
    ChildProcess();
    ~ChildProcess() override;

    Result<void> launch(const QString& program, const QStringList& arguments);
    /// SIGKILL, as a power cut would; returns when the process is gone.
    void killNow();
    /// Asks politely (SIGTERM) and waits; kills after the given time.
    void stopWithin(int milliseconds);
};

/// The first Python 3 that has the module: one in front of the system's own may lack it.
Result<QString> pythonWith(const char* module);

/// A loopback TCP port nobody listens on.
int freePort();

/// A free loopback TCP port other than `taken`.
int freePortBeside(int taken);

}  // namespace guanlan
