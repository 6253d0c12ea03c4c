// SPDX-License-Identifier: AGPL-3.0-or-later
// Two weeks of the demo school, lived through the API: who was registered, who came, what was written, what went wrong.
#pragma once

#include <functional>

#include "app/application.hpp"
#include "app/demo_client.hpp"

namespace xinan::app {

struct DemoAccount {
    std::string role, login, passphrase;  // or a code card: login empty, passphrase the code
};
struct DemoMade {
    std::vector<DemoAccount> accounts;
};

// clock stands two weeks before `now` and is brought to it. people: from the seed; keys and passphrases never are.
// progress(done, total). Errors: the first refusal that the story did not expect.
Result<DemoMade> live_demo(Application& app, CentreId centre, ManualClock& clock, UtcTime now, std::uint64_t seed, Random& random,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace xinan::app
