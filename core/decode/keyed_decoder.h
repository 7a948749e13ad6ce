// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

namespace guanlan {

/// The decoder of a table with 'key.format': reads some columns from the keys of the records, the others from
/// their values. A record of which either is bad is bad. The tap of the settings hears nothing.
[[nodiscard]] Result<std::unique_ptr<Decoder>> createKeyedDecoder(const TableDefinition& table,
                                                                  const DecoderSettings& settings);

}  // namespace guanlan
