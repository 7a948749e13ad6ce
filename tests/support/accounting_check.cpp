// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accounting_check.h"

#include "core/runtime/self_metrics.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace guanlan {

namespace {

QString textOf(const Fates& fates) {
    return QStringLiteral("read %1, used %2, filtered %3, duplicate %4, late %5, bad %6")
        .arg(fates.read)
        .arg(fates.used)
        .arg(fates.filtered)
        .arg(fates.duplicate)
        .arg(fates.late)
        .arg(fates.bad);
}

QString imbalanceOfSource(const QString& where, const Accounting& all,
                          const std::vector<PartitionAccounting>& partitions) {
    std::int64_t byCause = 0;
    for (const auto& [cause, records] : all.badByCause)
        byCause += records;
    if (!all.balanced() || byCause != all.bad)
        return QStringLiteral("%1: %2, by cause %3").arg(where, textOf(all)).arg(byCause);
    Fates sum;
    for (const PartitionAccounting& partition : partitions) {
        if (!partition.balanced())
            return QStringLiteral("%1, partition %2: %3")
                .arg(where)
                .arg(partition.partition)
                .arg(textOf(partition));
        sum += partition;
    }
    if (sum == static_cast<const Fates&>(all)) return {};
    return QStringLiteral("%1: %2, but its partitions: %3").arg(where, textOf(all), textOf(sum));
}

/// Of operators that get records all losses are those of the query. Where a union mixes records with rows of
/// an aggregate nothing is said of the sum.
QString imbalanceOfOperators(const QString& where, const Fates& query,
                             const std::vector<OperatorAccounting>& operators) {
    if (operators.empty()) return where + ": no operators";
    Fates lost;
    bool mixed = false;
    for (const OperatorAccounting& one : operators) {
        const QString name = where + ", " + QString::fromStdString(one.name);
        if (!one.balanced()) return name + ": " + textOf(one);
        if (one.records > one.read) return name + ": more records than rows";
        if (one.records > 0 && one.records == one.read) lost += one;
        mixed = mixed || (one.records > 0 && one.records < one.read);
    }
    if (mixed || (lost.filtered == query.filtered && lost.duplicate == query.duplicate &&
                  lost.late == query.late && lost.bad == query.bad)) {
        return {};
    }
    return QStringLiteral("%1: %2, but its operators: %3").arg(where, textOf(query), textOf(lost));
}

Fates fatesOf(const QJsonObject& counts) {
    return {.read = counts["read"].toInteger(),
            .used = counts["used"].toInteger(),
            .filtered = counts["filtered"].toInteger(),
            .duplicate = counts["duplicate"].toInteger(),
            .late = counts["late"].toInteger(),
            .bad = counts["bad"].toInteger()};
}

QString imbalanceOfSource(const QString& where, const QJsonObject& printed) {
    for (const char* name :
         {"read", "used", "filtered", "duplicate", "late", "bad", "bad_by_cause", "partitions"}) {
        if (!printed.contains(QLatin1String(name))) return where + ": no " + name;
    }
    Accounting all;
    static_cast<Fates&>(all) = fatesOf(printed);
    const QJsonObject causes = printed["bad_by_cause"].toObject();
    for (auto cause = causes.begin(); cause != causes.end(); ++cause)
        all.badByCause[cause.key().toStdString()] = cause->toInteger();
    std::vector<PartitionAccounting> partitions;
    for (const auto& partition : printed["partitions"].toArray()) {
        const QJsonObject counts = partition.toObject();
        partitions.push_back({fatesOf(counts), static_cast<std::uint32_t>(counts["partition"].toInteger())});
    }
    return imbalanceOfSource(where, all, partitions);
}

std::vector<OperatorAccounting> operatorsOf(const QJsonObject& query) {
    std::vector<OperatorAccounting> operators;
    for (const auto& item : query["operators"].toArray()) {
        const QJsonObject one = item.toObject();
        operators.push_back({fatesOf(one),
                             one["operator"].toString().toStdString(),
                             {},
                             one["records"].toInteger(),
                             one["rows"].toInteger()});
    }
    return operators;
}

QString imbalanceOfViews(const SourceLive& source) {
    std::int64_t read = 0;
    std::int64_t bad = 0;
    for (const PartitionView& partition : source.view.partitions) {
        read += partition.read;
        bad += partition.bad;
    }
    if (read == source.view.read && bad == source.view.bad) return {};
    return QStringLiteral("source %1: read %2 and bad %3, its partitions %4 and %5")
        .arg(QString::fromStdString(source.name))
        .arg(source.view.read)
        .arg(source.view.bad)
        .arg(read)
        .arg(bad);
}

}  // namespace

QString imbalanceOf(const Job& job, const Plan& plan) {
    for (std::size_t query = 0; query < plan.queries.size(); ++query) {
        const QString name = QStringLiteral("query %1").arg(query + 1);
        Fates all;
        for (std::size_t source = 0; source < plan.sources.size(); ++source) {
            const Accounting accounting = job.accounting(source, query);
            all += accounting;
            const QString wrong = imbalanceOfSource(name, accounting, job.partitions(source, query));
            if (!wrong.isEmpty()) return wrong;
        }
        const QString wrong = imbalanceOfOperators(name, all, job.operators(query));
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

QString imbalanceOf(const QJsonObject& statistics) {
    if (!statistics.contains("sources") || !statistics.contains("queries"))
        return QStringLiteral("no statistics were printed");
    const QJsonObject sources = statistics["sources"].toObject();
    for (auto source = sources.begin(); source != sources.end(); ++source) {
        const QString wrong = imbalanceOfSource(source.key(), source->toObject());
        if (!wrong.isEmpty()) return wrong;
    }
    std::map<qint64, std::pair<Fates, std::vector<OperatorAccounting>>> queries;
    for (const auto& item : statistics["queries"].toArray()) {
        const QJsonObject query = item.toObject();
        const qint64 number = query["query"].toInteger();
        const QString wrong = imbalanceOfSource(QStringLiteral("query %1").arg(number), query);
        if (!wrong.isEmpty()) return wrong;
        queries[number].first += fatesOf(query);
        queries[number].second = operatorsOf(query);
    }
    for (const auto& [number, query] : queries) {
        const QString wrong =
            imbalanceOfOperators(QStringLiteral("query %1").arg(number), query.first, query.second);
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

QString imbalanceOf(const Snapshot& snapshot) {
    for (const auto& [name, metric] : snapshot.metrics) {
        if (isSelfMetric(name)) continue;  // made of no records
        const QString where = "metric " + QString::fromStdString(name);
        Fates all;
        for (const PipelineSource& source : metric.sources) {
            all += source.accounting;
            const QString wrong = imbalanceOfSource(where, source.accounting, source.partitions);
            if (!wrong.isEmpty()) return wrong;
        }
        if (!(all == static_cast<const Fates&>(metric.accounting)))
            return where + ": " + textOf(metric.accounting) + ", but its sources: " + textOf(all);
        const QString wrong = imbalanceOfOperators(where, all, metric.operators);
        if (!wrong.isEmpty()) return wrong;
    }
    for (const SourceLive& source : snapshot.sources) {
        const QString wrong = imbalanceOfViews(source);
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

}  // namespace guanlan
