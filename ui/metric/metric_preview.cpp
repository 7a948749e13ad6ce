// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metric/metric_preview.h"

#include "core/base/clock.h"
#include "core/runtime/workspace_plan.h"
#include "ui/theme/theme.h"
#include "ui/widget/cell_text.h"
#include "ui/widget/error_text.h"
#include "ui/widget/text_table.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace guanlan {

namespace {

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong(value));
}

/// read = used + filtered + …, without those that are none.
QString accountText(const DraftRows& found) {
    const Accounting& account = found.account;
    QStringList parts{MetricPreview::tr("%1 records read").arg(number(account.read)),
                      MetricPreview::tr("%1 used").arg(number(account.used))};
    if (account.filtered > 0) parts << MetricPreview::tr("%1 filtered").arg(number(account.filtered));
    if (account.duplicate > 0) parts << MetricPreview::tr("%1 duplicate").arg(number(account.duplicate));
    if (account.late > 0) parts << MetricPreview::tr("%1 late").arg(number(account.late));
    if (account.bad > 0) parts << MetricPreview::tr("%1 unreadable").arg(number(account.bad));
    return parts.join(QStringLiteral(" · ")) + QStringLiteral("  →  ") +
           MetricPreview::tr("%1 rows").arg(number(found.made));
}

}  // namespace

MetricPreview::MetricPreview(QWidget* parent)
    : QWidget(parent), m_account(new QLabel), m_table(new TextTable) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_account);
    layout->addWidget(m_table, 1);
    m_account->setTextFormat(Qt::PlainText);
    m_account->setWordWrap(true);
    m_account->setObjectName(QStringLiteral("previewAccount"));
    m_table->setObjectName(QStringLiteral("previewRows"));
    m_table->setAccessibleName(tr("Rows of the draft"));
    connect(&m_errand, &Errand::busyChanged, this, [this](bool busy) {
        if (busy) m_table->setEmptyText(tr("Reading records …"));
        emit busyChanged(busy);
    });
}

void MetricPreview::run(Draft draft) {
    m_errand.run("draft", [this, draft = std::move(draft)](const std::atomic<bool>& stopping,
                                                           const Errand::Deliver& deliver) {
        const SystemClock clock;
        const auto script = withVariables(draft.script, draft.variables);
        auto result = !script ? Result<DraftRows>(script.error())
                              : runDraft(*script, draft.metric,
                                         {.clock = &clock,
                                          .zone = draft.zone,
                                          .baseFolder = draft.folder,
                                          .secrets = draft.secrets},
                                         stopping);
        deliver(
            [this, result = std::make_shared<Result<DraftRows>>(std::move(result))] { showResult(*result); });
    });
}

void MetricPreview::rest(const QString& why) {
    m_errand.forget();
    m_table->setEmptyText(why);
    if (m_table->table().rowCount() == 0) m_account->clear();
}

void MetricPreview::showResult(const Result<DraftRows>& result) {
    m_account->setStyleSheet(QStringLiteral("color: %1")
                                 .arg((result ? currentTheme().textMuted : currentTheme().critical).name()));
    m_account->setText(result ? accountText(*result) : errorSentence(result.error()));
    std::vector<TextRow> rows;
    if (result && result->rows) {
        const Batch& batch = *result->rows;
        QStringList titles;
        std::vector<int> numbers;
        for (std::size_t i = 0; i < batch.schema().size(); ++i) {
            titles << QString::fromStdString(batch.schema()[i].name);
            if (batch.schema()[i].type.isNumeric()) numbers.push_back(int(i));
        }
        m_table->table().setColumns(titles, numbers);
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            TextRow text;
            for (std::size_t i = 0; i < batch.schema().size(); ++i)
                text.cells << cellText(batch.column(i), row, result->zone);
            rows.push_back(std::move(text));
        }
    }
    m_table->setEmptyText(result ? tr("No row came out of these records.") : QString());
    m_table->table().setRows(std::move(rows));
    m_table->fitColumns();
}

}  // namespace guanlan
