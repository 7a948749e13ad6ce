// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <string>

namespace guanlan {

/// The whole file; one larger than `maxBytes` is refused unread.
[[nodiscard]] Result<QByteArray> readWholeFile(const std::string& path, qint64 maxBytes);

/// Replaces the file durably: temporary file beside it, fsync, rename, fsync of the folder. After an error
/// the old content is still there.
Result<void> replaceFile(const std::string& path, const QByteArray& content);

/// A JSON object file of ours. Broken JSON is refused with line and column; a file whose "version" is newer
/// than `version` with Conflict.
[[nodiscard]] Result<QJsonObject> readJsonFile(const std::string& path, int version);
/// Keys in alphabetical order, so that the same content is always the same bytes.
Result<void> replaceJsonFile(const std::string& path, const QJsonObject& object);

/// Makes what was written durable; false when the system says it is not.
bool syncFileToDisk(int handle);
bool syncFolderToDisk(const std::string& folder);

}  // namespace guanlan
