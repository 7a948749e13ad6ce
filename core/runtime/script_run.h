// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/config/secret_store.h"
#include "core/exec/job.h"
#include "core/plan/plan.h"
#include "core/runtime/result_rows.h"
#include "core/runtime/run_state.h"
#include "core/sink/row_writer.h"
#include "core/sink/sink.h"
#include "core/source/source.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

struct ScriptRunSettings {
    const Clock* clock = nullptr;
    Zone zone{};
    std::string baseFolder{};
    /// Takes whole lines of NDJSON, in the order in which they are final.
    std::function<Result<void>(std::string_view lines)> print{};
    /// Hears once when a source is in trouble: the table, and what is wrong. The run goes on.
    std::function<void(const std::string& table, const Error& problem)> warn{};
    /// Hears twice a second how many records have been read.
    std::function<void(std::int64_t records)> progress{};
    SecretLookup secrets{};     ///< for passwords that tables name
    bool changelog = false;     ///< SELECTs print every change, with "op"
    std::string stateFolder{};  ///< where to go on from and what to save; empty: nothing is kept
};

/// A planned script run by the calling thread, without a window: sources are pulled in turns (bounded ones by
/// their watermarks, so that the rows do not depend on speed), rows of plain SELECTs are printed, those of
/// INSERTs written, metrics computed and dropped.
class ScriptRun {
  public:
    /// Makes everything and starts nothing; InvalidInput and NotYet mean that the script is
    /// wrong, other errors that this machine lacks something.
    static Result<std::unique_ptr<ScriptRun>> create(Plan plan, ScriptRunSettings settings);
    ScriptRun(const ScriptRun&) = delete;
    ScriptRun& operator=(const ScriptRun&) = delete;
    ~ScriptRun() = default;

    /// Until all sources have ended, or stop(): then open windows stay open and updating results are printed
    /// as they are.
    Result<void> run();
    /// From any thread, and from a signal handler.
    void stop() { m_stopping.store(true); }

    /// What became of every record, as one JSON object.
    [[nodiscard]] std::string statistics() const;

  private:
    /// Where the rows of one query go.
    struct Output {
        std::unique_ptr<ResultRows> rows{};  ///< SELECT
        std::unique_ptr<JsonRowWriter> json{};
        std::string before{};          ///< `"query":1,` where there are several SELECTs
        std::unique_ptr<Sink> sink{};  ///< INSERT
    };

    ScriptRun(Plan plan, ScriptRunSettings settings);
    Result<void> prepare();
    Result<void> addOutput(const Query& query, bool numbered);
    Result<void> pullOnce();
    Result<void> pull(std::size_t source, std::chrono::milliseconds wait);
    [[nodiscard]] std::size_t slowest() const;
    Result<void> openSources();
    Result<void> printAnswers();
    Result<void> deliver();
    Result<void> write(std::size_t query, const Batch& rows);
    Result<void> print(const Output& output, const std::optional<Batch>& rows);
    Result<void> complete();
    Result<void> finishOutputs();
    Result<void> flushIfDue();
    void reportProgress();
    void warnOfOverflows();
    void warnOfNewQueries(std::size_t source);
    void warnOf(std::size_t query, const Error& problem);
    void warnOnce(std::size_t source);
    [[nodiscard]] bool allEnded() const;

    Plan m_plan;
    ScriptRunSettings m_settings;
    bool m_endless = false;
    std::unique_ptr<RunState> m_state;  // null: none is kept
    std::unique_ptr<Job> m_job;
    std::vector<std::unique_ptr<Source>> m_sources;
    std::vector<bool> m_ended;
    std::vector<std::string> m_warned;  // by source: the trouble last told
    std::vector<Output> m_outputs;
    std::atomic<bool> m_stopping = false;
    std::size_t m_selects = 0;
    Micros m_nextFlush = 0;
    Micros m_nextProgress = 0;
};

}  // namespace guanlan
