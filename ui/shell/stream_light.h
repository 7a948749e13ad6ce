// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/stream_state.h"

#include <QAbstractButton>

class QLabel;

namespace guanlan {

class Popover;

/// One quiet light with a word; a click opens the words behind it.
class StreamLight : public QAbstractButton {
    Q_OBJECT
  public:
    explicit StreamLight(QWidget* parent = nullptr);
    void setState(const StreamState& state);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] Popover* popover() const { return m_popover; }

  signals:
    void sourcesAsked();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void fillPopover();
    StreamState m_state{};
    Popover* m_popover = nullptr;
    QWidget* m_lines = nullptr;
};

[[nodiscard]] QColor levelColor(StreamState::Level level);

}  // namespace guanlan
