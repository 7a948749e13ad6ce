// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace guanlan {

/// Unscaled value of a DECIMAL of up to 38 digits. Needs GCC, Clang or MinGW.
__extension__ typedef __int128 Int128;            // NOLINT: __extension__ needs typedef
__extension__ typedef unsigned __int128 UInt128;  // NOLINT

}  // namespace guanlan
