// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/history_care.h"

#include "app/console/option_text.h"
#include "app/console/progress_line.h"
#include "app/console/script_file.h"
#include "app/console/terminal.h"
#include "core/base/clock.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"
#include "core/store/history_copy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <cmath>
#include <cstdio>

namespace guanlan::console {

namespace {

std::string bytesText(std::int64_t bytes) {
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat).toStdString();
}

// Some metrics have local times and others instants, so that more than the day would say too much.
std::string dayOf(Micros time) {
    return formatTimestamp(time, 0).substr(0, std::size("yyyy-MM-dd") - 1);
}

void printObject(const QJsonObject& object) {
    std::puts(QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

void printFact(const char* name, const std::string& fact) {
    std::printf("%-10s%s\n", name, fact.c_str());
}

std::string limitText(const Retention& retention) {
    const std::string days = std::to_string(retention.age / kDay) + " days of each metric";
    return retention.bytes > 0 ? days + ", " + bytesText(retention.bytes) + " at most" : days;
}

std::string forecastText(const HistoryUsage& usage, const Retention& retention) {
    const HistoryForecast forecast = forecastOf(usage, retention);
    if (usage.bytesPerDay <= 0) return "not known before an hour has been kept";
    if (!forecast.daysLeft) return bytesText(forecast.bytes) + " with all that is to be kept: there is room";
    const std::string days = std::to_string(std::llround(*forecast.daysLeft)) + " days";
    return forecast.diskIsTheLimit ? "the disk is full in " + days
                                   : "in " + days + " the limit is reached, then the oldest rows go";
}

void printUsage(const HistoryUsage& usage, const Retention& retention) {
    printFact("Uses", bytesText(usage.bytesUsed) + " (" + bytesText(usage.bytesOnDisk) + " on disk)");
    printFact("Rows", std::to_string(usage.rows));
    if (usage.oldest) {
        printFact("From", dayOf(*usage.oldest));
        printFact("To", dayOf(*usage.newest));
    }
    printFact("Keeps", limitText(retention));
    if (usage.bytesPerDay > 0) printFact("Growth", bytesText(std::llround(usage.bytesPerDay)) + " a day");
    printFact("Forecast", forecastText(usage, retention));
    printFact("Disk", bytesText(usage.bytesFree) + " free");
}

QJsonObject usageObject(const HistoryUsage& usage, const Retention& retention) {
    const HistoryForecast forecast = forecastOf(usage, retention);
    QJsonObject object{{"bytes_used", static_cast<qint64>(usage.bytesUsed)},
                       {"bytes_on_disk", static_cast<qint64>(usage.bytesOnDisk)},
                       {"bytes_free", static_cast<qint64>(usage.bytesFree)},
                       {"bytes_per_day", usage.bytesPerDay},
                       {"rows", static_cast<qint64>(usage.rows)},
                       {"retention_days", static_cast<qint64>(retention.age / kDay)},
                       {"retention_bytes", static_cast<qint64>(retention.bytes)}};
    if (usage.oldest) {
        object.insert("oldest", QString::fromStdString(dayOf(*usage.oldest)));
        object.insert("newest", QString::fromStdString(dayOf(*usage.newest)));
    }
    if (forecast.bytes > 0) object.insert("forecast_bytes", static_cast<qint64>(forecast.bytes));
    if (forecast.daysLeft) {
        object.insert("days_left", *forecast.daysLeft);
        object.insert("limit", forecast.diskIsTheLimit ? "disk" : "retention_bytes");
    }
    return object;
}

/// What the work gives, which shows meanwhile how far it is.
template <typename Work>
auto withProgress(const Work& work) {
    ProgressLine line(errorsGoToTerminal());
    return work([&line](double done) {
        line.showShare(done);
        return true;
    });
}

}  // namespace

int historySize(const WorkspaceFolder& workspace, bool json) {
    const auto settings = workspace.settings();
    if (!settings) return refuse(settings.error());
    const auto history = History::open(workspace.stateFolder());
    if (!history) return refuse(history.error());
    const auto usage = (*history)->usage();
    if (!usage) return refuse(usage.error());
    if (json) {
        printObject(usageObject(*usage, retentionOf(*settings)));
    } else {
        printUsage(*usage, retentionOf(*settings));
    }
    return kDone;
}

int checkHistoryOf(const WorkspaceFolder& workspace, bool json) {
    const auto check = withProgress(
        [&](const ShareDone& progress) { return checkHistory(workspace.stateFolder(), progress); });
    if (!check) return refuse(check.error());
    if (json) {
        QJsonArray findings;
        for (const std::string& finding : check->findings)
            findings.append(QString::fromStdString(finding));
        printObject({{"blocks", static_cast<qint64>(check->blocks)},
                     {"rows", static_cast<qint64>(check->rows)},
                     {"findings", findings}});
    } else {
        for (const std::string& finding : check->findings)
            std::puts(finding.c_str());
        std::printf("%lld rows read: %s\n", static_cast<long long>(check->rows),
                    check->findings.empty() ? "sound" : "DAMAGED; put a backup in its place with --restore");
    }
    return check->findings.empty() ? kDone : kFailed;
}

int backUpHistoryOf(const WorkspaceFolder& workspace, const std::string& file, bool json) {
    const auto done = withProgress(
        [&](const ShareDone& progress) { return backUpHistory(workspace.stateFolder(), file, progress); });
    if (!done) return refuse(done.error());
    if (json) {
        printObject({{"backup", QString::fromStdString(file)}});
    } else {
        std::printf("The history is in '%s'\n", file.c_str());
    }
    return kDone;
}

int restoreHistoryOf(const WorkspaceFolder& workspace, const std::string& file, bool json) {
    const auto aside = withProgress([&](const ShareDone& progress) {
        return restoreHistory(workspace.stateFolder(), file, SystemClock().now(), progress);
    });
    if (!aside) return refuse(aside.error());
    if (json) {
        printObject({{"restored", QString::fromStdString(file)}, {"before", QString::fromStdString(*aside)}});
    } else {
        std::printf("The history is that of '%s'\n", file.c_str());
        if (!aside->empty()) std::printf("What it was before is kept in '%s'\n", aside->c_str());
    }
    return kDone;
}

}  // namespace guanlan::console
