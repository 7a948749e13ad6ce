// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/sealed_state.h"

#include "core/base/bytes.h"
#include "core/exec/stage.h"

namespace guanlan {

namespace {

constexpr std::size_t kSealSize = sizeof(std::uint64_t);

/// Notices damage, not intent. Eight bytes at a step.
class Seal {
  public:
    void add(std::string_view text) {
        mix(text.size());
        for (; text.size() >= kSealSize; text.remove_prefix(kSealSize))
            mix(wordOf(text, kSealSize));
        mix(wordOf(text, text.size()));
    }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

  private:
    static std::uint64_t wordOf(std::string_view text, std::size_t size) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), size);
        return word;
    }
    void mix(std::uint64_t word) {
        m_value = (m_value ^ word) * 0x9E3779B97F4A7C15ULL;
        m_value ^= m_value >> 32;
    }
    std::uint64_t m_value = 0xCBF29CE484222325ULL;
};

std::uint64_t sealOf(std::string_view scope, std::string_view key, std::string_view bytes) {
    Seal seal;
    seal.add(scope);
    seal.add(key);
    seal.add(bytes);
    return seal.value();
}

std::string sealed(std::string_view scope, std::string_view key, std::string bytes) {
    const std::uint64_t seal = sealOf(scope, key, bytes);
    appendNumber(bytes, seal);
    return bytes;
}

/// Takes the seal off; false when it is broken.
bool unseal(std::string_view scope, std::string_view key, std::string_view& segment) {
    if (segment.size() < kSealSize) return false;
    std::string_view tail = segment.substr(segment.size() - kSealSize);
    segment.remove_suffix(kSealSize);
    std::uint64_t seal = 0;
    return readNumber(tail, seal) && seal == sealOf(scope, key, segment);
}

}  // namespace

void SealedWriter::put(std::string_view scope, std::string_view key, std::string bytes) {
    m_writer.put(scope, key, sealed(scope, key, std::move(bytes)));
}

void SealedWriter::append(std::string_view scope, std::string_view key, std::string bytes) {
    m_writer.append(scope, key, sealed(scope, key, std::move(bytes)));
}

void SealedWriter::erase(std::string_view scope, std::string_view key) {
    m_writer.erase(scope, key);
}

void SealedReader::forEach(std::string_view scope,
                           const std::function<bool(std::string_view, std::string_view)>& visit) {
    m_reader.forEach(scope, [&](std::string_view key, std::string_view segment) {
        if (!unseal(scope, key, segment)) m_damaged = true;
        return !m_damaged && visit(key, segment);
    });
}

std::optional<Error> SealedReader::problem() const {
    if (std::optional<Error> problem = m_reader.problem()) return problem;
    if (m_damaged) return damagedState("the run");
    return std::nullopt;
}

}  // namespace guanlan
