// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace's history: what a flush costs, what a point weighs, how fast a long series opens.
#include "core/store/history.h"
#include "core/store/store.h"
#include "tests/bench/benchmarks.h"

#include <QTemporaryDir>

#include <cmath>
#include <functional>
#include <limits>
#include <random>

namespace guanlan {

namespace {

constexpr std::size_t kSeries = 5000;
constexpr int kCompactions = 3;
constexpr int kFlushesPerCompaction = 100;
constexpr std::size_t kPixels = 1000;

/// One value of one series, by a generator that every kind of value draws from.
using Draw = std::function<void(ColumnBuilder& column, std::size_t series, std::mt19937_64& random)>;

struct ValueKind {
    const char* name;
    DataType type;
    Draw draw;
};

/// Requests a second of a page: some busy, most quiet.
void drawCount(ColumnBuilder& column, std::size_t series, std::mt19937_64& random) {
    column.appendInt(
        std::poisson_distribution<std::int64_t>(2000.0 / (1.0 + static_cast<double>(series)))(random));
}
void drawCents(ColumnBuilder& column, std::size_t /*series*/, std::mt19937_64& random) {
    column.appendDouble(static_cast<double>(std::uniform_int_distribution<int>(0, 9999)(random)) / 100);
}
void drawDouble(ColumnBuilder& column, std::size_t /*series*/, std::mt19937_64& random) {
    column.appendDouble(std::normal_distribution<double>(100, 15)(random));
}

MetricDefinition metricOf(const DataType& value) {
    const auto schema = std::make_shared<Schema>(std::vector<Field>{
        {"window_end", DataType::timestamp()}, {"page", DataType::string()}, {"value", value}});
    return {.name = "pages", .schema = schema, .timeColumn = 0, .dimensions = {1}};
}

/// In order, as the engine hands over the rows of a window.
std::vector<std::string> seriesNames(std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.push_back("/video/" + std::to_string(100'000 + i * 7919 % 900'000));
    std::sort(names.begin(), names.end());
    return names;
}

/// Commits the rows of one instant.
Result<void> flush(Store& store, BatchBuilder& rows) {
    Commit commit;
    commit.rows = {{"pages", std::make_shared<const Batch>(rows.seal())}};
    return store.commit(commit);
}

struct History5000 {
    std::vector<double> milliseconds{};  ///< of every flush
    std::vector<std::int64_t> bytes{};   ///< of the file after every compaction
};

/// As many flushes of 5,000 series, a second apart, as one compaction takes.
Result<void> writeOneCompaction(const std::string& folder, const ValueKind& kind, std::mt19937_64& random,
                                History5000& written) {
    auto store = Store::open(folder);
    if (!store) return store.error();
    const MetricDefinition metric = metricOf(kind.type);
    if (auto defined = (*store)->defineMetrics({metric}); !defined) return defined.error();
    const auto names = seriesNames(kSeries);
    BatchBuilder rows(metric.schema);
    for (int n = 0; n < kFlushesPerCompaction; ++n) {
        const auto second = static_cast<std::int64_t>(written.milliseconds.size()) + 1;
        for (std::size_t series = 0; series < kSeries; ++series) {
            rows[0].appendInt(second * kSecond);
            rows[1].appendText(names[series]);
            kind.draw(rows[2], series, random);
        }
        Result<void> flushed{};
        written.milliseconds.push_back(nanosecondsAnItem(
                                           1, [&] { flushed = flush(**store, rows); }, 1) /
                                       1e6);
        if (!flushed) return flushed.error();
    }
    return (*store)->compact();
}

Result<History5000> write5000(const std::string& folder, const ValueKind& kind) {
    std::mt19937_64 random(7);
    History5000 written;
    for (int n = 0; n < kCompactions; ++n) {
        if (auto done = writeOneCompaction(folder, kind, random, written); !done) return done.error();
        auto history = History::open(folder);
        if (!history) return history.error();
        const Result<HistoryUsage> usage = (*history)->usage();
        if (!usage) return usage.error();
        written.bytes.push_back(usage->bytesOnDisk);
    }
    return written;
}

/// What each further point adds: the room of the journal, which the first compaction leaves, is used again.
double bytesAPoint(const History5000& written) {
    const auto grown = static_cast<double>(written.bytes.back() - written.bytes.front());
    return grown / (double{kCompactions - 1} * kFlushesPerCompaction * kSeries);
}

/// One series of so many rows, a step apart.
Result<void> writeOne(const std::string& folder, std::int64_t rows, Micros step) {
    auto store = Store::open(folder);
    if (!store) return store.error();
    const MetricDefinition metric = metricOf(DataType::bigint());
    if (auto defined = (*store)->defineMetrics({metric}); !defined) return defined.error();
    std::mt19937_64 random(11);
    BatchBuilder batch(metric.schema);
    constexpr std::int64_t kRowsAFlush = 50'000;
    for (std::int64_t n = 1; n <= rows; ++n) {
        batch[0].appendInt(n * step);
        batch[1].appendText("/all");
        batch[2].appendInt(
            std::poisson_distribution<std::int64_t>(20'000 + 8'000 * std::sin(double(n) / 9000))(random));
        if (n % kRowsAFlush != 0 && n != rows) continue;
        if (auto flushed = flush(**store, batch); !flushed) return flushed;
    }
    return (*store)->compact();
}

struct Pixel {
    std::int64_t low = std::numeric_limits<std::int64_t>::max();
    std::int64_t high = std::numeric_limits<std::int64_t>::min();
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// First, last, lowest and highest value of every pixel.
Result<std::vector<Pixel>> pixels(History& history, std::int64_t rows) {
    const Result<Batch> read = history.rows({.metric = "pages"});
    if (!read) return read.error();
    if (static_cast<std::int64_t>(read->rows()) != rows)
        return Error{.code = ErrorCode::Internal, .id = "bench.rows", .what = "history lacks rows"};
    const auto values = read->column(2).ints();
    std::vector<Pixel> drawn(kPixels);
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        const std::size_t from = pixel * values.size() / kPixels;
        const std::size_t to = (pixel + 1) * values.size() / kPixels;
        Pixel& at = drawn[pixel];
        at.first = values[from];
        at.last = values[to - 1];
        for (std::size_t i = from; i < to; ++i) {
            at.low = std::min(at.low, values[i]);
            at.high = std::max(at.high, values[i]);
        }
    }
    return drawn;
}

/// Milliseconds to open a history and bring its one series to pixels, and to do it again.
Result<std::pair<double, double>> openSeries(const std::string& folder, std::int64_t rows) {
    Result<std::vector<Pixel>> drawn = std::vector<Pixel>{};
    Result<std::unique_ptr<History>> history = std::unique_ptr<History>{};
    const double cold = nanosecondsAnItem(
        1,
        [&] {
            history = History::open(folder);
            if (history) drawn = pixels(**history, rows);
        },
        1);
    if (!history) return history.error();
    const double warm = nanosecondsAnItem(1, [&] { drawn = pixels(**history, rows); });
    if (!drawn) return drawn.error();
    return std::pair{cold / 1e6, warm / 1e6};
}

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

}  // namespace

Figures measureHistoryWriting() {
    const ValueKind kinds[] = {{"count", DataType::bigint(), drawCount},
                               {"decimal", DataType::real(), drawCents},
                               {"double", DataType::real(), drawDouble}};
    std::vector<Figure> figures;
    for (const ValueKind& kind : kinds) {
        const QTemporaryDir folder;
        const auto written = write5000(folder.path().toStdString(), kind);
        if (!written) return written.error();
        if (figures.empty()) {
            figures.push_back({"history.flush5000_median", quantile(written->milliseconds, 0.5), "ms"});
            figures.push_back({"history.flush5000_p99", quantile(written->milliseconds, 0.99), "ms"});
        }
        figures.push_back({std::string("history.bytes_") + kind.name, bytesAPoint(*written), "bytes/point"});
    }
    return figures;
}

Figures measureHistoryReading() {
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr std::int64_t kMinutesOfYear = 525'600;
    const QTemporaryDir seconds;
    const QTemporaryDir year;
    if (auto done = writeOne(seconds.path().toStdString(), kMillion, kSecond); !done) return done.error();
    if (auto done = writeOne(year.path().toStdString(), kMinutesOfYear, kMinute); !done) return done.error();
    const auto million = openSeries(seconds.path().toStdString(), kMillion);
    if (!million) return million.error();
    const auto minutes = openSeries(year.path().toStdString(), kMinutesOfYear);
    if (!minutes) return minutes.error();
    return std::vector<Figure>{{"history.m4_1m", million->second, "ms"},
                               {"history.year_open", minutes->first, "ms"}};
}

}  // namespace guanlan
