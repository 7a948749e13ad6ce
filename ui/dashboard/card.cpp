// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/card.h"

#include "core/runtime/snapshot.h"
#include "ui/panel/panel_query.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr int kRadius = 10;
constexpr int kHeader = 46;
constexpr int kSide = 14;
constexpr int kBottom = 10;
constexpr int kCompactBelow = 150;  // tiles: a quiet line instead of a heading
constexpr int kCompactHeader = 34;
constexpr int kMarkDot = 13;
constexpr int kMarkGap = 12;
constexpr int kFunnel = 16;
constexpr int kMenu = 26;

const MetricDefinition* metricOf(const FeedHub& hub, const std::string& name) {
    for (const MetricDefinition& metric : hub.run().metrics) {
        if (metric.name == name) return &metric;
    }
    return nullptr;
}

bool hasDimension(const MetricDefinition& metric, const std::string& name) {
    return metric.schema &&
           std::any_of(metric.dimensions.begin(), metric.dimensions.end(),
                       [&](std::size_t column) { return (*metric.schema)[column].name == name; });
}

/// For panels that show the run itself: they still tell times.
PanelData withoutRows(const Zone& zone) {
    PanelData data;
    data.finals = std::make_shared<Batch>();
    data.zone = zone;
    return data;
}

}  // namespace

/// Keeps its place for the keyboard and is drawn only where it is needed.
class CardMenu final : public IconButton {
  public:
    explicit CardMenu(QWidget* card) : IconButton(Icon::More, {}, card) {
        setObjectName(QStringLiteral("cardMenu"));
        setFixedSize(kMenu, kMenu);
    }
    [[nodiscard]] bool seen() const { return !quiet && (parentWidget()->underMouse() || hasFocus()); }

    bool quiet = false;

  protected:
    void paintEvent(QPaintEvent* event) override {
        if (seen()) IconButton::paintEvent(event);
    }
    void focusInEvent(QFocusEvent* event) override {
        IconButton::focusInEvent(event);
        parentWidget()->update();
    }
    void focusOutEvent(QFocusEvent* event) override {
        IconButton::focusOutEvent(event);
        parentWidget()->update();
    }
};

Card::Card(const PanelConfig& config, QWidget* parent)
    : QWidget(parent), m_config(config), m_menu(new CardMenu(this)) {
    setAttribute(Qt::WA_OpaquePaintEvent, false);
    connect(m_menu, &IconButton::clicked, this, [this] { emit menuAsked(m_menu->geometry().bottomLeft()); });
}

bool Card::compact() const {
    return height() < kCompactBelow;
}

QSize Card::smallest() const {
    const PanelKind* kind = findPanelKind(m_config.kind);
    return kind != nullptr ? kind->smallest : QSize(3, 3);
}

void Card::configure(const PanelConfig& config, FeedHub* hub) {
    const PanelKind* kind = findPanelKind(config.kind);
    const bool sameKind = m_panel && m_kindShown == QString::fromStdString(config.kind);
    m_config = config;
    m_kindShown = QString::fromStdString(config.kind);
    if (!sameKind) {
        m_panel = kind != nullptr ? kind->create(this) : nullptr;
        if (m_panel) showPanel();
    }
    if (m_panel) {
        configurePanel(hub);
        const PanelDemand demand = kind->wants(config);
        m_feed = hub != nullptr && !demand.metric.empty() ? hub->feed(demand) : nullptr;
        m_fresh = true;
        if (hub != nullptr && !m_feed) m_panel->setData(withoutRows(hub->run().zone));
        if (hub != nullptr && hub->snapshot()) m_panel->setSnapshot(*hub->snapshot());
    }
    place();
    update();
}

void Card::setFilter(const DashboardFilter& filter, FeedHub* hub) {
    if (filter == m_filter) return;
    m_filter = filter;
    if (m_panel) configurePanel(hub);
    takeWords();
    update();
}

/// A condition of the panel's own stays: a panel for one province does not become one for another.
void Card::configurePanel(FeedHub* hub) {
    m_shown = m_config;
    m_unfiltered.clear();
    const PanelQuery query = readQuery(m_config, Aggregate::Sum);
    const MetricDefinition* metric = hub != nullptr ? metricOf(*hub, query.metric) : nullptr;
    QJsonObject where = m_config.query.value(QLatin1String("where")).toObject();
    for (const auto& [dimension, value] : m_filter) {
        if (metric == nullptr) break;
        const QString name = QString::fromStdString(dimension);
        const auto own = query.where.find(dimension);
        if (own == query.where.end() && hasDimension(*metric, dimension)) {
            where.insert(name, QString::fromStdString(value));
        } else if (own == query.where.end() || own->second != value) {
            m_unfiltered += name;
        }
    }
    if (!where.isEmpty()) m_shown.query.insert(QStringLiteral("where"), where);
    m_panel->configure(m_shown);
    takeTitle();
}

