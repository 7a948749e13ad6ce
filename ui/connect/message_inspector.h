// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/sample_message.h"
#include "core/source/kafka/kafka_properties.h"
#include "core/source/kafka/topic_reader.h"
#include "ui/connect/errand.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QVBoxLayout;

namespace guanlan {

class IconButton;
class TextTable;

/// The records of a topic, the newest first: with partition, offset and time, searched with progress, and
/// followed as they come.
class MessageInspector : public QWidget {
    Q_OBJECT
  public:
    explicit MessageInspector(QWidget* parent = nullptr);
    void open(const KafkaProperties& properties, const std::string& topic);
    void close();
    /// The newest records as they were read last, for a proposal.
    [[nodiscard]] const std::vector<SampleMessage>& sample() const { return m_sample; }
    [[nodiscard]] bool sampled() const { return m_sampled; }

  signals:
    /// The newest records have been read, or why they could not be.
    void sampleRead(bool well);

  private:
    void buildBar(QVBoxLayout* layout);
    void readNewest();
    void search();
    void follow(bool on);
    void stop();
    void showMessages(const std::vector<SampleMessage>& messages, const QString& note);
    void showProgress(const TopicReadProgress& progress);
    void showProblem(const Error& error);
    void showBody(const QString& key);

    KafkaProperties m_properties{};
    std::string m_topic{};
    std::vector<SampleMessage> m_sample{};
    std::vector<SampleMessage> m_shown{};
    bool m_sampled = false;
    QLineEdit* m_filter;
    IconButton* m_search;
    IconButton* m_follow;
    IconButton* m_stop;
    QProgressBar* m_progress;
    QLabel* m_note;
    TextTable* m_table;
    QPlainTextEdit* m_body;
    Errand m_errand{};
};

}  // namespace guanlan
