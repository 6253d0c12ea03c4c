// SPDX-License-Identifier: AGPL-3.0-or-later
// Giving, withdrawing, reading again; for the desk by person, for the portal as "me". A person one may not know of and
// one who does not exist answer alike.
#include <vector>

#include "capabilities/consent/routes_dto.hpp"
#include "http/route.hpp"
#include "store/files.hpp"

namespace xinan::consent {
namespace {

using http::Call;
using http::Reply;

ledger::Subject person_subject(PersonId id) { return ledger::subject("person", id); }
PersonId me(const Call& call) { return {call.who.subject.person.bytes}; }
std::string_view purpose_of(const access::Answer& answer) {
    if (answer.hat == access::Role::counsellor) return "care";
    return answer.hat == access::Role::reception ? "reception" : "own";
}
std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(' ', from), text.size());
        words.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

// The visitor of a request, once it is decided that the asker may know of him.
struct Admitted {
    access::Answer answer;
    access::Standing standing;
    visitors::PersonFacts facts;
    Parameters figures;
    Word word = Word::staff;   // whose word the asker's is
};
Result<Admitted> admit(Call& call, PersonId id) {
    Door door;
    Admitted admitted;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        door = TRY(load_door(tx, call.who.subject, call.route.action, id, call.now));
        admitted.figures = TRY(parameters(tx, call.now));
        return {};
    }));
    admitted.facts = TRY(open_door(call.env, call.centre(), call.who.subject, door));
    admitted.standing = door.standing;
    admitted.answer = call.decide(door.standing);
    if (!admitted.answer.permitted || !door.person) return call.refuse_read({person_subject(id)});
    if (!call.who.subject.is_staff) admitted.word = door.standing.has(access::Relation::self) ? Word::self : Word::guardian;
    return admitted;
}

// --- states ----------------------------------------------------------------------------------------------------------

ConsentState view_of_state(const Overview& item) {
    ConsentState view{.purpose = item.purpose, .state = item.state, .asks = item.asks};
    const auto& shown = item.own ? item.own : item.guardian;
    if (item.own && item.guardian) view.guardian_consent = item.guardian->consent;
    if (!shown) return view;
    view.consent = shown->consent;
    view.text = shown->text;
    view.by = shown->side;
    if (shown->given) {
        view.signed_at = shown->at;
        view.medium = shown->medium;
        view.understood = shown->understood;
    }
    return view;
}

Result<Reply> show_states(Call& call, PersonId id) {
    const Admitted admitted = TRY(admit(call, id));
    const auto found = TRY(call.read([&](store::Tx& tx) {
        return overview(tx, id, admitted.facts.age_group, admitted.facts.kind, call.now);
    }));
    TRY_VOID(call.leave_read({person_subject(id)}, purpose_of(admitted.answer), admitted.answer, Call::Repeats::board));
    ConsentStates view{.items = {}, .may_start = found.service.in_force, .missing = found.service.missing};
    for (const Overview& item : found.items) view.items.push_back(view_of_state(item));
    return http::ok(view);
}

Result<Reply> handle_states(Call& call) { return show_states(call, TRY(call.id<PersonId>("person"))); }
Result<Reply> handle_my_states(Call& call) { return show_states(call, me(call)); }

// --- one consent -----------------------------------------------------------------------------------------------------

// Everything of one consent that needs no key: the event, its text, and whether it was withdrawn since.
struct Found {
    std::optional<rows::Event> event;
    rows::Text text;
    std::optional<UtcTime> withdrawn_at;
};
Result<Found> find(store::Tx& tx, ConsentId id, bool with_signature) {
    Found found;
    found.event = TRY(rows::find_given(tx, id, with_signature));
    const PersonId person = found.event ? found.event->person : PersonId{};
    for (const rows::Last& last : TRY(rows::last_events(tx, person, kTimeMax))) {
        const bool same = last.event.purpose == found.event->purpose && last.event.side == found.event->side;
        if (same && !last.event.given) found.withdrawn_at = last.event.at;
    }
    const auto text = TRY(rows::find_text(tx, found.event ? found.event->text : ConsentTextId{}));
    if (text) found.text = *text;
    return found;
}

