// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace guanlan {

/// What a caller may do about an error. The text says it to people, the code to programs.
enum class ErrorCode {
    InvalidInput,  ///< what was given is wrong; the same input fails again
    NotFound,
    NotYet,       ///< valid, but this version cannot do it
    Unavailable,  ///< the other side is away: retry later
    Denied,
    Conflict,  ///< another process or a newer version holds it
    Corrupt,
    NoSpace,
    Cancelled,
    Internal,  ///< our own mistake
};

/// A place in a text file, counted from 1; line 0 means "no place".
struct TextPosition {
    int line = 0;
    int column = 0;
    bool operator==(const TextPosition&) const = default;
};

/// An expected failure as a value: what happened, the likely cause, the next step.
/// `id` is stable ("kafka.unreachable") and `arguments` fill the translated text the UI keeps for it;
/// `what`, `cause` and `next` are the English text for the console and the fallback of the UI.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string id;
    std::string what;
    std::string cause{};
    std::string next{};
    std::vector<std::string> arguments{};
    std::string file{};
    TextPosition position{};

    [[nodiscard]] bool retryable() const {
        return code == ErrorCode::Unavailable || code == ErrorCode::NoSpace;
    }
    /// One line: what, then cause and next step where known.
    [[nodiscard]] std::string sentence() const;
};

/// Either a value or an Error. Dereferencing a failed result is our own mistake, as with std::optional.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T& value() & { return *std::get_if<0>(&m_state); }
    [[nodiscard]] const T& value() const& { return *std::get_if<0>(&m_state); }
    [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return std::get_if<0>(&m_state); }
    const T* operator->() const { return std::get_if<0>(&m_state); }
    [[nodiscard]] const Error& error() const& { return *std::get_if<1>(&m_state); }
    [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&m_state)); }

  private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}  // NOLINT: implicit by design

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error& error() const& { return *m_error; }
    [[nodiscard]] Error&& error() && { return std::move(*m_error); }

  private:
    std::optional<Error> m_error;
};

}  // namespace guanlan
