// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of rooms: all SQL of facilities. Inside facilities only. Errors of all: those of store::Tx.
#pragma once

#include "capabilities/facilities/facilities.hpp"

namespace xinan::facilities::rows {

Result<std::vector<Room>> all(store::Tx&, std::int64_t limit);
Result<std::optional<Room>> find(store::Tx&, RoomId);
Result<void> insert(store::Tx&, const Room&, UtcTime now);
Result<bool> update(store::Tx&, const Room&, UtcTime now);  // room.version is the new one; false: another stands

}  // namespace xinan::facilities::rows
