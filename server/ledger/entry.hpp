// SPDX-License-Identifier: AGPL-3.0-or-later
// A deed as the bytes of a ledger entry, and back. Not rows, not proofs. An entry holds no id of a subject, only the hash of
// salt, kind and id, so that erasing the salt beside it leaves nothing to link.
//
// The map (docs/formats.md): 0 version, 1 sequence, 2 at (ms), 3 actor, 4 role, 5 action, 6 outcome, 7 subject hashes one
// after the other, 8 purpose, and where there is one: 9 clauses, 10 code, 11 object hash, 12 grant, 13 request.
// Source: RFC 8949 §4.2.1; DECISIONS "Ledger". Threads: values; no shared state.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/deed.hpp"
#include "ledger/tree.hpp"

namespace xinan::ledger {

inline constexpr std::size_t kSubjectsMax = 512;
inline constexpr std::size_t kClausesMax = 64;
inline constexpr std::size_t kWordBytesMax = 96;
inline constexpr std::size_t kSaltBytes = 16;

// Letters, digits and _ . - : at most kWordBytesMax. Whatever an entry says in words is such a word; never free text.
bool is_word(std::string_view text);

// HASH(salt ‖ kind ‖ id): salt and id have 16 bytes each, so no two kinds can be confused.
Hash subject_hash(const crypto::Suite& suite, ByteView salt, std::string_view kind, const AnyId& id);

// Ends the request (ensure) unless the deed can be written: words, bounds, one salt for each subject.
void ensure_writable(const Deed& deed);

Bytes encode_entry(const crypto::Suite& suite, std::uint64_t sequence, const Deed& deed);

// What an entry says. Views point into its bytes.
struct EntryView {
    std::uint64_t sequence = 0;
    UtcTime at;
    ByteView actor;                         // 16 bytes
    std::string_view role;
    std::string_view action;
    Outcome outcome = Outcome::done;
    ByteView subjects;                      // 32 bytes each
    std::string_view purpose;
    std::vector<std::string_view> clauses;
    std::string_view code;
    ByteView object_hash;                   // empty, or 32 bytes
    ByteView grant;                         // empty, or 16 bytes
    ByteView request;                       // empty, or 16 bytes
    [[nodiscard]] std::size_t subject_count() const { return subjects.size() / sizeof(Hash); }
    [[nodiscard]] Hash subject(std::size_t position) const;  // position < subject_count()
};

// Errors: invalid ledger.not_canonical {offset}, invalid ledger.bad_entry (canonical, but not an entry).
// INVARIANT: what is accepted is the one encoding of what it says.
Result<EntryView> read_entry(ByteView body);

// The deed as far as the entry tells it: subjects has one default Subject ("none", zero) for each hash, no salts.
Deed deed_of(const EntryView& entry);

std::string_view name_of(Outcome outcome);  // "done" | "refused" | "read"

}  // namespace xinan::ledger
