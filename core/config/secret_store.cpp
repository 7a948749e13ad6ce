// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/secret_store.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <cstdlib>

namespace guanlan {

namespace {

constexpr int kWaitMilliseconds = 30'000;

Error keychainError(const std::string& name, const std::string& cause) {
    return {.code = ErrorCode::Unavailable,
            .id = "secret.noKeychain",
            .what = "the system's keychain cannot be used for '" + name + "'",
            .cause = cause,
            .next = "unlock or install a keyring (GNOME Keyring, KWallet); on a server set " +
                    secretVariable(name),
            .arguments = {name, cause, secretVariable(name)}};
}

Error noSecret(const std::string& name) {
    return {.code = ErrorCode::NotFound,
            .id = "secret.notFound",
            .what = "the keychain holds no secret '" + name + "'",
            .next = "enter it in the form that uses it",
            .arguments = {name}};
}

// Jobs of the keychain report through an event loop; this one is of the calling thread.
Result<void> runJob(QKeychain::Job& job, const std::string& name) {
    if (QCoreApplication::instance() == nullptr) return keychainError(name, "no application is running");
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(QString::fromStdString(name));
    QEventLoop loop;
    bool done = false;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&loop, &done] {
        done = true;
        loop.quit();
    });
    QTimer::singleShot(kWaitMilliseconds, &loop, &QEventLoop::quit);
    job.start();
    if (!done) loop.exec(QEventLoop::ExcludeUserInputEvents);
    if (!done) return keychainError(name, "it gave no answer");
    if (job.error() == QKeychain::NoError) return {};
    if (job.error() == QKeychain::EntryNotFound) return noSecret(name);
    return keychainError(name, job.errorString().toStdString());
}

}  // namespace

std::string secretVariable(const std::string& name) {
    std::string variable = "GUANLAN_SECRET_";
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        variable += letter || digit ? static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) : '_';
    }
    return variable;
}

Result<std::string> readSecret(const std::string& name) {
    const QByteArray given = qgetenv(secretVariable(name).c_str());
    if (!given.isEmpty()) return given.toStdString();
    QKeychain::ReadPasswordJob job(QStringLiteral("guanlan"));
    if (Result<void> read = runJob(job, name); !read) return std::move(read).error();
    return job.textData().toStdString();
}

Result<void> writeSecret(const std::string& name, const std::string& secret) {
    QKeychain::WritePasswordJob job(QStringLiteral("guanlan"));
    job.setTextData(QString::fromStdString(secret));
    return runJob(job, name);
}

Result<void> removeSecret(const std::string& name) {
    QKeychain::DeletePasswordJob job(QStringLiteral("guanlan"));
    Result<void> removed = runJob(job, name);
    if (!removed && removed.error().code == ErrorCode::NotFound) return {};
    return removed;
}

}  // namespace guanlan
