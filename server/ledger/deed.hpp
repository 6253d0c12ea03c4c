// SPDX-License-Identifier: AGPL-3.0-or-later
// A deed: who did what to which record, when, with what outcome, for what purpose, under which clauses. Never a
// visitor's text: references and hashes only. The one log of the system (DESIGN §1.1).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/words.hpp"
#include "crypto/suite.hpp"

namespace xinan::ledger {

enum class Outcome : std::uint8_t { done = 1, refused = 2, read = 3 };

// What the deed is about. kind is a short noun: "person", "case", "appointment", "note", "room", "staff", "none".
struct Subject {
    std::string kind = "none";
    AnyId id{};
    friend auto operator<=>(const Subject&, const Subject&) = default;
};
template <class Tag>
Subject subject(std::string_view kind, const Id<Tag>& id) { return {std::string(kind), any(id)}; }

struct Deed {
    std::string action;                 // Action.name
    Outcome outcome = Outcome::done;
    AnyId actor{};                      // staff or person; zero = the system itself
    std::string role;                   // the hat worn: "counsellor", "visitor", "system"
    std::vector<Subject> subjects;      // first = the record; then whose it is (person, case). At most 512.
    std::string purpose;                // closed word: "care", "reception", "own", "archive", "admin", "emergency"; never free text
    std::vector<std::string> clauses;
    std::string code;                   // of a refusal or an override: the guard or error code
    std::array<std::uint8_t, 32> object_hash{};  // hash of the sealed bytes written, or zero
    AnyId grant{};                      // the grant that opened it, or zero
    std::array<std::uint8_t, 16> request{};      // request id: the same in reply, log and ledger
    UtcTime at{};
    // Subject salts, one per subject, from the caller's Random: f may run again and must leave the same deed.
    std::vector<std::array<std::uint8_t, 16>> salts;
};

}  // namespace xinan::ledger
