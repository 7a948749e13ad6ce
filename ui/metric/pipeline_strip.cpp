// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/pipeline_strip.h"

#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

namespace guanlan {

namespace {

constexpr int kHeight = 78;
constexpr int kLeastWidth = 96;
constexpr int kGap = 22;
constexpr int kAir = 10;

QString titleOf(const QString& whole) {
    QString kind = whole.section(QLatin1Char(' '), 0, 0);
    if (kind == QLatin1String("Scan"))
        return PipelineStrip::tr("Read %1").arg(whole.section(QLatin1Char(' '), 1));
    if (kind == QLatin1String("Calc") && whole.contains(QLatin1String(" WHERE ")))
        return PipelineStrip::tr("Filter");
    if (kind == QLatin1String("Calc")) return PipelineStrip::tr("Compute");
    if (kind == QLatin1String("Aggregate")) return PipelineStrip::tr("Group");
    if (kind == QLatin1String("Window")) return PipelineStrip::tr("Windows");
    if (kind == QLatin1String("Union")) return PipelineStrip::tr("Bring together");
    if (kind == QLatin1String("Lookup")) return PipelineStrip::tr("Look up");
    if (kind == QLatin1String("Rank")) return PipelineStrip::tr("Rank");
    return kind;
}

QString rateText(std::int64_t difference, double seconds) {
    const double rate = double(difference) / seconds;
    return PipelineStrip::tr("%1/s").arg(QLocale().toString(rate, 'f', rate > 0 && rate < 10 ? 1 : 0));
}

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

/// What was left behind so far, by reason.
QString leftText(const OperatorAccounting& step) {
    QStringList parts;
    if (step.filtered > 0) parts << PipelineStrip::tr("%1 filtered").arg(number(step.filtered));
    if (step.duplicate > 0) parts << PipelineStrip::tr("%1 duplicate").arg(number(step.duplicate));
    if (step.late > 0) parts << PipelineStrip::tr("%1 late").arg(number(step.late));
    if (step.bad > 0) parts << PipelineStrip::tr("%1 unreadable").arg(number(step.bad));
    return parts.join(QStringLiteral(", "));
}

}  // namespace

PipelineStrip::PipelineStrip(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("pipelineStrip"));
}

QSize PipelineStrip::sizeHint() const {
    return {kLeastWidth, kHeight};
}

QSize PipelineStrip::minimumSizeHint() const {
    return sizeHint();
}

void PipelineStrip::clear() {
    m_metric.clear();
    m_steps.clear();
    update();
}

PipelineStrip::Step PipelineStrip::stepOf(const OperatorAccounting& now, const OperatorAccounting* before,
                                          double seconds) {
    Step step{.whole = QString::fromStdString(now.name), .rate = QStringLiteral("–"), .left = leftText(now)};
    step.title = titleOf(step.whole);
    step.lost = now.late > 0 || now.bad > 0;
    if (before != nullptr) step.rate = rateText(now.read - before->read, seconds);
    return step;
}

void PipelineStrip::showMetric(const MetricLive& metric, Micros monotonic) {
    const std::vector<OperatorAccounting>& now = metric.operators;
    const bool goesOn =
        m_metric == metric.definition.name && m_before.size() == now.size() && monotonic > m_at;
    const double seconds = double(monotonic - m_at) / double(kSecond);
    m_steps.clear();
    for (std::size_t i = 0; i < now.size(); ++i)
        m_steps.push_back(stepOf(now[i], goesOn ? &m_before[i] : nullptr, seconds));
    const std::int64_t rows = metric.accounting.rows;
    m_steps.push_back({.title = tr("Kept"),
                       .whole = tr("Rows of the metric, kept in history"),
                       .rate = goesOn ? rateText(rows - m_rowsBefore, seconds) : QStringLiteral("–"),
                       .left = tr("%1 rows").arg(number(rows))});
    m_metric = metric.definition.name;
    m_before = now;
    m_rowsBefore = rows;
    m_at = monotonic;
    QStringList words;
    for (const Step& step : m_steps)
        words << QStringLiteral("%1: %2 %3").arg(step.title, step.rate, step.left);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QRectF PipelineStrip::boxOf(std::size_t step) const {
    const auto count = double(m_steps.size());
    const double width = (double(this->width()) - kGap * (count - 1)) / count;
    return QRectF(double(step) * (width + kGap), 0, width, height()).adjusted(0.5, 0.5, -0.5, -0.5);
}

void PipelineStrip::paintStep(QPainter& painter, const Step& step, const QRectF& box) {
    const Theme& theme = currentTheme();
    painter.setPen(theme.cardBorder);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(box, 8, 8);
    const QRectF inner = box.adjusted(kAir, 8, -kAir, -8);
    const auto line = [&](const QString& text, const QFont& font, const QColor& color, qreal top) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(inner.left(), inner.top() + top, inner.width(), 22), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, int(inner.width())));
    };
    line(step.title, theme.label(), theme.textMuted, -2);
    line(step.rate, Theme::font(17, QFont::DemiBold), theme.text, 19);
    line(step.left, theme.label(), step.lost ? theme.warning : theme.textFaint, 42);
}

void PipelineStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const QRectF box = boxOf(i);
        paintStep(painter, m_steps[i], box);
        if (i == 0) continue;
        const QPointF middle(box.left() - kGap / 2.0, box.center().y());
        painter.setPen(QPen(currentTheme().textFaint, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF({middle + QPointF(-3, -5), middle + QPointF(3, 0), middle + QPointF(-3, 5)}));
    }
}

bool PipelineStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (!boxOf(i).contains(help->pos())) continue;
        const Step& step = m_steps[i];
        const QString words =
            step.left.isEmpty() ? step.whole : step.whole + QStringLiteral(" · ") + step.left;
        QToolTip::showText(help->globalPos(), words.toHtmlEscaped(), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

}  // namespace guanlan