void Card::takeTitle() {
    m_panel->setAccessibleName(title());
    m_menu->setAccessibleName(tr("Menu of %1").arg(title()));
    m_menu->setToolTip(tr("Save or copy this panel (Shift+F10)"));
    setAccessibleDescription(unfilteredText());
}

QString Card::title() const {
    return m_config.title.in(uiLanguage());
}

QString Card::unfilteredText() const {
    if (m_unfiltered.isEmpty()) return {};
    return tr("Not narrowed: what this panel shows is not split by %1.")
        .arg(m_unfiltered.join(QStringLiteral(", ")));
}

void Card::showPanel() {
    connect(m_panel.get(), &Panel::cursorMoved, this, &Card::cursorMoved);
    connect(m_panel.get(), &Panel::zoomAsked, this, &Card::zoomAsked);
    connect(m_panel.get(), &Panel::zoomBackAsked, this, &Card::zoomBackAsked);
    connect(m_panel.get(), &Panel::choiceMade, this, &Card::choiceMade);
    m_panel->show();
}

const MetricDefinition* Card::metricShown() const {
    return m_feed && m_feed->data().definition.schema ? &m_feed->data().definition : nullptr;
}

std::optional<RowsBehind> Card::rowsShown() const {
    if (metricShown() == nullptr) return std::nullopt;
    const PanelData& data = m_feed->data();
    const PanelQuery query = readQuery(m_shown, Aggregate::Sum);
    RowsBehind behind{.metric = query.metric, .where = query.where};
    if (query.aggregate == Aggregate::Sum && query.series.size() == 1) behind.added = query.series[0].value;
    const auto column = data.definition.timeColumn;
    const bool wall = column && (*data.definition.schema)[*column].type.kind == TypeKind::Timestamp;
    behind.from = wall ? data.zone.toLocal(data.from) : data.from;
    behind.to = wall ? data.zone.toLocal(data.to) : data.to;
    return behind;
}

std::optional<RowsBehind> Card::rowsBehind(const PanelChoice& choice) const {
    auto behind = rowsShown();
    if (!behind) return behind;
    behind->name = choice.name;
    behind->value = choice.value;
    behind->where[choice.dimension] = choice.key;
    return behind;
}

void Card::refresh(FeedHub& hub) {
    if (!m_panel || !m_feed) return;
    if (visibleRegion().isEmpty()) {
        m_fresh = true;
        return;
    }
    take(hub);
}

bool Card::fetch(FeedHub& hub) {
    if (!m_panel || !hub.snapshot()) return true;
    m_panel->setSnapshot(*hub.snapshot());
    if (!m_feed) return true;
    take(hub);
    return !m_feed->data().loading;
}

void Card::take(FeedHub& hub) {
    // Feeds are shared: the one that updates first learns of the change, the others compare what they hold.
    hub.refresh(*m_feed);
    const std::uint64_t version = m_feed->version();
    if (!m_fresh && version == m_version) return;
    m_version = version;
    m_fresh = false;
    m_panel->setData(m_feed->data());
    takeWords();
}

void Card::takeWords() {
    QString subtitle = m_panel->subtitle();
    PanelMark mark = m_panel->mark();
    if (subtitle == m_subtitle && mark == m_mark) return;
    m_subtitle = std::move(subtitle);
    m_mark = std::move(mark);
    update();
}

void Card::showSnapshot(const Snapshot& snapshot) {
    if (m_panel && !visibleRegion().isEmpty()) m_panel->setSnapshot(snapshot);
}

void Card::setSelected(bool selected) {
    m_selected = selected;
    update();
}

void Card::setLifted(bool lifted) {
    m_lifted = lifted;
    if (lifted) raise();
    update();
}

void Card::place() {
    if (!m_panel) return;
    const int top = compact() ? kCompactHeader : kHeader;
    m_panel->setGeometry(QRect(kSide, top, width() - 2 * kSide, height() - top - kBottom));
    m_menu->move(width() - kMenu - 8, compact() ? 7 : 11);
    m_menu->raise();
}

void Card::paintOn(QPainter& painter, const QPoint& at) {
    m_menu->quiet = true;
    render(&painter, at, QRegion(), DrawChildren);
    m_menu->quiet = false;
}

void Card::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    update();
}

void Card::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    update();
}

