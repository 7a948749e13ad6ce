// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/secret_store.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>

namespace guanlan {

namespace {

constexpr std::chrono::seconds kLongestWait{30};
constexpr unsigned long kFarewellMilliseconds = 1000;

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

// The one thread on which jobs run. libsecret keeps its connection with the event loop that used it first:
// a second thread would wait for answers that arrive at the first one.
class KeychainThread : public QObject {
  public:
    KeychainThread() {
        moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_thread.start();
    }
    // Lives until the application ends; null without one.
    static KeychainThread* instance() {
        const std::lock_guard lock(s_mutex);
        if (QCoreApplication::instance() == nullptr) return nullptr;
        if (s_instance == nullptr) {
            s_instance = new KeychainThread;
            qAddPostRoutine(&KeychainThread::end);
        }
        return s_instance;
    }
    void post(std::function<void()> work) {
        const std::lock_guard lock(m_workMutex);
        m_work.push_back(std::move(work));
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

  protected:
    void customEvent(QEvent* /*event*/) override {
        std::function<void()> work;
        {
            const std::lock_guard lock(m_workMutex);
            work = std::move(m_work.front());
            m_work.pop_front();
        }
        work();
    }

  private:
    static void end() {
        const std::lock_guard lock(s_mutex);
        s_instance->m_thread.quit();
        // One that waits for a person to unlock the keyring is left to the end of the process.
        if (s_instance->m_thread.wait(kFarewellMilliseconds)) delete s_instance;
        s_instance = nullptr;
    }

    static inline std::mutex s_mutex;  // guards s_instance
    static inline KeychainThread* s_instance = nullptr;
    QThread m_thread;
    std::mutex m_workMutex;
    std::deque<std::function<void()>> m_work;  // guarded by m_workMutex
};

Result<std::string> answerOf(const QKeychain::Job& job, const std::string& name) {
    if (job.error() == QKeychain::EntryNotFound) return noSecret(name);
    if (job.error() != QKeychain::NoError) return keychainError(name, job.errorString().toStdString());
    const auto* read = qobject_cast<const QKeychain::ReadPasswordJob*>(&job);
    return read == nullptr ? std::string() : read->textData().toStdString();
}

// `make` creates the job, on the keychain's thread.
Result<std::string> ask(const std::string& name, const std::function<QKeychain::Job*()>& make) {
    KeychainThread* thread = KeychainThread::instance();
    if (thread == nullptr) return keychainError(name, "no application is running");
    auto promise = std::make_shared<std::promise<Result<std::string>>>();
    std::future<Result<std::string>> answer = promise->get_future();
    thread->post([make, promise, name] {
        QKeychain::Job* job = make();
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(name));
        QObject::connect(job, &QKeychain::Job::finished, job, [promise, name](const QKeychain::Job* done) {
            promise->set_value(answerOf(*done, name));
        });
        job->start();  // deletes itself
    });
    if (answer.wait_for(kLongestWait) != std::future_status::ready) {
        return keychainError(name, "it gave no answer");
    }
    return answer.get();
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
    return ask(name, [] { return new QKeychain::ReadPasswordJob(QStringLiteral("guanlan")); });
}

Result<void> writeSecret(const std::string& name, const std::string& secret) {
    Result<std::string> written = ask(name, [secret] {
        auto* job = new QKeychain::WritePasswordJob(QStringLiteral("guanlan"));
        job->setTextData(QString::fromStdString(secret));
        return job;
    });
    if (!written) return std::move(written).error();
    return {};
}

Result<void> removeSecret(const std::string& name) {
    Result<std::string> removed =
        ask(name, [] { return new QKeychain::DeletePasswordJob(QStringLiteral("guanlan")); });
    if (!removed && removed.error().code != ErrorCode::NotFound) return std::move(removed).error();
    return {};
}

}  // namespace guanlan
