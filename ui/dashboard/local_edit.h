// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace guanlan {

/// What a field shows of a text that may have several languages: that of the moment.
[[nodiscard]] QString localEditText(const QJsonValue& value);
/// `value` with its text in the language of the moment replaced, others kept. Undefined once nothing is left.
[[nodiscard]] QJsonValue withLocalText(const QJsonValue& value, const QString& text);

}  // namespace guanlan
