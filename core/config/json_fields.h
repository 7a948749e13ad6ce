// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/config/dashboard_config.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Reads typed values out of one JSON object. A value of another type than expected is remembered as the
/// error of the whole object, with its path ("panels[2].cell"); reading goes on with the fallback.
class JsonFields {
  public:
    JsonFields(QJsonObject object, std::string file, std::string path = {})
        : m_object(std::move(object)), m_file(std::move(file)), m_path(std::move(path)) {}

    std::string text(const char* key, const std::string& fallback = {});
    /// Also wrong when it is missing or empty.
    std::string requiredText(const char* key);
    double number(const char* key, double fallback);
    int integer(const char* key, int fallback, int lowest, int highest);
    bool flag(const char* key, bool fallback);
    QJsonObject object(const char* key);
    LocalText localText(const char* key);
    std::vector<std::string> texts(const char* key);
    std::map<std::string, std::string> textMap(const char* key);
    /// The position of the text in `names`.
    int choice(const char* key, std::span<const std::string_view> names, int fallback);
    /// One reader for each object of an array; another kind of element is an error.
    std::vector<JsonFields> objects(const char* key);

    [[nodiscard]] const QJsonObject& raw() const { return m_object; }
    void fail(const char* key, const std::string& expected);
    /// Takes over the error of a part.
    void absorb(const JsonFields& part);
    [[nodiscard]] bool ok() const { return !m_error; }
    [[nodiscard]] const Error& error() const { return *m_error; }

  private:
    [[nodiscard]] std::string pathOf(const char* key) const {
        return m_path.empty() ? std::string(key) : m_path + "." + key;
    }

    QJsonObject m_object;
    std::string m_file;
    std::string m_path;
    std::optional<Error> m_error;
};

[[nodiscard]] QJsonValue toJson(const LocalText& text);
[[nodiscard]] QJsonArray toJson(const std::vector<std::string>& texts);
[[nodiscard]] QJsonObject toJson(const std::map<std::string, std::string>& texts);
[[nodiscard]] inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// `known` laid over `stored`: keys this version does not know stay in the file. Objects in arrays are
/// matched by their "id".
[[nodiscard]] QJsonObject keepUnknownKeys(const QJsonObject& stored, const QJsonObject& known,
                                          const char* arrayOfObjects = nullptr);

}  // namespace guanlan
