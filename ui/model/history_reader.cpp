// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/history_reader.h"

namespace guanlan {

namespace {

constexpr std::size_t kMaxJobs = 4096;  // feeds ask for one span at a time, so this is never near
constexpr std::chrono::milliseconds kPatience{50};

}  // namespace

HistoryReader::HistoryReader(std::string folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_jobs(kMaxJobs) {}

HistoryReader::~HistoryReader() {
    m_jobs.close();
    m_worker.stop();
}

void HistoryReader::post(Job job) {
    if (!m_worker.running()) {
        m_worker.start("history", [this](const std::atomic<bool>& stopping) { work(stopping); });
    }
    m_jobs.push(std::move(job));
}

void HistoryReader::work(const std::atomic<bool>& stopping) {
    std::unique_ptr<History> history;
    while (!stopping.load()) {
        const auto job = m_jobs.popFor(kPatience);
        if (!job) continue;
        if (history) {
            (*job)(Result<History*>(history.get()));
            continue;
        }
        auto opened = History::open(m_folder);
        if (opened) history = std::move(*opened);
        (*job)(history ? Result<History*>(history.get()) : Result<History*>(opened.error()));
    }
}

}  // namespace guanlan
