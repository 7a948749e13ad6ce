// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/inspector.h"

#include "ui/dashboard/form_labels.h"
#include "ui/dashboard/option_form.h"
#include "ui/dashboard/query_form.h"
#include "ui/panel/panel.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPropertyAnimation>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kWidth = 320;
constexpr int kSlideMilliseconds = 160;

QString kindTitle(const PanelKind& kind) {
    return QCoreApplication::translate("PanelKind", kind.title);
}

QString kindName(const PanelKind& kind) {
    return QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
}

}  // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent),
      m_scroll(new QScrollArea(this)),
      m_slide(new QPropertyAnimation(this, "shownWidth", this)) {
    m_slide->setDuration(kSlideMilliseconds);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QPropertyAnimation::finished, this, [this] {
        if (width() == 0) hide();
    });
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    m_scroll->setFixedWidth(kWidth);
    setFixedWidth(0);
    hide();
    build();
}

void Inspector::build() {
    m_content = new QWidget;
    m_content->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    m_heading = new QLabel(m_content);
    m_heading->setFont(currentTheme().title());
    layout->addWidget(m_heading);
    m_hint = new QLabel(m_content);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    layout->addWidget(m_hint);
    buildForm();
    layout->addWidget(m_form);
    buildActions(layout);
    layout->addStretch();
    buildAdditions(layout);
    m_scroll->setWidget(m_content);
    setMetrics(m_metrics);
    if (m_panel.id.empty()) {
        editNothing(m_selected);
    } else {
        edit(m_panel);
    }
}

void Inspector::buildForm() {
    m_form = new QWidget(m_content);
    auto* layout = new QVBoxLayout(m_form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Title"), m_title = new QLineEdit(m_form));
    form->addRow(tr("Kind"), m_kind = new QComboBox(m_form));
    m_title->setObjectName(QStringLiteral("panelTitle"));
    m_kind->setObjectName(QStringLiteral("panelKind"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const PanelKind* kind : panelKinds())
        m_kind->addItem(kindTitle(*kind), kindName(*kind));
    alignLabels(*form);
    layout->addLayout(form);
    layout->addWidget(m_query = new QueryForm(m_form));
    layout->addWidget(m_options = new OptionForm(m_form));
    connect(m_title, &QLineEdit::textEdited, this, &Inspector::editTitle);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling) return;
        PanelConfig panel = m_panel;
        panel.kind = m_kind->currentData().toString().toStdString();
        apply(panel, QStringLiteral("kind"));
        showKind();
    });
    connect(m_query, &QueryForm::edited, this, [this](const QJsonObject& query, const QString& key) {
        PanelConfig panel = m_panel;
        panel.query = query;
        apply(panel, QStringLiteral("query.") + key);
        if (key == QLatin1String("series")) showKind();
    });
    connect(m_options, &OptionForm::edited, this, [this](const QJsonObject& options, const QString& key) {
        PanelConfig panel = m_panel;
        panel.options = options;
        apply(panel, QStringLiteral("options.") + key);
    });
}

void Inspector::buildActions(QVBoxLayout* into) {
    m_actions = new QWidget(m_content);
    auto* actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    auto* copy = new IconButton(Icon::Copy, tr("Duplicate"), m_actions);
    auto* remove = new IconButton(Icon::Trash, tr("Remove"), m_actions);
    copy->setObjectName(QStringLiteral("duplicatePanels"));
    remove->setObjectName(QStringLiteral("removePanels"));
    remove->setLook(IconButton::Look::Danger);
    connect(copy, &IconButton::clicked, this, &Inspector::copyAsked);
    connect(remove, &IconButton::clicked, this, &Inspector::removalAsked);
    actions->addWidget(copy);
    actions->addStretch();
    actions->addWidget(remove);
    into->addWidget(m_actions);
}

void Inspector::buildAdditions(QVBoxLayout* into) {
    auto* heading = new QLabel(tr("Add a panel"), m_content);
    heading->setFont(currentTheme().title());
    into->addWidget(heading);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int index = 0;
    for (const PanelKind* kind : panelKinds()) {
        auto* button = new IconButton(Icon::Plus, kindTitle(*kind), m_content);
        button->setObjectName(QStringLiteral("add-") + kindName(*kind));
        button->setLook(IconButton::Look::Outlined);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &IconButton::clicked, this,
                [this, kind] { emit additionAsked(std::string(kind->name)); });
        grid->addWidget(button, index / 2, index % 2);
        ++index;
    }
    into->addLayout(grid);
}

void Inspector::setMetrics(const std::vector<MetricDefinition>& metrics) {
    m_metrics = metrics;
    m_query->setMetrics(metrics);
    if (!m_panel.id.empty()) edit(m_panel);
}

void Inspector::edit(const PanelConfig& panel) {
    m_panel = panel;
    m_selected = 1;
    m_filling = true;
    m_heading->setText(tr("Panel"));
    m_form->show();
    m_actions->show();
    m_hint->hide();
    const QString title = panel.title.in(uiLanguage());
    if (m_title->text() != title) m_title->setText(title);
    m_kind->setCurrentIndex(m_kind->findData(QString::fromStdString(panel.kind)));
    m_filling = false;
    showKind();
}

void Inspector::showKind() {
    const PanelKind* kind = findPanelKind(m_panel.kind);
    m_query->setVisible(kind != nullptr);
    m_options->setVisible(kind != nullptr);
    if (kind == nullptr) return;  // kept as it is; only place and title can be changed
    m_query->show(m_panel.query, kind->reads);
    m_options->show(kind->options, m_panel.options, m_query->columns());
}

void Inspector::editNothing(int selected) {
    m_panel = {};
    m_selected = selected;
    m_form->hide();
    m_actions->setVisible(selected > 0);
    m_heading->setText(selected > 0 ? tr("%n panels", nullptr, selected) : tr("Panel"));
    m_hint->setText(selected > 0
                        ? tr("Drag one to move all of them. Ctrl+C copies them, Ctrl+V puts the copies in, "
                             "Delete removes them.")
                        : tr("Select a panel to change it, several with Ctrl or by pulling a frame around "
                             "them. Drag to move, pull the right or lower edge to resize; the arrow keys "
                             "move it, with Shift they resize it."));
    m_hint->show();
}

void Inspector::editTitle(const QString& title) {
    if (m_filling || m_panel.id.empty()) return;
    PanelConfig panel = m_panel;
    panel.title.byLanguage.insert(uiLanguage(), title);
    apply(panel, QStringLiteral("title"));
}

void Inspector::apply(const PanelConfig& panel, const QString& what) {
    if (m_panel.id.empty() || panel == m_panel) return;
    m_panel = panel;
    emit panelEdited(panel, what);
}

void Inspector::slide(bool in) {
    if (in) show();
    m_slide->stop();
    m_slide->setStartValue(width());
    m_slide->setEndValue(in ? kWidth : 0);
    m_slide->start();
}

void Inspector::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().rail);
    painter.fillRect(QRect(0, 0, 1, height()), currentTheme().cardBorder);
}

void Inspector::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) build();
}

}  // namespace guanlan
