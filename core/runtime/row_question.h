// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/plan/row_origin.h"
#include "core/store/history.h"

#include <string>
#include <string_view>

namespace guanlan {

/// How a person names a result row.
struct RowText {
    std::string query{};   ///< number from 1 as in --stats, or name; may be empty where there is one query
    std::string row{};     ///< a JSON object as `run` prints it, or some of its columns
    std::string window{};  ///< start, or start/end, where the columns do not say it
};

/// An Error names the column or the query that is not there, with the nearest name.
[[nodiscard]] Result<RowQuestion> rowQuestionOf(const Plan& plan, const RowText& text, const Zone& zone);

/// Adds what the history of a workspace knows of a metric's row: how far the sources had been read when it
/// was made. Nothing where it is not known.
[[nodiscard]] Result<void> addReach(RowQuestion& question, const Plan& plan, History& history);

}  // namespace guanlan
