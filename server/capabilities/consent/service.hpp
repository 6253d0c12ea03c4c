// SPDX-License-Identifier: AGPL-3.0-or-later
// Operations of consent between routes, rules and rows. Inside consent only.
// Sealing and opening happen outside the transaction; functions on a Tx touch no key.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "capabilities/consent/rules.hpp"
#include "capabilities/consent/store.hpp"
#include "capabilities/family/family.hpp"

namespace xinan::consent {

Result<Parameters> parameters(store::Tx&, UtcTime at);

// --- images and coded bytes ------------------------------------------------------------------------------------------
Result<Bytes> from_base64(std::string_view text);  // RFC 4648 §4, padded or not. Errors: invalid base.not_base64url
std::string to_base64(ByteView);                   // padded
// Whether the bytes begin as a file of this type does: image/png, image/jpeg, application/pdf.
bool looks_like(ByteView, std::string_view media_type);

// --- who may ---------------------------------------------------------------------------------------------------------
// The visitor a request is about and how the asker stands to him. The same statements whether there is one or not.
struct Door {
    std::optional<visitors::SealedPerson> person;
    access::Standing standing;
    bool guardian_may_learn = false;
    LocalDate today;
};
Result<Door> load_door(store::Tx&, const access::Subject& who, std::string_view action, PersonId, UtcTime now);
// Outside: the age decides whether a guardian may know at all (C1.5h), so it narrows the standing.
Result<visitors::PersonFacts> open_door(const Env&, CentreId, const access::Subject& who, Door&);

// --- signing ---------------------------------------------------------------------------------------------------------
crypto::Scope file_scope(PersonId);
// Errors: invalid consent.not_a_signature, too_large consent.signature_large {max_bytes}; those of the vault.
Result<Bytes> seal_signature(const Env&, CentreId, PersonId, ConsentId, std::string_view base64, std::int64_t bytes_max);
Result<SecretBytes> open_signature(const Env&, CentreId, const rows::Event&);

struct SignRequest {
    ConsentId id;
    PersonId visitor;
    ConsentTextId text;
    Side by = Side::self;
    std::optional<PersonId> guardian;
    Medium medium = Medium::screen;
    std::vector<std::string> ticks;
    std::optional<Understood> understood;
    Bytes signature;                       // sealed
    std::optional<FileId> scan;
    AnyId recorded_by{};
    Word entered_by = Word::self;
};
// Ages as they were opened outside; absent: they are not looked at (demo, simulation).
struct SignAges {
    visitors::PersonFacts visitor;
    std::optional<visitors::PersonFacts> guardian;
};
struct Signed {
    rows::Event event;
    std::array<std::uint8_t, 32> object_hash{};  // of the text's hash and the sealed signature (D2.1b)
    std::vector<std::string> clauses;
};
// Errors: invalid consent.unknown_text, consent.unknown_scan; the guards of decide_signing, with a field error for each
// section without its tick; those of visitors::person_unchanged.
Result<Signed> sign(store::Tx&, const crypto::Suite&, const SignRequest&, const std::optional<SignAges>&, UtcTime now);

// --- withdrawing -----------------------------------------------------------------------------------------------------
struct Withdrawal {
    Word by = Word::self;
    AnyId recorded_by{};
    std::optional<PersonId> guardian;      // who withdraws, when by a guardian
};
// Nothing when that side's last word already was no. The last deed wins: it also ends a newer consent of the same side.
// Errors: not_found, conflict consent.not_yours.
Result<std::optional<rows::Event>> withdraw(store::Tx&, ConsentId, const Withdrawal&, UtcTime now);

// --- overview --------------------------------------------------------------------------------------------------------
struct Overview {
    Purpose purpose = Purpose::service;
    State state = State::none;
    std::optional<rows::Event> own, guardian;   // the last of each side
    std::vector<Audience> asks;                 // texts that are still to be signed
};
struct Overviews {
    std::vector<Overview> items;                // each purpose, in the order of the enum
    ServiceConsent service;
};
Result<Overviews> overview(store::Tx&, PersonId, visitors::AgeGroup, visitors::Kind, UtcTime at);

// --- texts -----------------------------------------------------------------------------------------------------------
struct NewVersion {
    ConsentTextId id;
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;
    Readability readability = Readability::adults;
    TextDocument document;                      // cleaned
};
// Cleans every text, shows the exceptions and the notice of scope. Errors: invalid base.text_*, consent.empty_text, each with its pointer.
Result<TextDocument> clean_document(TextDocument, Audience);
// Errors: the guards of decide_text; conflict consent.text_race.
Result<rows::Text> publish(store::Tx&, const crypto::Suite&, const NewVersion&, AnyId by, UtcTime now);

}  // namespace xinan::consent
