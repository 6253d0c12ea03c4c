// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/visitors/routes_person.hpp"

namespace xinan::visitors {
namespace {

using http::Call;
using http::Reply;

constexpr Millis kDay{std::int64_t{24} * 60 * 60 * 1000};

PersonFields fields_of(const PersonBody& body) {
    return {body.kind, body.name, body.gender, body.birthday, body.class_, body.phone, body.student_number};
}

Result<Here> here_now(Call& call) {
    return call.read([&](store::Tx& tx) { return here(tx, call.now); });
}

// A refusal decided before there is anything to write still leaves its deed.
Error refused(Call& call, std::vector<ledger::Subject> subjects, const Error& why) {
    const auto left = call.write(std::move(subjects), [&](store::Tx&) -> Result<void> { return why; });
    return left ? why : left.error();
}

struct Judged {
    ledger::Deed deed;
    std::vector<SealedReason> reasons;
};
// The deed of an act with what was overridden, and the sealed reasons.
Result<Judged> judged(Call& call, const Decision& decision, const PersonBody& body, const PreparedPerson& person,
                      const access::Answer& answer) {
    Judged result{call.deed(ledger::Outcome::done, {person_subject(person.id)}, purpose_of(answer), decision.clauses(), &answer), {}};
    result.deed.object_hash = person.object_hash(call.env.vault.suite());
    for (const Finding& finding : decision.findings()) {
        if (result.deed.code.empty()) result.deed.code = finding.guard.name;
        if (!body.override_reason) continue;
        result.reasons.push_back({std::string(finding.guard.name),
                                  TRY(seal_reason(call.env, call.centre(), person.id, person.version, finding.guard.name,
                                                  *body.override_reason))});
    }
    return result;
}

Result<void> write_reasons(store::Tx& tx, const Call& call, const PreparedPerson& person, const Judged& judged) {
    for (const SealedReason& reason : judged.reasons) {
        TRY_VOID(rows::insert_override(tx, person.id, person.version, reason.guard, reason.sealed, call.who.subject.person,
                                       call.now));
    }
    return {};
}

Result<Opened> open_stored(Call& call, PersonId id, const Here& at) {
    const auto sealed = TRY(call.read([&](store::Tx& tx) { return sealed_person(tx, id, at.today, call.now); }));
    return open_person(call.env.vault, call.centre(), sealed);
}

// The person of a read, if the asker may see it; the same look-ups and the same deed when not, or when there is none.
struct Seen {
    access::Answer answer;
    Here at;
    Opened person;
};
Result<Seen> see(Call& call, PersonId id) {
    access::Standing standing;
    std::vector<SealedPerson> found;
    Seen seen;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        standing = TRY(standing_with(tx, call, id));
        seen.at = TRY(here(tx, call.now));
        found = TRY(sealed_labels(tx, std::span(&id, 1), seen.at.today, call.now));
        return {};
    }));
    seen.answer = call.decide(standing);
    if (!seen.answer.permitted || found.empty()) return call.refuse_read({person_subject(id)});
    seen.person = TRY(open_person(call.env.vault, call.centre(), found.front()));
    return seen;
}

}  // namespace

std::string_view purpose_of(const access::Answer& answer) {
    switch (answer.hat) {
        case access::Role::visitor:
        case access::Role::guardian: return "own";
        case access::Role::counsellor:
        case access::Role::supervisor: return "care";
        case access::Role::reception: return "reception";
        case access::Role::archive_keeper: return "archive";
        default: return "admin";
    }
}

Result<access::Standing> standing_with(store::Tx& tx, const Call& call, PersonId id) {
    const access::Subject& who = call.who.subject;
    auto standing = TRY(access::standing(tx, who, call.route.action, "person", any(id), call.now));
    if (!who.is_staff && who.person == any(id)) standing.relations.push_back(access::Relation::self);
    return standing;
}

Person view_of_person(const Opened& person, const Here& at, const Messages& messages, Language language) {
    const auto if_any = [](const PrivateText& text) {
        return text.reveal().empty() ? std::nullopt : std::optional(text);
    };
    const PersonHit hit = hit_of(person, messages, language);
    return {.id = person.id,
            .version = person.version,
            .kind = person.kind,
            .name = person.name,
            .code = person.code,
            .gender = person.gender,
            .birthday = person.birthday,
            .class_ = hit.class_,
            .phone = if_any(person.phone),
            .student_number = if_any(person.student_number),
            .last_four = if_any(PrivateText(last_four(person))),
            .provisional = person.provisional,
            .age_band = age_group(person.birthday, at.today),
            .label = hit.label};
}

