// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/stream_state.h"

#include <QWidget>

#include <vector>

namespace guanlan {

/// Lines under the top bar that stay as long as what they say holds. Nothing to close, nothing modal.
class NoticeBar : public QWidget {
    Q_OBJECT
  public:
    explicit NoticeBar(QWidget* parent = nullptr);
    void show(const std::vector<StreamState::Notice>& notices);
    [[nodiscard]] const std::vector<StreamState::Notice>& notices() const { return m_notices; }

    [[nodiscard]] QSize sizeHint() const override { return {0, heightForWidth(width())}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] static int heightOf(const StreamState::Notice& notice, int width);
    std::vector<StreamState::Notice> m_notices{};
};

}  // namespace guanlan
