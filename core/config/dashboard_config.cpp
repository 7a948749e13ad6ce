// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/dashboard_config.h"

namespace guanlan {

QString LocalText::in(const QString& language) const {
    if (const auto exact = byLanguage.constFind(language); exact != byLanguage.constEnd()) return *exact;
    if (const auto any = byLanguage.constFind(QString()); any != byLanguage.constEnd()) return *any;
    return byLanguage.isEmpty() ? QString() : byLanguage.first();
}

}  // namespace guanlan
