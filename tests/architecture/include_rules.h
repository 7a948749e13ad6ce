// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace guanlan {

/// Which module a Qt header belongs to ("QtCore", "QtWidgets"), read from the installed headers.
class QtModules {
  public:
    /// The folder that holds QtCore/, QtWidgets/ and so on.
    explicit QtModules(const QString& includeFolder);
    /// Empty for a header that is not Qt's.
    [[nodiscard]] QString of(const QString& header) const;
    [[nodiscard]] bool empty() const { return m_modules.isEmpty(); }

  private:
    QHash<QString, QString> m_modules;
};

struct Include {
    QString header;
    bool quoted = false;
    int line = 0;
};

QList<Include> includesOf(const QString& text);

/// Why `file` (path from the root of the tree) may not include that header; empty when it may.
QString objection(const QString& file, const Include& include, const QtModules& qt);

}  // namespace guanlan
