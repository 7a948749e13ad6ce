// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QStringList>
#include <QWidget>

namespace guanlan {

/// The value columns of a panel that shows several: column, name for people, unit, axis.
class SeriesEditor : public QWidget {
    Q_OBJECT
  public:
    explicit SeriesEditor(QWidget* parent = nullptr);
    void load(const QJsonArray& series, const QStringList& columns, bool axes);
    [[nodiscard]] const QJsonArray& series() const { return m_series; }

  signals:
    void edited();

  private:
    void build();
    void addLine(int index);
    void addDetails(int index, QWidget* line);
    void put(int index, const char* key, const QJsonValue& value);
    void change(const QJsonArray& series);
    [[nodiscard]] QJsonValue entry(int index, const char* key) const;

    QJsonArray m_series{};
    QStringList m_columns{};
    bool m_axes = false;
    QWidget* m_lines = nullptr;
};

}  // namespace guanlan
