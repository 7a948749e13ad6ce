// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace guanlan::console {

struct DoctorOptions {
    std::string script{};  ///< a workspace folder or a script: all its Kafka tables; else the following
    std::string broker{};
    std::string topic{};
    std::vector<std::string> properties{};  ///< NAME=VALUE
    std::string passwordSecret{};           ///< the name under which the keychain holds it
    bool json = false;
};

/// Goes the way to the records step by step and says where it ends.
int doctor(const DoctorOptions& options);

}  // namespace guanlan::console
