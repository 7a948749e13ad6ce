// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/record_matcher.h"

#include "core/exec/calc_stage.h"
#include "core/window/session_windows.h"

#include <algorithm>

namespace guanlan {

namespace {

/// Windows whose place in time is the same for every key, and rows without a window.
class AlignedMatcher final : public RecordMatcher {
  public:
    explicit AlignedMatcher(Parts parts) : RecordMatcher(std::move(parts)) {}

  private:
    void meet(const MatchedRecord& record, Micros watermark) override {
        sink().candidate(record);
        sink().decided(record, closed(watermark) ? Fate::Late : Fate::Used);
    }
};

/// Windows of which it is known how far the sources had been read when they closed: what stands behind came
/// late, in whatever order the partitions were read.
class ClosedMatcher final : public RecordMatcher {
  public:
    ClosedMatcher(Parts parts, ReadUntil readUntil)
        : RecordMatcher(std::move(parts)), m_readUntil(std::move(readUntil)) {}

  private:
    /// The last record of a session stands a gap before its end.
    [[nodiscard]] bool matters(Micros wall) const override {
        const bool session = layout().spec().kind == WindowKind::Session;
        return covers(wall) && (!session || wall <= *origin().end - layout().spec().size);
    }
    void meet(const MatchedRecord& record, Micros /*watermark*/) override {
        const auto until = m_readUntil.find({record.source, record.partition});
        const bool late = until == m_readUntil.end() || record.offset >= until->second;
        if (record.isRecord) sink().candidate(record);
        sink().decided(record, late ? Fate::Late : Fate::Used);
    }

    ReadUntil m_readUntil;
};

/// The sessions of one key, as SessionStage makes them.
class SessionMatcher final : public RecordMatcher {
  public:
    explicit SessionMatcher(Parts parts)
        : RecordMatcher(std::move(parts)), m_sessions(origin().window->size) {}

    void advance(Micros watermark) override {
        for (Slot slot = 0; slot < m_members.size(); ++slot) {
            if (!m_members[slot].open || !layout().closed(m_sessions.at(slot).end, watermark)) continue;
            end(slot);
        }
    }

  private:
    [[nodiscard]] bool matters(Micros wall) const override {
        return wall >= *origin().start - layout().spec().size && wall <= *origin().end;
    }
    using Slot = SessionWindows::Slot;
    struct Members {
        std::vector<MatchedRecord> records{};
        bool open = false;
    };

    void meet(const MatchedRecord& record, Micros watermark) override {
        if (record.isRecord && covers(record.time)) sink().candidate(record);
        advance(watermark);
        const auto touching = m_sessions.touching(0, record.time);
        if (touching.empty()) {
            const SessionWindows::Session session = m_sessions.windowOf(record.time);
            if (layout().closed(session.end, watermark)) {
                if (session.end >= *origin().start && session.start <= *origin().end)
                    sink().decided(record, Fate::Late);
                return;
            }
            return open(record, session);
        }
        const std::vector<Slot> parts(touching.begin(), touching.end());
        for (std::size_t i = 1; i < parts.size(); ++i)
            join(parts.front(), parts[i]);
        m_sessions.extend(parts.front(), record.time);
        m_members[parts.front()].records.push_back(record);
    }

    void open(const MatchedRecord& record, const SessionWindows::Session& session) {
        const auto free = std::find_if(m_members.begin(), m_members.end(),
                                       [](const Members& members) { return !members.open; });
        const auto slot = static_cast<Slot>(free - m_members.begin());
        if (free == m_members.end()) m_members.emplace_back();
        m_members[slot] = {.records = {record}, .open = true};
        m_sessions.open(0, slot, session);
    }

    void join(Slot slot, Slot other) {
        m_sessions.join(0, slot, other);
        Members& from = m_members[other];
        Members& into = m_members[slot];
        into.records.insert(into.records.end(), from.records.begin(), from.records.end());
        from = {};
    }

    void end(Slot slot) {
        const SessionWindows::Session session = m_sessions.at(slot);
        m_sessions.close(0, slot);
        const Members members = std::exchange(m_members[slot], {});
        if (session.start != *origin().start || session.end != *origin().end) return;
        for (const MatchedRecord& record : members.records)
            sink().decided(record, Fate::Used);
    }

    SessionWindows m_sessions;
    std::vector<Members> m_members;  // by slot
};

/// The counted windows of one key, as CountStage makes them.
class CountMatcher final : public RecordMatcher {
  public:
    explicit CountMatcher(Parts parts) : RecordMatcher(std::move(parts)) {}

  private:
    /// Each one counts, whenever it was.
    [[nodiscard]] bool matters(Micros /*wall*/) const override { return true; }
    void meet(const MatchedRecord& record, Micros /*watermark*/) override {
        if (record.isRecord && covers(record.time)) sink().candidate(record);
        m_records.push_back(record);
        ++m_met;
        const WindowSpec& spec = layout().spec();
        if (m_met % spec.step != 0) return;
        const auto size = static_cast<std::size_t>(std::min(m_met, spec.size));
        end(std::span(m_records).last(size));
        const auto kept = static_cast<std::size_t>(spec.size - spec.step);
        if (m_records.size() > kept)
            m_records.erase(m_records.begin(), m_records.end() - static_cast<std::ptrdiff_t>(kept));
    }

