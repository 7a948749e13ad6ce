// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every panel kind in every variant: panel_gallery FOLDER [KIND]. One sheet for each kind, theme,
// language and scale, with the states side by side.
#include "tests/ui/panel/panel_samples.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QPainter>
#include <QTranslator>

#include <cstdio>

using namespace guanlan;

namespace {

std::vector<PanelSample> statesOf(std::string_view kind) {
    std::vector<PanelSample> states{panelSample(kind, Fill::Normal), panelSample(kind, Fill::Overfull),
                                    panelSample(kind, Fill::Empty),  panelSample(kind, Fill::Empty),
                                    panelSample(kind, Fill::Normal), panelSample(kind, Fill::Normal)};
    states[3].data.loading = true;
    states[4].data.stale = true;
    states[5].data.problem = Error{.code = ErrorCode::NotFound,
                                   .id = "metric.unknown",
                                   .what = "There is no metric \"plays_per_minut\".",
                                   .cause = "pipeline.sql declares plays_per_minute.",
                                   .next = "Choose a metric for this panel."};
    return states;
}

void drawCard(QPainter& painter, const QPoint& at, const PanelSample& sample, qreal ratio) {
    const Theme& theme = currentTheme();
    const auto panel = panelFrom(sample);
    if (!panel) return;
    const QRect card(at, sample.size + QSize(36, 60));
    painter.setPen(QPen(theme.cardBorder, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    painter.setFont(theme.title());
    painter.setPen(theme.text);
    painter.drawText(card.adjusted(18, 12, 0, 0), sample.config.title.in(uiLanguage()));
    painter.setFont(theme.label());
    painter.setPen(theme.textMuted);
    painter.drawText(card.adjusted(0, 14, -18, 0), Qt::AlignRight | Qt::AlignTop, panel->subtitle());
    QPixmap body(sample.size * ratio);
    body.setDevicePixelRatio(ratio);
    body.fill(Qt::transparent);
    panel->render(&body, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.drawPixmap(at + QPoint(18, 46), body);
}

void drawSheet(const QString& path, std::string_view kind, qreal ratio) {
    const auto states = statesOf(kind);
    const QSize cell = states.front().size + QSize(36 + 14, 60 + 14);
    QPixmap sheet(QSize(cell.width() * 3 + 14, cell.height() * 2 + 14) * ratio);
    sheet.setDevicePixelRatio(ratio);
    sheet.fill(currentTheme().window);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < 6; ++i) {
        drawCard(painter, QPoint(14 + i % 3 * cell.width(), 14 + i / 3 * cell.height()),
                 states[static_cast<std::size_t>(i)], ratio);
    }
    painter.end();
    if (!sheet.save(path)) std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
}

/// All kinds, or the one named, in the theme and language of the moment.
void drawSheets(const QDir& folder, const QString& only, const QString& variant) {
    for (const PanelKind* kind : panelKinds()) {
        const QString name = QString::fromUtf8(kind->name.data(), static_cast<qsizetype>(kind->name.size()));
        if (!only.isEmpty() && only != name) continue;
        for (const int percent : {100, 200}) {
            drawSheet(folder.filePath(QStringLiteral("%1-%2-%3.png").arg(name, variant).arg(percent)),
                      kind->name, percent / 100.0);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: panel_gallery FOLDER [KIND]\n");
        return 2;
    }
    const QDir folder(arguments[1]);
    if (!QDir().mkpath(folder.path())) return 1;
    QTranslator chinese;
    if (!chinese.load(QStringLiteral(":/i18n/panels_zh_CN.qm"))) return 1;
    for (const bool dark : {true, false}) {
        applyTheme(application, dark ? Theme::darkTheme() : Theme::lightTheme());
        const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
        QLocale::setDefault(QLocale(QLocale::Chinese));
        QApplication::installTranslator(&chinese);
        drawSheets(folder, arguments.value(2), theme + QStringLiteral("-zh"));
        QLocale::setDefault(QLocale(QLocale::English));
        QApplication::removeTranslator(&chinese);
        drawSheets(folder, arguments.value(2), theme + QStringLiteral("-en"));
    }
    return 0;
}
