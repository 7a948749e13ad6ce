// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/column_model.h"

#include "ui/connect/remark_text.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLocale>

namespace guanlan {

namespace {

constexpr int kParts = 6;
constexpr int kRoles = 6;

}  // namespace

void ColumnModel::setColumns(const std::vector<ColumnProposal>& columns, std::size_t records, bool fixed) {
    beginResetModel();
    m_columns = columns;
    m_records = records;
    m_fixed = fixed;
    endResetModel();
}

int ColumnModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_columns.size());
}

int ColumnModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kParts;
}

QString ColumnModel::text(const ColumnProposal& column, int part) const {
    switch (part) {
        case Name:
            return QString::fromStdString(column.name);
        case Type:
            return QString::fromStdString(column.type);
        case Role:
            return roleText(column.role);
        case Filled:
            return m_records == 0 ? QStringLiteral("–")
                                  : QStringLiteral("%1%").arg(column.seen * 100 / m_records);
        case Distinct: {
            const QString count = QLocale().toString(qulonglong(column.distinct));
            return column.distinct >= FieldTally::kMostDistinct ? QStringLiteral("> ") + count : count;
        }
        default: {
            QStringList examples;
            for (const std::string& example : column.examples)
                examples += QString::fromStdString(example).simplified();
            return examples.join(QStringLiteral(" · "));
        }
    }
}

QVariant ColumnModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ColumnProposal& column = m_columns[std::size_t(index.row())];
    const bool figure = index.column() == Filled || index.column() == Distinct;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
        case Qt::EditRole:
            return text(column, index.column());
        case Qt::UserRole:
            return int(column.role);
        case Qt::CheckStateRole:
            if (index.column() == Name) return int(column.used ? Qt::Checked : Qt::Unchecked);
            return {};
        case Qt::TextAlignmentRole:
            return int(Qt::AlignVCenter | (figure ? Qt::AlignRight : Qt::AlignLeft));
        case Qt::ForegroundRole:
            return column.used ? QVariant() : QVariant(currentTheme().textFaint);
        default:
            return {};
    }
}

bool ColumnModel::change(ColumnProposal& column, int part, const QVariant& value) {
    const std::string text = value.toString().trimmed().toStdString();
    if (part == Role) {
        column.role = ColumnRole(std::clamp(value.toInt(), 0, kRoles - 1));
        return true;
    }
    if (text.empty() || m_fixed) return false;
    if (part == Type) column.type = text;
    // Only what lies inside an object can be called otherwise than in the record.
    if (part == Name && column.path.size() > 1) column.name = text;
    return part == Type || part == Name;
}

bool ColumnModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid()) return false;
    ColumnProposal& column = m_columns[std::size_t(index.row())];
    if (role == Qt::CheckStateRole && index.column() == Name) {
        column.used = value.toInt() == Qt::Checked;
    } else if (role != Qt::EditRole || !change(column, index.column(), value)) {
        return false;
    }
    emit dataChanged(this->index(index.row(), 0), this->index(index.row(), kParts - 1));
    emit edited();
    return true;
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const bool figure = section == Filled || section == Distinct;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (figure ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole) return {};
    const QStringList titles{tr("Column"), tr("Type"),     tr("Role"),
                             tr("Filled"), tr("Distinct"), tr("Examples")};
    return titles.value(section);
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid()) return flags;
    if (index.column() == Name) flags |= Qt::ItemIsUserCheckable;
    const bool nested = m_columns[std::size_t(index.row())].path.size() > 1;
    const bool editable = index.column() == Role || (!m_fixed && index.column() == Type) ||
                          (!m_fixed && nested && index.column() == Name);
    return editable ? flags | Qt::ItemIsEditable : flags;
}

QWidget* ColumnDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const {
    if (index.column() == ColumnModel::Name) return QStyledItemDelegate::createEditor(parent, option, index);
    auto* box = new QComboBox(parent);
    if (index.column() == ColumnModel::Role) {
        for (int role = 0; role < kRoles; ++role)
            box->addItem(roleText(ColumnRole(role)));
    } else {
        box->setEditable(true);
        for (const char* type : {"STRING", "BIGINT", "DOUBLE", "DECIMAL(18, 2)", "BOOLEAN", "INT", "DATE",
                                 "TIMESTAMP(3)", "TIMESTAMP_LTZ(3)"})
            box->addItem(QLatin1String(type));
    }
    return box;
}

void ColumnDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setEditorData(editor, index);
    if (index.column() == ColumnModel::Role)
        box->setCurrentIndex(index.data(Qt::UserRole).toInt());
    else
        box->setEditText(index.data(Qt::EditRole).toString());
}

void ColumnDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                  const QModelIndex& index) const {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setModelData(editor, model, index);
    if (index.column() == ColumnModel::Role)
        model->setData(index, box->currentIndex(), Qt::EditRole);
    else
        model->setData(index, box->currentText(), Qt::EditRole);
}

}  // namespace guanlan
