// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/remark_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace guanlan {

namespace {

struct Connect {
    Q_DECLARE_TR_FUNCTIONS(Connect)
};

QString number(const ProposalRemark& remark, std::size_t index) {
    return QLocale().toString(qulonglong(index < remark.numbers.size() ? remark.numbers[index] : 0));
}

QString zoneText(std::int64_t minutes) {
    return QStringLiteral("UTC%1%2:%3")
        .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
        .arg(std::abs(minutes) / 60)
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

QString remarkText(const ProposalRemark& remark) {
    using Kind = ProposalRemark::Kind;
    switch (remark.kind) {
        case Kind::Empty:
            return Connect::tr(
                "The topic holds no records yet. Paste a declaration, or come back when something "
                "was written to it.");
        case Kind::NotJson:
            return Connect::tr(
                "The records are text, not JSON objects. Each is proposed as one column, counted by "
                "Kafka's own time.");
        case Kind::SomeBroken:
            return Connect::tr(
                       "%1 of %2 sampled records are no JSON objects. They will be counted as bad records, "
                       "with their bytes.")
                .arg(number(remark, 0), number(remark, 1));
        case Kind::TooLarge:
            return Connect::tr("%1 records are larger than 4 MB; only their beginning was looked at.")
                .arg(number(remark, 0));
        case Kind::ManyFields:
            return Connect::tr(
                       "The records have %1 fields. The %2 that are filled most often are chosen; tick "
                       "others as you need them.")
                .arg(number(remark, 0), number(remark, 1));
        case Kind::NoTime:
            return Connect::tr("No field looks like a time. Kafka's own timestamp is used.");
        case Kind::ManyLate:
            return Connect::tr(
                       "%1% of the sampled records come later than the delay can hold: they will count as "
                       "late.")
                .arg(number(remark, 0));
        case Kind::ZoneLearned:
            return Connect::tr("The times name no zone; beside Kafka's own time they are %1.")
                .arg(zoneText(remark.minutes));
        case Kind::ZoneUnknown:
            return Connect::tr(
                "The times name no zone, and Kafka's own times do not tell it. The workspace's zone "
                "is used.");
    }
    return {};
}

bool isWarning(const ProposalRemark& remark) {
    using Kind = ProposalRemark::Kind;
    return remark.kind != Kind::ZoneLearned && remark.kind != Kind::ManyFields;
}

QString roleText(ColumnRole role) {
    constexpr std::array kNames{
        QT_TRANSLATE_NOOP("Connect", "time"),      QT_TRANSLATE_NOOP("Connect", "id"),
        QT_TRANSLATE_NOOP("Connect", "dimension"), QT_TRANSLATE_NOOP("Connect", "measure"),
        QT_TRANSLATE_NOOP("Connect", "region"),    QT_TRANSLATE_NOOP("Connect", "text")};
    return QCoreApplication::translate("Connect", kNames.at(static_cast<std::size_t>(role)));
}

QString timeFormatText(TimeFormat format) {
    constexpr std::array kNames{QT_TRANSLATE_NOOP("Connect", "as its type says"),
                                QT_TRANSLATE_NOOP("Connect", "seconds since 1970"),
                                QT_TRANSLATE_NOOP("Connect", "milliseconds since 1970"),
                                QT_TRANSLATE_NOOP("Connect", "microseconds since 1970"),
                                QT_TRANSLATE_NOOP("Connect", "nanoseconds since 1970"),
                                QT_TRANSLATE_NOOP("Connect", "seconds since 1970, with decimals"),
                                QT_TRANSLATE_NOOP("Connect", "text with a zone"),
                                QT_TRANSLATE_NOOP("Connect", "text without a zone"),
                                QT_TRANSLATE_NOOP("Connect", "17/May/2015:10:05:03 +0000"),
                                QT_TRANSLATE_NOOP("Connect", "2015/05/17 10:05:03"),
                                QT_TRANSLATE_NOOP("Connect", "20150517100503")};
    return QCoreApplication::translate("Connect", kNames.at(static_cast<std::size_t>(format)));
}

}  // namespace guanlan
