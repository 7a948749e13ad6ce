// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/runtime/snapshot.h"

#include <string>
#include <vector>

namespace guanlan {

/// The newest values of all metrics and the alarms as text, for a terminal. Metrics, columns and alarms
/// appear under their own names; the rest is figures.
class TerminalTable {
  public:
    /// `ansi`: redraws in place and in colour, as a terminal understands it; else plain blocks.
    TerminalTable(Zone zone, bool ansi) : m_zone(std::move(zone)), m_ansi(ansi) {}

    /// `order` is the order of the metrics, as LiveSession::metrics() has it.
    [[nodiscard]] std::string render(const Snapshot& snapshot, const std::vector<MetricDefinition>& order);

  private:
    void header(const Snapshot& snapshot, std::string& out) const;
    void metric(const MetricLive& live, std::string& out) const;
    void series(const MetricDefinition& definition, const Batch& rows, std::string& out) const;
    void alarms(const Snapshot& snapshot, std::string& out) const;
    [[nodiscard]] std::string coloured(const char* code, const std::string& text) const;

    Zone m_zone;
    bool m_ansi;
    bool m_first = true;
};

/// How many cells a text takes in a terminal: Chinese characters take two.
[[nodiscard]] std::size_t terminalWidth(std::string_view text);

}  // namespace guanlan
