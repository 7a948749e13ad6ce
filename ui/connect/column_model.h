// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/stream_proposal.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace guanlan {

/// The proposed columns, each with its tick, name, type and role to be changed.
class ColumnModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Part { Name, Type, Role, Filled, Distinct, Examples };
    using QAbstractTableModel::QAbstractTableModel;
    void setColumns(const std::vector<ColumnProposal>& columns, std::size_t records, bool fixed);
    [[nodiscard]] const std::vector<ColumnProposal>& columns() const { return m_columns; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  signals:
    void edited();

  private:
    [[nodiscard]] QString text(const ColumnProposal& column, int part) const;
    bool change(ColumnProposal& column, int part, const QVariant& value);

    std::vector<ColumnProposal> m_columns{};
    std::size_t m_records = 0;
    bool m_fixed = false;  ///< names and types are those of a pasted declaration
};

/// Offers types and roles as lists; a type may be typed as well.
class ColumnDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

}  // namespace guanlan
