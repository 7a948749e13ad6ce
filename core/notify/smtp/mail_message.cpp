// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/mail_message.h"

#include "core/base/hash.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr qsizetype kLongestHeader = 200;
constexpr std::size_t kPlainHeader = 60;  // characters that fit behind "Subject: " without folding
constexpr int kEncodedBytes = 45;         // of text in one encoded word of at most 75 characters
constexpr qsizetype kBase64Line = 76;

bool turnsDirection(QChar c) {
    const ushort code = c.unicode();
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
           code == 0x200f;
}

QString oneLine(std::string_view text) {
    QString line = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar& c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator || turnsDirection(c)) {
            c = u' ';
        }
    }
    if (line.size() > kLongestHeader) {
        line.truncate(line[kLongestHeader - 1].isHighSurrogate() ? kLongestHeader - 1 : kLongestHeader);
        line += u'…';
    }
    return line.trimmed();
}

bool isPlain(const QString& line) {
    return static_cast<std::size_t>(line.size()) <= kPlainHeader && !line.contains(QLatin1String("=?")) &&
           std::all_of(line.begin(), line.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

std::string base64Lines(const std::string& bytes) {
    const QByteArray encoded = QByteArray::fromStdString(bytes).toBase64();
    std::string lines;
    for (qsizetype at = 0; at < encoded.size(); at += kBase64Line)
        lines += encoded.mid(at, kBase64Line).toStdString() + "\r\n";
    return lines;
}

std::string withLineEnds(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) result += '\r';
        result += text[i];
    }
    return result;
}

std::string dateText(Micros date) {
    constexpr std::array<const char*, 7> kDays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const CivilTime civil = civilFromMicros(date);
    const auto day = static_cast<std::size_t>((floorTo(date, kDay) / kDay % 7 + 7) % 7);
    const std::string clock = formatTimestamp(date, 0).substr(11);
    return std::string(kDays[day]) + ", " + std::to_string(civil.day) + " " +
           kMonths[static_cast<std::size_t>(civil.month - 1)] + " " + std::to_string(civil.year) + " " +
           clock + " +0000";
}

// The display name as a quoted string or encoded words.
std::string mailboxText(const Mailbox& mailbox) {
    if (mailbox.name.empty()) return mailbox.address;
    std::string name = headerText(mailbox.name);
    if (isPlain(oneLine(mailbox.name))) {
        std::erase_if(name, [](char c) { return c == '"' || c == '\\'; });
        name = '"' + name + '"';
    }
    return name + "\r\n <" + mailbox.address + ">";
}

std::string safeMessageId(const std::string& id) {
    std::string safe;
    for (const char c : id) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                             c == '.' || c == '-' || c == '_' || c == '@' || c == '+';
        if (allowed) safe += c;
    }
    return "<" + safe + ">";
}

std::string part(const std::string& type, const std::string& disposition, const std::string& body) {
    return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n" + disposition + "\r\n" +
           base64Lines(body);
}

std::string joined(const std::string& kind, const std::string& boundary,
                   const std::vector<std::string>& parts) {
    std::string text = "Content-Type: multipart/" + kind + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n";
    for (const std::string& one : parts)
        text.append("--").append(boundary).append("\r\n").append(one);
    return text + "--" + boundary + "--\r\n";
}

}  // namespace

std::string headerText(std::string_view text) {
    const QString line = oneLine(text);
    if (isPlain(line)) return line.toStdString();
    std::string words;
    QByteArray word;
    const auto flush = [&words, &word] {
        if (word.isEmpty()) return;
        words += (words.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + word.toBase64() + "?=").toStdString();
        word.clear();
    };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const qsizetype units = line[i].isHighSurrogate() && i + 1 < line.size() ? 2 : 1;
        const QByteArray bytes = line.mid(i, units).toUtf8();
        if (word.size() + bytes.size() > kEncodedBytes) flush();
        word += bytes;
        i += units - 1;
    }
    flush();
    return words;
}

std::string mailFrom(const Mailbox& from, const std::vector<std::string>& to,
                     const Notification& notification, Micros date) {
    std::string receivers;
    for (const std::string& address : to)
        receivers += (receivers.empty() ? "" : ",\r\n ") + address;
    std::string mail = "Date: " + dateText(date) + "\r\nFrom: " + mailboxText(from) + "\r\nTo: " + receivers +
                       "\r\nSubject: " + headerText(notification.subject) +
                       "\r\nMessage-ID: " + safeMessageId(notification.messageId) +
                       "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    // No boundary can occur in a body: bodies are base64, which has no '='-led lines with '_'.
    const std::string boundary = "=_" + hexOf(stableHash(notification.messageId));
    std::vector<std::string> alternatives{
        part("text/plain; charset=utf-8", "", withLineEnds(notification.text))};
    if (!notification.html.empty()) {
        alternatives.push_back(part("text/html; charset=utf-8", "", withLineEnds(notification.html)));
    }
    const std::string words = joined("alternative", boundary + "_a", alternatives);
    if (notification.png.empty()) return mail + words;
    return mail + joined("mixed", boundary + "_m",
                         {words, part("image/png; name=\"panel.png\"",
                                      "Content-Disposition: attachment; filename=\"panel.png\"\r\n",
                                      notification.png)});
}

}  // namespace guanlan
