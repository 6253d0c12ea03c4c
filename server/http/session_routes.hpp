// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways in that belong to no capability: signing in and out, who am I, and the stream of changes.
#pragma once

#include <span>
#include <vector>

#include "http/route.hpp"

namespace xinan::http {

std::span<const Route> session_routes();

// http.events.read: every post may listen; what is heard is decided deed by deed (events.hpp).
const std::vector<access::Rule>& rules();

}  // namespace xinan::http