Consent view_of_consent(const Found& found) {
    const rows::Event& event = *found.event;
    return {.id = event.consent,
            .person = event.person,
            .purpose = event.purpose,
            .text = event.text,
            .text_version = found.text.version,
            .audience = found.text.audience,
            .by = event.side,
            .guardian = event.guardian,
            .medium = event.medium.value_or(Medium::screen),
            .understood = event.understood,
            .ticks = split_words(event.ticks),
            .signed_at = event.at,
            .withdrawn_at = found.withdrawn_at};
}

Result<Consent> stored_consent(Call& call, ConsentId id) {
    const Found found = TRY(call.read([&](store::Tx& tx) { return find(tx, id, false); }));
    if (!found.event) return access::not_known();
    return view_of_consent(found);
}

// --- giving ----------------------------------------------------------------------------------------------------------

// The guardian who signs: named by staff, or the asker himself.
Result<std::optional<PersonId>> signing_guardian(const Call& call, const GiveConsent& body, Word word) {
    const auto wrong = [](std::string code) {
        Error error = fail(ErrorKind::invalid, code);
        error.fields.push_back({"/guardian", std::move(code), {}});
        return error;
    };
    if (body.by == Side::self) {
        if (body.guardian) return wrong("consent.guardian_unused");
        return std::optional<PersonId>{};
    }
    if (word == Word::guardian) {
        if (body.guardian && *body.guardian != me(call)) return wrong("consent.guardian_unused");
        return std::optional(me(call));
    }
    if (!body.guardian) return wrong("consent.guardian_missing");
    return body.guardian;
}

// Somebody unknown is no guardian in force; the rule says so.
Result<std::optional<visitors::PersonFacts>> facts_of(Call& call, const std::optional<PersonId>& id) {
    if (!id) return std::optional<visitors::PersonFacts>{};
    LocalDate today;
    const auto sealed = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<visitors::SealedPerson>> {
        today = TRY(visitors::today(tx, call.now));
        return visitors::sealed_labels(tx, std::span(&*id, 1), today, call.now);
    }));
    if (sealed.empty()) return std::optional<visitors::PersonFacts>{};
    return std::optional(TRY(visitors::open_facts(call.env.vault, call.centre(), sealed.front(), today)));
}

Result<Reply> give(Call& call, PersonId visitor) {
    const auto body = TRY(http::parse<GiveConsent>(call.body));
    const Admitted admitted = TRY(admit(call, visitor));
    SignRequest request{.id = new_ordered<ConsentId>(call.env.random, call.now),
                        .visitor = visitor,
                        .text = body.text,
                        .by = body.by,
                        .guardian = TRY(signing_guardian(call, body, admitted.word)),
                        .medium = body.medium,
                        .ticks = body.ticks,
                        .understood = body.understood,
                        .signature = {},
                        .scan = body.scan,
                        .recorded_by = call.who.subject.person,
                        .entered_by = admitted.word};
    if (body.signature && body.medium == Medium::screen) {
        request.signature = TRY(seal_signature(call.env, call.centre(), visitor, request.id, body.signature->reveal(),
                                               admitted.figures.signature_bytes_max));
    }
    const SignAges ages{.visitor = admitted.facts, .guardian = TRY(facts_of(call, request.guardian))};
    const crypto::Suite& suite = call.env.vault.suite();
    const auto deed = call.deed(ledger::Outcome::done, {ledger::subject("consent", request.id), person_subject(visitor)},
                                purpose_of(admitted.answer), {}, &admitted.answer);
    const auto once = TRY(call.write_once({person_subject(visitor)}, [&](store::Tx& tx) -> Result<std::string> {
        const Signed made = TRY(sign(tx, suite, request, ages, call.now));
        ledger::Deed left = deed;
        left.object_hash = made.object_hash;
        for (const std::string& clause : made.clauses) {
            if (std::ranges::find(left.clauses, clause) == left.clauses.end()) left.clauses.push_back(clause);
        }
        ledger::leave(tx, std::move(left));
        return made.event.consent.text();
    }));
    const auto id = TRY(parse_id<ConsentId>(once.reference));
    return http::created(TRY(stored_consent(call, id)), "/api/v1/consents/" + once.reference);
}

Result<Reply> handle_give(Call& call) { return give(call, TRY(call.id<PersonId>("person"))); }
Result<Reply> handle_my_give(Call& call) { return give(call, me(call)); }

