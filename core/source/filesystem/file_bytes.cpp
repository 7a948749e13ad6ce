// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_bytes.h"

#include <QFile>

#include <zlib.h>

#include <vector>

namespace guanlan {

namespace {

Error unreadable(const QFile& file) {
    const std::string path = file.fileName().toStdString();
    return Error{
        .code = file.error() == QFileDevice::PermissionsError ? ErrorCode::Denied : ErrorCode::NotFound,
        .id = "file.unreadable",
        .what = "'" + path + "' cannot be read",
        .cause = file.errorString().toStdString(),
        .arguments = {path}};
}

class PlainBytes final : public FileBytes {
  public:
    explicit PlainBytes(std::unique_ptr<QFile> file) : m_file(std::move(file)) {}

    Result<std::size_t> read(std::span<char> buffer) override {
        const qint64 got = m_file->read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (got < 0) return unreadable(*m_file);
        return static_cast<std::size_t>(got);
    }
    [[nodiscard]] bool shrunk() const override { return m_file->size() < m_file->pos(); }

  private:
    std::unique_ptr<QFile> m_file;
};

/// One or more gzip members one after the other.
class GzipBytes final : public FileBytes {
  public:
    explicit GzipBytes(std::unique_ptr<QFile> file) : m_file(std::move(file)), m_packed(256 * 1024) {
        constexpr int kGzipWindow = 15 + 16;
        m_ready = inflateInit2(&m_stream, kGzipWindow) == Z_OK;
    }
    ~GzipBytes() override { inflateEnd(&m_stream); }
    GzipBytes(const GzipBytes&) = delete;
    GzipBytes& operator=(const GzipBytes&) = delete;

    Result<std::size_t> read(std::span<char> buffer) override {
        if (!m_ready) return damaged("zlib has no memory");
        m_stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        m_stream.avail_out = static_cast<uInt>(buffer.size());
        while (m_stream.avail_out == buffer.size()) {
            if (auto filled = fill(); !filled) return std::move(filled).error();
            if (m_stream.avail_in == 0) {
                if (m_insideMember) return damaged("it ends in the middle");
                return std::size_t{0};
            }
            if (!m_insideMember) inflateReset(&m_stream);
            m_insideMember = true;
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            if (code == Z_STREAM_END) {
                m_insideMember = false;
            } else if (code != Z_OK) {
                return damaged(m_stream.msg == nullptr ? "it is not gzip" : m_stream.msg);
            }
        }
        return buffer.size() - m_stream.avail_out;
    }

  private:
    Result<void> fill() {
        if (m_stream.avail_in > 0) return {};
        const qint64 got = m_file->read(m_packed.data(), static_cast<qint64>(m_packed.size()));
        if (got < 0) return unreadable(*m_file);
        m_stream.next_in = reinterpret_cast<Bytef*>(m_packed.data());
        m_stream.avail_in = static_cast<uInt>(got);
        return {};
    }
    Error damaged(const std::string& cause) const {
        const std::string path = m_file->fileName().toStdString();
        return Error{.code = ErrorCode::Corrupt,
                     .id = "file.damaged",
                     .what = "'" + path + "' cannot be unpacked",
                     .cause = cause,
                     .arguments = {path}};
    }

    std::unique_ptr<QFile> m_file;
    std::vector<char> m_packed;
    z_stream m_stream{};
    bool m_ready = false;
    bool m_insideMember = false;
};

}  // namespace

Result<std::unique_ptr<FileBytes>> FileBytes::open(const std::string& path) {
    auto file = std::make_unique<QFile>(QString::fromStdString(path));
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return unreadable(*file);
    if (path.ends_with(".gz"))
        return std::unique_ptr<FileBytes>(std::make_unique<GzipBytes>(std::move(file)));
    return std::unique_ptr<FileBytes>(std::make_unique<PlainBytes>(std::move(file)));
}

}  // namespace guanlan
