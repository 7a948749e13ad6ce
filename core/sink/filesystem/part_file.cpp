// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/filesystem/part_file.h"

#include "core/base/clock.h"

#include <QDateTime>

namespace guanlan {

namespace {

constexpr char kUnfinished[] = ".inprogress";

QString lockOf(const QString& unfinished) {
    return unfinished + QStringLiteral(".lock");
}

/// Takes off what stands behind the last line end.
bool endAtLine(QFile& file) {
    constexpr qint64 kBlock = 64 * 1024;
    if (!file.open(QIODevice::ReadWrite)) return false;
    for (qint64 end = file.size(); end > 0; end -= kBlock) {
        const qint64 begin = std::max<qint64>(0, end - kBlock);
        file.seek(begin);
        const auto line = file.read(end - begin).lastIndexOf('\n');
        if (line < 0) continue;
        const bool cut = file.resize(begin + line + 1);
        file.close();
        return cut;
    }
    file.close();
    return false;
}

}  // namespace

Result<std::unique_ptr<PartFile>> PartFile::create(const QDir& folder, const QString& suffix) {
    std::unique_ptr<PartFile> made(new PartFile);
    made->m_begun = SystemClock().monotonic();
    const QString started = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const bool folderReady = folder.mkpath(QStringLiteral("."));
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const QString name = QStringLiteral("part-%1-%2%3").arg(started).arg(attempt).arg(suffix);
        const QString unfinished = folder.filePath('.' + name + kUnfinished);
        made->m_name = folder.filePath(name);
        made->m_file.setFileName(unfinished);
        if (QFile::exists(made->m_name) || QFile::exists(unfinished)) continue;
        made->m_lock = std::make_unique<QLockFile>(lockOf(unfinished));
        const bool locked = folderReady && made->m_lock->tryLock(0);
        if (locked && made->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) return made;
        made->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly);  // for its words
        break;
    }
    Error error = made->failed();
    made->m_lock.reset();
    return error;
}

Error PartFile::failed() const {
    const bool full = m_file.error() == QFileDevice::ResourceError;
    const std::string path = m_name.toStdString();
    return Error{.code = full ? ErrorCode::NoSpace : ErrorCode::Denied,
                 .id = "sink.file",
                 .what = "'" + path + "' cannot be written",
                 .cause = m_file.errorString().toStdString(),
                 .arguments = {path}};
}

Result<void> PartFile::write(std::string_view bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    return m_file.write(bytes.data(), size) == size ? Result<void>() : failed();
}

Result<void> PartFile::flush() {
    return m_file.flush() ? Result<void>() : failed();
}

Result<void> PartFile::complete() {
    if (!m_file.isOpen()) return {};
    const bool flushed = m_file.flush();
    m_file.close();
    if (!flushed || !m_file.rename(m_name)) return failed();
    m_lock.reset();
    return {};
}

void PartFile::completeLeftovers(const QDir& folder, const QString& suffix) {
    const QStringList left =
        folder.entryList({".part-*" + suffix + kUnfinished}, QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString& name : left) {
        QLockFile lock(lockOf(folder.filePath(name)));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0)) continue;  // somebody is writing it
        QFile file(folder.filePath(name));
        const QString complete =
            folder.filePath(name.mid(1, name.size() - 1 - static_cast<qsizetype>(sizeof kUnfinished - 1)));
        if (endAtLine(file)) {
            file.rename(complete);
        } else {
            file.remove();  // not one whole line
        }
    }
}

}  // namespace guanlan
