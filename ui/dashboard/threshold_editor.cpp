// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/threshold_editor.h"

#include "core/alarm/alarm_rule.h"
#include "ui/alarm/alarm_text.h"
#include "ui/widget/icon.h"

#include <QComboBox>
#include <QDoubleValidator>
#include <QJsonObject>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

const std::pair<AlarmLevel, QString> kLevels[] = {{AlarmLevel::Info, QStringLiteral("info")},
                                                  {AlarmLevel::Warning, QStringLiteral("warning")},
                                                  {AlarmLevel::Critical, QStringLiteral("critical")}};

QJsonObject with(QJsonObject object, const char* key, const QJsonValue& value) {
    object.insert(QLatin1String(key), value);
    return object;
}

}  // namespace

ThresholdEditor::ThresholdEditor(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* add = new IconButton(Icon::Plus, tr("Add a threshold"), this);
    add->setObjectName(QStringLiteral("addThreshold"));
    connect(add, &IconButton::clicked, this, [this] {
        QJsonArray more = m_thresholds;
        more.append(
            QJsonObject{{QStringLiteral("level"), QStringLiteral("warning")}, {QStringLiteral("value"), 0}});
        change(more);
        build();
    });
    layout->addWidget(add, 0, Qt::AlignLeft);
}

void ThresholdEditor::load(const QJsonArray& thresholds) {
    if (thresholds == m_thresholds && m_lines != nullptr) return;
    m_thresholds = thresholds;
    build();
}

void ThresholdEditor::change(const QJsonArray& thresholds) {
    m_thresholds = thresholds;
    emit edited();
}

void ThresholdEditor::build() {
    // The line that is being edited may be the one that asked for this.
    if (m_lines != nullptr) m_lines->deleteLater();
    m_lines = new QWidget(this);
    auto* lines = new QVBoxLayout(m_lines);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    for (int i = 0; i < m_thresholds.size(); ++i)
        addLine(lines, i);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_lines);
    m_lines->setVisible(!m_thresholds.isEmpty());
}

void ThresholdEditor::addLine(QVBoxLayout* into, int index) {
    const QJsonObject threshold = m_thresholds[index].toObject();
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    auto* level = new QComboBox(m_lines);
    for (const auto& [which, name] : kLevels)
        level->addItem(levelText(which), name);
    level->setCurrentIndex(std::max(0, level->findData(threshold.value(QLatin1String("level")).toString())));
    auto* value =
        new QLineEdit(QString::number(threshold.value(QLatin1String("value")).toDouble(), 'g', 12), m_lines);
    value->setObjectName(QStringLiteral("threshold-%1").arg(index));
    value->setValidator(new QDoubleValidator(value));
    value->setAccessibleName(tr("Threshold"));
    level->setAccessibleName(tr("Level"));
    auto* remove = new IconButton(Icon::Close, {}, m_lines);
    remove->setToolTip(tr("Remove this threshold"));
    connect(level, &QComboBox::currentIndexChanged, this, [this, index, level] {
        QJsonArray all = m_thresholds;
        all[index] = with(all[index].toObject(), "level", level->currentData().toString());
        change(all);
    });
    connect(value, &QLineEdit::textEdited, this, [this, index, value] {
        bool isNumber = false;
        const double number = value->text().toDouble(&isNumber);
        if (!isNumber) return;
        QJsonArray all = m_thresholds;
        all[index] = with(all[index].toObject(), "value", number);
        change(all);
    });
    connect(remove, &IconButton::clicked, this, [this, index] {
        QJsonArray fewer = m_thresholds;
        fewer.removeAt(index);
        change(fewer);
        build();
    });
    line->addWidget(level, 1);
    line->addWidget(value, 1);
    line->addWidget(remove);
    into->addLayout(line);
}

}  // namespace guanlan
