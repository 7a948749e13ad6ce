// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/following_source.h"

#include "core/source/filesystem/file_list.h"
#include "core/source/filesystem/file_number.h"

#include <algorithm>
#include <set>
#include <thread>
#include <tuple>

namespace guanlan {

namespace {

constexpr std::size_t kMostBatchBytes = 8 * 1024 * 1024;
constexpr std::size_t kMostOpenFiles = 64;
constexpr std::chrono::milliseconds kNap{10};

}  // namespace

FollowingSource::FollowingSource(const SourceSettings& settings, FollowPlan plan,
                                 std::unique_ptr<Decoder> decoder)
    : m_settings(settings),
      m_plan(std::move(plan)),
      m_decoder(std::move(decoder)),
      m_health(settings.clock) {}

Result<void> FollowingSource::open(const std::vector<SourcePosition>& known) {
    for (const SourcePosition& position : known) {
        if (position.identity == identity()) m_known = position.nextOffsets;
    }
    look();
    findRenamed();
    for (const auto& [number, line] : m_known)
        m_left.push_back(number);
    return {};
}

void FollowingSource::lookIfDue() {
    if (m_settings.clock->monotonic() >= m_nextLook) look();
}

void FollowingSource::look() {
    m_nextLook = m_settings.clock->monotonic() + m_plan.lookEvery;
    auto listed = listFiles(m_plan.path);
    m_trouble = listed ? std::nullopt : std::optional(listed.error());
    std::set<std::uint32_t> there;
    for (FileFacts& facts : listed ? *listed : std::vector<FileFacts>()) {
        const auto number = fileNumber(facts.path);
        if (!number) continue;
        there.insert(*number);
        noteFile(std::move(facts), *number);
    }
    for (const FilePtr& file : m_files) {
        if (!there.contains(file->number())) file->noteGone();
    }
    std::stable_sort(m_files.begin(), m_files.end(), [](const FilePtr& a, const FilePtr& b) {
        return std::tie(a->facts().modified, a->facts().path) <
               std::tie(b->facts().modified, b->facts().path);
    });
    for (std::size_t i = 0; i + kMostOpenFiles < m_files.size(); ++i)
        m_files[i]->rest();
}

void FollowingSource::noteFile(FileFacts facts, std::uint32_t number) {
    const auto same = std::find_if(m_files.begin(), m_files.end(),
                                   [number](const FilePtr& file) { return file->number() == number; });
    if (same != m_files.end()) return (*same)->noteThere(std::move(facts));
    const auto known = m_known.find(number);
    const std::int64_t line = known == m_known.end() ? 0 : known->second;
    if (known != m_known.end()) m_known.erase(known);
    m_files.push_back(std::make_unique<FollowedFile>(std::move(facts), number, line, m_plan.dialect));
    m_files.back()->lastLine = m_settings.clock->monotonic();
}

/// Files that were rotated away since the last run have an end that was not read.
void FollowingSource::findRenamed() {
    if (m_known.empty()) return;
    for (FileFacts& facts : filesBeside(m_plan.path)) {
        const auto number = fileNumber(facts.path);
        if (number && m_known.contains(*number)) noteFile(std::move(facts), *number);
    }
    std::stable_sort(m_files.begin(), m_files.end(), [](const FilePtr& a, const FilePtr& b) {
        return a->facts().modified < b->facts().modified;
    });
}

Result<SourceBatch> FollowingSource::next(std::chrono::milliseconds wait) {
    const Clock& clock = *m_settings.clock;
    const Micros deadline = clock.monotonic() + wait.count() * kMilli;
    SourceBatch batch;
    batch.source = m_settings.index;
    m_lines = 0;
    m_bytes = 0;
    while (!m_stopped) {
        lookIfDue();
        noteIdle(batch);
        batch.received = clock.monotonic();
        if (auto read = readAll(); !read) return std::move(read).error();
        if (m_lines > 0 || !batch.idle.empty() || clock.monotonic() >= deadline) break;
        std::this_thread::sleep_for(kNap);
    }
    m_decoder->seal(batch);
    noteProgress(batch);
    showState();
    return batch;
}

/// Told before the rows of a batch, so that a file is idle only after its own rows were delivered.
void FollowingSource::noteIdle(SourceBatch& batch) {
    batch.idle.insert(batch.idle.end(), m_left.begin(), m_left.end());
    m_left.clear();
    const Micros now = m_settings.clock->monotonic();
    for (const FilePtr& file : m_files) {
        const bool newest = file == m_files.back();
        const bool quiet = m_plan.idleTimeout > 0 && now - file->lastLine >= m_plan.idleTimeout;
        if (file->idle || !file->atEnd() || (newest && !quiet)) continue;
        file->idle = true;
        batch.idle.push_back(file->number());
    }
    m_files.erase(std::remove_if(m_files.begin(), m_files.end(),
                                 [](const FilePtr& file) { return file->over() && file->idle; }),
                  m_files.end());
}

bool FollowingSource::full() const {
    return m_stopped || m_lines >= m_settings.batchRows || m_bytes >= kMostBatchBytes;
}

Result<void> FollowingSource::readAll() {
    for (const FilePtr& file : m_files) {
        if (auto read = readFrom(*file); !read) return read;
        if (full()) break;
    }
    return {};
}

Result<void> FollowingSource::readFrom(FollowedFile& file) {
    const Micros now = m_settings.clock->monotonic();
    while (!full()) {
        auto line = file.next();
        if (!line) {
            if (line.error().code != ErrorCode::Denied) return std::move(line).error();
            m_trouble = std::move(line).error();
            return {};
        }
        if (!*line) return {};
        ++m_lines;
        m_bytes += (*line)->size();
        file.lastLine = now;
        file.idle = false;
        if ((*line)->empty()) continue;  // a blank line is no record
        const RawRecord record{
            .partition = file.number(), .offset = file.line() - 1, .value = **line, .file = &file.facts()};
        if (auto appended = m_decoder->append(record); !appended) return appended;
    }
    return {};
}

void FollowingSource::noteProgress(SourceBatch& batch) {
    for (const FilePtr& file : m_files) {
        if (!std::exchange(file->touched, false)) continue;
        batch.progress.push_back({.partition = file->number(), .nextOffset = file->line()});
    }
}

void FollowingSource::showState() {
    if (m_trouble) return m_health.set(SourceHealth::State::Failing, m_trouble);
    const bool caughtUp =
        std::all_of(m_files.begin(), m_files.end(), [](const FilePtr& file) { return file->atEnd(); });
    m_health.set(caughtUp ? SourceHealth::State::CaughtUp : SourceHealth::State::Reading);
}

}  // namespace guanlan
