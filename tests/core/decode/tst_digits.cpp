// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/digits.h"
#include "core/decode/number_text.h"
#include "core/source/datagen/random.h"

#include <QtTest>

#include <charconv>

using namespace guanlan;

namespace {

/// Mostly digits, so that long runs of them come up.
std::string randomText(Random& random) {
    std::string text;
    for (std::uint32_t size = random.below(40); size > 0; --size)
        text += random.below(20) > 0 ? static_cast<char>('0' + random.below(10))
                                     : static_cast<char>(random.below(256));
    return text;
}

Digits oneByOne(const std::string& text) {
    Digits digits;
    for (const char c : text.substr(0, kMostDigits)) {
        if (c < '0' || c > '9') break;
        digits.value = digits.value * 10 + static_cast<std::uint64_t>(c - '0');
        ++digits.count;
    }
    return digits;
}

std::optional<std::int64_t> byTheLibrary(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.starts_with('+')) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

class TestDigits : public QObject {
    Q_OBJECT
  private slots:
    void everyByteThatIsNoDigitEndsThem() {
        for (int byte = 0; byte < 256; ++byte) {
            for (std::size_t at = 0; at < 20; ++at) {
                std::string text = "98765432109876543210";
                text[at] = static_cast<char>(byte);
                const Digits expected = oneByOne(text);
                QCOMPARE(readDigits(text).count, expected.count);
                QCOMPARE(readDigits(text).value, expected.value);
            }
        }
    }
    void randomTextsReadAsOneByOne() {
        Random random(7);
        for (int i = 0; i < 200'000; ++i) {
            const std::string text = randomText(random);
            const Digits expected = oneByOne(text);
            QCOMPARE(readDigits(text).count, expected.count);
            QCOMPARE(readDigits(text).value, expected.value);
        }
    }
    void digitsAnywhereInATextReadAsOneByOne() {
        Random random(9);
        for (int i = 0; i < 200'000; ++i) {
            const std::string text = randomText(random);
            const std::size_t from = random.below(static_cast<std::uint32_t>(text.size()) + 1);
            const Digits expected = oneByOne(text.substr(from));
            const char* const begin = text.data();
            const Digits digits = digitsBefore(begin + text.size(), begin + from, begin);
            QCOMPARE(digits.count, expected.count);
            QCOMPARE(digits.value, expected.value);
        }
    }
    void integersReadAsByTheLibrary() {
        Random random(8);
        for (int i = 0; i < 200'000; ++i) {
            std::string text = randomText(random);
            const std::uint32_t sign = random.below(4);
            if (sign < 2) text.insert(0, sign == 0 ? "-" : "+");
            if (text.size() > 60 || text.starts_with("+-")) continue;
            QCOMPARE(parseInteger(text), byTheLibrary(text));
        }
        for (const char* text : {"9223372036854775807", "9223372036854775808", "-9223372036854775808",
                                 "-9223372036854775809", "0000000000000000000000000007", "", "-", "+"}) {
            QCOMPARE(parseInteger(text), byTheLibrary(text));
        }
    }
};

QTEST_APPLESS_MAIN(TestDigits)
#include "tst_digits.moc"
