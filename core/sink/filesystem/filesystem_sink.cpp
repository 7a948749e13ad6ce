// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/filesystem/filesystem_sink.h"

#include "core/sink/row_writer.h"
#include "core/source/filesystem/file_list.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace guanlan {

namespace {

class FilesystemSink final : public Sink {
  public:
    FilesystemSink(std::string folder, std::string suffix, std::unique_ptr<RowWriter> writer)
        : m_folder(std::move(folder)), m_suffix(std::move(suffix)), m_writer(std::move(writer)) {}

    Result<void> write(const Batch& rows) override {
        std::string text;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (!addsRow(rows, row)) continue;
            m_writer->append(text, rows, row);
            text += '\n';
        }
        if (text.empty()) return {};
        if (auto opened = openOnce(); !opened) return opened;
        const auto size = static_cast<qint64>(text.size());
        return m_file.write(text.data(), size) == size ? Result<void>() : failed();
    }
    Result<void> flush() override { return !m_file.isOpen() || m_file.flush() ? Result<void>() : failed(); }

  private:
    Result<void> openOnce() {
        if (m_file.isOpen()) return {};
        const QDir folder(QString::fromStdString(m_folder));
        const QString started =
            QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
        m_file.setFileName(
            folder.filePath(QStringLiteral("part-") + started + QString::fromStdString(m_suffix)));
        if (!folder.mkpath(QStringLiteral(".")) || !m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return failed();
        return {};
    }
    Error failed() const {
        const bool full = m_file.error() == QFileDevice::ResourceError;
        const std::string path = m_file.fileName().toStdString();
        return Error{.code = full ? ErrorCode::NoSpace : ErrorCode::Denied,
                     .id = "sink.file",
                     .what = "'" + path + "' cannot be written",
                     .cause = m_file.errorString().toStdString(),
                     .arguments = {path}};
    }

    std::string m_folder;
    std::string m_suffix;
    std::unique_ptr<RowWriter> m_writer;
    QFile m_file;
};

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    auto writer = RowWriter::create(table, settings.zone);
    if (!writer) return std::move(writer).error();
    return std::unique_ptr<Sink>(
        std::make_unique<FilesystemSink>(resolvePath(table.option("path"), settings.baseFolder),
                                         "." + table.option("format"), std::move(*writer)));
}

}  // namespace

const SinkKind kFilesystemSink{
    .component = {.name = "filesystem",
                  .sink = true,
                  .options = {"path", "format", "sink.*", "auto-compaction", "compaction.file-size"},
                  .required = {"path", "format"}},
    .create = create};

}  // namespace guanlan
