// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/secret_store.h"
#include "core/runtime/draft_run.h"
#include "ui/connect/errand.h"

#include <QWidget>

#include <map>
#include <string>

class QLabel;

namespace guanlan {

class TextTable;

/// The rows a draft gives over records that are there, and what became of those records on the way.
class MetricPreview : public QWidget {
    Q_OBJECT
  public:
    explicit MetricPreview(QWidget* parent = nullptr);
    struct Draft {
        std::string script{};
        std::string metric{};
        std::string folder{};
        Zone zone{};
        std::map<std::string, std::string> variables{};
        SecretLookup secrets{};
    };
    void run(Draft draft);
    /// While the draft is wrong: what is shown belongs to the one before.
    void rest(const QString& why);
    [[nodiscard]] bool busy() const { return m_errand.busy(); }

  signals:
    void busyChanged(bool busy);

  private:
    void showResult(const Result<DraftRows>& result);

    QLabel* m_account;
    TextTable* m_table;
    Errand m_errand{};
};

}  // namespace guanlan