QRect Card::besideMenu(QRect line) const {
    return m_menu->seen() ? line.adjusted(0, 0, 8 - kMenu, 0) : line;
}

void Card::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void Card::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_panel) {
        m_panel->configure(m_shown);
        takeTitle();
        takeWords();
        m_fresh = true;
    }
    update();
}

void Card::paintHeader(QPainter& painter) const {
    const Theme& theme = currentTheme();
    if (compact()) return paintTileHeader(painter);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRectF(kSide, 17, 3, 14), 1.5, 1.5);
    painter.setFont(theme.title());
    painter.setPen(theme.text);
    const int available = width() - 2 * kSide - 11;
    const QString shownTitle = painter.fontMetrics().elidedText(title(), Qt::ElideRight, available);
    painter.drawText(QRect(kSide + 11, 12, available, 24), Qt::AlignVCenter | Qt::AlignLeft, shownTitle);
    const int taken = painter.fontMetrics().horizontalAdvance(shownTitle) + 24;
    const QRect all(kSide + 11 + taken, 12, std::max(0, available - taken), 24);
    const QRect rest = paintUnfiltered(painter, besideMenu(all));
    const bool fits = widthOf(m_mark.text, theme.label()) + kMarkDot <= rest.width();
    const QRect left = paintMark(painter, rest, fits ? m_mark.text : m_mark.shortText);
    // Where the rows are from matters more than what they are while the source is away.
    if (m_mark.kind == PanelMark::Kind::Stale) return;
    drawText(painter, left, m_subtitle, theme.label(), theme.textFaint, Qt::AlignVCenter | Qt::AlignRight);
}

void Card::paintTileHeader(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QFont font = Theme::font(13);
    const QRect line = paintUnfiltered(painter, besideMenu(QRect(kSide, 9, width() - 2 * kSide, 22)));
    const bool fits =
        widthOf(title(), font) + widthOf(m_mark.shortText, theme.label()) + kMarkDot + kMarkGap <=
        line.width();
    drawText(painter, paintMark(painter, line, fits ? m_mark.shortText : QString()), title(), font,
             theme.textMuted);
}

/// A funnel, crossed out.
QRect Card::paintUnfiltered(QPainter& painter, const QRect& area) const {
    if (m_unfiltered.isEmpty()) return area;
    const QColor color = currentTheme().textFaint;
    const QRectF box(area.right() + 1 - kFunnel, area.center().y() - kFunnel / 2.0 + 1, kFunnel, kFunnel);
    paintIcon(painter, Icon::Filter, box, color, 1.4);
    painter.setPen(QPen(color, 1.4));
    painter.drawLine(box.topLeft() + QPointF(1, 2), box.bottomRight() - QPointF(1, 1));
    return area.adjusted(0, 0, -kFunnel - 8, 0);
}

QRect Card::paintMark(QPainter& painter, const QRect& area, const QString& words) const {
    if (m_mark.kind == PanelMark::Kind::None) return area;
    const Theme& theme = currentTheme();
    const bool provisional = m_mark.kind == PanelMark::Kind::Provisional;
    const QColor color = provisional ? theme.provisional : theme.warning;
    const int taken =
        std::min(area.width(), static_cast<int>(std::ceil(widthOf(words, theme.label()))) + kMarkDot);
    const QRect place(area.right() + 1 - taken, area.top(), taken, area.height());
    drawDot(painter, QPointF(place.left() + 4, place.center().y() + 0.5), 3, color, provisional, theme.card);
    drawText(painter, place.adjusted(kMarkDot, 0, 0, 0), words, theme.label(), color);
    return area.adjusted(0, 0, -taken - kMarkGap, 0);
}

/// What the funnel means, where it stands.
bool Card::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool onMark = help->pos().y() < (compact() ? kCompactHeader : kHeader) &&
                            help->pos().x() > besideMenu(rect()).width() - kSide - kFunnel - 8;
        QToolTip::showText(help->globalPos(), onMark ? unfilteredText() : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void Card::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.setPen((m_selected || m_lifted) && !m_menu->quiet ? QPen(theme.accent, 1.6)
                                                              : QPen(theme.cardBorder, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), kRadius, kRadius);
    paintHeader(painter);
    if (m_panel) return;
    painter.setPen(theme.textMuted);
    painter.setFont(theme.label());
    painter.drawText(rect().adjusted(kSide, kHeader, -kSide, -kBottom), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("This version has no panel of the kind \"%1\".\nThe panel and its settings are kept.")
                         .arg(QString::fromStdString(m_config.kind)));
}

}  // namespace guanlan
