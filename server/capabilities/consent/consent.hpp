// SPDX-License-Identifier: AGPL-3.0-or-later
// What a visitor or guardian agreed to: versioned texts, one consent per purpose, revocable as easily as given.
// Not: what consent permits elsewhere (each asker decides); not recordings themselves.
//
// Signatures and scans are content, sealed under the visitor's file key (docs/adr/0002). Functions on a Tx touch no key.
// Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::consent {

enum class Purpose : std::uint8_t { service, data_processing, recording, observation, research, guardian_contact };
BOOST_DESCRIBE_ENUM(Purpose, service, data_processing, recording, observation, research, guardian_contact)
enum class Audience : std::uint8_t { under_8, from_8_to_13, from_14_to_17, adult, guardian };
BOOST_DESCRIBE_ENUM(Audience, under_8, from_8_to_13, from_14_to_17, adult, guardian)
enum class State : std::uint8_t { in_force, needs_again, withdrawn, none, waiting_guardian };
BOOST_DESCRIBE_ENUM(State, in_force, needs_again, withdrawn, none, waiting_guardian)
// Whose agreement it is. One purpose may need both (8 to 13).
enum class Side : std::uint8_t { self, guardian };
BOOST_DESCRIBE_ENUM(Side, self, guardian)
enum class Medium : std::uint8_t { screen, paper, spoken };
BOOST_DESCRIBE_ENUM(Medium, screen, paper, spoken)

// What the asker of "may an ordinary session start?" needs. Who must agree by age (民法典 19, 20; PIPL 31): under 8 the
// guardian alone; 8–13 the guardian and the pupil; 14–17 the pupil (a setting may ask the guardian as well); 18+ the person.
// Of unknown age: whoever signed an adult's own text (only who is no pupil may) needs nobody else; otherwise as 8–13.
struct ServiceConsent {
    bool in_force = false;              // every signature needed stands, on the newest published text, not withdrawn
    std::vector<std::string> missing;   // "own", "guardian", "newer_text", "withdrawn": message keys consent.missing.*
};
// Same statements whatever the age group. Both purposes service and data_processing must stand.
Result<ServiceConsent> service_consent(store::Tx&, PersonId visitor, visitors::AgeGroup, UtcTime at);
// The hard gate of an ordinary session (DESIGN §2; D2.1b, B1.a, B2.1.2g). Guard consent.not_in_force, always hard. Pure.
void check_service_consent(Decision&, const ServiceConsent&);
// For boards: one statement for at most 512 visitors, in their order.
Result<std::vector<bool>> consents_in_force(store::Tx&, std::span<const visitors::SealedPerson> persons,
                                            std::span<const visitors::AgeGroup> ages, UtcTime at);
// The state of one purpose, for recordings, research, contact with guardians. One statement besides the setting's.
Result<State> state_of(store::Tx&, PersonId visitor, Purpose, visitors::AgeGroup, UtcTime at);

// The texts a new centre starts with (plain words, zh and en, each audience and purpose), version 1. For init and demo.
// Already there: nothing is written. `by` is the account's person, or zero: the system itself. Leaves one deed.
Result<void> publish_standard_texts(const Env&, CentreId, store::Tx&, AnyId by, UtcTime now);

// Signs without HTTP (demo, simulation). Prepared outside (sealing), written inside; leaves its deed. The audience is the
// caller's word: ages are not looked at. Errors of the write: invalid consent.unknown_text, conflict
// consent.guardian_not_in_force, those of the vault.
struct Signing {
    ConsentId id;
    PersonId visitor;
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;
    std::optional<PersonId> guardian;   // signs for the visitor
};
Result<std::function<Result<void>(store::Tx&)>> prepare_signing(const Env&, CentreId, const Signing&, ledger::Deed deed, UtcTime now);
// Withdraws without HTTP (demo, simulation), on the visitor's own word; leaves its deed. Already withdrawn: nothing is
// written. Errors: not_found.
Result<void> withdraw(store::Tx&, ConsentId, ledger::Deed deed, UtcTime now);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::consent
