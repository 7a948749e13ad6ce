// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/duckdb_run.h"

#include "tests/support/child_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace guanlan {

namespace {

constexpr int kMostMilliseconds = 300'000;
constexpr int kNoDuckDb = 3;

Error failed(const QByteArray& cause) {
    return Error{.code = ErrorCode::Internal,
                 .id = "bench.duckdb",
                 .what = "DuckDB did not answer",
                 .cause = cause.toStdString()};
}

}  // namespace

Result<DuckDbRun> runDuckDb(const std::string& work, const std::vector<std::string>& files) {
    QStringList arguments{"-B", GUANLAN_SOURCE_DIR "/tests/bench/duckdb_run.py",
                          QString::fromStdString(work)};
    for (const std::string& file : files)
        arguments += QString::fromStdString(file);
    ChildProcess process;
    if (auto started = process.launch("python3", arguments); !started) return std::move(started).error();
    if (!process.waitForFinished(kMostMilliseconds)) return failed("it took too long");
    if (process.exitCode() == kNoDuckDb) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "bench.duckdb",
                     .what = "DuckDB is not here",
                     .next = "pip install duckdb"};
    }
    if (process.exitCode() != 0) return failed(process.readAllStandardError());
    const QJsonObject answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    DuckDbRun run{.version = answer["version"].toString().toStdString(), .cpu = answer["cpu"].toDouble()};
    for (const QJsonValue sum : answer["sums"].toArray())
        run.sums.push_back(sum.toDouble());
    return run;
}

}  // namespace guanlan
