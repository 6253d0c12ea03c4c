// SPDX-License-Identifier: AGPL-3.0-or-later
// A ledger in memory with its signing key: what an honest server exports, and what a thief with the database, or even a
// dishonest keeper with the key, could make of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/testing.hpp"
#include "ledger/entry.hpp"
#include "ledger/formats.hpp"

namespace xinan::ledger::testing {

class Sample {
   public:
    Sample(crypto::SuiteId id, std::uint64_t seed)
        : random(seeded_random(seed)), suite(&crypto::suite(id)), key(suite->signing_pair(*random)) {
        centre = new_random<CentreId>(*random);
    }
    void add(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            Deed deed;
            deed.action = random->below(2) == 0 ? "casework.note.read" : "scheduling.appointment.book";
            deed.outcome = static_cast<Outcome>(1 + random->below(3));
            deed.actor = new_random<AnyId>(*random);
            deed.role = "counsellor";
            deed.purpose = random->below(3) == 0 ? "" : "care";
            if (random->below(2) == 0) deed.clauses = {"B2.1.1e", "C5.4.5b"};
            if (deed.outcome == Outcome::refused) deed.code = "access.no_grant";
            if (random->below(2) == 0) deed.grant = new_random<AnyId>(*random);
            random->fill(deed.request);
            if (random->below(2) == 0) random->fill(deed.object_hash);
            for (std::uint64_t s = random->below(4); s > 0; --s) {
                deed.subjects.push_back({"person", new_random<AnyId>(*random)});
                random->fill(deed.salts.emplace_back());
            }
            deed.at = at;
            at = at + Millis{1'234};
            deeds.push_back(std::move(deed));
        }
    }
    void sign() { signed_at[deeds.size()] = at; }

    [[nodiscard]] Bytes entry(std::uint64_t n) const { return encode_entry(*suite, n, deeds.at(n)); }
    [[nodiscard]] Frontier tree(std::uint64_t size) const {
        Frontier frontier;
        for (std::uint64_t n = 0; n < size; ++n) frontier.append(*suite, leaf_hash(*suite, entry(n)));
        return frontier;
    }
    [[nodiscard]] Checkpoint checkpoint(std::uint64_t size) const {
        Checkpoint made{centre, size, tree(size).root(*suite), signed_at.at(size), std::string(suite->name()), key.public_key, {}};
        made.signature = suite->sign(key.private_key.view(), made.signed_bytes(), *random);
        return made;
    }
    [[nodiscard]] TreeReader reader() const {
        return {*suite, deeds.size(), [this](unsigned level, std::uint64_t tile, std::uint64_t count) -> Result<std::vector<Hash>> {
                    ensure(level == 0, "samples are smaller than a tile");
                    std::vector<Hash> hashes;
                    for (std::uint64_t n = 0; n < count; ++n) hashes.push_back(leaf_hash(*suite, entry(tile * kTileWidth + n)));
                    return hashes;
                }};
    }
    [[nodiscard]] Proof proof(std::uint64_t n, std::uint64_t size, bool open) const {
        Proof made{entry(n), n, reader().inclusion(n, size).value(), {}, checkpoint(size)};
        for (unsigned i = 0; open && i < deeds[n].subjects.size(); i += 2) {
            made.opened_subjects.push_back({i, deeds[n].subjects[i].kind, to_bytes(deeds[n].salts[i]), deeds[n].subjects[i].id});
        }
        return made;
    }
    [[nodiscard]] Consistency consistency(std::uint64_t from, std::uint64_t to) const {
        return {from, to, reader().consistency(from, to).value()};
    }
    // With checkpoints as given, or freshly signed ones.
    [[nodiscard]] std::vector<ExportLine> lines(const std::map<std::uint64_t, Checkpoint>& kept) const {
        std::vector<ExportLine> out;
        out.emplace_back(ExportHead{centre, std::string(suite->name()), deeds.size()});
        for (std::uint64_t n = 0; n <= deeds.size(); ++n) {
            if (const auto found = kept.find(n); found != kept.end()) out.emplace_back(found->second);
            if (n == deeds.size()) break;
            const Bytes body = entry(n);
            out.emplace_back(ExportEntry{n, body, leaf_hash(*suite, body)});
        }
        out.emplace_back(ExportEnd{deeds.size()});
        return out;
    }
    [[nodiscard]] std::map<std::uint64_t, Checkpoint> checkpoints() const {
        std::map<std::uint64_t, Checkpoint> made;
        for (const auto& [size, time] : signed_at) {
            if (size <= deeds.size()) made.emplace(size, checkpoint(size));
        }
        return made;
    }
    [[nodiscard]] Sample copy() const {
        Sample other(*this, 0);
        return other;
    }

    std::shared_ptr<Random> random;
    const crypto::Suite* suite;
    crypto::KeyPair key;
    CentreId centre;
    std::vector<Deed> deeds;
    std::map<std::uint64_t, UtcTime> signed_at;
    UtcTime at = xinan::testing::kTestNow;

   private:
    Sample(const Sample& other, int)
        : random(other.random), suite(other.suite), key{other.key.public_key, other.key.private_key.clone()},
          centre(other.centre), deeds(other.deeds), signed_at(other.signed_at), at(other.at) {}
};

inline std::string text_of_lines(const std::vector<ExportLine>& lines) {
    std::string text;
    for (const ExportLine& line : lines) text += to_json(line) + '\n';
    return text;
}

}  // namespace xinan::ledger::testing
