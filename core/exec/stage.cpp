// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/stage.h"

namespace guanlan {

Error damagedState(const std::string& of) {
    Error error{ErrorCode::Corrupt, "state.damaged", "the saved state of " + of + " cannot be read"};
    error.cause = "the history file is damaged or was changed by something else";
    error.next = "restore a backup, or start with a new state folder";
    error.arguments = {of};
    return error;
}

}  // namespace guanlan
