// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel costs: "ui.paint.KIND" takes new open windows in and draws everything anew, as it happens ten
// times a second; "ui.repaint.KIND" draws what is unchanged, as under a moving pointer.
#include "tests/bench/benchmarks.h"
#include "tests/ui/panel/panel_samples.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

namespace guanlan {

namespace {

constexpr int kFrames = 100;

void measurePanel(const PanelKind& kind, std::vector<Figure>& figures) {
    const PanelSample sample = panelSample(kind.name, Fill::Normal);
    const auto panel = panelFrom(sample);
    QImage screen(sample.size, QImage::Format_ARGB32_Premultiplied);
    const auto draw = [&panel, &screen] {
        panel->render(&screen, QPoint(), QRegion(), QWidget::DrawChildren);
    };
    draw();
    const double full = nanosecondsAnItem(
        1,
        [&] {
            panel->setData(sample.data);
            panel->setSnapshot(sample.snapshot);
            draw();
        },
        kFrames);
    const double again = nanosecondsAnItem(1, draw, kFrames);
    const std::string name(kind.name);
    figures.push_back({.name = "ui.paint." + name, .value = full / 1e6, .unit = "ms"});
    figures.push_back({.name = "ui.repaint." + name,
                       .value = again / 1e6,
                       .unit = "ms",
                       .against = "ui.paint." + name,
                       .ratio = again / full});
}

}  // namespace

Figures measurePanels() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "guanlan_bench";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    applyTheme(application, Theme::darkTheme());
    std::vector<Figure> figures;
    for (const PanelKind* kind : panelKinds())
        measurePanel(*kind, figures);
    return figures;
}

}  // namespace guanlan
