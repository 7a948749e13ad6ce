// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_export.h"

#include "ui/dashboard/dashboard_drawing.h"
#include "ui/dashboard/dashboard_tabs.h"
#include "ui/dashboard/grid_canvas.h"
#include "ui/export/export_bar.h"
#include "ui/widget/language.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QRegularExpression>
#include <QSettings>
#include <QShortcut>
#include <QStandardPaths>
#include <QTimer>

#include <utility>

namespace guanlan {

namespace {

constexpr int kPatience = 50;  // milliseconds until the panels are asked again
constexpr int kLongestName = 80;
const QString kFolder = QStringLiteral("export/folder");
const QString kCopyKeys = QStringLiteral("Ctrl+Shift+C");
const QString kMenuKeys = QStringLiteral("Ctrl+Shift+E");

/// A title may come from a foreign workspace: nothing of it leads to another folder.
QString fileNameOf(QString title, const QString& moment) {
    static const QRegularExpression unfit(QStringLiteral(R"([/\\:*?"<>|\x00-\x1f\x7f])"));
    title.replace(unfit, QStringLiteral("_"));
    title = title.left(kLongestName).trimmed();
    while (title.startsWith(QLatin1Char('.')))
        title.remove(0, 1);
    QString when = moment;
    return (title.isEmpty() ? QStringLiteral("guanlan") : title) + QLatin1Char(' ') +
           when.remove(QLatin1Char(':'));
}

QString lastFolder() {
    QString folder = QSettings().value(kFolder).toString();
    if (!folder.isEmpty() && QFileInfo(folder).isDir()) return folder;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

}  // namespace

DashboardExport::DashboardExport(GridCanvas& canvas, const WorkspaceModel& workspace, QWidget* page)
    : QObject(page),
      m_canvas(canvas),
      m_workspace(workspace),
      m_page(page),
      m_bar(new ExportBar(page)),
      m_exporter(*m_bar) {
    connect(m_bar, &ExportBar::cancelAsked, this, &DashboardExport::cancel);
    connect(new QShortcut(QKeySequence(kCopyKeys), page), &QShortcut::activated, this,
            &DashboardExport::copyCurrent);
    connect(new QShortcut(QKeySequence(kMenuKeys), page), &QShortcut::activated, this,
            [this] { openMenu(m_page->mapToGlobal(m_page->rect().topRight())); });
}

void DashboardExport::setHub(FeedHub* hub) {
    cancel();
    m_hub = hub;
}

std::vector<ExportAction> DashboardExport::actions() {
    const bool some = !m_canvas.dashboard().panels.empty() && !m_exporter.busy() && !m_waiting;
    return {{.title = tr("Copy the dashboard as a picture"),
             .keys = kCopyKeys,
             .enabled = some,
             .run = [this] { copyPicture({}); }},
            {.title = tr("Save the dashboard as a picture…"),
             .enabled = some,
             .run = [this] { savePicture({}, 1); }},
            {.title = tr("Save the dashboard as a picture, twice as fine…"),
             .enabled = some,
             .run = [this] { savePicture({}, 2); }},
            {.title = tr("Save the dashboard as PDF…"), .enabled = some, .run = [this] { savePdf({}); }}};
}

std::vector<ExportAction> DashboardExport::panelActions(const std::string& id) {
    const Card* card = m_canvas.card(id);
    if (card == nullptr || card->panel() == nullptr) return {};
    const bool idle = !m_exporter.busy() && !m_waiting;
    return {
        {.title = tr("Copy as a picture"),
         .keys = kCopyKeys,
         .enabled = idle,
         .run = [this, id] { copyPicture(id); }},
        {.title = tr("Save as a picture…"), .enabled = idle, .run = [this, id] { savePicture(id, 1); }},
        {.title = tr("Save as a picture, twice as fine…"),
         .enabled = idle,
         .run = [this, id] { savePicture(id, 2); }},
        {.title = tr("Save as PDF…"), .enabled = idle, .run = [this, id] { savePdf(id); }},
        {.title = tr("Save the rows shown as CSV…"),
         .enabled = idle && !card->panel()->shownTable().titles.isEmpty(),
         .run = [this, id] { saveTable(id); }},
        {.title = tr("Save all rows of this time as CSV…"),
         .enabled = idle && card->rowsShown().has_value(),
         .run = [this, id] { saveRows(id); }},
    };
}

void DashboardExport::popUp(const std::vector<ExportAction>& actions, const QPoint& at) {
    if (actions.empty()) return;
    auto* menu = new QMenu(m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("exportMenu"));
    for (const ExportAction& action : actions) {
        const QString keys = action.keys.isEmpty() ? QString() : QLatin1Char('\t') + action.keys;
        menu->addAction(action.title + keys, this, action.run)->setEnabled(action.enabled);
    }
    menu->popup(at);
    menu->setActiveAction(menu->actions().constFirst());
}

void DashboardExport::openMenu(const QPoint& at) {
    popUp(actions(), at);
}

void DashboardExport::openPanelMenu(const std::string& id, const QPoint& at) {
    popUp(panelActions(id), at);
}

void DashboardExport::offerPanel(const std::string& id) {
    if (const Card* card = m_canvas.card(id))
        openPanelMenu(id, card->mapToGlobal(QPoint(card->width() / 2, card->height() / 3)));
}

/// In the zone of the run; the clock of a demo may be another one than ours.
QString DashboardExport::moment() const {
    if (!m_hub) return QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    const RunView& run = m_hub->run();
    return QString::fromStdString(formatTimestamp(run.zone.toLocal(run.clock->now()), 0)).left(16);
}

QString DashboardExport::nameOf(const std::string& id) const {
    const Card* card = m_canvas.card(id);
    return fileNameOf(card != nullptr ? card->title() : titleOf(m_canvas.dashboard()), moment());
}

Drawing DashboardExport::drawing(const std::string& id) const {
    if (Card* card = m_canvas.card(id)) return drawingOf(*card);
    QStringList more;
    for (const auto& [dimension, value] : m_canvas.filter())
        more += filterText(dimension, value);
    more += m_workspace.settings().name.in(uiLanguage());
    more += moment();
    more.removeAll(QString());
    return drawingOf(m_canvas, {titleOf(m_canvas.dashboard()), more.join(QStringLiteral(" · "))});
}

void DashboardExport::ask(const QString& name, const char* ending,
                          const std::function<void(const QString&)>& then) {
    const QString suffix = QLatin1String(ending);
    auto* dialog = new QFileDialog(m_page, tr("Save"), lastFolder(),
                                   QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(name + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [then](const QString& file) {
        QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
        then(file);
    });
    dialog->open();
}

/// Panels out of sight take no rows; now they do, and history may have to be read for them.
void DashboardExport::whenComplete(const std::string& id, const std::function<void()>& then) {
    bool complete = true;
    for (const PanelConfig& panel : m_canvas.dashboard().panels) {
        if (!m_hub || (!id.empty() && panel.id != id)) continue;
        complete = m_canvas.card(panel.id)->fetch(*m_hub) && complete;
    }
    if (complete) {
        m_waiting = false;
        return then();
    }
    if (!m_waiting) m_bar->begin(tr("The panels are being read to their end…"));
    m_waiting = true;
    QTimer::singleShot(kPatience, this, [this, id, then, turn = m_turn] {
        if (turn == m_turn) whenComplete(id, then);
    });
}

void DashboardExport::cancel() {
    ++m_turn;
    if (std::exchange(m_waiting, false)) m_exporter.tellGivenUp();
}

void DashboardExport::copyCurrent() {
    copyPicture(m_canvas.currentPanel());
}

void DashboardExport::copyPicture(const std::string& id) {
    constexpr int kScale = 2;
    if (m_exporter.busy() || m_waiting || m_canvas.dashboard().panels.empty()) return;
    whenComplete(id, [this, id] { m_exporter.copyPicture(drawing(id), kScale); });
}

void DashboardExport::savePicture(const std::string& id, int scale) {
    ask(nameOf(id), "png", [this, id, scale](const QString& file) {
        whenComplete(id, [this, id, scale, file] { m_exporter.savePicture(drawing(id), scale, file); });
    });
}

void DashboardExport::savePdf(const std::string& id) {
    ask(nameOf(id), "pdf", [this, id](const QString& file) {
        whenComplete(id, [this, id, file] { m_exporter.savePdf(drawing(id), file); });
    });
}

void DashboardExport::saveTable(const std::string& id) {
    ask(nameOf(id), "csv", [this, id](const QString& file) {
        whenComplete(id, [this, id, file] {
            const Card* card = m_canvas.card(id);
            if (card != nullptr && card->panel() != nullptr)
                m_exporter.saveTable(card->panel()->shownTable(), file);
        });
    });
}

void DashboardExport::saveRows(const std::string& id) {
    ask(nameOf(id), "csv", [this, id](const QString& file) {
        const Card* card = m_canvas.card(id);
        const auto rows = card != nullptr ? card->rowsShown() : std::nullopt;
        if (!rows || !m_hub) return;
        m_exporter.saveRows({.folder = m_hub->run().historyFolder,
                             .metric = *card->metricShown(),
                             .query = {.metric = rows->metric,
                                       .from = rows->from + 1,
                                       .to = rows->to + 1,
                                       .where = rows->where},
                             .zone = m_hub->run().zone},
                            file);
    });
}

}  // namespace guanlan
