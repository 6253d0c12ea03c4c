// SPDX-License-Identifier: AGPL-3.0-or-later
// Signing and withdrawing: sealed outside, decided and written inside one transaction.
#include "capabilities/consent/service.hpp"

#include <algorithm>

#include "capabilities/consent/texts.hpp"
#include "store/files.hpp"

namespace xinan::consent {
namespace {

crypto::Place signature_place(CentreId centre, PersonId person, ConsentId id) {
    return {.centre = centre, .scope = file_scope(person), .table = "consent_event", .row = any(id), .field = "signature"};
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
    return out;
}

bool is_young(visitors::AgeGroup age) {
    return age == visitors::AgeGroup::under_8 || age == visitors::AgeGroup::from_8_to_13;
}

// The scan is a file of this visitor, or it is none at all.
Result<void> check_scan(store::Tx& tx, FileId id, PersonId visitor) {
    const auto file = store::get_file(tx, id);
    if (!file && file.error().kind != ErrorKind::not_found) return file.error();
    if (file && file->scope == file_scope(visitor)) return {};
    Error error = fail(ErrorKind::invalid, "consent.unknown_scan");
    error.fields.push_back({"/scan", "consent.unknown_scan", {}});
    return error;
}

Error unknown_text() {
    Error error = fail(ErrorKind::invalid, "consent.unknown_text");
    error.fields.push_back({"/text", "consent.unknown_text", {}});
    return error;
}

// The ticks of this text, each once; a word that is no section of it is a slip of the page.
Result<std::vector<std::string>> known_ticks(const TextDocument& document, const std::vector<std::string>& ticks) {
    std::vector<std::string> known;
    for (const TextSection& section : document.sections) {
        if (section.tick && std::ranges::find(ticks, section.key) != ticks.end()) known.push_back(section.key);
    }
    for (const std::string& tick : ticks) {
        if (std::ranges::find(document.sections, tick, &TextSection::key) == document.sections.end()) {
            Error error = fail(ErrorKind::invalid, "consent.unknown_tick");
            error.fields.push_back({"/ticks", "consent.unknown_tick", {}});
            return error;
        }
    }
    return known;
}

Result<void> settle_with_ticks(const Decision& decision, const std::vector<std::string>& missing) {
    auto settled = decision.settle(false);
    if (!settled && settled.error().code == "consent.ticks_missing") {
        for (const std::string& key : missing) settled.error().fields.push_back({"/ticks/" + key, "consent.not_ticked", {{"section", key}}});
    }
    return settled;
}

Result<rows::Event> next_event(store::Tx& tx, rows::Event event) {
    event.number = TRY(rows::last_number(tx, event.person, event.purpose)) + 1;
    TRY_VOID(rows::insert_event(tx, event));
    return event;
}

}  // namespace

crypto::Scope file_scope(PersonId id) { return {crypto::ScopeKind::visitor_file, any(id)}; }

// --- who may ---------------------------------------------------------------------------------------------------------

Result<Door> load_door(store::Tx& tx, const access::Subject& who, std::string_view action, PersonId id, UtcTime now) {
    Door door;
    door.today = TRY(visitors::today(tx, now));
    TRY(parameters(tx, now));  // settings are read once in an operation, whoever is asked about
    auto persons = TRY(visitors::sealed_labels(tx, std::span(&id, 1), door.today, now));
    if (!persons.empty()) door.person = std::move(persons.front());
    door.standing = TRY(access::standing(tx, who, action, "person", any(id), now));
    door.guardian_may_learn = TRY(family::may_learn_attendance(tx, id, PersonId{who.person.bytes}, door.today));
    return door;
}

Result<visitors::PersonFacts> open_door(const Env& env, CentreId centre, const access::Subject& who, Door& door) {
    visitors::PersonFacts facts;
    auto& relations = door.standing.relations;
    if (!door.person) {
        relations.clear();
        return facts;
    }
    facts = TRY(visitors::open_facts(env.vault, centre, *door.person, door.today));
    if (!who.is_staff && who.person == any(facts.id)) relations.push_back(access::Relation::self);
    if (!door.guardian_may_learn && !is_young(facts.age_group)) {
        std::erase(relations, access::Relation::guardian_of);
    }
    return facts;
}

// --- signing ---------------------------------------------------------------------------------------------------------

Result<Bytes> seal_signature(const Env& env, CentreId centre, PersonId person, ConsentId id, std::string_view base64,
                             std::int64_t bytes_max) {
    auto coded = from_base64(base64);
    if (!coded || !looks_like(*coded, "image/png")) {
        Error error = fail(ErrorKind::invalid, "consent.not_a_signature");
        error.fields.push_back({"/signature", "consent.not_a_signature", {}});
        return error;
    }
    SecretBytes png{ByteView{*coded}};
    wipe(coded->data(), coded->size());
    if (std::cmp_greater(png.size(), bytes_max)) {
        return fail(ErrorKind::too_large, "consent.signature_large", {{"max_bytes", std::to_string(bytes_max)}});
    }
    return env.vault.seal_field(signature_place(centre, person, id), png.view());
}

Result<SecretBytes> open_signature(const Env& env, CentreId centre, const rows::Event& event) {
    return env.vault.open_field(signature_place(centre, event.person, event.consent), event.signature);
}

Result<Signed> sign(store::Tx& tx, const crypto::Suite& suite, const SignRequest& request, const std::optional<SignAges>& ages,
                    UtcTime now) {
    if (ages) TRY_VOID(visitors::person_unchanged(tx, request.visitor, ages->visitor.version));
    TRY_VOID(rows::lock_events(tx, request.visitor));
    const auto text = TRY(rows::find_text(tx, request.text));
    if (!text) return unknown_text();
    const auto ticks = TRY(known_ticks(text->document, request.ticks));
    if (request.scan) TRY_VOID(check_scan(tx, *request.scan, request.visitor));
    const bool in_force = request.guardian && TRY(family::guardian_relation(tx, request.visitor, *request.guardian,
                                                                            TRY(visitors::today(tx, now)))).has_value();
    SigningFacts facts{.purpose = text->purpose,
                       .audience = text->audience,
                       .text_is_newest = TRY(rows::newest_version(tx, text->purpose, text->audience)) == text->version,
                       .by = request.by,
                       .entered_by = request.entered_by,
                       .medium = request.medium,
                       .has_signature = !request.signature.empty(),
                       .has_scan = request.scan.has_value(),
                       .missing_ticks = missing_ticks(text->document, ticks),
                       .understood = request.understood,
                       .guardian_in_force = in_force};
    if (ages) {
        facts.age = ages->visitor.age_group;
        facts.kind = ages->visitor.kind;
        if (ages->guardian) {
            TRY_VOID(visitors::person_unchanged(tx, ages->guardian->id, ages->guardian->version));
            facts.guardian_age = ages->guardian->age_group;
            facts.guardian_kind = ages->guardian->kind;
        }
        TRY_VOID(settle_with_ticks(decide_signing(facts, TRY(parameters(tx, now))), facts.missing_ticks));
    } else if (request.by == Side::guardian && !in_force) {
        return fail(ErrorKind::conflict, "consent.guardian_not_in_force", {}, {"D2.1b"});
    }
    Signed made;
    made.object_hash = suite.hash2(text->content_hash, request.signature);
    made.clauses = {"D2.1b", "C1.4a"};
    if (request.entered_by == Word::staff) made.clauses.emplace_back("C5.4.1a");  // who entered it explained it
    if (request.understood) made.clauses.insert(made.clauses.end(), {"C1.4d", "D2.1c"});  // noted, and never a block
    made.event = TRY(next_event(tx, {.person = request.visitor,
                                     .purpose = text->purpose,
                                     .given = true,
                                     .side = request.by,
                                     .consent = request.id,
                                     .text = text->id,
                                     .guardian = request.by == Side::guardian ? request.guardian : std::nullopt,
                                     .word_of = request.entered_by,
                                     .recorded_by = request.recorded_by,
                                     .medium = request.medium,
                                     .understood = request.understood,
                                     .ticks = joined(ticks),
                                     .signature = request.medium == Medium::screen ? request.signature : Bytes(),
                                     .scan = request.medium == Medium::paper ? request.scan : std::nullopt,
                                     .at = now}));
    return made;
}

// --- withdrawing -----------------------------------------------------------------------------------------------------

Result<std::optional<rows::Event>> withdraw(store::Tx& tx, ConsentId id, const Withdrawal& withdrawal, UtcTime now) {
    const auto given = TRY(rows::find_given(tx, id, false));
    if (!given) return access::not_known();
    TRY_VOID(decide_withdrawal(given->side, withdrawal.by).settle(false));
    TRY_VOID(rows::lock_events(tx, given->person));
    for (const rows::Last& last : TRY(rows::last_events(tx, given->person, kTimeMax))) {
        const bool same = last.event.purpose == given->purpose && last.event.side == given->side;
        if (same && !last.event.given) return std::optional<rows::Event>{};
    }
    return std::optional(TRY(next_event(tx, {.person = given->person,
                                             .purpose = given->purpose,
                                             .given = false,
                                             .side = given->side,
                                             .consent = given->consent,
                                             .text = given->text,
                                             .guardian = withdrawal.guardian,
                                             .word_of = withdrawal.by,
                                             .recorded_by = withdrawal.recorded_by,
                                             .medium = std::nullopt,
                                             .understood = std::nullopt,
                                             .at = now})));
}

Result<void> withdraw(store::Tx& tx, ConsentId id, ledger::Deed deed, UtcTime now) {
    const auto event = TRY(withdraw(tx, id, Withdrawal{.by = Word::self, .recorded_by = deed.actor, .guardian = {}}, now));
    if (event) ledger::leave(tx, std::move(deed));
    return {};
}

// --- without HTTP ----------------------------------------------------------------------------------------------------

namespace {
// A picture of one pixel: the demo's people have no hands.
constexpr std::string_view kDemoSignature =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
}  // namespace

Result<std::function<Result<void>(store::Tx&)>> prepare_signing(const Env& env, CentreId centre, const Signing& signing,
                                                                ledger::Deed deed, UtcTime now) {
    SignRequest request{.id = signing.id,
                        .visitor = signing.visitor,
                        .text = {},
                        .by = signing.guardian ? Side::guardian : Side::self,
                        .guardian = signing.guardian,
                        .recorded_by = deed.actor,
                        .entered_by = signing.guardian ? Word::guardian : Word::self};
    request.signature = TRY(seal_signature(env, centre, signing.visitor, signing.id, kDemoSignature, Parameters{}.signature_bytes_max));
    const crypto::Suite& suite = env.vault.suite();
    return std::function<Result<void>(store::Tx&)>(
        [request, signing, deed = std::move(deed), &suite, now](store::Tx& tx) -> Result<void> {
            const auto texts = TRY(rows::newest_texts(tx, signing.purpose, signing.audience, now));
            if (texts.empty()) return unknown_text();
            SignRequest complete = request;
            complete.text = texts.front().id;
            for (const TextSection& section : texts.front().document.sections) {
                if (section.tick) complete.ticks.push_back(section.key);
            }
            const Signed made = TRY(sign(tx, suite, complete, std::nullopt, now));
            ledger::Deed left = deed;
            left.object_hash = made.object_hash;
            ledger::leave(tx, std::move(left));
            return {};
        });
}

}  // namespace xinan::consent
