// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance.h"
#include "ui/widget/error_text.h"

#include <QApplication>
#include <QtTest>

using namespace guanlan;

class TestErrorText : public QObject {
    Q_OBJECT
  private slots:
    void aKnownErrorIsSaidInTheLanguageOfTheMoment() {
        const Error error{.code = ErrorCode::Unavailable,
                          .id = "kafka.unreachable",
                          .what = "no connection to Kafka",
                          .arguments = {"10.0.0.7:9092", "Connection refused"}};
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        QCOMPARE(errorSentence(error),
                 QStringLiteral(
                     "No connection to Kafka at 10.0.0.7:9092. Connection refused. It is tried again."));
        appearance.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(errorSentence(error),
                 QStringLiteral("无法连接 Kafka：10.0.0.7:9092。Connection refused。会自动重试。"));
    }
    void anUnknownErrorKeepsItsOwnWords() {
        const Error error{.what = "no table 'goud'", .next = "did you mean 'goum'?"};
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        QCOMPARE(errorSentence(error), QStringLiteral("No table 'goud'. Did you mean 'goum'?"));
    }
    void anArgumentIsNeverReadAsAPlaceholder() {
        const Error error{.id = "kafka.unreachable", .arguments = {"%2", "why"}};
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        QCOMPARE(errorHeadline(error), QStringLiteral("No connection to Kafka at %2."));
    }
};

QTEST_MAIN(TestErrorText)
#include "tst_error_text.moc"
