// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/state_buffer.h"

#include <QtTest>

using namespace guanlan;

namespace {

std::string text(const std::vector<StateOperation>& operations) {
    std::string all;
    for (const StateOperation& item : operations) {
        const char* kinds[] = {"put", "append", "erase"};
        all += std::string(kinds[static_cast<std::size_t>(item.kind)]) + " " + item.scope + "/" + item.key +
               "=" + item.bytes + ";";
    }
    return all;
}

}  // namespace

class TestStateBuffer : public QObject {
    Q_OBJECT
  private slots:
    void aPutForgetsWhatCameBefore() {
        StateBuffer buffer;
        buffer.append("s", "a", "1");
        buffer.put("s", "a", "22");
        buffer.append("s", "a", "333");
        buffer.append("s", "b", "4");
        QCOMPARE(buffer.bytes(), std::size_t{6});
        QCOMPARE(text(buffer.take()), std::string("put s/a=22;append s/a=333;append s/b=4;"));
        QCOMPARE(buffer.bytes(), std::size_t{0});
        QVERIFY(buffer.take().empty());
    }
    void anEraseRemovesTheKeyAndANewPutFollows() {
        StateBuffer buffer;
        buffer.put("s", "a", "1");
        buffer.erase("s", "a");
        QCOMPARE(text(buffer.take()), std::string("erase s/a=;"));
        buffer.erase("s", "a");
        buffer.put("s", "a", "2");
        QCOMPARE(text(buffer.take()), std::string("put s/a=2;"));
        buffer.erase("s", "a");
        buffer.append("s", "a", "3");
        QCOMPARE(text(buffer.take()), std::string("erase s/a=;append s/a=3;"));
    }
};

QTEST_APPLESS_MAIN(TestStateBuffer)
#include "tst_state_buffer.moc"
