// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QTableView>

#include <vector>

namespace guanlan {

/// One line of a table: texts, and a colour for the first of them where it means a state.
struct TextRow {
    QStringList cells{};
    QColor mark{};
    QString key{};  ///< names the row for selections; may be empty
    bool operator==(const TextRow&) const = default;
};

/// Rows of finished texts. A new set of rows is applied by the ranges that differ.
class TextTableModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;
    void setColumns(const QStringList& titles, const std::vector<int>& numeric = {});
    void setRows(std::vector<TextRow> rows);
    [[nodiscard]] const std::vector<TextRow>& rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] bool numeric(int column) const;

  private:
    QStringList m_titles{};
    std::vector<int> m_numeric{};
    std::vector<TextRow> m_rows{};
};

/// A quiet table of texts that says in words when it is empty.
class TextTable : public QTableView {
    Q_OBJECT
  public:
    explicit TextTable(QWidget* parent = nullptr);
    [[nodiscard]] TextTableModel& table() { return m_model; }
    void setEmptyText(const QString& text);
    /// Columns as wide as their texts, within reason; the last one takes the rest.
    void fitColumns();
    [[nodiscard]] QString selectedKey() const;
    void selectKey(const QString& key);

  signals:
    void keySelected(const QString& key);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    TextTableModel m_model{};
    QString m_empty{};
};

}  // namespace guanlan
