// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QSaveFile>

#include <string>
#include <string_view>

namespace guanlan {

/// The whole file; one larger than `maxBytes` is refused unread.
[[nodiscard]] Result<QByteArray> readWholeFile(const std::string& path, qint64 maxBytes);

/// A file that is replaced durably once all of it was written: temporary file beside it, fsync, rename, fsync
/// of the folder. Without commit(), and after an error, the old content is still there.
class FileReplacement {
  public:
    explicit FileReplacement(std::string path);
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> write(std::string_view bytes);
    [[nodiscard]] Result<void> commit();

  private:
    std::string m_path;
    QSaveFile m_file;
};

/// The same with the whole content at once.
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
