// SPDX-License-Identifier: AGPL-3.0-or-later
// The ledger: one RFC 9162 tree per centre over canonical CBOR entries, appended in the transaction of the act, with
// signed checkpoints and offline proofs. Not a log file; nothing here reads a visitor's text.
//
// Source: DECISIONS "Ledger"; RFC 9162 §2.1; RFC 8949 §4.2. Clauses D0.1b, D3.1b, C5.4.5b.
// Threads: functions on a Tx belong to that transaction; Ledger's others are safe from any thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/vault.hpp"
#include "ledger/deed.hpp"
#include "ledger/formats.hpp"
#include "store/store.hpp"

namespace xinan::ledger {

// Leaves a deed in this transaction; it gets its sequence number in the last step before COMMIT. deed.salts must be set
// (see salted()). Ends the request (ensure) when the deed holds anything but words and bounded lists (entry.hpp).
// INVARIANT: if the deed cannot be written, the act is rolled back too.
void leave(store::Tx& tx, Deed deed);
// Fills deed.salts from random: called outside the operation, once. A subject named twice is kept once, in its first place.
Deed salted(Deed deed, Random& random);
// Erases the salts and ids of one subject beside every deed: afterwards nobody can say which entries were about it, and
// every proof still holds. Part of disposal, whose approvals the caller holds. Returns how many were erased.
// Errors: unavailable.*
Result<std::int64_t> forget_subject(store::Tx& tx, const Subject& subject);

struct Entry {
    std::uint64_t sequence = 0;  // 0-based index in the tree
    Bytes body;                  // canonical CBOR
    Deed deed;                   // decoded; a subject that was erased is Subject{"none", zero}, its salt zero
};

struct Filter {
    std::optional<Subject> subject = {};
    std::optional<AnyId> actor = {};
    std::optional<std::string> action = {};
    std::optional<Outcome> outcome = {};
    std::optional<UtcTime> from = {};              // at >= from
    std::optional<UtcTime> until = {};             // at < until
    std::optional<std::uint64_t> before_sequence = {};  // cursor: newest first
    unsigned limit = 100;                          // at most 1,000
};

// Read access for views, duties and reviews. No SQL elsewhere.
class DeedReader {
   public:
    explicit DeedReader(store::Tx& tx) : tx_(tx) {}
    // Newest first. Errors: invalid ledger.bad_limit, unavailable.*, internal ledger.bad_entry (verify() says which).
    Result<std::vector<Entry>> find(const Filter& filter) const;
    Result<std::uint64_t> size() const;  // entries so far

   private:
    store::Tx& tx_;
};

class Ledger {
   public:
    // All outlive the ledger.
    Ledger(store::Store& store, crypto::Vault& vault, Clock& clock);
    // Installs the hook into the store: takes the pending deeds of a group, locks ledger_head once, numbers, inserts,
    // writes count and frontier and full tiles. Also refuses when the clock is more than 5 s behind the last deed:
    // unavailable unavailable.clock. Before the first write.
    void attach();
    // Signs a checkpoint if 256 entries have come since the newest, or 60 s have passed and any has (called by the app's
    // timer and by seal). Errors: as checkpoint_now.
    Result<std::optional<Checkpoint>> checkpoint_if_due(CentreId centre);
    // Durable when it returns; the newest one again when nothing came since. Errors: unavailable.* (sealed, clock, database),
    // not_found vault.no_key.
    Result<Checkpoint> checkpoint_now(CentreId centre);
    Result<std::optional<Checkpoint>> newest_checkpoint(CentreId centre);
    // Under the newest checkpoint; it opens the entry's subjects that are in `open`. Errors: not_found ledger.no_such_entry,
    // conflict ledger.not_covered (no checkpoint has the entry yet), internal ledger.does_not_verify (run verify()).
    Result<Proof> prove(CentreId centre, std::uint64_t sequence, const std::vector<Subject>& open);
    // Errors: not_found ledger.no_such_entry (beyond the ledger, or from > to).
    Result<std::vector<crypto::Hash>> consistency(CentreId centre, std::uint64_t from_size, std::uint64_t to_size);
    // Recomputes everything from the rows: entry by entry against its leaf hash and columns, subjects, tiles, head and every
    // stored checkpoint, and against one kept outside if given. progress(done, total). Findings are sentences' codes with
    // numbers (messages: ledger.*); none means that all agrees up to the newest checkpoint. At most kFindingsMax are listed.
    struct Finding { std::string code; Args args; };
    static constexpr std::size_t kFindingsMax = 1'000;
    Result<std::vector<Finding>> verify(CentreId centre, const Checkpoint* outside,
                                        const std::function<void(std::uint64_t, std::uint64_t)>& progress);
    // Writes all entries, leaf hashes and checkpoints as lines of JSON for the offline verifiers (docs/formats.md), each
    // line without its line feed. Errors: those of sink, unavailable.*
    Result<void> export_to(CentreId centre, const std::function<Result<void>(std::string_view line)>& sink);

   private:
    Result<Checkpoint> sign_head(CentreId centre);
    store::Store& store_;
    crypto::Vault& vault_;
    Clock& clock_;
};

}  // namespace xinan::ledger
