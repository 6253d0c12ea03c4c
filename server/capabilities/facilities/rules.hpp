// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of rooms: pure. check_room, which others add to their decisions, is in facilities.hpp.
#pragma once

#include "capabilities/facilities/facilities.hpp"

namespace xinan::facilities {

// Name 1..40 and place 0..80 code points, cleaned. Errors: invalid facilities.room_name, base.text_*.
Result<Room> clean_room(Room typed);

}  // namespace xinan::facilities