// --- withdrawing -----------------------------------------------------------------------------------------------------

// One call, no reason, no question back (PIPL 15; A1.2b).
Result<Reply> handle_withdraw(Call& call) {
    const auto id = TRY(call.id<ConsentId>("consent"));
    TRY(http::parse<http::Nothing>(call.body));
    const auto found = TRY(call.read([&](store::Tx& tx) { return find(tx, id, false); }));
    const Admitted admitted = TRY(admit(call, found.event ? found.event->person : PersonId{}));
    const PersonId visitor = found.event->person;
    const Withdrawal withdrawal{.by = admitted.word,
                                .recorded_by = call.who.subject.person,
                                .guardian = admitted.word == Word::guardian ? std::optional(me(call)) : std::nullopt};
    const auto deed = call.deed(ledger::Outcome::done, {ledger::subject("consent", id), person_subject(visitor)},
                                purpose_of(admitted.answer), {"A1.2b"}, &admitted.answer);
    TRY(call.write_once({ledger::subject("consent", id), person_subject(visitor)}, [&](store::Tx& tx) -> Result<std::string> {
        if (TRY(withdraw(tx, id, withdrawal, call.now))) ledger::leave(tx, deed);
        return id.text();
    }));
    return http::ok(TRY(stored_consent(call, id)));
}

// --- the copy --------------------------------------------------------------------------------------------------------

// The newest checkpoint that is not older than the consent: one is signed now if there is none yet.
Result<ledger::Checkpoint> anchor(Call& call, UtcTime not_before) {
    const auto newest = TRY(call.env.ledger.newest_checkpoint(call.centre()));
    if (newest && newest->at > not_before) return *newest;
    return call.env.ledger.checkpoint_now(call.centre());
}

Result<Reply> handle_copy(Call& call) {
    const auto id = TRY(call.id<ConsentId>("consent"));
    Found found;
    Door door;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        found = TRY(find(tx, id, true));
        const PersonId person = found.event ? found.event->person : PersonId{};
        door = TRY(load_door(tx, call.who.subject, call.route.action, person, call.now));
        return {};
    }));
    TRY(open_door(call.env, call.centre(), call.who.subject, door));
    auto& relations = door.standing.relations;
    if (found.event && found.event->side == Side::self) std::erase(relations, access::Relation::guardian_of);
    if (found.event && found.event->recorded_by == call.who.subject.person && call.who.subject.is_staff) {
        relations.push_back(access::Relation::author_of);
    }
    const auto answer = call.decide(door.standing);
    if (!answer.permitted || !found.event) return call.refuse_read({ledger::subject("consent", id)});
    TRY_VOID(call.leave_read({ledger::subject("consent", id), person_subject(found.event->person)}, purpose_of(answer), answer));

    ConsentCopy copy{.consent = view_of_consent(found), .text = view_of_text(found.text, call.language)};
    if (!found.event->signature.empty()) {
        const SecretBytes png = TRY(open_signature(call.env, call.centre(), *found.event));
        copy.signature = PrivateText(to_base64(png.view()));
    }
    if (found.event->scan) {
        const auto file = TRY(call.read([&](store::Tx& tx) { return store::get_file(tx, *found.event->scan); }));
        const SecretBytes content = TRY(store::open_file(call.env.vault, call.centre(), file));
        copy.scan = ScanView{file.media_type, PrivateText(to_base64(content.view()))};
    }
    const ledger::Checkpoint checkpoint = TRY(anchor(call, found.event->at));
    copy.fingerprint = TRY(call.env.vault.key_fingerprint(call.centre()));
    copy.checkpoint = {static_cast<std::int64_t>(checkpoint.size), to_hex(checkpoint.root), checkpoint.at};
    copy.qr = "XINAN1|" + copy.fingerprint + "|" + std::to_string(checkpoint.size) + "|" + copy.checkpoint.root + "|" +
              to_iso(checkpoint.at) + "|" + call.centre().text();
    return http::ok(copy);
}

// --- scans -----------------------------------------------------------------------------------------------------------

