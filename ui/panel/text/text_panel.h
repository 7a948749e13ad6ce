// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel.h"

#include <QTextDocument>

namespace guanlan {

/// Markdown that reads nothing from outside: neither HTML nor pictures, which a foreign workspace could name.
class PlainMarkdown : public QTextDocument {
    Q_OBJECT
  public:
    using QTextDocument::QTextDocument;
    /// In the fonts and colours of the theme.
    void show(const QString& markdown);

  protected:
    QVariant loadResource(int type, const QUrl& name) override;
};

/// A text between the panels: headings, lists, tables and emphasis in Markdown, in each language.
class TextPanel : public Panel {
    Q_OBJECT
  public:
    explicit TextPanel(QWidget* parent);
    void configure(const PanelConfig& config) override;
    void setData(const PanelData& /*data*/) override {}

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void rebuild();
    [[nodiscard]] QString text() const;
    void scrollTo(qreal top);

    PanelConfig m_config;
    PlainMarkdown m_document;
    qreal m_top = 0;  ///< scrolled by so many pixels
};

extern const PanelKind kTextPanel;

}  // namespace guanlan
