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

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] int heightOf(const StreamState::Notice& notice) const;
    void fit();
    std::vector<StreamState::Notice> m_notices{};
};

}  // namespace guanlan
