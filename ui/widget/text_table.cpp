// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/text_table.h"

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kRowHeight = 32;
constexpr int kWidestColumn = 420;
constexpr int kColumnAir = 22;

}  // namespace

void TextTableModel::setColumns(const QStringList& titles, const std::vector<int>& numeric) {
    if (titles == m_titles && numeric == m_numeric) return;
    beginResetModel();
    m_titles = titles;
    m_numeric = numeric;
    endResetModel();
}

void TextTableModel::setRows(std::vector<TextRow> rows) {
    const int before = rowCount();
    const int after = static_cast<int>(rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    int first = -1;
    const int common = std::min(before, after);
    for (int row = 0; row <= common; ++row) {
        const auto at = static_cast<std::size_t>(row);
        const bool differs = row < common && !(m_rows[at] == rows[at]);
        if (differs) m_rows[at] = std::move(rows[at]);
        if (differs && first < 0) first = row;
        if (differs || first < 0) continue;
        emit dataChanged(index(first, 0), index(row - 1, std::max(0, columnCount() - 1)));
        first = -1;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin() + before),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
}

int TextTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

bool TextTableModel::numeric(int column) const {
    return std::find(m_numeric.begin(), m_numeric.end(), column) != m_numeric.end();
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const TextRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.cells.value(index.column());
        case Qt::ToolTipRole:
            return row.cells.value(index.column()).toHtmlEscaped();
        case Qt::TextAlignmentRole:
            return int(Qt::AlignVCenter | (numeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
        case Qt::ForegroundRole:
            return index.column() == 0 && row.mark.isValid() ? QVariant(row.mark) : QVariant();
        case Qt::UserRole:
            return row.key;
        default:
            return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return m_titles.value(section);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (numeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

TextTable::TextTable(QWidget* parent) : QTableView(parent) {
    setModel(&m_model);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { emit keySelected(selectedKey()); });
}

void TextTable::setEmptyText(const QString& text) {
    m_empty = text;
    viewport()->update();
}

void TextTable::fitColumns() {
    const int last = m_model.columnCount() - 1;
    const bool figures = last >= 0 && m_model.numeric(last);  // they would stand far from the others
    horizontalHeader()->setStretchLastSection(!figures);
    for (int column = 0; column < last + (figures ? 1 : 0); ++column) {
        const int wanted = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
        setColumnWidth(column, std::min(wanted + kColumnAir, kWidestColumn));
    }
}

QString TextTable::selectedKey() const {
    return currentIndex().data(Qt::UserRole).toString();
}

void TextTable::selectKey(const QString& key) {
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.rows()[static_cast<std::size_t>(row)].key != key) continue;
        setCurrentIndex(m_model.index(row, 0));
        return;
    }
    setCurrentIndex({});
}

void TextTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (m_model.rowCount() > 0 || m_empty.isEmpty()) return;
    QPainter painter(viewport());
    painter.setPen(currentTheme().textMuted);
    painter.setFont(Theme::font(13));
    painter.drawText(viewport()->rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_empty);
}

}  // namespace guanlan
