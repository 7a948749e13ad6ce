// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/row_trace.h"

#include "core/exec/query_run.h"
#include "core/exec/run_options.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostUndecoded = 100'000;

bool scans(const Node& node, std::size_t source) {  // NOLINT(misc-no-recursion): as deep as the query
    if (const auto* scan = std::get_if<ScanNode>(&node.op)) return scan->source == source;
    return std::any_of(node.inputs.begin(), node.inputs.end(),
                       [source](const NodePtr& input) { return scans(*input, source); });
}

}  // namespace

/// One input of the query, up to the aggregate.
class RowTrace::Branch final : public MatchSink {
  public:
    explicit Branch(RowTrace& trace) : m_trace(trace) {}

    Result<void> prepare(RowOrigin origin, const ReadUntil& readUntil, const StageContext& context) {
        m_query = {.name = "the events of a row", .root = origin.input, .fingerprint = "events"};
        auto matcher =
            RecordMatcher::create(std::move(origin), readUntil, context.zone, context.evaluator, *this);
        if (!matcher) return std::move(matcher).error();
        m_matcher = std::move(*matcher);
        auto run = QueryRun::create(m_query, Changes::EachOne, context, m_matcher.get());
        if (!run) return std::move(run).error();
        m_run = std::move(*run);
        m_run->watchBad(m_bad);
        return {};
    }
    void candidate(const MatchedRecord& record) override {
        if (record.isRecord) m_trace.m_candidates.push_back(placeOf(record));
    }
    void decided(const MatchedRecord& record, Fate fate) override {
        if (record.isRecord) {
            const auto time = record.time == kMinTime ? std::nullopt : std::optional(record.time);
            m_trace.add({.record = placeOf(record), .fate = fate, .time = time});
        } else if (fate == Fate::Used) {
            ++m_trace.m_counts.usedAgain;
        }
    }

    [[nodiscard]] QueryRun& run() { return *m_run; }
    [[nodiscard]] RecordMatcher& matcher() { return *m_matcher; }
    [[nodiscard]] RecordSet takeBad() { return std::exchange(m_bad, {}); }

  private:
    static Record placeOf(const MatchedRecord& record) {
        return {.source = record.source, .partition = record.partition, .offset = record.offset};
    }

    RowTrace& m_trace;
    Query m_query;
    std::unique_ptr<RecordMatcher> m_matcher;
    std::unique_ptr<QueryRun> m_run;
    RecordSet m_bad;
};

RowTrace::RowTrace(const Plan& plan, const JobSettings& settings, std::size_t most)
    : m_plan(plan), m_settings(settings), m_most(most), m_evaluator(m_settings.zone, clock()) {}

RowTrace::~RowTrace() = default;

Result<std::unique_ptr<RowTrace>> RowTrace::create(const Plan& plan, const RowQuestion& question,
                                                   const JobSettings& settings, std::size_t most) {
    std::unique_ptr<RowTrace> made(new RowTrace(plan, settings, most));
    if (auto prepared = made->prepare(question); !prepared) return std::move(prepared).error();
    return made;
}

Result<void> RowTrace::prepare(const RowQuestion& question) {
    const Result<Micros> ttl = stateTtlOf(m_plan.settings);
    if (!ttl) return ttl.error();
    auto origins = originsOf(m_plan, question);
    if (!origins) return std::move(origins).error();
    const StageContext context{.plan = m_plan,
                               .evaluator = m_evaluator,
                               .zone = m_settings.zone,
                               .clock = clock(),
                               .lookups = m_settings.lookups,
                               .stateTtl = *ttl};
    for (RowOrigin& origin : *origins) {
        if (*ttl > 0 && !origin.window) {
            return Error{
                .code = ErrorCode::NotYet,
                .id = "events.ttl",
                .what = "with table.exec.state.ttl it is not known which records the row still counts"};
        }
        m_branches.push_back(std::make_unique<Branch>(*this));
        if (auto prepared = m_branches.back()->prepare(std::move(origin), question.readUntil, context);
            !prepared)
            return prepared;
    }
    return addSources();
}

Result<void> RowTrace::addSources() {
    for (std::size_t source = 0; source < m_plan.sources.size(); ++source) {
        const TableDefinition& table = m_plan.sources[source];
        m_sources.push_back(nullptr);
        const bool read = std::any_of(m_branches.begin(), m_branches.end(), [source](const auto& branch) {
            return scans(*branch->matcher().origin().input, source);
        });
        if (!read) continue;
        const Result<Micros> maxFuture = maxFutureOf(table, m_plan.settings);
        if (!maxFuture) return maxFuture.error();
        m_sources.back() = std::make_unique<SourceStage>(table, m_settings, clock(), *maxFuture, m_evaluator);
    }
    return {};
}

