// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace guanlan {

/// The language the program speaks now, "zh_CN" or "en": follows QLocale's default, which whoever installs
/// the translators sets together with them.
[[nodiscard]] QString uiLanguage();

/// A text of a panel's configuration in the current language: a string, or {"zh_CN": …, "en": …}.
[[nodiscard]] QString localText(const QJsonValue& value);

}  // namespace guanlan
