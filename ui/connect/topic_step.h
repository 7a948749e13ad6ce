// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafka/topic_list.h"
#include "ui/connect/connection_choice.h"
#include "ui/connect/errand.h"

#include <QWidget>

#include <vector>

class QLineEdit;

namespace guanlan {

class MessageInspector;
class Section;
class TextTable;

/// Which topic: all of the cluster with the speed at which they grow, and the records of the chosen one.
class TopicStep : public QWidget {
    Q_OBJECT
  public:
    explicit TopicStep(QWidget* parent = nullptr);
    void open(const ConnectionChoice& connection);
    void close();
    [[nodiscard]] std::string topic() const { return m_topic; }
    [[nodiscard]] MessageInspector& inspector() { return *m_inspector; }

  signals:
    /// A topic's records have been read (or not, while another is read).
    void ready(bool ready);

  private:
    void watch();
    void show(std::vector<TopicFacts> topics);
    void fill();
    void choose(const QString& topic);

    ConnectionChoice m_connection{};
    std::string m_topic{};
    std::vector<TopicFacts> m_topics{};
    Section* m_list;
    Section* m_records;
    QLineEdit* m_filter;
    TextTable* m_table;
    MessageInspector* m_inspector;
    Errand m_errand{};
};

}  // namespace guanlan
