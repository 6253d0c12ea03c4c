// SPDX-License-Identifier: AGPL-3.0-or-later
// Views of the deeds: who opened my file, with a proof to take home; the auditor's list; what anybody may know of the centre.
// Not: the deeds themselves (ledger). Owns no table and writes nothing but checkpoints that were due.
//
// Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.hpp"
#include "base/messages.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::audit {

// An action in the reader's words: audit.action.<capability>_<object>_<verb>, else the capability's own line, else
// audit.action.other. Never the code alone.
std::string action_text(const Messages&, Language, std::string_view action);
// A purpose in the reader's words: audit.purpose.<word>, else audit.purpose.other.
std::string purpose_text(const Messages&, Language, std::string_view purpose);

// mark (nobody sets it through a page): the centre is invented. Set by the demo; shown on every page.
const store::SettingSpec& demo_setting();

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::audit
