// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/history_csv.h"
#include "ui/connect/errand.h"
#include "ui/export/drawing.h"
#include "ui/panel/shown_table.h"

#include <QObject>
#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace guanlan {

class ExportBar;

/// Rows of a workspace's history, all their columns.
struct HistoryRows {
    std::string folder{};
    MetricDefinition metric{};
    HistoryQuery query{};
    Zone zone{};
};

/// One export at a time: draws it part by part between other events, writes its file on a thread of its own,
/// and tells its bar. A file is there whole or not at all. UI thread.
class Exporter : public QObject {
    Q_OBJECT
  public:
    /// The bar is somebody else's and may go first.
    explicit Exporter(ExportBar& bar, QObject* parent = nullptr);
    [[nodiscard]] bool busy() const { return m_stage != Stage::None; }
    void copyPicture(Drawing drawing, int scale);
    void savePicture(Drawing drawing, int scale, const QString& file);
    void savePdf(Drawing drawing, const QString& file);
    void saveTable(ShownTable table, const QString& file);
    void saveRows(HistoryRows rows, const QString& file);
    void cancel();
    /// Also by who had not begun to draw yet.
    void tellGivenUp();

  private:
    enum class Stage { None, Drawing, Writing };
    using Paint = std::function<void(const Drawing::Part&)>;
    /// Answers how many rows there are, kNoRows for a picture.
    using Write = std::function<Result<std::int64_t>(const ShareDone&)>;

    [[nodiscard]] std::shared_ptr<QImage> beginPicture(const Drawing& drawing, int scale);
    void draw(const std::shared_ptr<Drawing>& drawing, std::size_t next, const Paint& paint,
              const std::function<void()>& then);
    void write(const QString& file, const Write& work);
    void tellWritten(const Result<std::int64_t>& rows, const QString& file);

    QPointer<ExportBar> m_bar;
    Stage m_stage = Stage::None;
    int m_turn = 0;  ///< of the drawing
    Errand m_errand{};
};

}  // namespace guanlan
