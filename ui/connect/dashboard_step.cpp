// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/dashboard_step.h"

#include "core/analysis/stream_proposal.h"
#include "core/base/clock.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/sql/formatter.h"
#include "core/sql/parser.h"
#include "ui/connect/dashboard_draft.h"
#include "ui/panel/panel.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"
#include "ui/widget/section.h"
#include "ui/widget/verdict.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSplitter>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kCheckAfterMs = 300;

enum Start { Earliest, LastHour, Latest };

QString kindTitle(const std::string& kind) {
    const PanelKind* known = findPanelKind(kind);
    return known == nullptr ? QString::fromStdString(kind)
                            : QCoreApplication::translate("PanelKind", known->title);
}

/// Names that the script so far declares.
std::set<std::string> declaredNames(const std::string& script) {
    std::set<std::string> names;
    for (const sql::Statement& statement : sql::parseScript(script).statements) {
        if (const auto* table = std::get_if<sql::CreateTable>(&statement.body))
            names.insert(table->name.text);
        if (const auto* view = std::get_if<sql::CreateView>(&statement.body)) names.insert(view->name.text);
        if (const auto* metric = std::get_if<sql::CreateMaterializedTable>(&statement.body))
            names.insert(metric->name.text);
    }
    return names;
}

std::string freeName(const std::string& wanted, const std::set<std::string>& taken) {
    std::string name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = wanted + "_" + std::to_string(number);
    return name;
}

QListWidgetItem* ticked(QListWidget* list, const QString& text, bool used) {
    auto* item = new QListWidgetItem(text, list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(used ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(text);
    return item;
}

}  // namespace

DashboardStep::DashboardStep(QWidget* parent)
    : QWidget(parent), m_choices(new Section), m_scriptSection(new Section) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
    splitter->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    splitter->addWidget(m_choices);
    splitter->addWidget(m_scriptSection);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    layout->addWidget(splitter);
    buildChoices();
    buildScript();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &DashboardStep::check);
    setFocusProxy(m_name);
}

void DashboardStep::buildChoices() {
    m_choices->setTitle(tr("Dashboard"));
    auto* form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->addRow(tr("Name"), m_name = new QLineEdit);
    form->addRow(tr("Read from"), m_start = new QComboBox);
    m_name->setObjectName(QStringLiteral("dashboardName"));
    m_start->addItem(tr("the oldest record that is kept"), Earliest);
    m_start->addItem(tr("an hour ago"), LastHour);
    m_start->addItem(tr("now"), Latest);
    m_start->setObjectName(QStringLiteral("startFrom"));
    m_choices->body()->addLayout(form);
    const auto add = [&](const QString& title, const char* name) {
        auto* label = new QLabel(title);
        label->setProperty("muted", true);
        m_choices->body()->addWidget(label);
        auto* list = new QListWidget;
        list->setAccessibleName(title);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setObjectName(QLatin1String(name));
        m_choices->body()->addWidget(list, 1);
        return list;
    };
    m_metricList = add(tr("Metrics"), "proposedMetrics");
    m_panelList = add(tr("Panels"), "proposedPanels");
    connect(m_start, &QComboBox::currentIndexChanged, this, &DashboardStep::write);
    connect(m_metricList, &QListWidget::itemChanged, this, [this] {
        takeTicks();
        m_panels = proposePanels(m_proposal, m_metrics);
        showPanels();
        write();
    });
    connect(m_panelList, &QListWidget::itemChanged, this, &DashboardStep::takeTicks);
}

void DashboardStep::buildScript() {
    m_scriptSection->setTitle(tr("What is added to the script"));
    m_scriptSection->setToolTip(tr("Flink SQL; change it as you like"));
    m_scriptSection->actions()->addWidget(m_again = new IconButton(Icon::Undo, tr("Write it anew")));
    m_again->setEnabled(false);
    m_scriptSection->body()->addWidget(m_editor = new QPlainTextEdit, 1);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(13);
    m_editor->setFont(mono);
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setTabChangesFocus(true);
    m_editor->setObjectName(QStringLiteral("newScript"));
    m_editor->setAccessibleName(tr("What is added to the script"));
    m_scriptSection->body()->addWidget(m_result = new QLabel);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setObjectName(QStringLiteral("scriptResult"));
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        m_byHand = true;
        m_again->setEnabled(true);
        checkSoon();
    });
    connect(m_again, &IconButton::clicked, this, [this] {
        m_byHand = false;
        write();
    });
}

void DashboardStep::open(Ground ground, const StreamProposal& proposal, const std::string& pasted) {
    m_ground = std::move(ground);
    m_proposal = proposal;
    m_pasted = pasted;
    const std::set<std::string> taken = declaredNames(m_ground.existing);
    if (m_pasted.empty()) m_proposal.table = freeName(m_proposal.table, taken);
    m_metrics = proposeMetrics(m_proposal);
    for (MetricProposal& metric : m_metrics)
        metric.name = freeName(metric.name, taken);
    m_panels = proposePanels(m_proposal, m_metrics);
    m_name->setText(QString::fromStdString(m_ground.topic.empty() ? m_proposal.table : m_ground.topic));
    m_byHand = false;
    m_start->setEnabled(m_pasted.empty());
    showMetrics();
    showPanels();
    write();
}

