// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/local_edit.h"

#include "ui/widget/language.h"

#include <QJsonObject>

namespace guanlan {

QString localEditText(const QJsonValue& value) {
    return value.isString() ? value.toString() : value.toObject().value(uiLanguage()).toString();
}

QJsonValue withLocalText(const QJsonValue& value, const QString& text) {
    if (!value.isObject()) return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    QJsonObject texts = value.toObject();
    if (text.isEmpty()) {
        texts.remove(uiLanguage());
    } else {
        texts.insert(uiLanguage(), text);
    }
    return texts.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(texts);
}

}  // namespace guanlan
