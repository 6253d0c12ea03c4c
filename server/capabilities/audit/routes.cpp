// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways to the deeds: mine with their proofs, the auditor's, the newest checkpoint; and the page before sign-in.
#include <algorithm>
#include <array>
#include <charconv>

#include "capabilities/audit/audit.hpp"
#include "capabilities/audit/rules.hpp"
#include "capabilities/governance/governance.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/staff/staff.hpp"
#include "http/route.hpp"
#include "store/centre.hpp"

namespace xinan::audit {

struct Opening {
    std::int64_t sequence = 0;
    UtcTime at;
    std::string who;
    std::string role;
    std::string action_text;
    std::string purpose_text;
    ledger::Outcome outcome = ledger::Outcome::done;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (sequence, at, who, role, action_text, purpose_text, outcome))
struct CheckpointRef {
    std::int64_t size = 0;
    std::string root;
    UtcTime at;
};
BOOST_DESCRIBE_STRUCT(CheckpointRef, (), (size, root, at))
struct Openings {
    std::vector<Opening> items;
    std::optional<CheckpointRef> checkpoint;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(Openings, (), (items, checkpoint, next))

struct DeedRow {
    std::int64_t sequence = 0;
    UtcTime at;
    std::string action;
    ledger::Outcome outcome = ledger::Outcome::done;
    std::string role;
    std::optional<std::string> actor_name;
    std::optional<std::string> code;
    std::vector<std::string> clauses;
};
BOOST_DESCRIBE_STRUCT(DeedRow, (), (sequence, at, action, outcome, role, actor_name, code, clauses))
struct DeedList {
    std::vector<DeedRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DeedList, (), (items, next))

struct HelpNumber {
    std::string label_zh, label_en, number;
};
BOOST_DESCRIBE_STRUCT(HelpNumber, (), (label_zh, label_en, number))
struct PublicCentre {
    std::string name;
    std::string kind;
    std::string zone;
    bool demo = false;
    std::vector<HelpNumber> help_numbers;
    std::optional<std::string> fingerprint;  // absent where the keyring cannot be read
    std::optional<CheckpointRef> checkpoint;
};
BOOST_DESCRIBE_STRUCT(PublicCentre, (), (name, kind, zone, demo, help_numbers, fingerprint, checkpoint))

namespace {

using http::Call;
using http::Reply;

constexpr unsigned kPage = 50;
constexpr std::size_t kCasesMax = 20;  // newest first: each is one look-up of the list
constexpr std::int64_t kSequenceMax = std::int64_t{1} << 53U;
constexpr Millis kAlways{20LL * 366 * 24 * 60 * 60 * 1000};

CheckpointRef ref_of(const ledger::Checkpoint& c) { return {static_cast<std::int64_t>(c.size), to_hex(c.root), c.at}; }
std::optional<CheckpointRef> ref_of(const std::optional<ledger::Checkpoint>& c) {
    return c ? std::optional(ref_of(*c)) : std::nullopt;
}

// The visitor's own person, and the cases his appointments belong to, newest first.
Result<Own> own_of(store::Tx& tx, const Call& call) {
    Own own{PersonId{call.who.subject.person.bytes}, {}};
    auto appointments = TRY(scheduling::in_span(tx, {call.now - kAlways, call.now + kAlways}, std::nullopt, own.person));
    std::ranges::reverse(appointments);
    for (const auto& each : appointments) {
        const CaseId id{each.case_id.bytes};
        if (id.is_zero() || std::ranges::find(own.cases, id) != own.cases.end()) continue;
        if (own.cases.size() == kCasesMax) break;
        own.cases.push_back(id);
    }
    return own;
}

Result<std::optional<std::uint64_t>> before_of(const Call& call) {
    const auto before = TRY(call.query_int("before", 0, kSequenceMax));
    return before ? std::optional(static_cast<std::uint64_t>(*before)) : std::nullopt;
}

// Who acted, for the visitor: himself, a member of staff by name, otherwise the role. Never another visitor's name.
std::string who_text(const Call& call, const ledger::Deed& deed, const std::vector<staff::StaffName>& names) {
    if (deed.actor == call.who.subject.person) return call.env.messages.text(call.language, "audit.who.me");
    const std::string name = staff::name_in(names, StaffId{deed.actor.bytes});
    if (!name.empty()) return name;
    const std::string key = "audit.who." + deed.role;
    return call.env.messages.text(call.language, call.env.messages.has(key) ? key : "audit.who.system");
}

Result<Reply> handle_openings(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto before = TRY(before_of(call));
    const auto entries = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<ledger::Entry>> {
        const ledger::DeedReader reader(tx);
        std::vector<std::vector<ledger::Entry>> lists;
        for (const ledger::Subject& subject : TRY(own_of(tx, call)).subjects()) {
            ledger::Filter filter;
            filter.subject = subject;
            filter.before_sequence = before;
            filter.limit = kPage + 1;
            lists.push_back(TRY(reader.find(filter)));
        }
        return newest_of(std::move(lists), kPage + 1);
    }));
    const auto names = TRY(staff::names(call.env, call.centre()));
    Openings out;
    out.checkpoint = ref_of(TRY(call.env.ledger.newest_checkpoint(call.centre())));
    for (const ledger::Entry& entry : entries) {
        if (out.items.size() == kPage) {
            out.next = std::to_string(out.items.back().sequence);
            break;
        }
        const ledger::Deed& deed = entry.deed;
        out.items.push_back({static_cast<std::int64_t>(entry.sequence), deed.at, who_text(call, deed, names), deed.role,
                             action_text(call.env.messages, call.language, deed.action),
                             purpose_text(call.env.messages, call.language, deed.purpose), deed.outcome});
    }
    return http::ok(out);
}

Reply file(std::string body, std::string name) {
    Reply reply;
    reply.body = std::move(body);
    reply.file_name = std::move(name);
    return reply;
}

// Under the newest checkpoint, or under one signed now when none holds the entry yet.
Result<ledger::Proof> proof_of(Call& call, std::uint64_t sequence, const std::vector<ledger::Subject>& open) {
    auto proof = call.env.ledger.prove(call.centre(), sequence, open);
    if (proof || proof.error().code != "ledger.not_covered") return proof;
    (void)TRY(call.env.ledger.checkpoint_now(call.centre()));
    return call.env.ledger.prove(call.centre(), sequence, open);
}

Result<Reply> handle_proof(Call& call) {
    const auto text = http::detail::segment_of(call, "sequence");
    std::uint64_t sequence = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
    const bool number = error == std::errc{} && end == text.data() + text.size() && sequence < static_cast<std::uint64_t>(kSequenceMax);
    if (!call.decide({}).permitted) return call.refuse_read({});
    if (!number) return call.refuse_read({});
    // The same look-ups whether the entry is mine, another's or none: then the same answer.
    const auto open = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<ledger::Subject>> {
        const Own own = TRY(own_of(tx, call));
        ledger::Filter filter;
        filter.before_sequence = sequence + 1;
        filter.limit = 1;
        const auto found = TRY(ledger::DeedReader(tx).find(filter));
        if (found.empty() || found.front().sequence != sequence) return std::vector<ledger::Subject>{};
        return own_subjects(found.front().deed, own);
    }));
    if (open.empty()) return call.refuse_read({});
    return file(ledger::to_json(TRY(proof_of(call, sequence, open))), "xinan-proof-" + std::to_string(sequence) + ".json");
}

