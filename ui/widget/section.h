// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QVBoxLayout;
class QHBoxLayout;

namespace guanlan {

/// A card with a title on a page: body below, actions right of the title.
class Section : public QWidget {
    Q_OBJECT
  public:
    explicit Section(QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& note = {});
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QHBoxLayout* actions() const { return m_actions; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QVBoxLayout* m_body;
    QHBoxLayout* m_actions;
    QString m_title{};
    QString m_note{};
};

}  // namespace guanlan
