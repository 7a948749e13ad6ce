// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"
#include "tests/support/batch_text.h"

#include <QTemporaryDir>

namespace guanlan {

inline BatchPtr table(std::string_view text) {
    return std::make_shared<const Batch>(batchFromText(text));
}

inline MetricDefinition definitionOf(const std::string& name, const Batch& rows) {
    return {.name = name, .schema = rows.schemaPtr(), .timeColumn = 0, .dimensions = {1}};
}

// A folder with an open store and a history beside it.
class Workspace {
  public:
    Workspace() { reopen(); }
    void reopen() {
        store.reset();
        auto opened = Store::open(path());
        if (!opened) qFatal("%s", opened.error().sentence().c_str());
        store = std::move(*opened);
        auto read = History::open(path());
        if (!read) qFatal("%s", read.error().sentence().c_str());
        history = std::move(*read);
    }
    [[nodiscard]] std::string path() const { return m_folder.path().toStdString() + "/state"; }
    void save(const std::string& metric, BatchPtr rows, Micros at = 0) {
        Commit commit;
        commit.rows = {{metric, std::move(rows)}};
        commit.at = at;
        const auto saved = store->commit(commit);
        if (!saved) qFatal("%s", saved.error().sentence().c_str());
    }
    [[nodiscard]] std::string text(const HistoryQuery& query) const {
        const auto rows = history->rows(query);
        return rows ? textOf(*rows) : "error: " + rows.error().sentence();
    }

    std::unique_ptr<Store> store;
    std::unique_ptr<History> history;

  private:
    QTemporaryDir m_folder;
};

}  // namespace guanlan
