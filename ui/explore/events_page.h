// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/event_search.h"
#include "ui/connect/errand.h"
#include "ui/model/feed_hub.h"
#include "ui/model/rows_behind.h"
#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"

#include <QPointer>
#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QLabel;

namespace guanlan {

class IconButton;
class Section;
class TextTable;

/// From a number on a dashboard to its events: the rows (windows) it was made of, and of the row that is
/// selected the events as they came, read from the sources once more.
class EventsPage : public QWidget {
    Q_OBJECT
  public:
    EventsPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent = nullptr);
    void setHub(FeedHub* hub);
    void open(const RowsBehind& question);

  signals:
    void backAsked();

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void retranslate();
    void showTitle();
    void askRows();
    void showRows(const Batch& rows);
    void search(const QString& key);
    void showEvents(const Result<RowEvents>& found);

    WorkspaceModel& m_workspace;
    const SecretAccess& m_secrets;
    QPointer<FeedHub> m_hub{};
    RowsBehind m_question{};
    Section* m_rowSection;
    Section* m_eventSection;
    TextTable* m_rows;
    TextTable* m_events;
    QLabel* m_words;
    IconButton* m_back;
    std::vector<std::string> m_json{};  ///< of the rows, in the order of the table
    std::optional<double> m_total{};    ///< of the rows, where the number adds them up
    int m_turn = 0;                     ///< of the question
    Errand m_errand{};
};

/// Whether the events found are all there are behind the row, and why not, in one sentence.
[[nodiscard]] QString eventsSentence(const RowEvents& found);

}  // namespace guanlan