Result<Reply> handle_scan(Call& call) {
    const auto body = TRY(http::parse<NewScan>(call.body));
    const Admitted admitted = TRY(admit(call, body.person));
    auto coded = from_base64(body.content.reveal());
    if (!coded || !looks_like(*coded, body.media_type)) {
        Error error = fail(ErrorKind::invalid, "consent.not_a_scan");
        error.fields.push_back({"/content", "consent.not_a_scan", {}});
        return error;
    }
    const SecretBytes content{ByteView{*coded}};
    wipe(coded->data(), coded->size());
    if (std::cmp_greater(content.size(), admitted.figures.scan_bytes_max)) {
        return fail(ErrorKind::too_large, "http.too_large", {{"max_bytes", std::to_string(admitted.figures.scan_bytes_max)}});
    }
    const auto id = new_random<FileId>(call.env.random);
    const auto file = TRY(store::seal_file(call.env.vault, call.centre(), file_scope(body.person), id, body.media_type, content.view()));
    const auto deed = call.deed(ledger::Outcome::done, {ledger::subject("file", id), person_subject(body.person)},
                                purpose_of(admitted.answer), {}, &admitted.answer);
    const auto once = TRY(call.write_once({person_subject(body.person)}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(store::put_file(tx, file, call.now));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::created(ScanMade{TRY(parse_id<FileId>(once.reference))}, "/api/v1/files/" + once.reference);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr http::Limits kGiveLimits{.body_bytes_max = 320'000, .per_minute_max = 30};
constexpr std::string_view kWithdrawSummary = "Withdraws a consent: no reason, effective at once, as easy as giving it.";

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/persons/{person}/consents",
     .action = "consent.state.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "What a visitor agreed to, purpose by purpose, and what is missing before an ordinary session.",
     .reply = shape_of<ConsentStates>,
     .handler = handle_states},
    {.method = Method::post,
     .path = "/api/v1/persons/{person}/consents",
     .action = "consent.agreement.give",
     .repeat = Repeat::needs_idempotency_key,
     .limits = kGiveLimits,
     .summary = "A visitor or guardian agrees: signed on screen, on paper with its scan, or spoken.",
     .request = shape_of<GiveConsent>,
     .reply = shape_of<Consent>,
     .handler = handle_give},
    {.method = Method::post,
     .path = "/api/v1/consents/{consent}/withdraw",
     .action = "consent.agreement.withdraw",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 64, .per_minute_max = 30},
     .summary = kWithdrawSummary,
     .request = shape_of<http::Nothing>,
     .reply = shape_of<Consent>,
     .handler = handle_withdraw},
    {.method = Method::get,
     .path = "/api/v1/consents/{consent}",
     .action = "consent.agreement.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "The signed copy: text, signature, the centre's key fingerprint and a checkpoint as QR.",
     .reply = shape_of<ConsentCopy>,
     .handler = handle_copy},
    {.method = Method::post,
     .path = "/api/v1/files",
     .action = "consent.scan.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 7'200'000, .per_minute_max = 20},
     .summary = "A scan of a signed paper, sealed under the visitor's file; at most 5 MB.",
     .request = shape_of<NewScan>,
     .reply = shape_of<ScanMade>,
     .handler = handle_scan},
    {.method = Method::get,
     .path = "/api/v1/me/consents",
     .action = "consent.state.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "What I agreed to.",
     .reply = shape_of<ConsentStates>,
     .handler = handle_my_states},
    {.method = Method::post,
     .path = "/api/v1/me/consents",
     .action = "consent.agreement.give",
     .repeat = Repeat::needs_idempotency_key,
     .limits = kGiveLimits,
     .summary = "I agree, signed on screen.",
     .request = shape_of<GiveConsent>,
     .reply = shape_of<Consent>,
     .handler = handle_my_give},
    {.method = Method::post,
     .path = "/api/v1/me/consents/{consent}/withdraw",
     .action = "consent.agreement.withdraw",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 64, .per_minute_max = 30},
     .summary = kWithdrawSummary,
     .request = shape_of<http::Nothing>,
     .reply = shape_of<Consent>,
     .handler = handle_withdraw},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() {
    static const std::vector<http::Route> kAll = [] {
        std::vector<http::Route> all(std::begin(kRoutes), std::end(kRoutes));
        all.insert(all.end(), text_routes().begin(), text_routes().end());
        return all;
    }();
    return kAll;
}

}  // namespace xinan::consent
