// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/facilities/rules.hpp"

#include "base/text.hpp"

namespace xinan::facilities {
namespace {

constexpr std::size_t kNameMax = 40, kPlaceMax = 80;  // code points; the columns check the same

}  // namespace

void check_room(Decision& decision, const std::optional<Room>& room) {
    if (!room) {
        decision.add({"facilities.unknown_room", Strength::hard, {"A4.2a", "A8.2a", "C2.0a"}, {}, ErrorKind::invalid});
    } else if (!room->in_use) {
        decision.add({"facilities.room_closed", Strength::hard, {"B1.f"}, {}});
    }
}

Result<Room> clean_room(Room typed) {
    typed.name = TRY(clean_text(typed.name, kNameMax));
    typed.place = TRY(clean_text(typed.place, kPlaceMax));
    const auto first = typed.name.find_first_not_of(" \t\n");
    if (first == std::string::npos || typed.name.find('\n') != std::string::npos) {
        return fail(ErrorKind::invalid, "facilities.room_name");
    }
    typed.name = typed.name.substr(first, typed.name.find_last_not_of(" \t") - first + 1);
    return typed;
}

}  // namespace xinan::facilities
