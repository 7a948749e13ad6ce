// SPDX-License-Identifier: GPL-3.0-or-later
// What open windows hold: the growth of the heap while a job reads, all overheads included.
#include "core/exec/job.h"
#include "core/plan/planner.h"
#include "tests/bench/benchmarks.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <string>

namespace guanlan {

namespace {

constexpr std::size_t kBatchRows = 8192;

#ifdef __GLIBC__
double heapBytes() {
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}
#else
double heapBytes() {
    return 0;
}
#endif

/// Well spread, so that keys are not dense and texts do not repeat.
std::int64_t spread(std::size_t i) {
    return static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15U) >> 1);
}

/// Batches of a table (id BIGINT, name STRING, ts TIMESTAMP(3)) in one window.
class Input {
  public:
    Input() {
        m_schema = std::make_shared<Schema>(std::vector<Field>{
            {"id", DataType::bigint()}, {"name", DataType::string()}, {"ts", DataType::timestamp()}});
    }
    /// `named`: the name is as different as the id.
    SourceBatch batch(std::size_t from, std::size_t to, bool named) {
        BatchBuilder builder(m_schema);
        for (std::size_t i = from; i < to; ++i) {
            builder[0].appendInt(spread(i));
            builder[1].appendText(named ? "BV" + std::to_string(spread(i)).substr(0, 10) : "all");
            builder[2].appendInt(kSecond);
        }
        SourceBatch batch;
        batch.rows = builder.seal();
        batch.rows.runs.push_back(
            {.rows = static_cast<std::uint32_t>(to - from), .firstOffset = static_cast<std::int64_t>(from)});
        return batch;
    }

  private:
    SchemaPtr m_schema;
};

/// Bytes of heap that the open window of a query takes once it has read `rows` rows with different ids.
Result<double> bytesOfWindow(const std::string& select, std::size_t rows, bool named) {
    const PlanOutcome planned = planScript(
        "CREATE TABLE t (id BIGINT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' "
        "= "
        "'memory');" +
            select,
        {.file = "bench.sql", .components = {{.name = "memory", .source = true}}});
    if (!planned.ok()) return planned.errors.front();
    const auto job = Job::create(planned.plan, {.bounded = true});
    if (!job) return job.error();
    Input input;
    const double before = heapBytes();
    for (std::size_t from = 0; from < rows; from += kBatchRows) {
        const SourceBatch batch = input.batch(from, std::min(rows, from + kBatchRows), named);
        if (auto consumed = (*job)->consume(batch); !consumed) return std::move(consumed).error();
    }
    return heapBytes() - before;
}

constexpr char kWindow[] =
    " FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, "
    "window_end";

/// At the worst of several sizes, since memory grows in steps.
Result<double> worstBytesPerKey(const std::string& key, bool named) {
    double worst = 0;
    for (const std::size_t keys : {400'000U, 550'000U, 700'000U, 800'000U, 1'000'000U, 1'100'000U}) {
        const auto bytes =
            bytesOfWindow("SELECT " + key + ", COUNT(*), SUM(id)" + kWindow + ", " + key + ";", keys, named);
        if (!bytes) return bytes.error();
        worst = std::max(worst, *bytes / static_cast<double>(keys));
    }
    return worst;
}

}  // namespace

Figures measureMemory() {
    if (heapBytes() == 0)
        return Error{.code = ErrorCode::NotFound,
                     .id = "bench.heap",
                     .what = "the size of the heap is not known here"};
    const auto number = worstBytesPerKey("id", false);
    if (!number) return number.error();
    const auto text = worstBytesPerKey("name", true);
    if (!text) return text.error();
    const auto distinct =
        bytesOfWindow(std::string("SELECT COUNT(DISTINCT id)") + kWindow + ";", 1'000'000, false);
    if (!distinct) return distinct.error();
    return std::vector<Figure>{{"engine.bytes_per_key", *number, "bytes"},
                               {"engine.bytes_per_text_key", *text, "bytes"},
                               {"engine.distinct1m_mb", *distinct / 1e6, "MB"}};
}

}  // namespace guanlan
