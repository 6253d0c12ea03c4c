// SPDX-License-Identifier: AGPL-3.0-or-later
// The files that leave the server and are checked elsewhere: checkpoint, proof, consistency proof and the lines of an export,
// as JSON in exactly one rendering each (docs/formats.md). Not a JSON library: another order, a blank more, a field more are
// refused, so that two verifiers cannot read one file differently.
//
// Threads: values; no shared state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "ledger/tree.hpp"

namespace xinan::ledger {

inline constexpr std::size_t kFileBytesMax = 256 * 1024;  // of a checkpoint, a proof, or one line of an export
inline constexpr std::size_t kPathMax = 64;               // hashes of a path

struct Checkpoint {
    CentreId centre;
    std::uint64_t size = 0;      // entries
    crypto::Hash root{};
    UtcTime at;
    std::string suite;           // "international" | "guomi"
    Bytes public_key;
    Bytes signature;             // over signed_bytes()
    [[nodiscard]] Bytes signed_bytes() const;  // "xinan checkpoint v1\n" + lines: centre, size, root hex, time ISO, suite
};

// A subject of a proof's entry, opened for the person whose own it is.
struct OpenedSubject {
    unsigned position = 0;  // among the entry's subjects
    std::string kind;
    Bytes salt;             // 16 bytes
    AnyId id;
};

// The proof file a visitor takes home. It holds the entry's bytes, salts and ids of the visitor's own subjects only, the audit
// path, and the checkpoint.
struct Proof {
    Bytes entry;
    std::uint64_t sequence = 0;
    std::vector<crypto::Hash> path;
    std::vector<OpenedSubject> opened_subjects;
    Checkpoint checkpoint;
};

// That a ledger of `to` entries continues the one of `from` entries.
struct Consistency {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::vector<crypto::Hash> path;
};

// The lines of an export: a head, the entries in order with each checkpoint after its last entry, an end.
struct ExportHead {
    CentreId centre;
    std::string suite;
    std::uint64_t size = 0;
};
struct ExportEntry {
    std::uint64_t sequence = 0;
    Bytes entry;
    crypto::Hash leaf{};
};
struct ExportEnd {
    std::uint64_t size = 0;
};
using ExportLine = std::variant<ExportHead, ExportEntry, Checkpoint, ExportEnd>;

// Without a line feed at the end.
std::string to_json(const Checkpoint& checkpoint);
std::string to_json(const Proof& proof);
std::string to_json(const Consistency& consistency);
std::string to_json(const ExportLine& line);

// Errors of all: invalid ledger.bad_file {offset}. One line feed may follow.
Result<Checkpoint> checkpoint_from_json(std::string_view text);
Result<Proof> proof_from_json(std::string_view text);
Result<Consistency> consistency_from_json(std::string_view text);
Result<ExportLine> export_line_from_json(std::string_view line);

// First 16 hex digits of the hash of the public key, in groups of 4: what a consent copy prints.
std::string fingerprint(const crypto::Suite& suite, ByteView public_key);
// Whether the signature is the key's over signed_bytes(). False also for a signature or key in another than its one form.
bool signature_fits(const crypto::Suite& suite, const Checkpoint& checkpoint);

}  // namespace xinan::ledger
