// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/series_editor.h"

#include "ui/dashboard/local_edit.h"
#include "ui/widget/icon.h"

#include <QComboBox>
#include <QJsonObject>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <string_view>

namespace guanlan {

SeriesEditor::SeriesEditor(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* add = new IconButton(Icon::Plus, tr("Add a value"), this);
    add->setObjectName(QStringLiteral("addSeries"));
    connect(add, &IconButton::clicked, this, [this] {
        QStringList unused = m_columns;
        for (const QJsonValue each : m_series)
            unused.removeAll(each.toObject().value(QLatin1String("value")).toString());
        const QString column = unused.isEmpty() ? m_columns.value(0) : unused.first();
        if (column.isEmpty()) return;
        QJsonArray more = m_series;
        more.append(QJsonObject{{QStringLiteral("value"), column}});
        change(more);
        build();
    });
    layout->addWidget(add, 0, Qt::AlignLeft);
}

void SeriesEditor::load(const QJsonArray& series, const QStringList& columns, bool axes) {
    if (m_lines != nullptr && series == m_series && columns == m_columns && axes == m_axes) return;
    m_series = series;
    m_columns = columns;
    m_axes = axes;
    build();
}

void SeriesEditor::change(const QJsonArray& series) {
    m_series = series;
    emit edited();
}

QJsonValue SeriesEditor::entry(int index, const char* key) const {
    return m_series[index].toObject().value(QLatin1String(key));
}

void SeriesEditor::put(int index, const char* key, const QJsonValue& value) {
    QJsonObject one = m_series[index].toObject();
    if (value.isUndefined()) {
        one.remove(QLatin1String(key));
    } else {
        one.insert(QLatin1String(key), value);
    }
    QJsonArray all = m_series;
    all[index] = one;
    change(all);
}

void SeriesEditor::build() {
    if (m_lines != nullptr) m_lines->deleteLater();
    m_lines = new QWidget(this);
    auto* lines = new QVBoxLayout(m_lines);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(8);
    for (int i = 0; i < m_series.size(); ++i)
        addLine(i);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_lines);
    m_lines->show();
}

void SeriesEditor::addLine(int index) {
    auto* line = new QWidget(m_lines);
    auto* rows = new QVBoxLayout(line);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto* first = new QHBoxLayout;
    first->setSpacing(6);
    auto* column = new QComboBox(line);
    column->setObjectName(QStringLiteral("series-%1").arg(index));
    column->setAccessibleName(tr("Value column"));
    column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column->addItems(m_columns);
    const QString chosen = entry(index, "value").toString();
    if (column->findText(chosen) < 0) column->addItem(chosen);  // kept although the metric has none
    column->setCurrentText(chosen);
    connect(column, &QComboBox::currentTextChanged, this,
            [this, index](const QString& text) { put(index, "value", text); });
    auto* remove = new IconButton(Icon::Close, {}, line);
    remove->setObjectName(QStringLiteral("removeSeries-%1").arg(index));
    remove->setToolTip(tr("Remove this value"));
    connect(remove, &IconButton::clicked, this, [this, index] {
        QJsonArray fewer = m_series;
        fewer.removeAt(index);
        change(fewer);
        build();
    });
    first->addWidget(column, 1);
    first->addWidget(remove);
    rows->addLayout(first);
    addDetails(index, line);
    m_lines->layout()->addWidget(line);
}

void SeriesEditor::addDetails(int index, QWidget* line) {
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    const std::pair<const char*, QString> texts[] = {{"name", tr("Name")}, {"unit", tr("Unit")}};
    for (const auto& [key, words] : texts) {
        auto* edit = new QLineEdit(localEditText(entry(index, key)), line);
        edit->setObjectName(QStringLiteral("series-%1-%2").arg(index).arg(QLatin1String(key)));
        edit->setPlaceholderText(words);
        edit->setAccessibleName(words);
        edit->setCursorPosition(0);
        connect(edit, &QLineEdit::textEdited, this, [this, index, key = key](const QString& text) {
            put(index, key, withLocalText(entry(index, key), text));
        });
        row->addWidget(edit, key == std::string_view("name") ? 3 : 2);
    }
    if (m_axes) {
        auto* axis = new QComboBox(line);
        axis->setObjectName(QStringLiteral("series-%1-axis").arg(index));
        axis->setAccessibleName(tr("Axis"));
        axis->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        axis->addItem(tr("Left"), QString());
        axis->addItem(tr("Right"), QStringLiteral("right"));
        axis->setCurrentIndex(std::max(0, axis->findData(entry(index, "axis").toString())));
        connect(axis, &QComboBox::currentIndexChanged, this, [this, index, axis] {
            put(index, "axis",
                axis->currentIndex() == 0 ? QJsonValue(QJsonValue::Undefined)
                                          : axis->currentData().toString());
        });
        axis->setMinimumContentsLength(4);
        row->addWidget(axis, 2);
    }
    qobject_cast<QVBoxLayout*>(line->layout())->addLayout(row);
}

}  // namespace guanlan
