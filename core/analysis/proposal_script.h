// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/stream_proposal.h"
#include "core/base/result.h"

#include <utility>

namespace guanlan {

/// The metrics that the columns and their roles suggest.
[[nodiscard]] std::vector<MetricProposal> proposeMetrics(const StreamProposal& proposal);
/// Panels over those metrics that are used.
[[nodiscard]] std::vector<PanelProposal> proposePanels(const StreamProposal& proposal,
                                                       const std::vector<MetricProposal>& metrics);

using TableOptions = std::vector<std::pair<std::string, std::string>>;
/// The CREATE TABLE in canonical form. `zoneOffset` is the workspace's zone: wall time minus UTC.
[[nodiscard]] Result<std::string> tableScript(const StreamProposal& proposal, const TableOptions& options,
                                              Micros zoneOffset);
/// The CREATE MATERIALIZED TABLEs of the metrics that are used, in canonical form.
[[nodiscard]] Result<std::string> metricScript(const std::vector<MetricProposal>& metrics);

/// A declared table, taken over from a script.
struct PastedTable {
    StreamProposal proposal{};
    TableOptions options{};
    std::string script{};  ///< its canonical text
};
/// The first CREATE TABLE of a script; an error tells line and column.
[[nodiscard]] Result<PastedTable> readPastedTable(const std::string& script);

}  // namespace guanlan
