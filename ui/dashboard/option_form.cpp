// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/option_form.h"

#include "ui/dashboard/form_labels.h"
#include "ui/dashboard/local_edit.h"
#include "ui/dashboard/threshold_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleValidator>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kListHeight = 110;
constexpr int kTextHeight = 180;

QString words(const char* text) {
    return QCoreApplication::translate("PanelOption", text);
}

/// Named after its key, so that tests and screen readers find it.
template <typename Editor>
Editor* named(Editor* editor, const OptionField& field) {
    editor->setObjectName(QStringLiteral("option-") + QLatin1String(field.key));
    editor->setAccessibleName(words(field.title));
    return editor;
}

QComboBox* narrow(QComboBox* box) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

}  // namespace

OptionForm::OptionForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void OptionForm::show(std::span<const OptionField> fields, const QJsonObject& options,
                      const QStringList& columns) {
    const bool same = m_content != nullptr && fields.data() == m_fields.data() &&
                      fields.size() == m_fields.size() && columns == m_columns;
    m_fields = fields;
    m_columns = columns;
    m_options = options;
    if (!same) build();
    m_loading = true;
    for (const Line& line : m_lines)
        line.load(current(*line.field));
    m_loading = false;
}

void OptionForm::build() {
    // Never asked for by one of the fields themselves.
    delete m_content;
    m_lines.clear();
    m_content = new QWidget(this);
    auto* form = new QFormLayout(m_content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (const OptionField& field : m_fields) {
        m_lines.push_back(lineFor(field, *form));
        m_lines.back().field = &field;
    }
    alignLabels(*form);
    layout()->addWidget(m_content);
    m_content->show();
}

QJsonValue OptionForm::current(const OptionField& field) const {
    return m_options.value(QLatin1String(field.key));
}

void OptionForm::changed(const OptionField& field) {
    if (m_loading) return;
    const auto line = std::find_if(m_lines.begin(), m_lines.end(),
                                   [&field](const Line& each) { return each.field == &field; });
    if (line == m_lines.end()) return;
    const QString key = QLatin1String(field.key);
    const QJsonValue value = line->read();
    if (value.isUndefined()) {
        m_options.remove(key);
    } else {
        m_options.insert(key, value);
    }
    emit edited(m_options, key);
}

OptionForm::Line OptionForm::lineFor(const OptionField& field, QFormLayout& form) {
    switch (field.type) {
        case OptionField::Type::Choice:
            return choiceLine(field, form);
        case OptionField::Type::Switch:
            return switchLine(field, form);
        case OptionField::Type::Whole:
            return wholeLine(field, form);
        case OptionField::Type::Number:
            return numberLine(field, form);
        case OptionField::Type::Unit:
            return unitLine(field, form);
        case OptionField::Type::Text:
            return textLine(field, form);
        case OptionField::Type::LongText:
            return longTextLine(field, form);
        case OptionField::Type::Column:
            return columnLine(field, form);
        case OptionField::Type::Columns:
            return columnsLine(field, form);
        case OptionField::Type::Thresholds:
            return thresholdsLine(field, form);
    }
    return {};
}

OptionForm::Line OptionForm::choiceLine(const OptionField& field, QFormLayout& form) {
    auto* box = narrow(named(new QComboBox(m_content), field));
    for (const OptionChoice& choice : field.choices)
        box->addItem(words(choice.title), QLatin1String(choice.value));
    form.addRow(words(field.title), box);
    connect(box, &QComboBox::currentIndexChanged, this, [this, &field] { changed(field); });
    return {.load =
                [box](const QJsonValue& value) {
                    box->setCurrentIndex(std::max(0, box->findData(value.toString())));
                },
            .read =
                [box] {
                    return box->currentIndex() == 0 ? QJsonValue(QJsonValue::Undefined)
                                                    : QJsonValue(box->currentData().toString());
                }};
}

OptionForm::Line OptionForm::switchLine(const OptionField& field, QFormLayout& form) {
    auto* box = named(new QCheckBox(words(field.title), m_content), field);
    const bool fallback = field.fallback != 0;
    form.addRow(box);
    connect(box, &QCheckBox::toggled, this, [this, &field] { changed(field); });
    return {.load = [box, fallback](const QJsonValue& value) { box->setChecked(value.toBool(fallback)); },
            .read =
                [box, fallback] {
                    return box->isChecked() == fallback ? QJsonValue(QJsonValue::Undefined)
                                                        : QJsonValue(box->isChecked());
                }};
}

OptionForm::Line OptionForm::wholeLine(const OptionField& field, QFormLayout& form) {
    auto* box = named(new QSpinBox(m_content), field);
    const int fallback = static_cast<int>(field.fallback);
    box->setRange(static_cast<int>(field.low), static_cast<int>(field.high));
    if (field.low < 0) box->setSpecialValueText(tr("by itself"));
    form.addRow(words(field.title), box);
    connect(box, &QSpinBox::valueChanged, this, [this, &field] { changed(field); });
    return {.load = [box, fallback](const QJsonValue& value) { box->setValue(value.toInt(fallback)); },
            .read =
                [box, fallback] {
                    return box->value() == fallback ? QJsonValue(QJsonValue::Undefined)
                                                    : QJsonValue(box->value());
                }};
}

OptionForm::Line OptionForm::numberLine(const OptionField& field, QFormLayout& form) {
    auto* edit = named(new QLineEdit(m_content), field);
    edit->setValidator(new QDoubleValidator(edit));
    edit->setPlaceholderText(tr("by itself"));
    form.addRow(words(field.title), edit);
    connect(edit, &QLineEdit::textEdited, this, [this, &field] { changed(field); });
    return {
        .load =
            [edit](const QJsonValue& value) {
                if (!edit->hasFocus())
                    edit->setText(value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : QString());
            },
        .read =
            [edit] {
                bool isNumber = false;
                const double number = edit->text().toDouble(&isNumber);
                return isNumber ? QJsonValue(number) : QJsonValue(QJsonValue::Undefined);
            }};
}

OptionForm::Line OptionForm::unitLine(const OptionField& field, QFormLayout& form) {
    auto* box = narrow(named(new QComboBox(m_content), field));
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItem(QString());
    box->addItem(QStringLiteral("%"), QStringLiteral("percent"));
    box->addItem(QStringLiteral("ms"), QStringLiteral("ms"));
    box->addItem(QStringLiteral("kB, MB, GB"), QStringLiteral("bytes"));
    form.addRow(words(field.title), box);
    connect(box, &QComboBox::editTextChanged, this, [this, &field] { changed(field); });
    return {.load =
                [box](const QJsonValue& value) {
                    if (box->hasFocus()) return;
                    const int known = value.isString() ? box->findData(value.toString()) : -1;
                    box->setCurrentIndex(std::max(0, known));
                    if (known < 0) box->setEditText(localEditText(value));
                },
            .read =
                [this, box, &field] {
                    const int known = box->findText(box->currentText());
                    if (known > 0) return QJsonValue(box->itemData(known).toString());
                    return withLocalText(current(field), box->currentText());
                }};
}

OptionForm::Line OptionForm::textLine(const OptionField& field, QFormLayout& form) {
    auto* edit = named(new QLineEdit(m_content), field);
    form.addRow(words(field.title), edit);
    connect(edit, &QLineEdit::textEdited, this, [this, &field] { changed(field); });
    return {.load =
                [edit](const QJsonValue& value) {
                    if (!edit->hasFocus()) edit->setText(localEditText(value));
                },
            .read = [this, edit, &field] { return withLocalText(current(field), edit->text()); }};
}

OptionForm::Line OptionForm::longTextLine(const OptionField& field, QFormLayout& form) {
    auto* edit = named(new QPlainTextEdit(m_content), field);
    edit->setFixedHeight(kTextHeight);
    edit->setTabChangesFocus(true);
    form.addRow(words(field.title), edit);
    connect(edit, &QPlainTextEdit::textChanged, this, [this, &field] { changed(field); });
    return {.load =
                [edit](const QJsonValue& value) {
                    const QString text = localEditText(value);
                    if (edit->toPlainText() != text) edit->setPlainText(text);
                },
            .read = [this, edit, &field] { return withLocalText(current(field), edit->toPlainText()); }};
}

OptionForm::Line OptionForm::columnLine(const OptionField& field, QFormLayout& form) {
    auto* box = narrow(named(new QComboBox(m_content), field));
    box->addItem(QStringLiteral("–"), QString());
    for (const QString& column : m_columns)
        box->addItem(column, column);
    form.addRow(words(field.title), box);
    connect(box, &QComboBox::currentIndexChanged, this, [this, &field] { changed(field); });
    return {.load =
                [box](const QJsonValue& value) {
                    box->setCurrentIndex(std::max(0, box->findData(value.toString())));
                },
            .read =
                [box] {
                    return box->currentIndex() <= 0 ? QJsonValue(QJsonValue::Undefined)
                                                    : QJsonValue(box->currentData().toString());
                }};
}

OptionForm::Line OptionForm::columnsLine(const OptionField& field, QFormLayout& form) {
    auto* list = named(new QListWidget(m_content), field);
    list->setFixedHeight(kListHeight);
    for (const QString& column : m_columns) {
        auto* item = new QListWidgetItem(column, list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Unchecked);
    }
    form.addRow(words(field.title), list);
    connect(list, &QListWidget::itemChanged, this, [this, &field] { changed(field); });
    return {.load =
                [list](const QJsonValue& value) {
                    const QJsonArray chosen = value.toArray();
                    for (int i = 0; i < list->count(); ++i)
                        list->item(i)->setCheckState(
                            chosen.contains(QJsonValue(list->item(i)->text())) ? Qt::Checked : Qt::Unchecked);
                },
            .read =
                [list] {
                    QJsonArray chosen;
                    for (int i = 0; i < list->count(); ++i) {
                        if (list->item(i)->checkState() == Qt::Checked) chosen.append(list->item(i)->text());
                    }
                    return chosen.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(chosen);
                }};
}

OptionForm::Line OptionForm::thresholdsLine(const OptionField& field, QFormLayout& form) {
    auto* editor = named(new ThresholdEditor(m_content), field);
    form.addRow(words(field.title), editor);
    connect(editor, &ThresholdEditor::edited, this, [this, &field] { changed(field); });
    return {.load = [editor](const QJsonValue& value) { editor->load(value.toArray()); },
            .read =
                [editor] {
                    return editor->thresholds().isEmpty() ? QJsonValue(QJsonValue::Undefined)
                                                          : QJsonValue(editor->thresholds());
                }};
}

}  // namespace guanlan
