// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/terminal_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace guanlan {

namespace {

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kSeriesShown = 6;
constexpr std::size_t kBarWidth = 8;
constexpr std::size_t kTransitionsShown = 6;

std::string padded(std::string text, std::size_t width) {
    const std::size_t used = terminalWidth(text);
    return used < width ? text.append(width - used, ' ') : text;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string figure(double number) {
    if (std::abs(number) >= 1000 || number == std::floor(number)) return grouped(std::llround(number));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), std::abs(number) >= 10 ? "%.1f" : "%.4g", number);
    return text.data();
}

std::optional<double> numberAt(const Column& column, std::size_t row) {
    if (column.isNull(row)) return std::nullopt;
    switch (column.type().physical()) {
        case Physical::Int64:
            return static_cast<double>(column.ints()[row]);
        case Physical::Double:
            return column.doubles()[row];
        case Physical::Decimal:
            return static_cast<double>(column.decimals()[row]) * std::pow(10, -column.type().scale);
        default:
            return std::nullopt;
    }
}

bool isValue(const MetricDefinition& definition, std::size_t column) {
    const DataType& type = (*definition.schema)[column].type;
    const bool dimension = std::find(definition.dimensions.begin(), definition.dimensions.end(), column) !=
                           definition.dimensions.end();
    return column != definition.timeColumn && !dimension && type.isNumeric();
}

/// Rows of the newest window of a batch.
std::vector<std::size_t> newestRows(const MetricDefinition& definition, const Batch& rows) {
    std::vector<std::size_t> newest;
    if (!definition.timeColumn) {
        if (!rows.empty()) newest.push_back(rows.rows() - 1);
        return newest;
    }
    const auto times = rows.column(*definition.timeColumn).ints();
    const auto latest = std::max_element(times.begin(), times.end());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (times[row] == *latest) newest.push_back(row);
    }
    return newest;
}

std::string seriesName(const MetricDefinition& definition, const Batch& rows, std::size_t row) {
    std::string name;
    for (const std::size_t dimension : definition.dimensions) {
        const Column& column = rows.column(dimension);
        if (!name.empty()) name += '/';
        if (column.isNull(row)) {
            name += "NULL";
        } else if (column.type().physical() == Physical::Text) {
            name += column.text(row);
        } else {
            name += figure(numberAt(column, row).value_or(0));
        }
    }
    return name;
}

std::string bar(double part) {
    std::string out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::lround(part * kBarWidth)); ++i)
        out += "█";
    return padded(out, kBarWidth);
}

const char* levelName(AlarmLevel level) {
    if (level == AlarmLevel::Critical) return "critical";
    return level == AlarmLevel::Warning ? "warning" : "info";
}

const char* levelColour(AlarmLevel level) {
    if (level == AlarmLevel::Critical) return "31;1";
    return level == AlarmLevel::Warning ? "33;1" : "36";
}

std::string comparisonSign(Comparison comparison) {
    constexpr std::array<const char*, 4> kSigns{">", ">=", "<", "<="};
    return kSigns.at(static_cast<std::size_t>(comparison));
}

}  // namespace

std::size_t terminalWidth(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80) continue;  // inside a character
        // Blocks and signs of three bytes begin with E2; what comes after them is East Asian and wide.
        width += byte >= 0xE3 ? 2 : 1;
    }
    return width;
}

std::string TerminalTable::coloured(const char* code, const std::string& text) const {
    return m_ansi ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
}

std::string TerminalTable::render(const Snapshot& snapshot, const std::vector<MetricDefinition>& order) {
    std::string out;
    if (m_ansi) out += m_first ? "\033[2J\033[H" : "\033[H";
    m_first = false;
    header(snapshot, out);
    for (const MetricDefinition& definition : order) {
        const auto live = snapshot.metrics.find(definition.name);
        if (live != snapshot.metrics.end()) metric(live->second, out);
    }
    alarms(snapshot, out);
    if (!m_ansi) return out + '\n';
    // What was longer before must not shine through.
    std::string cleared;
    for (const char c : out) {
        if (c == '\n') cleared += "\033[K";
        cleared += c;
    }
    return cleared + "\033[J";
}

