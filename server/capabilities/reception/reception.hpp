// SPDX-License-Identifier: AGPL-3.0-or-later
// The desk: today's board, arrivals, those who come without a booking. Not: what is said (casework), whose time it is (scheduling).
//
// Reception never sees content: no case, session or note is shown to it. Waiting times are columns of the appointment; the only
// rows of its own are the sealed reasons why somebody went on past a warning. Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <span>
#include <vector>

#include "access/access.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::reception {

// Where an appointment stands on the board.
enum class Stage : std::uint8_t { expected, arrived, in_session, done, missed };
BOOST_DESCRIBE_ENUM(Stage, expected, arrived, in_session, done, missed)
// Ensure: not cancelled, which no board shows.
Stage stage_of(scheduling::State);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::reception
