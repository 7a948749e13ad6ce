// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QWidget>

class QVBoxLayout;

namespace guanlan {

/// Thresholds of a panel as lines of level and value: [{"value", "level"}].
class ThresholdEditor : public QWidget {
    Q_OBJECT
  public:
    explicit ThresholdEditor(QWidget* parent = nullptr);
    void load(const QJsonArray& thresholds);
    [[nodiscard]] const QJsonArray& thresholds() const { return m_thresholds; }

  signals:
    void edited();

  private:
    void build();
    void addLine(QVBoxLayout* into, int index);
    void change(const QJsonArray& thresholds);

    QJsonArray m_thresholds{};
    QWidget* m_lines = nullptr;
};

}  // namespace guanlan
