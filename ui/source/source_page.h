// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"

#include <QPointer>
#include <QWidget>

namespace guanlan {

class IconButton;
class Section;
class TextTable;

/// Where the events come from: each connection's health in words, the watermark and lag of each partition,
/// and the records that could not be read.
class SourcePage : public QWidget {
    Q_OBJECT
  public:
    explicit SourcePage(QWidget* parent = nullptr);
    void setHub(FeedHub* hub);

  signals:
    void connectAsked();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void refresh();
    void fillSources(const Snapshot& snapshot);
    void fillPartitions(const Snapshot& snapshot);
    void askQuarantine();

    QPointer<FeedHub> m_hub{};
    IconButton* m_connect;
    Section* m_sourceSection;
    Section* m_partitionSection;
    Section* m_quarantineSection;
    TextTable* m_sources;
    TextTable* m_partitions;
    TextTable* m_quarantine;
    Micros m_refreshed = 0;  ///< monotonic
    bool m_asked = false;
};

}  // namespace guanlan
