// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace guanlan {

class IconButton;

/// One line that says how far an export is and how it went: with a way to give it up, then with one to its
/// file. Hidden until there is something to say.
class ExportBar : public QWidget {
    Q_OBJECT
  public:
    explicit ExportBar(QWidget* parent = nullptr);
    void begin(const QString& words);
    /// 0 to 1.
    void setShare(double share);
    /// Without a file there is no way to it.
    void tellDone(const QString& words, const QString& file = {});
    void tellProblem(const QString& words);

  signals:
    void cancelAsked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum class State { Working, Done, Failed };
    void tell(State state, const QString& words);
    void retranslate();

    State m_state = State::Working;
    QString m_file{};
    QLabel* m_words;
    QProgressBar* m_share;
    IconButton* m_cancel;
    IconButton* m_folder;
    IconButton* m_close;
};

}  // namespace guanlan
