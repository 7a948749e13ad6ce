// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/aggregate_pane.h"
#include "core/exec/state_store.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// States of windows that come and go one by one, each of one key: sessions and counted windows. A window
/// has a slot here; slots are not used again before compact(), which numbers the living anew. One thread.
class StateSlots {
  public:
    using Slot = std::uint32_t;
    using MakeStates = std::function<StatesOfCalls()>;

    /// What is known of a window beside its states. The meaning of `count` is the owner's.
    struct Window {
        Micros from = 0;
        Micros to = 0;
        std::int64_t count = 0;
        std::uint32_t key = 0;     ///< see key()
        std::uint64_t serial = 0;  ///< grows with every window made
    };

    StateSlots(MakeStates makeStates, std::vector<DataType> keyTypes);

    [[nodiscard]] KeyCodec& codec() { return m_codec; }
    [[nodiscard]] const KeyCodec& codec() const { return m_codec; }
    [[nodiscard]] std::uint32_t keyNumber(const std::uint64_t* words) { return m_keys.findOrAdd(words); }
    [[nodiscard]] std::span<const std::uint64_t> key(Slot slot) const {
        return m_keys.key(m_slots[slot].window.key);
    }

    Slot add(std::uint32_t keyNumber);
    void remove(Slot slot);
    /// The window, to be changed.
    Window& change(Slot slot);
    [[nodiscard]] const Window& at(Slot slot) const { return m_slots[slot].window; }
    [[nodiscard]] bool alive(Slot slot) const { return m_slots[slot].alive; }
    [[nodiscard]] Slot end() const { return static_cast<Slot>(m_slots.size()); }

    /// Row rows[i] goes into the window slots[i].
    void update(const AggregateInput& input, std::span<const std::uint32_t> rows,
                std::span<const Slot> slots);
    /// Adds what `from` holds to `into`; `from` is to be removed then.
    void combine(Slot into, Slot from);
    [[nodiscard]] const StatesOfCalls& states() const { return m_states; }

    /// Most slots or keys belong to windows that are gone.
    [[nodiscard]] bool sparse() const;
    /// Drops what is gone, keys and texts too. All slots and key numbers change.
    void compact();

    void save(StateWriter& writer, const std::string& scope);
    /// False when damaged.
    [[nodiscard]] bool restore(StateReader& reader, const std::string& scope);

  private:
    struct Entry {
        Window window{};
        std::size_t fullBytes = 0;   ///< of the last whole save
        std::size_t deltaBytes = 0;  ///< of the changes saved since
        bool alive = true;
        bool saved = false;    ///< the store holds an entry for it
        bool touched = true;   ///< differs from what is saved
        bool partial = false;  ///< its states know what changed since they were saved
    };
    Slot append(const Window& window);
    void saveEntry(Slot slot, StateWriter& writer, const std::string& scope);
    [[nodiscard]] bool restoreEntry(Slot slot, StateView& in);

    MakeStates m_makeStates;
    StatesOfCalls m_states;
    KeyCodec m_codec;
    GroupTable m_keys;
    std::vector<Entry> m_slots;
    std::size_t m_alive = 0;
    std::uint64_t m_nextSerial = 1;
    std::vector<Slot> m_touched;  // since the last save
    std::vector<std::uint64_t> m_erased;
    FilteredRows m_filtered;
};

}  // namespace guanlan
