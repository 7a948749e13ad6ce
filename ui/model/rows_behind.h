// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <QString>

#include <map>
#include <string>

namespace guanlan {

/// The rows of a metric that one number on a dashboard was made of.
struct RowsBehind {
    std::string metric{};
    std::map<std::string, std::string> where{};  ///< dimensions as in the data
    Micros from = 0;                             ///< times as stored: after `from`, up to `to`
    Micros to = 0;
    std::string added{};  ///< column whose values the number adds up; empty: it does something else
    QString name{};       ///< what the number is of, for people
    QString value{};      ///< with its unit
};

}  // namespace guanlan