Result<Reply> handle_search(Call& call) {
    const auto body = TRY(http::parse<SearchBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const SearchPlan plan = TRY(plan_search(call.env, call.centre(), body.text.reveal()));
    const Candidates found = TRY(call.read([&](store::Tx& tx) -> Result<Candidates> {
        return find_candidates(tx, plan, TRY(here(tx, call.now)), call.now);
    }));
    SearchReply reply{.items = {}, .too_many = found.too_many};
    std::vector<ledger::Subject> shown;
    for (const Opened& person : TRY(open_matches(call.env, call.centre(), plan, found))) {
        reply.items.push_back(hit_of(person, call.env.messages, call.language));
        shown.push_back(person_subject(person.id));
    }
    if (!shown.empty()) TRY_VOID(call.leave_read(std::move(shown), purpose_of(answer), answer));
    return http::ok(reply);
}

Result<Reply> handle_add(Call& call) {
    const auto body = TRY(http::parse<PersonBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const Here at = TRY(here_now(call));
    const Decision decision =
        decide_person({at.kind, body.kind, body.birthday, body.class_.has_value(), at.today}, at.parameters);
    if (auto allowed = decision.settle(body.override_reason.has_value()); !allowed) {
        return refused(call, {}, allowed.error());
    }
    const PreparedPerson person = TRY(prepare_person(call.env, call.centre(), fields_of(body), at.today));
    const Judged act = TRY(judged(call, decision, body, person, answer));
    const auto once = TRY(call.write_once({person_subject(person.id)}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(insert_person(tx, person, at.today, call.now));
        TRY_VOID(write_reasons(tx, call, person, act));
        ledger::leave(tx, act.deed);
        return person.id.text();
    }));
    const auto id = TRY(parse_id<PersonId>(once.reference));
    const Opened made = TRY(open_stored(call, id, at));
    AddedPerson reply{view_of_person(made, at, call.env.messages, call.language), {}};
    PreparedPerson like = person;  // a repeat has the id of the first attempt
    like.id = id;
    const auto candidates = TRY(call.read([&](store::Tx& tx) { return duplicate_candidates(tx, like, at, call.now); }));
    std::vector<ledger::Subject> shown;
    for (const Opened& other : TRY(open_duplicates(call.env, call.centre(), made, candidates))) {
        reply.possible_duplicates.push_back(hit_of(other, call.env.messages, call.language));
        shown.push_back(person_subject(other.id));
    }
    if (!shown.empty()) TRY_VOID(call.leave_read(std::move(shown), purpose_of(answer), answer));
    return http::created(reply, "/api/v1/persons/" + once.reference, made.version);
}

Result<Reply> handle_read(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    const Seen seen = TRY(see(call, id));
    TRY_VOID(call.leave_read({person_subject(id)}, purpose_of(seen.answer), seen.answer));
    return http::ok(view_of_person(seen.person, seen.at, call.env.messages, call.language), seen.person.version);
}

Result<Reply> handle_change(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    const std::int64_t version = TRY(call.version());
    const auto body = TRY(http::parse<PersonBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(id)});
    const Here at = TRY(here_now(call));
    const Decision decision =
        decide_person({at.kind, body.kind, body.birthday, body.class_.has_value(), at.today}, at.parameters);
    if (auto allowed = decision.settle(body.override_reason.has_value()); !allowed) {
        return refused(call, {person_subject(id)}, allowed.error());
    }
    // Sealing a reason needs the person's key: an id that is not known must end here, with the same answer and deed.
    const bool known = TRY(call.read([&](store::Tx& tx) -> Result<bool> {
        const auto stored = TRY(rows::version_of(tx, id));
        return stored && !stored->closed;
    }));
    if (!known) return call.refuse_read({person_subject(id)});
    const PreparedPerson person = TRY(prepare(call.env, call.centre(), id, version + 1, fields_of(body), at.today));
    const Judged act = TRY(judged(call, decision, body, person, answer));
    TRY_VOID(call.write({person_subject(id)}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(change_person(tx, person, at, call.now));
        TRY_VOID(write_reasons(tx, call, person, act));
        ledger::leave(tx, act.deed);
        return {};
    }));
    const Opened changed = TRY(open_stored(call, id, at));
    return http::ok(view_of_person(changed, at, call.env.messages, call.language), changed.version);
}

Result<Reply> handle_me(Call& call) {
    const PersonId id{call.who.subject.person.bytes};
    const Seen seen = TRY(see(call, id));
    TRY_VOID(call.leave_read({person_subject(id)}, purpose_of(seen.answer), seen.answer, Call::Repeats::board));
    return http::ok(view_of_person(seen.person, seen.at, call.env.messages, call.language), seen.person.version);
}

Result<Reply> handle_issue_card(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(id)});
    const Here at = TRY(here_now(call));
    const UtcTime until = call.now + kDay * at.parameters.code_card_days;
    const auto card = TRY(call.identity.prepare_code_card(call.centre(), id, call.now, until));
    const auto deed = call.deed(ledger::Outcome::done, {person_subject(id)}, purpose_of(answer), {}, &answer);
    const auto once = TRY(call.write_once({person_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        const auto stored = TRY(rows::version_of(tx, id));
        if (!stored || stored->closed) return access::not_known();
        TRY_VOID(card.write(tx));
        ledger::leave(tx, deed);
        return id.text();
    }));
    // The code is kept nowhere: a repeated request cannot show it again.
    if (once.repeated) return fail(ErrorKind::conflict, "visitors.card_shown_once");
    return http::created(CodeCard{PrivateText(card.code), until}, "/api/v1/persons/" + once.reference + "/code-card");
}

Result<Reply> handle_end_card(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(id)});
    const auto deed = call.deed(ledger::Outcome::done, {person_subject(id)}, purpose_of(answer), {}, &answer);
    TRY(call.write_once({person_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        if (!TRY(rows::version_of(tx, id))) return access::not_known();
        const auto account = TRY(identity::account_of(tx, any(id)));
        if (!account) return fail(ErrorKind::conflict, "visitors.no_card");
        TRY_VOID(identity::revoke_code_cards(tx, account->id, call.now));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::no_content();
}

}  // namespace xinan::visitors
