// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/proposal_script.h"
#include "ui/connect/errand.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;
class QTableView;

namespace guanlan {

class ColumnModel;
class IconButton;
class Section;

/// What the records mean: columns with types and roles, the event time, its zone and the watermark's delay,
/// as proposed from the sample; or a CREATE TABLE that is pasted.
class ColumnStep : public QWidget {
    Q_OBJECT
  public:
    explicit ColumnStep(QWidget* parent = nullptr);
    void propose(const std::string& topic, const std::vector<SampleMessage>& sample);
    /// With everything that was changed here.
    [[nodiscard]] StreamProposal proposal() const;
    /// The canonical text of a pasted declaration; empty: there is none.
    [[nodiscard]] const std::string& pasted() const { return m_pasted; }

  signals:
    void ready(bool ready);

  private:
    void buildTime();
    void buildPaste();
    void take(const StreamProposal& proposal);
    void fillTimes();
    void fillTimeFormat();
    void showRemarks();
    void readPaste();

    StreamProposal m_proposal{};
    StreamProposal m_proposed{};  ///< from the sample, to go back to
    std::size_t m_records = 0;
    std::size_t m_sampled = 0;
    std::string m_pasted{};
    Section* m_timeSection;
    Section* m_columnSection;
    QLabel* m_remarks;
    QComboBox* m_time;
    QComboBox* m_format;
    QComboBox* m_zone;
    QSpinBox* m_delay;
    QComboBox* m_window;
    QTableView* m_table;
    ColumnModel* m_model;
    IconButton* m_paste;
    QWidget* m_pastePart;
    QPlainTextEdit* m_text;
    QLabel* m_mistake;
    Errand m_errand{};
};

}  // namespace guanlan
