// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel_option.h"

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QFormLayout;

namespace guanlan {

/// The options editor of one panel kind, made from the fields the kind lists. Keys it does not know stay as
/// they are; a key whose field says what is meant without it is removed.
class OptionForm : public QWidget {
    Q_OBJECT
  public:
    explicit OptionForm(QWidget* parent = nullptr);
    /// Makes the fields anew where they are other ones; what is being typed is left alone.
    void show(std::span<const OptionField> fields, const QJsonObject& options, const QStringList& columns);

  signals:
    /// `key` is the one that changed.
    void edited(const QJsonObject& options, const QString& key);

  private:
    struct Line {
        const OptionField* field = nullptr;
        std::function<void(const QJsonValue&)> load{};
        std::function<QJsonValue()> read{};  ///< undefined: the key is removed
    };
    void build();
    Line lineFor(const OptionField& field, QFormLayout& form);
    Line choiceLine(const OptionField& field, QFormLayout& form);
    Line switchLine(const OptionField& field, QFormLayout& form);
    Line wholeLine(const OptionField& field, QFormLayout& form);
    Line numberLine(const OptionField& field, QFormLayout& form);
    Line unitLine(const OptionField& field, QFormLayout& form);
    Line textLine(const OptionField& field, QFormLayout& form);
    Line longTextLine(const OptionField& field, QFormLayout& form);
    Line columnLine(const OptionField& field, QFormLayout& form);
    Line columnsLine(const OptionField& field, QFormLayout& form);
    Line thresholdsLine(const OptionField& field, QFormLayout& form);
    void changed(const OptionField& field);
    [[nodiscard]] QJsonValue current(const OptionField& field) const;

    std::span<const OptionField> m_fields{};
    QStringList m_columns{};
    QJsonObject m_options{};
    std::vector<Line> m_lines{};
    QWidget* m_content = nullptr;
    bool m_loading = false;
};

}  // namespace guanlan
