// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/smtp_outcome.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

using Kind = DeliveryOutcome::Kind;

struct Hint {
    int code;  // of the server's reply, or of libcurl
    const char* id;
    const char* text;
};
constexpr std::array kReplyHints{
    Hint{535, "smtp.hint.login",
         "the server refused user or password: many providers (QQ, 163, Gmail, Outlook) want the "
         "authorisation "
         "code made in the mailbox's settings, not the password"},
    Hint{534, "smtp.hint.login",
         "the server refused the login: make an authorisation code in the mailbox's settings and use it as "
         "password"},
    Hint{530, "smtp.hint.needsLogin", "the server wants a login: give user and password"},
    Hint{553, "smtp.hint.sender", "the sender's address usually has to be the one of the login"},
    Hint{501, "smtp.hint.sender", "the sender's address usually has to be the one of the login"},
    Hint{550, "smtp.hint.receiver", "check the receivers' addresses and whether the login may send to them"},
    Hint{552, "smtp.hint.size", "the mailbox is full or the mail too large"},
};
constexpr std::array kTransferHints{
    Hint{CURLE_COULDNT_RESOLVE_HOST, "smtp.hint.host", "check the name of the host"},
    Hint{CURLE_COULDNT_CONNECT, "smtp.hint.port",
         "check host and port: 587 with starttls, 465 with tls; a firewall may block them"},
    Hint{CURLE_OPERATION_TIMEDOUT, "smtp.hint.port",
         "no answer in time: check host and port (587 with starttls, 465 with tls); a firewall may block "
         "them"},
    Hint{CURLE_USE_SSL_FAILED, "smtp.hint.noStartTls",
         "the server does not offer STARTTLS here: use tls with port 465"},
    Hint{CURLE_SSL_CONNECT_ERROR, "smtp.hint.tlsPort",
         "no TLS could be agreed on: tls belongs to port 465, starttls to port 587"},
    Hint{
        CURLE_PEER_FAILED_VERIFICATION, "smtp.hint.certificate",
        "the server's certificate is not trusted or is for another name: check the host, or give the file of "
        "your own authority"},
    Hint{CURLE_SSL_CACERT_BADFILE, "smtp.hint.caFile", "the file of the authority cannot be read"},
    Hint{CURLE_LOGIN_DENIED, "smtp.hint.login",
         "the server refused user or password: many providers want an authorisation code, not the password"},
};

template <typename Hints>
void addHint(DeliveryOutcome& outcome, const Hints& hints, int code) {
    const auto hint =
        std::find_if(hints.begin(), hints.end(), [code](const Hint& h) { return h.code == code; });
    if (hint == hints.end() || !outcome.hintId.empty()) return;
    outcome.hintId = hint->id;
    outcome.hint = hint->text;
}

bool good(int code) {
    return code >= 200 && code < 300;
}
bool refused(int code) {
    return code >= 500;
}

// The mail was accepted for some receivers at least; those refused for good are named in the answer.
DeliveryOutcome accepted(const SmtpConversation& conversation) {
    DeliveryOutcome outcome{.kind = Kind::Sent, .answer = conversation.verdict().text};
    for (const SmtpConversation::Receiver& receiver : conversation.receivers()) {
        if (good(receiver.reply.code)) {
            outcome.delivered.push_back(receiver.address);
            continue;
        }
        outcome.answer += "\n" + receiver.address + ": " + receiver.reply.text;
        addHint(outcome, kReplyHints, receiver.reply.code);
        if (!refused(receiver.reply.code)) outcome.kind = Kind::Retry;
    }
    return outcome;
}

// The session ended before the mail was out.
DeliveryOutcome notSent(const SmtpConversation& conversation, const TransferEnd& end) {
    DeliveryOutcome outcome{.kind = Kind::Retry};
    const SmtpConversation::Reply& last = conversation.last();
    const auto& receivers = conversation.receivers();
    const bool waiting = std::any_of(receivers.begin(), receivers.end(), [](const auto& receiver) {
        return receiver.reply.code >= 400 && !refused(receiver.reply.code);
    });
    if (refused(last.code) && !waiting && end.curlCode != CURLE_USE_SSL_FAILED) outcome.kind = Kind::Rejected;
    if (last.code >= 400) {
        outcome.answer = last.text;
        addHint(outcome, kReplyHints, last.code);
    } else {
        outcome.answer = end.message;
    }
    addHint(outcome, kTransferHints, end.curlCode);
    return outcome;
}

}  // namespace

DeliveryOutcome outcomeOf(const SmtpConversation& conversation, const TransferEnd& end) {
    const SmtpConversation::Reply& verdict = conversation.verdict();
    if (good(verdict.code)) return accepted(conversation);
    if (verdict.code != 0) {
        DeliveryOutcome outcome{.kind = refused(verdict.code) ? Kind::Rejected : Kind::Retry,
                                .answer = verdict.text};
        addHint(outcome, kReplyHints, verdict.code);
        return outcome;
    }
    if (conversation.serverMayHaveIt()) {
        return {.kind = Kind::Unknown, .answer = "no answer after the mail was sent: " + end.message};
    }
    return notSent(conversation, end);
}

}  // namespace guanlan
