// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/regex/regex_decoder.h"

#include "core/decode/cell_reader.h"
#include "core/decode/option_values.h"
#include "core/decode/record_builder.h"
#include "core/decode/regex/zoned_pattern.h"
#include "core/decode/utf8.h"
#include "core/sql/nearest_name.h"

#include <QRegularExpression>

#include <algorithm>

namespace guanlan {

namespace {

/// The matcher's work can grow faster than the text.
constexpr std::size_t kMostBytes = 1024 * 1024;
constexpr const char* kPattern = "regex.pattern";
constexpr const char* kIgnoreErrors = "regex.ignore-parse-errors";
constexpr const char* kNullLiteral = "regex.null-literal";
constexpr const char* kTimestampFormat = "regex.timestamp-format";

/// Cuts lines into the groups that the columns want.
class GroupCutter {
  public:
    GroupCutter(QRegularExpression pattern, std::vector<int> groups)
        : m_pattern(std::move(pattern)), m_groups(std::move(groups)), m_texts(m_groups.size()) {}

    /// False when the line does not match.
    [[nodiscard]] bool cut(std::string_view line) {
        m_line = line;
        m_text = QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
        m_match = m_pattern.match(m_text);
        return m_match.hasMatch();
    }
    /// Of the wanted column; empty when its group took no part.
    [[nodiscard]] std::optional<std::string_view> text(std::size_t column) {
        const int group = m_groups[column];
        const qsizetype start = m_match.capturedStart(group);
        if (start < 0) return std::nullopt;
        const bool plain = static_cast<std::size_t>(m_text.size()) == m_line.size();  // one unit a byte
        if (plain) {
            return m_line.substr(static_cast<std::size_t>(start),
                                 static_cast<std::size_t>(m_match.capturedLength(group)));
        }
        m_texts[column] = m_match.capturedView(group).toUtf8();
        return std::string_view(m_texts[column].constData(),
                                static_cast<std::size_t>(m_texts[column].size()));
    }

  private:
    QRegularExpression m_pattern;
    std::vector<int> m_groups;  // by wanted column
    std::vector<QByteArray> m_texts;
    std::string_view m_line;
    QString m_text;
    QRegularExpressionMatch m_match;
};

/// How the texts of the groups are read.
struct TextRules {
    std::optional<std::string> nullLiteral{};
    std::optional<ZonedPattern> timestamps{};
};

class RegexDecoder final : public Decoder {
  public:
    RegexDecoder(std::unique_ptr<RecordBuilder> records, GroupCutter cutter, TextRules rules,
                 CellReader cells)
        : m_records(std::move(records)),
          m_cutter(std::move(cutter)),
          m_rules(std::move(rules)),
          m_cells(std::move(cells)) {}

    Result<void> append(const RawRecord& record) override {
        if (!record.hasValue) return m_records->reject(record, "null-value", "the record has no value");
        if (record.value.size() > kMostBytes)
            return m_records->reject(record, "record.too-long", "the record is longer than 1 MB");
        if (!isValidUtf8(record.value)) return m_records->reject(record, "regex.utf8", "not UTF-8");
        if (!m_cutter.cut(record.value))
            return m_records->reject(record, "regex.no-match", "the pattern does not match the line");
        std::size_t column = 0;
        for (const RecordBuilder::Wanted& wanted : m_records->wanted()) {
            const auto text = m_cutter.text(column++);
            if (appendCell(*wanted.builder, text, wanted.left)) continue;
            return m_records->reject(record, "regex.type",
                                     "column '" + wanted.name + "' " + wanted.builder->type().sql() +
                                         " cannot be " + (text ? quoteForMessage(*text) : "null"));
        }
        m_records->accept(record);
        return {};
    }
    [[nodiscard]] std::size_t rows() const override { return m_records->rows(); }
    void seal(SourceBatch& out) override { m_records->seal(out); }

  private:
    [[nodiscard]] bool isNull(const ColumnBuilder& column, std::optional<std::string_view> text) const {
        if (!text || (m_rules.nullLiteral && *text == *m_rules.nullLiteral)) return true;
        return text->empty() && column.type().physical() != Physical::Text;
    }
    bool appendCell(ColumnBuilder& column, std::optional<std::string_view> text, bool left) {
        if (isNull(column, text)) {
            if (!column.type().nullable) return false;
            column.appendNull();
            return true;
        }
        if (left) {
            column.appendNull();
            return true;
        }
        if (!m_rules.timestamps || !column.type().isTimestamp()) return m_cells.append(column, *text);
        const auto parsed = m_rules.timestamps->parse(*text);
        if (parsed) m_cells.appendTimestamp(column, *parsed);
        return parsed.has_value();
    }