void TerminalTable::header(const Snapshot& snapshot, std::string& out) const {
    double rate = 0;
    std::int64_t read = 0;
    std::int64_t bad = 0;
    std::int64_t lag = 0;
    for (const SourceLive& source : snapshot.sources) {
        rate += source.recordsPerSecond;
        read += source.view.read;
        bad += source.view.bad;
        lag += source.lag;
    }
    out += coloured("1", "Guanlan") + "  " + formatTimestamp(m_zone.toLocal(snapshot.taken), 0);
    out +=
        "  read " + grouped(read) + "  " + figure(rate) + "/s  lag " + grouped(lag) + "  bad " + grouped(bad);
    out += "  commits " + grouped(snapshot.store.commits) + '\n';
    for (const SourceLive& source : snapshot.sources) {
        if (source.health.problem)
            out += coloured("31", source.name + ": " + source.health.problem->sentence()) + '\n';
    }
    if (snapshot.store.problem) out += coloured("31", snapshot.store.problem->sentence()) + '\n';
    if (snapshot.stopped) out += coloured("31", snapshot.stopped->sentence()) + '\n';
}

void TerminalTable::metric(const MetricLive& live, std::string& out) const {
    const BatchPtr rows = live.recent.empty() ? live.provisional : live.recent.back();
    const std::string name = padded(live.definition.name, kNameWidth);
    if (rows == nullptr || rows->empty()) {
        out += name + " -\n";
        return;
    }
    const std::vector<std::size_t> newest = newestRows(live.definition, *rows);
    std::string time = "     ";
    if (live.definition.timeColumn) {
        const Column& column = rows->column(*live.definition.timeColumn);
        const Micros at = column.ints()[newest.front()];
        const bool instant = column.type().kind == TypeKind::TimestampLtz;
        time = formatTimestamp(instant ? m_zone.toLocal(at) : at, 0).substr(11, 5);
    }
    out += coloured("36", name) + ' ' + time + (live.recent.empty() ? "~ " : "  ");
    if (!live.definition.dimensions.empty()) return series(live.definition, *rows, out);
    for (std::size_t i = 0; i < rows->schema().size(); ++i) {
        if (!isValue(live.definition, i)) continue;
        const auto number = numberAt(rows->column(i), newest.back());
        out += rows->schema()[i].name + ' ' + coloured("1", number ? figure(*number) : "NULL") + "  ";
    }
    out += '\n';
}

void TerminalTable::series(const MetricDefinition& definition, const Batch& rows, std::string& out) const {
    std::size_t value = 0;
    while (value < rows.schema().size() && !isValue(definition, value))
        ++value;
    if (value == rows.schema().size()) {
        out += '\n';
        return;
    }
    std::vector<std::pair<double, std::size_t>> ranked;
    for (const std::size_t row : newestRows(definition, rows))
        ranked.emplace_back(numberAt(rows.column(value), row).value_or(0), row);
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (ranked.size() > kSeriesShown) ranked.resize(kSeriesShown);
    const double largest = std::max(1e-12, ranked.empty() ? 0.0 : ranked.front().first);
    for (const auto& [number, row] : ranked) {
        out += seriesName(definition, rows, row) + ' ' + figure(number) + ' ' +
               coloured("34", bar(std::clamp(number / largest, 0.0, 1.0))) + ' ';
    }
    out += '\n';
}

void TerminalTable::alarms(const Snapshot& snapshot, std::string& out) const {
    const auto& recent = snapshot.recentAlarms;
    const std::size_t shown = std::min(kTransitionsShown, recent.size());
    for (auto alarm = recent.rbegin(); alarm != recent.rbegin() + static_cast<std::ptrdiff_t>(shown);
         ++alarm) {
        const std::string time = formatTimestamp(m_zone.toLocal(alarm->at), 0).substr(11);
        out += time + "  ";
        const std::string state = padded(alarm->firing ? levelName(alarm->level) : "resolved", 9);
        out += coloured(alarm->firing ? levelColour(alarm->level) : "32", state);
        out += padded(alarm->ruleName, kNameWidth) + ' ' + padded(alarm->series, 14) + ' ';
        out += alarm->column + ' ' + figure(alarm->value);
        if (alarm->firing) out += ' ' + comparisonSign(alarm->comparison) + ' ' + figure(alarm->threshold);
        out += '\n';
    }
}

}  // namespace guanlan
