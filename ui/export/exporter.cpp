// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exporter.h"

#include "core/config/text_file.h"
#include "core/sink/csv_file.h"
#include "ui/export/export_bar.h"
#include "ui/widget/error_text.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QTimer>

#include <utility>

namespace guanlan {

namespace {

constexpr std::int64_t kNoRows = -1;

Error givenUp() {
    return {.code = ErrorCode::Cancelled, .id = "export.cancelled", .what = "the export was given up"};
}

Result<std::int64_t> writeBytes(const QString& file, const QByteArray& bytes, const ShareDone& progress) {
    if (!progress(1)) return givenUp();
    if (auto written = replaceFile(file.toStdString(), bytes); !written) return std::move(written).error();
    return kNoRows;
}

Result<std::int64_t> writeTable(const ShownTable& table, const QString& path, const ShareDone& progress) {
    CsvFile file(path.toStdString());
    if (auto opened = file.open(); !opened) return std::move(opened).error();
    for (const QString& title : table.titles)
        file.addText(title.toStdString());
    if (auto ended = file.endRow(); !ended) return std::move(ended).error();
    for (const std::vector<Value>& row : table.rows) {
        for (const Value& cell : row) {
            const auto* text = std::get_if<std::string>(&cell);
            if (text != nullptr) {
                file.addText(*text);
            } else {
                file.addNumber(cell);
            }
        }
        if (auto ended = file.endRow(); !ended) return std::move(ended).error();
    }
    if (!progress(1)) return givenUp();
    if (auto committed = file.commit(); !committed) return std::move(committed).error();
    return static_cast<std::int64_t>(table.rows.size());
}

Result<std::int64_t> writeRows(const HistoryRows& rows, const QString& path, const ShareDone& progress) {
    const auto history = History::open(rows.folder);
    if (!history) return history.error();
    return writeHistoryCsv(**history, rows.metric, rows.query, rows.zone, path.toStdString(), progress);
}

}  // namespace

Exporter::Exporter(ExportBar& bar, QObject* parent) : QObject(parent), m_bar(&bar) {
    connect(&bar, &ExportBar::cancelAsked, this, &Exporter::cancel);
}

std::shared_ptr<QImage> Exporter::beginPicture(const Drawing& drawing, int scale) {
    m_stage = Stage::Drawing;
    m_bar->begin(tr("The picture is being drawn…"));
    return std::make_shared<QImage>(canvasOf(drawing, scale));
}

void Exporter::copyPicture(Drawing drawing, int scale) {
    if (busy()) return;
    const auto canvas = beginPicture(drawing, scale);
    draw(
        std::make_shared<Drawing>(std::move(drawing)), 0,
        [canvas](const Drawing::Part& part) { paintPart(part, *canvas); },
        [this, canvas] {
            QGuiApplication::clipboard()->setImage(*canvas);
            m_stage = Stage::None;
            m_bar->tellDone(tr("The picture is in the clipboard."));
        });
}

void Exporter::savePicture(Drawing drawing, int scale, const QString& file) {
    if (busy()) return;
    const auto canvas = beginPicture(drawing, scale);
    draw(
        std::make_shared<Drawing>(std::move(drawing)), 0,
        [canvas](const Drawing::Part& part) { paintPart(part, *canvas); },
        [this, canvas, file] {
            write(file, [canvas, file](const ShareDone& progress) {
                return writeBytes(file, pngOf(*canvas), progress);
            });
        });
}

void Exporter::savePdf(Drawing drawing, const QString& file) {
    if (busy()) return;
    m_stage = Stage::Drawing;
    m_bar->begin(tr("The PDF is being drawn…"));
    const auto record = std::make_shared<RecordedDrawing>(RecordedDrawing{
        .title = drawing.title, .size = drawing.size, .ground = drawing.ground, .paged = drawing.paged});
    draw(
        std::make_shared<Drawing>(std::move(drawing)), 0,
        [record](const Drawing::Part& part) { record->parts.push_back(recorded(part)); },
        [this, record, file] {
            write(file, [record, file](const ShareDone& progress) {
                return writeBytes(file, pdfOf(*record), progress);
            });
        });
}

void Exporter::saveTable(ShownTable table, const QString& file) {
    if (busy()) return;
    m_bar->begin(tr("The rows are being written…"));
    write(file, [table = std::move(table), file](const ShareDone& progress) {
        return writeTable(table, file, progress);
    });
}

void Exporter::saveRows(HistoryRows rows, const QString& file) {
    if (busy()) return;
    m_bar->begin(tr("The rows are being read from the history and written…"));
    write(file, [rows = std::move(rows), file](const ShareDone& progress) {
        return writeRows(rows, file, progress);
    });
}

void Exporter::draw(const std::shared_ptr<Drawing>& drawing, std::size_t next, const Paint& paint,
                    const std::function<void()>& then) {
    if (next == drawing->parts.size()) return then();
    paint(drawing->parts[next]);
    m_bar->setShare(static_cast<double>(next + 1) / static_cast<double>(drawing->parts.size()));
    QTimer::singleShot(0, this, [this, drawing, next, paint, then, turn = m_turn] {
        if (turn == m_turn && m_bar) draw(drawing, next + 1, paint, then);
    });
}

void Exporter::write(const QString& file, const Write& work) {
    m_stage = Stage::Writing;
    m_errand.run("export",
                 [this, file, work](const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
                     const auto progress = [this, &stopping, &deliver](double share) {
                         deliver([this, share] {
                             if (m_bar) m_bar->setShare(share);
                         });
                         return !stopping.load();
                     };
                     auto done = work(progress);
                     deliver([this, file, done = std::move(done)] { tellWritten(done, file); });
                 });
}

void Exporter::tellGivenUp() {
    if (m_bar) m_bar->tellDone(tr("The export was given up; no file was written."));
}

void Exporter::tellWritten(const Result<std::int64_t>& rows, const QString& file) {
    m_stage = Stage::None;
    if (!m_bar) return;
    const QString name = QDir::toNativeSeparators(file);
    if (!rows && rows.error().code == ErrorCode::Cancelled) return tellGivenUp();
    if (!rows) return m_bar->tellProblem(errorSentence(rows.error()));
    if (*rows == kNoRows) return m_bar->tellDone(tr("Saved as %1.").arg(name), file);
    m_bar->tellDone(tr("%n rows saved as %1.", nullptr, static_cast<int>(*rows)).arg(name), file);
}

void Exporter::cancel() {
    if (m_stage == Stage::Writing) return m_errand.stop();  // it tells when it has ended
    if (m_stage != Stage::Drawing) return;
    ++m_turn;
    m_stage = Stage::None;
    tellGivenUp();
}

}  // namespace guanlan
