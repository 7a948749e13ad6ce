// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QDir>
#include <QFile>
#include <QLockFile>

#include <memory>
#include <string>
#include <string_view>

namespace guanlan {

/// One file of a sink's folder. While it is written its name begins with a dot, so that no reader sees half
/// of it; when it is complete it gets its name in one step. Used by one thread.
class PartFile {
  public:
    /// In a folder that is made where it is missing.
    static Result<std::unique_ptr<PartFile>> create(const QDir& folder, const QString& suffix);
    ~PartFile() { (void)complete(); }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    Result<void> write(std::string_view bytes);
    Result<void> flush();
    Result<void> complete();
    [[nodiscard]] qint64 size() const { return m_file.size(); }
    [[nodiscard]] Micros begun() const { return m_begun; }  ///< monotonic

    /// Completes what a run that was killed left behind, without its half last line.
    static void completeLeftovers(const QDir& folder, const QString& suffix);

  private:
    PartFile() = default;
    [[nodiscard]] Error failed() const;

    QString m_name;
    QFile m_file;
    std::unique_ptr<QLockFile> m_lock;
    Micros m_begun = 0;
};

}  // namespace guanlan
