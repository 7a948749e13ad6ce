// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/runtime/snapshot.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <string>

namespace guanlan {

/// Where the run of a workspace is reached by programs of the same user on the same machine.
[[nodiscard]] QString liveSocketOf(const std::string& stateFolder);

/// A number for a script's text, by which both sides know whether it is the same.
[[nodiscard]] std::string scriptNumber(const std::string& text);

/// What both sides say. A frame is its size in four bytes (big end first) and so many bytes.
namespace live {
inline constexpr char kHello[] =
    "guanlan-live-1 ";                     ///< the server's first frame, and the script's number behind
inline constexpr char kAskSnapshot = 'S';  ///< the client's bytes; answered by a frame
inline constexpr char kReload = 'R';       ///< rules, channels and settings were saved: not answered
inline constexpr char kRestart = 'P';      ///< so was pipeline.sql: not answered
[[nodiscard]] QByteArray frameOf(const QByteArray& bytes);
}  // namespace live

/// Called by the server's thread.
struct LiveAnswers {
    std::function<SnapshotPtr()> snapshot{};  ///< null while nothing runs
    std::function<std::string()> script{};    ///< a number for the text that runs
    std::function<void()> reload{};
    std::function<void()> restart{};
};

/// Lets other programs look at a run: owner only, on a thread of its own. Nobody's going ends anything.
class LiveServer {
  public:
    LiveServer(const std::string& stateFolder, LiveAnswers answers);
    ~LiveServer() { m_worker.stop(); }

  private:
    void serve(const QString& name, const std::atomic<bool>& stopping);

    LiveAnswers m_answers;
    Worker m_worker;
};

}  // namespace guanlan