Result<Reply> handle_checkpoint(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    auto newest = TRY(call.env.ledger.newest_checkpoint(call.centre()));
    if (!newest) newest = TRY(call.env.ledger.checkpoint_now(call.centre()));
    return file(ledger::to_json(*newest), "xinan-checkpoint-" + std::to_string(newest->size) + ".json");
}

// That the ledger of `to` entries continues the one of `from`: two numbers that were signed, and hashes. Nothing of any entry.
Result<Reply> handle_consistency(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto from = TRY(call.query_int("from", 1, kSequenceMax));
    auto to = TRY(call.query_int("to", 1, kSequenceMax));
    if (!from) {
        Error wrong = fail(ErrorKind::invalid, "http.invalid_request");
        wrong.fields.push_back({"?from", "http.missing_field", {}});
        return wrong;
    }
    const auto newest = TRY(call.env.ledger.newest_checkpoint(call.centre()));
    const std::int64_t signed_to = newest ? static_cast<std::int64_t>(newest->size) : 0;
    if (!to) to = signed_to;
    // Only what a checkpoint covers: beyond it nothing is signed that a proof could hold for.
    if (*from > *to || *to > signed_to) {
        return fail(ErrorKind::not_found, "audit.no_such_sizes", {{"size", std::to_string(signed_to)}});
    }
    const auto first = static_cast<std::uint64_t>(*from), last = static_cast<std::uint64_t>(*to);
    const ledger::Consistency proof{first, last, TRY(call.env.ledger.consistency(call.centre(), first, last))};
    return file(ledger::to_json(proof), "xinan-consistency-" + std::to_string(first) + "-" + std::to_string(last) + ".json");
}