Result<void> RowTrace::consume(const SourceBatch& batch, const std::vector<Record>& undecoded) {
    SourceStage& source = *m_sources[batch.source];
    const Chunk& scanned = source.scan(batch);
    noteWindow(batch, scanned);
    noteRefused(batch, scanned);
    for (const auto& branch : m_branches) {
        QueryRun& run = branch->run();
        if (run.scansOf(batch.source) == 0) continue;
        branch->matcher().setSource(batch.source);
        run.push(batch.source, scanned, batch.bad, source.refused());
        run.advance(batch.source, source.watermark());
        if (batch.endOfInput) run.endSource(batch.source);
        if (std::optional<Error> problem = run.problem()) return std::move(*problem);
        noteBad(batch, scanned, branch->takeBad());
    }
    for (const Record& record : undecoded) {
        if (m_undecoded.size() < kMostUndecoded) m_undecoded.push_back(record);
    }
    return {};
}

/// How far the window's records reach in each partition, whatever their keys, until it closes.
void RowTrace::noteWindow(const SourceBatch& batch, const Chunk& scanned) {
    const RecordMatcher& matcher = m_branches.front()->matcher();
    auto run = scanned.runs.begin();
    for (std::size_t i = 0; i < scanned.rows(); ++i) {
        const std::uint32_t row = scanned.row(i);
        if (matcher.closed(scanned.watermarkAt(row))) return;
        while (row >= run->firstRow + run->rows)
            ++run;
        if (!covers(timeOf(batch.source, scanned, row))) continue;
        const std::int64_t offset = run->firstOffset + (row - run->firstRow);
        const auto [span, fresh] = m_spans.try_emplace({batch.source, run->partition}, Span{offset, offset});
        if (!fresh) span->second.last = offset;
    }
}

/// Rows of the batch that the scan did not let through.
void RowTrace::noteRefused(const SourceBatch& batch, const Chunk& scanned) {
    if (scanned.all) return;
    std::size_t good = 0;
    for (const RowRun& run : scanned.runs) {
        for (std::uint32_t row = run.firstRow; row < run.firstRow + run.rows; ++row) {
            if (good < scanned.selected.size() && scanned.selected[good] == row) {
                ++good;
            } else {
                noteBadRow(batch, scanned, run, row);
            }
        }
    }
}

void RowTrace::noteBad(const SourceBatch& batch, const Chunk& scanned, const RecordSet& records) {
    for (const auto& [partition, offset] : records) {
        for (const RowRun& run : scanned.runs) {
            const std::int64_t at = offset - run.firstOffset;
            if (run.partition != partition || at < 0 || at >= run.rows) continue;
            noteBadRow(batch, scanned, run, run.firstRow + static_cast<std::uint32_t>(at));
        }
    }
}

void RowTrace::noteBadRow(const SourceBatch& batch, const Chunk& scanned, const RowRun& run,
                          std::uint32_t row) {
    const Record record{batch.source, run.partition, run.firstOffset + (row - run.firstRow)};
    const auto time = timeOf(batch.source, scanned, row);
    m_candidates.push_back(record);
    if (m_plan.sources[batch.source].rowtime && !time) {
        if (m_undecoded.size() < kMostUndecoded) m_undecoded.push_back(record);
    } else if (covers(time)) {
        add({.record = record, .fate = Fate::Bad, .time = time});
    }
}

std::optional<Micros> RowTrace::timeOf(std::size_t source, const Chunk& scanned, std::uint32_t row) const {
    const TableDefinition& table = m_plan.sources[source];
    if (!table.rowtime) return std::nullopt;
    const Column& times = *scanned.columns[*table.rowtime];
    if (times.isNull(row)) return std::nullopt;
    const bool instant = times.type().kind == TypeKind::TimestampLtz;
    return instant ? m_settings.zone.toLocal(times.ints()[row]) : times.ints()[row];
}

bool RowTrace::covers(std::optional<Micros> wall) const {
    const RecordMatcher& matcher = m_branches.front()->matcher();
    return wall ? matcher.covers(*wall) : !matcher.origin().window;
}

void RowTrace::add(const Found& found) {
    m_counts.used += found.fate == Fate::Used ? 1 : 0;
    m_counts.late += found.fate == Fate::Late ? 1 : 0;
    m_counts.bad += found.fate == Fate::Bad ? 1 : 0;
    if (m_found.size() < m_most) m_found.push_back(found);
}

void RowTrace::finish() {
    for (const auto& branch : m_branches)
        branch->run().finish();
    const bool windowed = window().has_value();
    for (const Record& record : m_undecoded) {
        const auto span = m_spans.find({record.source, record.partition});
        const bool inside = !windowed || (span != m_spans.end() && record.offset >= span->second.first &&
                                          record.offset <= span->second.last);
        if (inside) add({.record = record, .fate = Fate::Bad});
    }
    m_undecoded.clear();
}

bool RowTrace::countsRows() const {
    return std::any_of(m_branches.begin(), m_branches.end(), [](const auto& branch) {
        const RowOrigin& origin = branch->matcher().origin();
        return origin.window && origin.window->kind == WindowKind::Count;
    });
}

std::optional<std::int64_t> RowTrace::expected() const {
    return m_branches.front()->matcher().origin().count;
}

std::optional<std::pair<Micros, Micros>> RowTrace::window() const {
    const RowOrigin& origin = m_branches.front()->matcher().origin();
    if (!origin.start || !origin.end) return std::nullopt;
    return std::pair(*origin.start, *origin.end);
}

}  // namespace guanlan
