// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/produce_command.h"

#include "app/console/option_text.h"
#include "app/console/progress_line.h"
#include "app/console/script_file.h"
#include "app/console/terminal.h"
#include "core/config/workspace.h"

#include <csignal>
#include <cstdio>

namespace guanlan::console {

namespace {

std::atomic<FileReplay*> g_sending = nullptr;
static_assert(std::atomic<FileReplay*>::is_always_lock_free, "read by a signal handler");

extern "C" void stopSending(int) {
    if (FileReplay* replay = g_sending.load()) replay->stop();
}

/// How far it is, and what was sent in all.
class Progress {
  public:
    void show(const FileReplay::Count& count) { m_line.show(count.records); }
    void finish(const FileReplay::Count& count, bool json) {
        m_line.clear();
        const double seconds = static_cast<double>(m_clock.monotonic() - m_began) / kSecond;
        if (json) {
            std::printf("{\"records\":%lld,\"bytes\":%lld,\"without_time\":%lld,\"seconds\":%.3f}\n",
                        static_cast<long long>(count.records), static_cast<long long>(count.bytes),
                        static_cast<long long>(count.withoutTime), seconds);
            return;
        }
        std::printf("%lld records (%lld bytes) in %.1f s\n", static_cast<long long>(count.records),
                    static_cast<long long>(count.bytes), seconds);
        if (count.withoutTime > 0)
            std::printf("%lld of them had no readable time and were sent with that of the record before\n",
                        static_cast<long long>(count.withoutTime));
    }

  private:
    const SystemClock m_clock{};
    const Micros m_began = m_clock.monotonic();
    ProgressLine m_line{errorsGoToTerminal()};
};

}  // namespace

int produce(ProduceOptions options) {
    auto properties = namedValues("--property", options.properties);
    if (!properties) return refuse(properties.error());
    options.plan.properties = std::move(*properties);
    const auto zone = zoneByName(options.timeZone);
    if (!zone) return refuse(zone.error());
    options.plan.zone = *zone;
    options.plan.secrets = readSecret;
    FileReplay replay(std::move(options.plan));
    g_sending = &replay;
    std::signal(SIGINT, stopSending);
    std::signal(SIGTERM, stopSending);
    Progress progress;
    const auto count = replay.run([&progress](const FileReplay::Count& sofar) { progress.show(sofar); });
    g_sending = nullptr;
    if (!count) return refuse(count.error());
    progress.finish(*count, options.json);
    return kDone;
}

}  // namespace guanlan::console
