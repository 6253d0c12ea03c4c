// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/recovery.hpp"

#include "crypto/people.hpp"
#include "identity/identity.hpp"

namespace xinan::casework {
namespace {

using store::Sql;

constexpr Sql kNotes{"casework.recoverable_notes", R"(
SELECT p.session_id, p.author_id, s.case_id, c.visitor_id, p.version, p.saved_at_ms FROM process_note p
JOIN session s ON s.centre_id = p.centre_id AND s.session_id = p.session_id
JOIN visitor_case c ON c.centre_id = s.centre_id AND c.case_id = s.case_id
WHERE p.centre_id = ?1 ORDER BY p.saved_at_ms DESC, p.session_id, p.author_id LIMIT ?2)"};
constexpr Sql kNotesOf{"casework.recoverable_notes_of", R"(
SELECT p.session_id, p.author_id, s.case_id, c.visitor_id, p.version, p.saved_at_ms FROM process_note p
JOIN session s ON s.centre_id = p.centre_id AND s.session_id = p.session_id
JOIN visitor_case c ON c.centre_id = s.centre_id AND c.case_id = s.case_id
WHERE p.centre_id = ?1 AND p.session_id = ?3 ORDER BY p.saved_at_ms DESC, p.author_id LIMIT ?2)"};
constexpr Sql kSealed{"casework.recovery_wrap", R"(
SELECT p.body_sealed, w.wrap FROM process_note p
JOIN process_note_wrap w ON w.centre_id = p.centre_id AND w.session_id = p.session_id AND w.author_id = p.author_id
                        AND w.version = p.version AND w.person_id = ?5
WHERE p.centre_id = ?1 AND p.session_id = ?2 AND p.author_id = ?3 AND p.version = ?4)"};
constexpr Sql kForget{"casework.forget_author_wrap", R"(
DELETE FROM process_note_wrap WHERE centre_id = ?1 AND session_id = ?2 AND author_id = ?3 AND version = ?4 AND person_id = ?3)"};
constexpr Sql kWrap{"casework.insert_author_wrap", R"(
INSERT INTO process_note_wrap (centre_id, session_id, author_id, version, person_id, wrap)
SELECT p.centre_id, p.session_id, p.author_id, p.version, p.author_id, ?5 FROM process_note p
WHERE p.centre_id = ?1 AND p.session_id = ?2 AND p.author_id = ?3 AND p.version = ?4)"};

// The same as where the note is written (routes_process.cpp): a test writes there and opens here.
Bytes bound_to(CentreId centre, const RecoverableNote& note) {
    Bytes out = to_bytes(view_of("xinan process note 1"));
    for (const ByteView part : {centre.view(), note.session.view(), note.author.view()}) out.insert(out.end(), part.begin(), part.end());
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(note.version >> shift));
    return out;
}

struct Sealed {
    Bytes body, wrap;
};
Result<Sealed> sealed(store::Store& store, CentreId centre, const RecoverableNote& note) {
    return store.read(centre, [&](store::Tx& tx) -> Result<Sealed> {
        const auto found = TRY(tx.query(kSealed, note.session, note.author, note.version, AnyId{}));
        if (found.empty()) return access::not_known();
        return Sealed{to_bytes(found.bytes(0, 0)), to_bytes(found.bytes(0, 1))};
    });
}

Error do_not_fit() { return fail(ErrorKind::invalid, "casework.shares_do_not_fit"); }

}  // namespace

Result<std::vector<RecoverableNote>> recoverable_notes(store::Tx& tx, const std::optional<SessionId>& of) {
    const auto found = of ? TRY(tx.query(kNotesOf, kRecoverableMax, *of)) : TRY(tx.query(kNotes, kRecoverableMax));
    std::vector<RecoverableNote> out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        out.push_back({found.id<SessionId>(i, 0), found.id<AnyId>(i, 1), found.id<CaseId>(i, 2), found.id<PersonId>(i, 3),
                       found.i64(i, 4), found.time(i, 5)});
    }
    return out;
}

Result<SecretBytes> open_by_recovery(store::Store& store, const crypto::Suite& suite, CentreId centre, const RecoverableNote& note,
                                     const SecretBytes& recovery_key) {
    const Sealed at = TRY(sealed(store, centre, note));
    auto text = crypto::open_for_person(suite, bound_to(centre, note), at.body, at.wrap, recovery_key);
    if (!text) return do_not_fit();
    return text;
}

Result<Rewrap> prepare_rewrap(store::Store& store, const crypto::Suite& suite, CentreId centre, const RecoverableNote& note,
                              const SecretBytes& recovery_key, Random& random) {
    const Sealed at = TRY(sealed(store, centre, note));
    const auto key = TRY(store.read(centre, [&](store::Tx& tx) { return identity::public_key_of(tx, note.author); }));
    if (!key) return fail(ErrorKind::conflict, "casework.no_person_key");
    auto wrap = crypto::share_with_person(suite, bound_to(centre, note), at.body, at.wrap, recovery_key, *key, random);
    if (!wrap) return do_not_fit();
    return Rewrap{[note, wrap = std::move(*wrap)](store::Tx& tx) -> Result<void> {
        TRY(tx.run(kForget, note.session, note.author, note.version));
        // Written again since: the new version is wrapped to the author's key of today already.
        if (TRY(tx.run(kWrap, note.session, note.author, note.version, wrap)) != 1) return fail(ErrorKind::stale, "http.stale");
        return {};
    }};
}

}  // namespace xinan::casework
