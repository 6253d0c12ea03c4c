// SPDX-License-Identifier: AGPL-3.0-or-later
// What must be true after every day, read from the rows and the deeds by SQL of their own and held against the journal. No
// function of the capabilities is asked: a second opinion that repeats the first would be none. Each returns sentences; none
// means that all is well. Tests only. Threads: one.
//
// Source: DECISIONS "Building and testing" (the simulation's checkers).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "tests/simulation/journal.hpp"
#include "tests/simulation/world.hpp"

namespace xinan::simulation {

using Findings = std::vector<std::string>;

// What a checker remembers from one day to the next.
struct Memory {
    std::map<std::string, std::string> versions;      // "session/number" -> hash of the sealed text, in hex
    std::map<std::string, std::string> signed_notes;  // session -> hash of the signed head
    std::uint64_t ledger_size = 0;
    std::vector<ledger::Checkpoint> checkpoints;      // as they were signed
    std::size_t steps_checked = 0;
    std::uint64_t deeds_checked = 0;                  // entries before this one are accounted for
};
struct Seen {
    World& world;
    const Journal& journal;
    Memory& memory;
};

struct Checker {
    const char* name;
    const char* source;                                             // the clause or the idea
    std::function<Result<Findings>(store::Tx&, const Seen&)> check;  // in one snapshot
};
const std::vector<Checker>& checkers();
const Checker& checker(std::string_view name);

// Beside the snapshot: they open the ledger or files themselves.
Findings ledger_verifies_and_only_grows(const Seen& seen);
Findings no_file_holds_planted_words(const Seen& seen);

// All of them; each finding begins with the checker's name. with_files: the search of the files too.
Findings check_all(const Seen& seen, bool with_files);

// One by one, for those that test them.
Result<Findings> nobody_is_booked_twice(store::Tx& tx, const Seen& seen);
Result<Findings> ordinary_sessions_had_consent(store::Tx& tx, const Seen& seen);
Result<Findings> record_versions_have_no_gap(store::Tx& tx, const Seen& seen);
Result<Findings> written_texts_do_not_change(store::Tx& tx, const Seen& seen);
Result<Findings> closed_cases_are_complete(store::Tx& tx, const Seen& seen);
Result<Findings> states_of_session_and_appointment_agree(store::Tx& tx, const Seen& seen);
Result<Findings> nothing_acknowledged_is_lost(store::Tx& tx, const Seen& seen);
Result<Findings> acts_and_deeds_are_one_to_one(store::Tx& tx, const Seen& seen);
Result<Findings> answers_showed_only_what_they_may(store::Tx& tx, const Seen& seen);

}  // namespace xinan::simulation
