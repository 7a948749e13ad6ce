// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <map>
#include <string>

class QHBoxLayout;

namespace guanlan {

/// What the dashboard is narrowed to: by dimension the one value that is shown. Not part of its file.
using DashboardFilter = std::map<std::string, std::string>;

/// "region = 四川".
[[nodiscard]] QString filterText(const std::string& dimension, const std::string& value);

/// The conditions of the filter as chips that a click takes away; out of sight while there are none.
class FilterBar : public QWidget {
    Q_OBJECT
  public:
    explicit FilterBar(QWidget* parent = nullptr);
    void show(const DashboardFilter& filter);

  signals:
    void removalAsked(const std::string& dimension);
    void clearAsked();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build();
    QHBoxLayout* m_chips;
    DashboardFilter m_filter{};
};

}  // namespace guanlan
