// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/language.h"

#include "core/config/dashboard_config.h"

#include <QJsonObject>
#include <QLocale>

namespace guanlan {

QString uiLanguage() {
    return QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

QString localText(const QJsonValue& value) {
    if (value.isString()) return value.toString();
    LocalText text;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        text.byLanguage.insert(it.key(), it.value().toString());
    }
    return text.in(uiLanguage());
}

}  // namespace guanlan
