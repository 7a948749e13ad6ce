// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/state_slots.h"

#include <algorithm>
#include <map>

namespace guanlan {

namespace {

constexpr std::int64_t kMostRows = std::int64_t{1} << 40;  // of a counted window
constexpr std::size_t kFewGone = 4096;
constexpr std::size_t kSmallDelta = 4096;

std::string keyOf(std::uint64_t serial) {
    std::string key;
    StateBytes(key).number(serial);
    return key;
}

}  // namespace

StateSlots::StateSlots(MakeStates makeStates, std::vector<DataType> keyTypes)
    : m_makeStates(std::move(makeStates)),
      m_states(m_makeStates()),
      m_codec(std::move(keyTypes)),
      m_keys(m_codec.width()) {}

StateSlots::Slot StateSlots::append(const Window& window) {
    const Slot slot = end();
    m_slots.push_back({.window = window});
    m_touched.push_back(slot);
    ++m_alive;
    for (const auto& states : m_states)
        states->resize(m_slots.size());
    return slot;
}

StateSlots::Slot StateSlots::add(std::uint32_t keyNumber) {
    return append({.key = keyNumber, .serial = m_nextSerial++});
}

void StateSlots::remove(Slot slot) {
    Entry& entry = m_slots[slot];
    entry.alive = false;
    --m_alive;
    if (entry.saved) m_erased.push_back(entry.window.serial);
}

StateSlots::Window& StateSlots::change(Slot slot) {
    Entry& entry = m_slots[slot];
    if (!entry.touched) {
        entry.touched = true;
        m_touched.push_back(slot);
    }
    return entry.window;
}

void StateSlots::update(const AggregateInput& input, std::span<const std::uint32_t> rows,
                        std::span<const Slot> slots) {
    if (rows.empty()) return;
    for (const Slot slot : slots)
        change(slot);
    updateStates(m_states, input, rows, slots, m_filtered);
}

void StateSlots::combine(Slot into, Slot from) {
    change(into);
    const StatesOfCalls single = m_makeStates();
    for (std::size_t call = 0; call < m_states.size(); ++call) {
        std::string bytes;
        m_states[call]->save(from, bytes, SavePart::Whole);
        std::string_view view(bytes);
        single[call]->resize(1);
        (void)single[call]->restore(0, view);  // bytes of our own, just written
        m_states[call]->combine(*single[call], std::span(&into, 1));
    }
}

bool StateSlots::sparse() const {
    return m_slots.size() - m_alive > m_alive + kFewGone || m_keys.size() > 2 * (m_alive + kFewGone);
}

void StateSlots::compact() {
    std::vector<Entry> old;
    old.swap(m_slots);
    const StatesOfCalls oldStates = std::exchange(m_states, m_makeStates());
    std::vector<std::string> keys;
    for (const Entry& entry : old) {
        keys.emplace_back();
        StateBytes bytes(keys.back());
        if (entry.alive) m_codec.save(m_keys.key(entry.window.key), bytes);
    }
    m_codec.forget();
    m_keys = GroupTable(m_codec.width());
    m_touched.clear();
    m_alive = 0;
    std::vector<std::uint64_t> words;
    for (Slot from = 0; from < old.size(); ++from) {
        if (!old[from].alive) continue;
        StateView key(keys[from]);
        m_codec.restore(key, words);
        const Slot slot = append(old[from].window);
        Entry& entry = m_slots[slot];
        entry = old[from];
        entry.window.key = m_keys.findOrAdd(words.data());
        entry.partial = entry.partial && !entry.touched;  // which changes were waiting is not known any more
        if (!entry.touched) m_touched.pop_back();
        for (std::size_t call = 0; call < m_states.size(); ++call) {
            std::string bytes;
            oldStates[call]->save(from, bytes, SavePart::Whole);
            std::string_view view(bytes);
            (void)m_states[call]->restore(slot, view);
        }
    }
}

void StateSlots::save(StateWriter& writer, const std::string& scope) {
    for (const std::uint64_t serial : m_erased)
        writer.erase(scope, keyOf(serial));
    m_erased.clear();
    for (const Slot slot : m_touched) {
        if (m_slots[slot].alive) saveEntry(slot, writer, scope);
    }
    m_touched.clear();
}

void StateSlots::saveEntry(Slot slot, StateWriter& writer, const std::string& scope) {
    Entry& entry = m_slots[slot];
    const bool whole = !entry.partial || entry.deltaBytes > 2 * entry.fullBytes + kSmallDelta;
    std::string segment;
    StateBytes out(segment);
    out.integer(entry.window.from);
    out.integer(entry.window.to);
    out.integer(entry.window.count);
    m_codec.save(key(slot), out);
    for (const auto& states : m_states)
        states->save(slot, segment, whole ? SavePart::Whole : SavePart::Changes);
    if (whole) {
        entry.fullBytes = segment.size();
        entry.deltaBytes = 0;
        writer.put(scope, keyOf(entry.window.serial), std::move(segment));
    } else {
        entry.deltaBytes += segment.size();
        writer.append(scope, keyOf(entry.window.serial), std::move(segment));
    }
    entry.saved = entry.partial = true;
    entry.touched = false;
}

bool StateSlots::restoreEntry(Slot slot, StateView& in) {
    Entry& entry = m_slots[slot];
    entry.window.from = in.integer();
    entry.window.to = in.integer();
    entry.window.count = in.integer();
    std::vector<std::uint64_t> words;
    m_codec.restore(in, words);
    const Window& window = entry.window;
    const bool right = canBeTime(window.from) && canBeTime(window.to) && window.from <= window.to &&
                       window.count >= 0 && window.count <= kMostRows;
    if (in.damaged() || !right) return false;
    entry.window.key = m_keys.findOrAdd(words.data());
    for (const auto& states : m_states) {
        if (!states->restore(slot, in.rest())) return false;
    }
    entry.saved = entry.partial = true;
    entry.touched = false;
    return in.atEnd();
}

bool StateSlots::restore(StateReader& reader, const std::string& scope) {
    std::map<std::uint64_t, std::vector<std::string>> segments;  // by serial: in the order they were made
    bool damaged = false;
    reader.forEach(scope, [&](std::string_view key, std::string_view segment) {
        StateView view(key);
        segments[view.number()].emplace_back(segment);
        damaged = view.damaged() || !view.atEnd();
        return !damaged;
    });
    for (const auto& [serial, parts] : segments) {
        if (damaged) return false;
        const Slot slot = append({.serial = serial});
        m_nextSerial = serial + 1;
        for (const std::string& part : parts) {
            StateView in(part);
            damaged = damaged || !restoreEntry(slot, in);
            m_slots[slot].deltaBytes += part.size();
        }
    }
    m_touched.clear();
    return !damaged;
}

}  // namespace guanlan
