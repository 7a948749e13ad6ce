// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;

namespace guanlan {

class Section;
class TextTable;
struct TextRow;

/// The last rows of any metric as a table, open windows first and marked.
class ExplorePage : public QWidget {
    Q_OBJECT
  public:
    explicit ExplorePage(QWidget* parent = nullptr);
    void setHub(FeedHub* hub);
    void showMetric(const QString& name);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void refresh();
    void ask();
    void fill(const Batch& finals);
    void appendRows(const Batch& batch, const QString& state, std::vector<TextRow>& rows) const;

    QPointer<FeedHub> m_hub{};
    Section* m_section;
    QComboBox* m_metric;
    TextTable* m_table;
    Micros m_refreshed = 0;
    bool m_asked = false;
    bool m_sized = false;
};

}  // namespace guanlan
