// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accounting_check.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace guanlan {

namespace {

QString imbalanceOfCounts(const QString& where, const QJsonObject& counts) {
    qint64 sum = 0;
    for (const char* name : {"used", "filtered", "duplicate", "late", "bad"})
        sum += counts[QLatin1String(name)].toInteger();
    qint64 byCause = 0;
    for (const auto& cause : counts["bad_by_cause"].toObject())
        byCause += cause.toInteger();
    const bool complete = counts.contains("read") && byCause == counts["bad"].toInteger();
    if (complete && sum == counts["read"].toInteger()) return {};
    return where + ": " + QString::fromUtf8(QJsonDocument(counts).toJson(QJsonDocument::Compact));
}

}  // namespace

QString imbalanceOf(const QJsonObject& statistics) {
    if (!statistics.contains("sources") || !statistics.contains("queries"))
        return QStringLiteral("no statistics were printed");
    const QJsonObject sources = statistics["sources"].toObject();
    for (auto source = sources.begin(); source != sources.end(); ++source) {
        const QString wrong = imbalanceOfCounts(source.key(), source->toObject());
        if (!wrong.isEmpty()) return wrong;
    }
    for (const auto& query : statistics["queries"].toArray()) {
        const QString name = QStringLiteral("query %1").arg(query.toObject()["query"].toInt());
        const QString wrong = imbalanceOfCounts(name, query.toObject());
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

QString imbalanceOf(const Snapshot& snapshot) {
    for (const auto& [name, metric] : snapshot.metrics) {
        const Accounting& counts = metric.accounting;
        if (!counts.balanced()) {
            return QStringLiteral("metric %1: read %2, used %3, late %4, bad %5")
                .arg(QString::fromStdString(name))
                .arg(counts.read)
                .arg(counts.used)
                .arg(counts.late)
                .arg(counts.bad);
        }
    }
    for (const SourceLive& source : snapshot.sources) {
        std::int64_t read = 0;
        std::int64_t bad = 0;
        for (const PartitionView& partition : source.view.partitions) {
            read += partition.read;
            bad += partition.bad;
        }
        if (read != source.view.read || bad != source.view.bad) {
            return QStringLiteral("source %1: read %2 and bad %3, its partitions %4 and %5")
                .arg(QString::fromStdString(source.name))
                .arg(source.view.read)
                .arg(source.view.bad)
                .arg(read)
                .arg(bad);
        }
    }
    return {};
}

}  // namespace guanlan