// Acts without persons: an actor is named only when a member of staff, subjects never.
Result<Reply> handle_deeds(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    ledger::Filter filter;
    filter.before_sequence = TRY(before_of(call));
    filter.limit = kPage + 1;
    filter.action = call.query_text("action");
    if (filter.action && (filter.action->size() > 80 || xinan::detail::dotted_parts(*filter.action) != 3)) {
        Error wrong = fail(ErrorKind::invalid, "http.invalid_request");
        wrong.fields.push_back({"?action", "http.wrong_type", {{"expected", "capability.object.verb"}, {"got", "text"}}});
        return wrong;
    }
    const auto entries = TRY(call.read([&](store::Tx& tx) { return ledger::DeedReader(tx).find(filter); }));
    const auto names = TRY(staff::names(call.env, call.centre()));
    DeedList list;
    for (const ledger::Entry& entry : entries) {
        if (list.items.size() == kPage) {
            list.next = std::to_string(list.items.back().sequence);
            break;
        }
        const ledger::Deed& deed = entry.deed;
        DeedRow row{static_cast<std::int64_t>(entry.sequence), deed.at, deed.action, deed.outcome, deed.role, {}, {}, deed.clauses};
        if (std::string name = staff::name_in(names, StaffId{deed.actor.bytes}); !name.empty()) row.actor_name = std::move(name);
        if (!deed.code.empty()) row.code = deed.code;
        list.items.push_back(std::move(row));
    }
    return http::ok(list);
}

Result<Reply> handle_centre(Call& call) {
    PublicCentre out;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        const auto centre = TRY(store::load_centre(tx));
        out.name = centre.name;
        out.kind = centre.kind;
        out.zone = centre.zone;
        out.demo = TRY(store::setting(tx, demo_setting(), call.now)) != 0;
        // Plain rows: a sealed server still shows whom to call.
        for (const auto& each : TRY(governance::help_numbers(tx))) out.help_numbers.push_back({each.label_zh, each.label_en, each.number});
        return {};
    }));
    if (auto fingerprint = call.env.vault.key_fingerprint(call.centre())) out.fingerprint = std::move(*fingerprint);
    out.checkpoint = ref_of(TRY(call.env.ledger.newest_checkpoint(call.centre())));
    return http::ok(out);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/me/openings",
     .action = "audit.opening.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Who did what with my file, when and for what, newest first; with the newest checkpoint.",
     .reply = shape_of<Openings>,
     .handler = handle_openings},
    {.method = Method::get,
     .path = "/api/v1/me/openings/{sequence}/proof",
     .action = "audit.opening.prove",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "A proof of one of my own entries, to be verified offline.",
     .handler = handle_proof},
    {.method = Method::get,
     .path = "/api/v1/checkpoints/newest",
     .action = "audit.checkpoint.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "The newest signed checkpoint: keep it elsewhere, and no entry before it can be changed unseen.",
     .handler = handle_checkpoint},
    {.method = Method::get,
     .path = "/api/v1/ledger/consistency",
     .action = "audit.consistency.prove",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "That the ledger of ?to entries (the newest checkpoint) continues the one of ?from: for a checkpoint kept from before.",
     .handler = handle_consistency},
    {.method = Method::get,
     .path = "/api/v1/deeds",
     .action = "audit.deed.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Deeds without persons, newest first.",
     .reply = shape_of<DeedList>,
     .handler = handle_deeds},
    {.method = Method::get,
     .path = "/api/v1/public/centre",
     .action = "audit.centre.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .session = http::Session::none,
     .summary = "Name and kind of the centre, whom to call, and the fingerprint that a visitor's copy is held against.",
     .reply = shape_of<PublicCentre>,
     .handler = handle_centre},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::audit