void DashboardStep::showMetrics() {
    const QSignalBlocker quiet(m_metricList);
    m_metricList->clear();
    for (const MetricProposal& metric : m_metrics) {
        QStringList values;
        for (const std::string& value : metric.values)
            values += valueTitle(value).in(uiLanguage());
        ticked(m_metricList,
               QStringLiteral("%1: %2").arg(QString::fromStdString(metric.name),
                                            values.join(QStringLiteral(", "))),
               metric.used);
    }
}

void DashboardStep::showPanels() {
    const QSignalBlocker quiet(m_panelList);
    m_panelList->clear();
    for (const PanelProposal& panel : m_panels)
        ticked(m_panelList,
               QStringLiteral("%1: %2").arg(kindTitle(panel.kind), panelTitle(panel).in(uiLanguage())),
               panel.used);
}

void DashboardStep::takeTicks() {
    for (int i = 0; i < m_metricList->count(); ++i)
        m_metrics[std::size_t(i)].used = m_metricList->item(i)->checkState() == Qt::Checked;
    for (int i = 0; i < m_panelList->count(); ++i)
        m_panels[std::size_t(i)].used = m_panelList->item(i)->checkState() == Qt::Checked;
}

Micros DashboardStep::now() const {
    return SystemClock().now();
}

TableOptions DashboardStep::tableOptions() const {
    TableOptions options{{"connector", "kafka"}, {"topic", m_ground.topic}};
    options.insert(options.end(), m_ground.options.begin(), m_ground.options.end());
    switch (m_start->currentData().toInt()) {
        case LastHour:
            options.emplace_back("scan.startup.mode", "timestamp");
            options.emplace_back("scan.startup.timestamp-millis", std::to_string((now() - kHour) / kMilli));
            break;
        case Latest:
            options.emplace_back("scan.startup.mode", "latest-offset");
            break;
        default:
            options.emplace_back("scan.startup.mode", "earliest-offset");
    }
    options.emplace_back("format", m_proposal.json ? "json" : "raw");
    return options;
}

void DashboardStep::write() {
    if (m_byHand) return;
    const auto table = m_pasted.empty()
                           ? tableScript(m_proposal, tableOptions(), m_ground.zone.offsetAt(now()))
                           : Result<std::string>(m_pasted);
    const auto metrics = metricScript(m_metrics);
    const QSignalBlocker quiet(m_editor);
    m_editor->setPlainText(QString::fromStdString((table ? *table : std::string()) + "\n" +
                                                  (metrics ? *metrics : std::string())));
    m_again->setEnabled(false);
    if (!table) return tell(errorSentence(table.error()), false);
    if (!metrics) return tell(errorSentence(metrics.error()), false);
    checkSoon();
}

void DashboardStep::checkSoon() {
    emit ready(false);
    m_soon.start(kCheckAfterMs);
}

void DashboardStep::check() {
    m_errand.run("plan", [this, script = script(), file = m_ground.file,
                          lines = std::count(m_ground.existing.begin(), m_ground.existing.end(), '\n')](
                             const std::atomic<bool>&, const Errand::Deliver& deliver) {
        const PlanOutcome outcome = planScript(script, plannerOptions(file));
        if (outcome.ok()) {
            deliver([this] {
                tell(tr("The script is valid."), true);
                emit ready(true);
            });
            return;
        }
        const Error error = outcome.errors.front();
        deliver([this, error, line = error.position.line - int(lines) - 1] {
            const QString words = errorSentence(error);
            tell(line > 0 ? tr("Line %1, column %2: %3").arg(line).arg(error.position.column).arg(words)
                          : tr("In the script so far: %1").arg(words),
                 false);
        });
    });
}

void DashboardStep::tell(const QString& words, bool good) {
    showVerdict(*m_result, words, good);
}

std::string DashboardStep::script() const {
    std::string script = m_ground.existing;
    if (!script.empty() && !script.ends_with('\n')) script += '\n';
    return script + "\n" + m_editor->toPlainText().toStdString();
}

DashboardConfig DashboardStep::dashboard() const {
    LocalText title;
    const QString name = m_name->text().trimmed();
    for (const char* language : {"en", "zh_CN"})
        title.byLanguage.insert(QLatin1String(language), name);
    std::string id = sqlNameOf(m_ground.topic.empty() ? m_proposal.table : m_ground.topic);
    id = freeName(id, m_ground.dashboards);
    return draftDashboard(m_proposal, m_panels, id, title, now(), m_ground.zone);
}

}  // namespace guanlan
