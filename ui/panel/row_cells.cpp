// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/row_cells.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace guanlan {

namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("PanelRows", text);
}

double powerOfTen(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

}  // namespace

Error columnError(const char* what, const std::string& column, const PanelData& data) {
    Error error{.code = ErrorCode::InvalidInput, .id = "panel.column", .what = {}};
    error.what = translated(what).arg(QString::fromStdString(column)).toStdString();
    QStringList columns;
    if (data.definition.schema) {
        for (const Field& field : data.definition.schema->fields())
            columns.append(QString::fromStdString(field.name));
    }
    if (!columns.isEmpty()) {
        error.cause =
            translated(QT_TRANSLATE_NOOP("PanelRows", "%1 has the columns %2."))
                .arg(QString::fromStdString(data.definition.name), columns.join(QLatin1String(", ")))
                .toStdString();
    }
    error.next =
        translated(QT_TRANSLATE_NOOP("PanelRows", "Choose another column for this panel.")).toStdString();
    return error;
}

Error noSuchColumn(const std::string& column, const PanelData& data) {
    return columnError(QT_TRANSLATE_NOOP("PanelRows", "There is no column \"%1\"."), column, data);
}

NumberCells::NumberCells(const Column& column)
    : m_column(column), m_physical(column.type().physical()), m_scale(powerOfTen(column.type().scale)) {}

double NumberCells::operator[](std::size_t row) const {
    constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
    if (m_column.isNull(row)) return kNoValue;
    switch (m_physical) {
        case Physical::Int64:
            return static_cast<double>(m_column.ints()[row]);
        case Physical::Double:
            return m_column.doubles()[row];
        case Physical::Decimal:
            return static_cast<double>(m_column.decimals()[row]) / m_scale;
        default:
            return kNoValue;
    }
}

TimeCells::TimeCells(const Batch& batch, const PanelData& data, Micros shift)
    : m_zone(data.zone), m_shift(shift), m_fallback(data.to) {
    const auto index = data.definition.timeColumn;
    if (!index || *index >= batch.schema().size() || !batch.schema()[*index].type.isTimestamp()) return;
    m_column = &batch.column(*index);
    m_wallTime = m_column->type().kind == TypeKind::Timestamp;
}

Micros TimeCells::operator[](std::size_t row) const {
    if (m_column == nullptr || m_column->isNull(row)) return m_fallback;
    const Micros stored = m_column->ints()[row];
    if (m_wallTime) return m_zone.toUtc(stored + m_shift);
    return m_shift == 0 ? stored : m_zone.toUtc(m_zone.toLocal(stored) + m_shift);
}

bool RowCondition::holds(std::size_t row) const {
    if (column->type().physical() == Physical::Text) {
        // As groups are named: a null one by nothing.
        return column->isNull(row) ? value->empty() : column->text(row) == *value;
    }
    return cellName(*column, row) == *value;
}

Result<std::vector<RowCondition>> conditionsOf(const Batch& batch, const PanelQuery& query,
                                               const PanelData& data) {
    std::vector<RowCondition> conditions;
    for (const auto& [name, value] : query.where) {
        const Column* column = batch.find(name);
        if (column == nullptr) return noSuchColumn(name, data);
        conditions.push_back({column, &value});
    }
    return conditions;
}

bool allHold(const std::vector<RowCondition>& conditions, std::size_t row) {
    return std::all_of(conditions.begin(), conditions.end(),
                       [row](const RowCondition& condition) { return condition.holds(row); });
}

bool holdsNumbers(const Column& column) {
    return column.type().isNumeric() || column.type().kind == TypeKind::Boolean;
}

std::string cellName(const Column& column, std::size_t row) {
    if (column.isNull(row)) return {};
    switch (column.type().physical()) {
        case Physical::Text:
            return std::string(column.text(row));
        case Physical::Int64:
            return std::to_string(column.ints()[row]);
        default:
            return QString::number(NumberCells(column)[row]).toStdString();
    }
}

}  // namespace guanlan
