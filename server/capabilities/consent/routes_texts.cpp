// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent texts, and who would learn what: read by everybody, published by leader or counsellor.
#include "capabilities/consent/routes_dto.hpp"
#include "capabilities/consent/texts.hpp"
#include "http/route.hpp"
#include "store/centre.hpp"

namespace xinan::consent {
namespace {

using http::Call;
using http::Reply;

// A closed word of the query, as the enum has it. Errors: invalid http.invalid_request.
template <class Enum>
Result<std::optional<Enum>> query_word(const Call& call, std::string_view name) {
    const auto text = call.query_text(name);
    if (!text) return std::optional<Enum>{};
    std::optional<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
        if (*text == each.name) found = each.value;
    });
    if (found) return found;
    Error error = fail(ErrorKind::invalid, "http.invalid_request");
    error.fields.push_back({"?" + std::string(name), "http.unknown_value", {}});
    return error;
}

Result<Reply> handle_list(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto purpose = TRY(query_word<Purpose>(call, "purpose"));
    const auto audience = TRY(query_word<Audience>(call, "audience"));
    const auto texts = TRY(call.read([&](store::Tx& tx) { return rows::newest_texts(tx, purpose, audience, call.now); }));
    ConsentTextList list;
    for (const rows::Text& text : texts) list.items.push_back(view_of_text(text, call.language));
    return http::ok(list);
}

Result<Reply> handle_publish(Call& call) {
    const auto body = TRY(http::parse<NewConsentText>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    TextDocument document{.title_zh = body.title_zh, .title_en = body.title_en, .sections = {}};
    for (const NewSection& section : body.sections) {
        document.sections.push_back({section.key, section.tick, section.heading_zh, section.body_zh, section.heading_en,
                                     section.body_en});
    }
    const NewVersion made{.id = new_random<ConsentTextId>(call.env.random),
                          .purpose = body.purpose,
                          .audience = body.audience,
                          .readability = body.readability,
                          .document = TRY(clean_document(std::move(document), body.audience))};
    const crypto::Suite& suite = call.env.vault.suite();
    const auto subject = ledger::subject("consent_text", made.id);
    const auto deed = call.deed(ledger::Outcome::done, {subject}, "admin", {"C5.4.1b", "A3.4b", "C2.4c"}, &answer);
    const auto once = TRY(call.write_once({subject}, [&](store::Tx& tx) -> Result<std::string> {
        const rows::Text text = TRY(publish(tx, suite, made, call.who.subject.person, call.now));
        ledger::Deed left = deed;
        left.object_hash = text.content_hash;
        ledger::leave(tx, std::move(left));
        return text.id.text();
    }));
    const auto id = TRY(parse_id<ConsentTextId>(once.reference));
    const auto stored = TRY(call.read([&](store::Tx& tx) { return rows::find_text(tx, id); }));
    if (!stored) return access::not_known();
    return http::created(view_of_text(*stored, call.language), "/api/v1/consent-texts");
}

std::string said(const Says& says, Language language) { return std::string(language == Language::zh ? says.zh : says.en); }

// Public: shown before a booking, before anybody signs in (A3.3a, A3.4b).
Result<Reply> handle_disclosure(Call& call) {
    const auto asked = TRY(query_word<Audience>(call, "audience"));
    const auto centre = TRY(call.read([](store::Tx& tx) { return store::load_centre(tx); }));
    const CentreWord kind = centre_word(centre.kind);
    Disclosure reply{.audience = asked.value_or(usual_audience(kind)), .who = {}, .exceptions = {}};
    for (const WhoLearns& row : who_learns()) {
        if (!applies(row, kind, reply.audience)) continue;
        DisclosureWho who{.who = said(row.who, call.language), .learns = {}, .never = {}};
        for (const Says& each : row.learns) who.learns.push_back(said(each, call.language));
        for (const Says& each : row.never) who.never.push_back(said(each, call.language));
        reply.who.push_back(std::move(who));
    }
    for (const ExceptionGround& ground : exceptions()) {
        reply.exceptions.push_back({std::string(call.language == Language::zh ? ground.zh : ground.en), std::string(ground.clause.id)});
    }
    return http::ok(reply);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/consent-texts",
     .action = "consent.text.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "The newest published consent texts, by purpose and audience, in the reader's language.",
     .reply = shape_of<ConsentTextList>,
     .handler = handle_list},
    {.method = Method::post,
     .path = "/api/v1/consent-texts",
     .action = "consent.text.publish",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 600'000, .per_minute_max = 10},
     .summary = "Publishes the next version of a consent text, in both languages; whoever signed an earlier one is asked again.",
     .request = shape_of<NewConsentText>,
     .reply = shape_of<ConsentText>,
     .handler = handle_publish},
    {.method = Method::get,
     .path = "/api/v1/disclosure",
     .action = "consent.disclosure.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .session = http::Session::none,
     .summary = "Who would learn what, what nobody learns, and when confidentiality can be broken.",
     .reply = shape_of<Disclosure>,
     .handler = handle_disclosure},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

ConsentText view_of_text(const rows::Text& text, Language language) {
    const bool zh = language == Language::zh;
    ConsentText view{.id = text.id,
                     .purpose = text.purpose,
                     .audience = text.audience,
                     .version = text.version,
                     .title = zh ? text.document.title_zh : text.document.title_en,
                     .sections = {},
                     .readability = text.readability,
                     .published_at = text.published_at};
    for (const TextSection& section : text.document.sections) {
        view.sections.push_back({section.key, zh ? section.heading_zh : section.heading_en, zh ? section.body_zh : section.body_en,
                                 section.tick});
    }
    return view;
}

std::span<const http::Route> text_routes() { return kRoutes; }

}  // namespace xinan::consent