    void end(std::span<const MatchedRecord> records) {
        const auto [first, last] = std::minmax_element(
            records.begin(), records.end(),
            [](const MatchedRecord& a, const MatchedRecord& b) { return a.time < b.time; });
        if (first->time != *origin().start || last->time + kMilli != *origin().end) return;
        for (const MatchedRecord& record : records)
            sink().decided(record, Fate::Used);
    }

    std::vector<MatchedRecord> m_records;  // that a window may still take
    std::int64_t m_met = 0;
};

Error noWindow(const std::string& what) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "events.window",
                 .what = "the row's window is not known: " + what,
                 .next = "give window_start and window_end",
                 .arguments = {what}};
}

/// Both ends of an aligned window from what is known of them.
Result<void> resolveAligned(RowOrigin& origin, const PaneLayout& layout) {
    const WindowSpec& spec = layout.spec();
    if (!origin.end && spec.kind == WindowKind::Cumulate)
        return noWindow("several windows begin at the same time");
    if (!origin.end && spec.kind == WindowKind::Tumble) origin.end = layout.paneEnd(*origin.start);
    if (!origin.end) origin.end = *origin.start + spec.size;
    if (!origin.start) origin.start = layout.windowStart(*origin.end);
    if (layout.paneStart(*origin.end) != *origin.end || layout.windowStart(*origin.end) != *origin.start) {
        return noWindow("none reaches from " + formatTimestamp(*origin.start) + " to " +
                        formatTimestamp(*origin.end));
    }
    return {};
}

Result<void> resolveWindow(RowOrigin& origin, const Zone* zone) {
    if (!origin.window) return {};
    if (origin.window->proctime) {
        return Error{.code = ErrorCode::NotYet,
                     .id = "events.proctime",
                     .what =
                         "windows over processing time hold what was read in that time, which the records do "
                         "not say"};
    }
    const PaneLayout layout(*origin.window, zone);
    if (origin.windowTime && !origin.end) origin.end = layout.toWall(*origin.windowTime + kMilli);
    const bool aligned =
        origin.window->kind != WindowKind::Session && origin.window->kind != WindowKind::Count;
    if (aligned) return resolveAligned(origin, layout);
    if (!origin.start || !origin.end) return noWindow("sessions and counted windows have any length");
    return {};
}

}  // namespace

RecordMatcher::RecordMatcher(Parts parts)
    : m_origin(std::move(parts.origin)),
      m_layout(m_origin.window.value_or(WindowSpec()), parts.zone),
      m_evaluator(parts.evaluator),
      m_sink(parts.sink) {}

Result<std::unique_ptr<RecordMatcher>> RecordMatcher::create(RowOrigin origin, const ReadUntil& readUntil,
                                                             const Zone& zone,
                                                             const ExpressionEvaluator& evaluator,
                                                             MatchSink& sink) {
    using Made = Result<std::unique_ptr<RecordMatcher>>;
    const Schema& input = *origin.input->output;
    const bool instant = origin.timeColumn && input[*origin.timeColumn].type.kind == TypeKind::TimestampLtz;
    const Zone* ofTime = instant ? &zone : nullptr;
    if (auto resolved = resolveWindow(origin, ofTime); !resolved) return std::move(resolved).error();
    const auto kind = origin.window ? origin.window->kind : WindowKind::Tumble;
    Parts parts{std::move(origin), ofTime, evaluator, sink};
    if (parts.origin.window && kind != WindowKind::Count && !readUntil.empty())
        return Made(std::make_unique<ClosedMatcher>(std::move(parts), readUntil));
    if (kind == WindowKind::Session) return Made(std::make_unique<SessionMatcher>(std::move(parts)));
    if (kind == WindowKind::Count) return Made(std::make_unique<CountMatcher>(std::move(parts)));
    return Made(std::make_unique<AlignedMatcher>(std::move(parts)));
}

bool RecordMatcher::closed(Micros watermark) const {
    if (!m_origin.window || !m_origin.end || watermark == kMinTime) return false;
    return m_layout.closed(*m_origin.end, watermark - m_layout.spec().lateness);
}

bool RecordMatcher::covers(Micros wall) const {
    return (!m_origin.start || wall >= *m_origin.start) && (!m_origin.end || wall < *m_origin.end);
}

bool RecordMatcher::hasKeys(const std::vector<ColumnPtr>& keys, std::uint32_t row) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i]->value(row) != m_origin.keys[i].value) return false;
    }
    return true;
}

void RecordMatcher::push(Chunk chunk) {
    std::vector<ColumnPtr> keys;
    BadRows bad;
    for (const RowOrigin::Key& key : m_origin.keys)
        keys.push_back(m_evaluator.evaluate(key.expression, chunk.columns, chunk.columnRows, bad));
    for (const Expression& needed : m_origin.computed)
        (void)m_evaluator.evaluate(needed, chunk.columns, chunk.columnRows, bad);
    dropBad(chunk, bad, &m_counts);
    const Column* times = m_origin.timeColumn ? chunk.columns[*m_origin.timeColumn].get() : nullptr;
    auto run = chunk.runs.begin();
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        const std::uint32_t row = chunk.row(i);
        MatchedRecord record{.source = m_source, .isRecord = chunk.ledger != nullptr};
        if (times != nullptr) record.time = m_layout.toWall(times->ints()[row]);
        if (times != nullptr && !matters(record.time)) continue;
        if (record.isRecord) {
            while (row >= run->firstRow + run->rows)
                ++run;
            record.partition = run->partition;
            record.offset = run->firstOffset + (row - run->firstRow);
        }
        if (hasKeys(keys, row)) meet(record, chunk.watermarkAt(row));
    }
}

}  // namespace guanlan
