// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/eventlog/log_rows.h"

#include "ui/panel/row_cells.h"
#include "ui/widget/cell_text.h"

#include <QHash>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kServerError = 500;
constexpr int kClientError = 400;

QString textOf(const LogLine& line, const std::string& name, const Zone& zone) {
    const Column* column = line.batch->find(name);
    return column == nullptr ? QString() : cellText(*column, line.row, zone);
}

}  // namespace

Gravity gravityOf(const QString& word) {
    static const QHash<QString, Gravity> kWords{
        {QStringLiteral("fatal"), Gravity::Critical},   {QStringLiteral("critical"), Gravity::Critical},
        {QStringLiteral("error"), Gravity::Critical},   {QStringLiteral("err"), Gravity::Critical},
        {QStringLiteral("emerg"), Gravity::Critical},   {QStringLiteral("alert"), Gravity::Critical},
        {QStringLiteral("紧急"), Gravity::Critical},    {QStringLiteral("严重"), Gravity::Critical},
        {QStringLiteral("错误"), Gravity::Critical},    {QStringLiteral("warning"), Gravity::Warning},
        {QStringLiteral("warn"), Gravity::Warning},     {QStringLiteral("警告"), Gravity::Warning},
        {QStringLiteral("info"), Gravity::Info},        {QStringLiteral("notice"), Gravity::Info},
        {QStringLiteral("information"), Gravity::Info}, {QStringLiteral("提示"), Gravity::Info},
        {QStringLiteral("信息"), Gravity::Info}};
    bool isNumber = false;
    const int status = word.toInt(&isNumber);
    if (isNumber && status >= kServerError && status < kServerError + 100) return Gravity::Critical;
    if (isNumber && status >= kClientError && status < kServerError) return Gravity::Warning;
    return kWords.value(word.trimmed().toLower(), Gravity::None);
}

Result<LogRows> LogRows::read(const PanelData& data, const PanelQuery& query, const Columns& columns,
                              std::size_t most) {
    LogRows log;
    log.m_columns = columns;
    log.m_zone = data.zone;
    if (auto added = log.add(data.provisional, data, query, most, true); !added) return added.error();
    if (auto added = log.add(data.finals, data, query, most, false); !added) return added.error();
    const auto newer = [](const LogLine& a, const LogLine& b) { return a.at > b.at; };
    if (!std::is_sorted(log.m_lines.begin(), log.m_lines.end(), newer))
        std::stable_sort(log.m_lines.begin(), log.m_lines.end(), newer);
    return log;
}

Result<void> LogRows::add(const BatchPtr& batch, const PanelData& data, const PanelQuery& query,
                          std::size_t most, bool provisional) {
    if (!batch || batch->empty()) return {};
    std::vector<std::string> names = m_columns.more;
    names.push_back(m_columns.message);
    if (!m_columns.gravity.empty()) names.push_back(m_columns.gravity);
    for (const std::string& name : names) {
        if (batch->find(name) == nullptr) return noSuchColumn(name, data);
    }
    const auto conditions = conditionsOf(*batch, query, data);
    if (!conditions) return conditions.error();
    const Column& message = *batch->find(m_columns.message);
    const TimeCells times(*batch, data, 0);
    for (std::size_t row = batch->rows(); row-- > 0 && m_lines.size() < most;) {
        if (message.isNull(row) || !allHold(*conditions, row)) continue;
        m_lines.push_back({.batch = batch,
                           .row = static_cast<std::uint32_t>(row),
                           .at = times[row],
                           .provisional = provisional});
    }
    return {};
}

QString LogRows::message(std::size_t line) const {
    return textOf(m_lines[line], m_columns.message, m_zone).simplified();
}

QString LogRows::more(std::size_t line) const {
    QStringList words;
    for (const std::string& name : m_columns.more) {
        const QString text = textOf(m_lines[line], name, m_zone);
        if (text != QStringLiteral("–"))
            words.append(QString::fromStdString(name) + u' ' + text.simplified());
    }
    return words.join(QStringLiteral(" · "));
}

QString LogRows::gravityWord(std::size_t line) const {
    return m_columns.gravity.empty() ? QString()
                                     : textOf(m_lines[line], m_columns.gravity, m_zone).simplified();
}

Gravity LogRows::gravity(std::size_t line) const {
    return gravityOf(gravityWord(line));
}

}  // namespace guanlan