    std::unique_ptr<RecordBuilder> m_records;
    GroupCutter m_cutter;
    TextRules m_rules;
    CellReader m_cells;
};

Error wrongPattern(const TableDefinition& table, std::string what, std::string next) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "decode.regex.pattern",
                 .what = "table '" + table.name + "': " + std::move(what),
                 .next = std::move(next),
                 .arguments = {table.name, table.option(kPattern)},
                 .position = table.position};
}

/// The group of every wanted column.
Result<std::vector<int>> groupsOf(const TableDefinition& table, const RecordBuilder& records,
                                  const QRegularExpression& pattern) {
    const QStringList names = pattern.namedCaptureGroups();  // the first is the whole match
    std::vector<std::string> known;
    for (const QString& name : names) {
        if (!name.isEmpty()) known.push_back(name.toStdString());
    }
    std::vector<int> groups;
    if (known.empty()) {
        if (static_cast<std::size_t>(pattern.captureCount()) != records.physicalColumns()) {
            return wrongPattern(table,
                                "'" + std::string(kPattern) + "' has " +
                                    std::to_string(pattern.captureCount()) + " groups for " +
                                    std::to_string(records.physicalColumns()) + " columns",
                                "Name the groups after the columns: (?<name>…)");
        }
        for (const RecordBuilder::Wanted& wanted : records.wanted())
            groups.push_back(static_cast<int>(wanted.physical) + 1);
        return groups;
    }
    for (const RecordBuilder::Wanted& wanted : records.wanted()) {
        const auto group = names.indexOf(QString::fromStdString(wanted.name), 1);
        if (group < 0) {
            return wrongPattern(table,
                                "no group of '" + std::string(kPattern) + "' is named '" + wanted.name +
                                    "', as the column is",
                                sql::didYouMean(wanted.name, known));
        }
        groups.push_back(static_cast<int>(group));
    }
    return groups;
}

Result<QRegularExpression> patternOf(const TableDefinition& table) {
    const QString text = QString::fromStdString(table.option(kPattern));
    // Checked as written, so that the place of a mistake is the reader's.
    if (const QRegularExpression written(text); !written.isValid()) {
        return wrongPattern(table,
                            "'" + std::string(kPattern) +
                                "' is no regular expression: " + written.errorString().toStdString() +
                                " at character " + std::to_string(written.patternErrorOffset() + 1),
                            {});
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(text));
}

struct TimestampRule {
    TimestampFormat format = TimestampFormat::Auto;
    std::optional<ZonedPattern> pattern{};
};

Result<TimestampRule> timestampRuleOf(const TableDefinition& table) {
    if (auto named = timestampFormatOf(table, kTimestampFormat)) return TimestampRule{.format = *named};
    auto pattern = ZonedPattern::compile(table.option(kTimestampFormat));
    if (!pattern) {
        return wrongOptionValue(table, kTimestampFormat,
                                "Use SQL, ISO-8601, auto or a pattern such as dd/MMM/yyyy:HH:mm:ss Z");
    }
    return TimestampRule{.pattern = std::move(pattern)};
}

Result<std::unique_ptr<Decoder>> create(const TableDefinition& table, const DecoderSettings& settings) {
    auto pattern = patternOf(table);
    if (!pattern) return std::move(pattern).error();
    auto timestamps = timestampRuleOf(table);
    if (!timestamps) return std::move(timestamps).error();
    auto records = RecordBuilder::create(table, settings, kIgnoreErrors);
    if (!records) return std::move(records).error();
    auto groups = groupsOf(table, **records, *pattern);
    if (!groups) return std::move(groups).error();
    TextRules rules{.timestamps = std::move(timestamps->pattern)};
    if (table.options.contains(kNullLiteral)) rules.nullLiteral = table.option(kNullLiteral);
    return std::unique_ptr<Decoder>(std::make_unique<RegexDecoder>(
        std::move(*records), GroupCutter(std::move(*pattern), std::move(*groups)), std::move(rules),
        CellReader(settings.zone, timestamps->format)));
}

}  // namespace

const DecoderKind kRegexDecoder{.component = {.name = "regex",
                                              .format = true,
                                              .options = {kIgnoreErrors, kNullLiteral, kTimestampFormat},
                                              .required = {kPattern}},
                                .create = create};

}  // namespace guanlan
