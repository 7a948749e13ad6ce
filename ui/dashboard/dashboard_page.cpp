// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_page.h"

#include "ui/dashboard/grid_arrangement.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostUndo = 100;

}  // namespace

DashboardPage::DashboardPage(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_scroll(new QScrollArea(this)),
      m_canvas(new GridCanvas),
      m_inspector(new Inspector(this)) {
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_inspector);
    connect(m_canvas, &GridCanvas::arrangementChanged, this, [this] { change(m_canvas->dashboard()); });
    connect(m_canvas, &GridCanvas::selectionChanged, this, &DashboardPage::select);
    connect(m_canvas, &GridCanvas::removalAsked, this, &DashboardPage::remove);
    connect(m_inspector, &Inspector::panelEdited, this, &DashboardPage::editPanel);
    connect(m_inspector, &Inspector::removalAsked, this, &DashboardPage::remove);
    connect(m_inspector, &Inspector::copyAsked, this, &DashboardPage::copy);
    connect(m_inspector, &Inspector::additionAsked, this, &DashboardPage::add);
}

void DashboardPage::setHub(FeedHub* hub) {
    m_canvas->setHub(hub);
    if (hub != nullptr) m_inspector->setMetrics(hub->run().metrics);
}

void DashboardPage::open(const std::string& dashboardId) {
    for (const DashboardConfig& dashboard : m_workspace.dashboards()) {
        if (dashboard.id != dashboardId) continue;
        m_saved = dashboard;
        m_past.clear();
        m_canvas->show(dashboard);
    }
}

QString DashboardPage::title() const {
    return m_canvas->dashboard().title.in(uiLanguage());
}

void DashboardPage::setEditing(bool editing) {
    if (editing == this->editing()) return;
    m_canvas->setEditing(editing);
    m_inspector->slide(editing);
    m_past.clear();
    if (!editing) m_workspace.flush();
    emit editingChanged(editing);
}

void DashboardPage::change(const DashboardConfig& dashboard) {
    if (dashboard == m_saved) return;
    m_past.push_back(m_saved);
    if (m_past.size() > kMostUndo) m_past.erase(m_past.begin());
    m_saved = dashboard;
    m_canvas->show(dashboard);
    m_workspace.setDashboard(dashboard);
}

void DashboardPage::undo() {
    if (m_past.empty()) return;
    m_saved = m_past.back();
    m_past.pop_back();
    m_canvas->show(m_saved);
    m_workspace.setDashboard(m_saved);
    select(m_canvas->selected());
}

void DashboardPage::editPanel(const PanelConfig& panel) {
    DashboardConfig dashboard = m_saved;
    for (PanelConfig& known : dashboard.panels) {
        if (known.id != panel.id) continue;
        const QRect cell = known.cell;
        known = panel;
        known.cell = cell;
    }
    change(dashboard);
}

void DashboardPage::remove(const std::string& id) {
    DashboardConfig dashboard = m_saved;
    std::erase_if(dashboard.panels, [&](const PanelConfig& panel) { return panel.id == id; });
    change(dashboard);
    select({});
}

std::string DashboardPage::freshId(const std::string& kind) const {
    for (int number = 1;; ++number) {
        std::string id = kind + "-" + std::to_string(number);
        const bool taken = std::any_of(m_saved.panels.begin(), m_saved.panels.end(),
                                       [&](const PanelConfig& panel) { return panel.id == id; });
        if (!taken) return id;
    }
}

void DashboardPage::copy(const std::string& id) {
    for (const PanelConfig& panel : m_saved.panels) {
        if (panel.id != id) continue;
        DashboardConfig dashboard = m_saved;
        PanelConfig twin = panel;
        twin.id = freshId(panel.kind);
        std::vector<QRect> cells;
        for (const PanelConfig& other : dashboard.panels)
            cells.push_back(other.cell);
        twin.cell = freePlace(cells, panel.cell.size());
        dashboard.panels.push_back(twin);
        change(dashboard);
        m_canvas->select(twin.id);
        return;
    }
}

void DashboardPage::add(const std::string& kind) {
    const PanelKind* known = findPanelKind(kind);
    if (known == nullptr) return;
    DashboardConfig dashboard = m_saved;
    std::vector<QRect> cells;
    for (const PanelConfig& other : dashboard.panels)
        cells.push_back(other.cell);
    PanelConfig panel{.id = freshId(kind), .kind = kind};
    panel.title.byLanguage.insert(uiLanguage(), QCoreApplication::translate("PanelKind", known->title));
    panel.cell = freePlace(cells, known->smallest.expandedTo(QSize(6, 5)));
    dashboard.panels.push_back(panel);
    change(dashboard);
    m_canvas->select(panel.id);
}

void DashboardPage::select(const std::string& id) {
    for (const PanelConfig& panel : m_saved.panels) {
        if (panel.id != id) continue;
        m_inspector->edit(panel);
        return;
    }
    m_inspector->editNothing();
}

void DashboardPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_canvas->setViewHeight(height());
}

void DashboardPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().window);
}

void DashboardPage::keyPressEvent(QKeyEvent* event) {
    if (editing() && event->matches(QKeySequence::Undo)) {
        undo();
        return;
    }
    if (editing() && event->key() == Qt::Key_Escape) {
        setEditing(false);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace guanlan
