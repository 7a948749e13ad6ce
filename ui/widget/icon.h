// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QRectF>

class QPainter;

namespace guanlan {

/// Line icons drawn as paths, so that they are sharp at every scale and take the theme's colours.
enum class Icon {
    None,
    Dashboards,
    Explore,
    Metrics,
    Alarms,
    Sources,
    Settings,
    Pause,
    Play,
    Search,
    Edit,
    Plus,
    Close,
    Trash,
    Check,
    Warning,
    Undo,
    Redo,
    ChevronDown,
    Mail,
    Copy,
    Filter,
    Export,
    More,
};

void paintIcon(QPainter& painter, Icon icon, const QRectF& box, const QColor& color, qreal stroke = 1.6);

/// A flat button: icon, text or both, drawn from the theme. `Filled` is for the one main action of a form.
class IconButton : public QAbstractButton {
    Q_OBJECT
  public:
    enum class Look { Flat, Outlined, Filled, Danger };
    explicit IconButton(Icon icon, const QString& text = {}, QWidget* parent = nullptr);
    void setLook(Look look);
    void setGlyph(Icon icon);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    [[nodiscard]] QColor background() const;
    [[nodiscard]] QColor foreground() const;
    Icon m_icon;
    Look m_look = Look::Flat;
    bool m_byKeyboard = false;  ///< only then the focus is drawn
};

}  // namespace guanlan
