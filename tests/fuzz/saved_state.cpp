// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/saved_state.h"

#include "core/exec/sealed_state.h"
#include "tests/fuzz/must.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostText = 0xFFFF;
constexpr std::size_t kSealSize = 8;

MapState stateOf(const Plan& plan, std::span<const StreamEvent> events) {
    MapState state;
    const auto job = Job::create(plan, operatorSettings("."));
    must(job.ok(), "no job");
    must(feedOperators(**job, plan, events.first(events.size() / 2)).ok(), "the events end the run");
    (*job)->saveState(state);
    must(feedOperators(**job, plan, events.subspan(events.size() / 2)).ok(), "the events end the run");
    (*job)->saveState(state);  // changes after what was whole
    return state;
}

std::vector<SavedScript> saveAll() {
    writeOperatorFiles(".");
    const auto events = randomStreams(5, 60);
    std::vector<SavedScript> saved;
    for (const OperatorScript& script : operatorScripts()) {
        Plan plan = planOperatorScript(script.text);
        MapState state = stateOf(plan, events);
        saved.push_back({.name = script.name,
                         .plan = std::move(plan),
                         .scopes = {},
                         .state = std::move(state),
                         .ingredients = {}});
        saved.back().ingredients.add(saved.back().plan);
        for (const auto& [scope, entries] : saved.back().state.entries())
            saved.back().scopes.push_back(scope);
    }
    return saved;
}

void appendSized(std::string& out, std::string_view text) {
    must(text.size() <= kMostText, "a state that is too large for a seed");
    out += static_cast<char>(text.size());
    out += static_cast<char>(text.size() >> 8);
    out += text;
}

std::string takeSized(std::span<const std::uint8_t>& bytes) {
    if (bytes.size() < 2) return {};
    const std::size_t size = std::min<std::size_t>(bytes[0] | (std::size_t{bytes[1]} << 8), bytes.size() - 2);
    std::string text(bytes.begin() + 2, bytes.begin() + 2 + static_cast<std::ptrdiff_t>(size));
    bytes = bytes.subspan(2 + size);
    return text;
}

}  // namespace

const std::vector<SavedScript>& savedScripts() {
    static const std::vector<SavedScript> saved = saveAll();
    return saved;
}

std::string bytesOf(std::size_t script) {
    const SavedScript& saved = savedScripts()[script];
    std::string bytes;
    bytes += static_cast<char>(script);
    bytes += static_cast<char>(script >> 8);
    for (std::size_t scope = 0; scope < saved.scopes.size(); ++scope) {
        for (const auto& [key, segments] : saved.state.entries().at(saved.scopes[scope])) {
            for (const std::string& segment : segments) {
                bytes += static_cast<char>(scope);
                appendSized(bytes, key);
                appendSized(bytes, std::string_view(segment).substr(0, segment.size() - kSealSize));
            }
        }
    }
    return bytes;
}

std::size_t scriptIn(std::span<const std::uint8_t> bytes) {
    const std::size_t number = bytes.size() < 2 ? 0 : bytes[0] | (std::size_t{bytes[1]} << 8);
    return number % savedScripts().size();
}

MapState stateIn(std::span<const std::uint8_t> bytes) {
    const std::vector<std::string>& scopes = savedScripts()[scriptIn(bytes)].scopes;
    MapState state;
    SealedWriter sealed(state);
    bytes = bytes.subspan(std::min<std::size_t>(2, bytes.size()));
    while (!bytes.empty()) {
        const std::string& scope = scopes[bytes[0] % scopes.size()];
        bytes = bytes.subspan(1);
        const std::string key = takeSized(bytes);
        sealed.append(scope, key, takeSized(bytes));
    }
    return state;
}

}  // namespace guanlan
