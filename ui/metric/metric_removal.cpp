// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/metric_removal.h"

#include "core/analysis/metric_shape.h"
#include "core/runtime/script_check.h"
#include "ui/dashboard/dashboard_tabs.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <optional>

namespace guanlan {

namespace {

constexpr int kMostNamed = 4;

/// The first few of them, and how many more.
QString named(const QStringList& names) {
    QString text = names.mid(0, kMostNamed).join(QStringLiteral(", "));
    if (names.size() > kMostNamed)
        text += u' ' + MetricRemoval::tr("and %1 more").arg(names.size() - kMostNamed);
    return text;
}

QString wordsFor(const QString& metric, const MetricUses& uses) {
    QStringList words{MetricRemoval::tr("Remove %1 from pipeline.sql?").arg(metric)};
    if (!uses.panels.isEmpty())
        words +=
            MetricRemoval::tr("It is shown by: %1. They will say that it is gone.").arg(named(uses.panels));
    if (!uses.rules.isEmpty())
        words += MetricRemoval::tr("It is watched by: %1. They will raise no alarm.").arg(named(uses.rules));
    if (uses.panels.isEmpty() && uses.rules.isEmpty())
        words += MetricRemoval::tr("No panel and no rule uses it.");
    words += MetricRemoval::tr("The rows in history stay.");
    return words.join(u' ');
}

/// Empty when the script runs without the metric.
std::optional<Error> refusalOf(const MetricEdit& edit, const WorkspaceFolder& folder) {
    const PlanOutcome outcome = checkScript(edit.script, "pipeline.sql", folder.path());
    return outcome.errors.empty() ? std::nullopt : std::optional(outcome.errors.front());
}

}  // namespace

MetricUses usesOf(const WorkspaceModel& workspace, const std::string& metric) {
    MetricUses uses;
    for (const DashboardConfig& dashboard : workspace.dashboards()) {
        for (const PanelConfig& panel : dashboard.panels) {
            if (panel.query.value(QLatin1String("metric")).toString().toStdString() != metric) continue;
            const QString title = panel.title.in(uiLanguage());
            uses.panels += QStringLiteral("%1 › %2").arg(
                titleOf(dashboard), title.isEmpty() ? QString::fromStdString(panel.id) : title);
        }
    }
    for (const AlarmRule& rule : workspace.rules()) {
        if (rule.metric == metric) uses.rules += QString::fromStdString(rule.name);
    }
    return uses;
}

MetricRemoval::MetricRemoval(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_words(new QLabel),
      m_keep(new IconButton(Icon::None)),
      m_remove(new IconButton(Icon::Trash)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_keep);
    layout->addWidget(m_remove);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("removalWords"));
    m_keep->setObjectName(QStringLiteral("keepMetric"));
    m_keep->setLook(IconButton::Look::Outlined);
    m_remove->setObjectName(QStringLiteral("confirmRemoval"));
    m_remove->setLook(IconButton::Look::Danger);
    connect(m_keep, &IconButton::clicked, this, &MetricRemoval::dismiss);
    connect(m_remove, &IconButton::clicked, this, &MetricRemoval::confirm);
    retranslate();
    hide();
}

void MetricRemoval::retranslate() {
    m_keep->setText(tr("Keep it"));
    m_remove->setText(tr("Remove"));
}

void MetricRemoval::ask(const std::string& metric) {
    const auto script = m_workspace.folder().pipeline();
    const auto part = script ? partOf(*script, metric) : std::nullopt;
    if (!part) return dismiss();
    // The empty lines before it are enough for what comes next.
    const std::size_t next = std::min(part->after.find_first_not_of('\n'), part->after.size());
    std::string rest = part->before + part->after.substr(next);
    m_edit = {.script = std::move(rest), .before = *script, .metric = metric};
    m_words->setText(wordsFor(QString::fromStdString(metric), usesOf(m_workspace, metric)));
    setAccessibleName(m_words->text());
    m_remove->setEnabled(false);
    show();
    m_keep->setFocus();
    check();
}

void MetricRemoval::check() {
    m_errand.run("removal", [this, edit = m_edit, folder = m_workspace.folder()](
                                const std::atomic<bool>&, const Errand::Deliver& deliver) {
        const auto refusal = refusalOf(edit, folder);
        deliver([this, refusal] {
            m_remove->setEnabled(!refusal);
            if (!refusal) return;
            m_words->setText(tr("%1 cannot be removed, the rest of the script needs it: %2")
                                 .arg(QString::fromStdString(m_edit.metric), errorSentence(*refusal)));
        });
    });
}

void MetricRemoval::confirm() {
    // Somebody may have changed the script meanwhile.
    const auto script = m_workspace.folder().pipeline();
    if (!script || *script != m_edit.before) return ask(m_edit.metric);
    const MetricEdit edit = m_edit;
    dismiss();
    emit confirmed(edit);
}

void MetricRemoval::dismiss() {
    m_errand.forget();
    hide();
}

void MetricRemoval::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void MetricRemoval::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.setPen(withAlpha(theme.critical, 90));
    painter.setBrush(withAlpha(theme.critical, theme.dark ? 30 : 22));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void MetricRemoval::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
