// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/live_session.h"
#include "tests/support/written_file.h"
#include "ui/shell/main_window.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <string>

namespace guanlan {

/// The declaration of a shop's orders in a file, and their number by province and minute.
inline constexpr const char* kOrdersScript = R"(CREATE TABLE orders (
  id BIGINT,
  province STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');

CREATE MATERIALIZED TABLE by_province AS
SELECT window_end, province, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, province;
)";

/// A workspace of files at work in the window, as app/desktop does it. The files are the test's to write.
class RunningDesk {
  public:
    ~RunningDesk() {
        if (window) window->clearRun();
        window.reset();
        if (session) session->stop();
    }
    [[nodiscard]] QString file(const char* name) const { return directory.filePath(QLatin1String(name)); }
    /// Reads what was written and opens the window; nothing runs yet.
    void open() {
        if (!workspace->load().ok()) qFatal("no workspace");
        window = std::make_unique<MainWindow>(*workspace, secrets);
        window->resize(1300, 850);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
    }
    /// Saves the script and runs it, in the place of what ran before.
    void start(const std::string& script) {
        window->clearRun();
        session.reset();
        if (!workspace->folder().savePipeline(script).ok()) qFatal("cannot save the script");
        auto started = LiveSession::start(workspace->folder(), {.clock = &clock});
        if (!started) qFatal("%s", started.error().sentence().c_str());
        session = std::move(*started);
        window->setRun({.snapshot = [this] { return session->snapshot(); },
                        .metrics = session->metrics(),
                        .historyFolder = workspace->folder().stateFolder(),
                        .clock = &clock,
                        .zone = session->zone()});
    }
    template <typename T = QWidget>
    T* find(const char* name) {
        return window->findChild<T*>(QLatin1String(name));
    }

    QTemporaryDir directory{};
    SystemClock clock{};
    std::unique_ptr<WorkspaceModel> workspace =
        std::make_unique<WorkspaceModel>(WorkspaceFolder(directory.path().toStdString()));
    std::unique_ptr<LiveSession> session{};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};
};

}  // namespace guanlan
