// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "http/board.hpp"
#include "http/route.hpp"
#include "store/idempotency.hpp"

namespace xinan::http {
namespace {

constexpr std::size_t kSubjectsOfDeedMax = 512;

Error wrong_query(std::string_view name, std::string code, Args args) {
    Error error = fail(ErrorKind::invalid, "http.invalid_request");
    error.fields.push_back({"?" + std::string(name), std::move(code), std::move(args)});
    return error;
}

// The hat under which an attempt without an answer was made: the first role of the person that has the action, else their first.
std::string hat_of(const Call& call) {
    const access::Roles roles = call.who.subject.roles;
    std::optional<access::Role> first;
    for (unsigned i = 0; i < access::kRoleCount; ++i) {
        const auto role = static_cast<access::Role>(i);
        if (!roles.has(role)) continue;
        if (!first) first = role;
        for (const access::Rule& rule : call.env.policy.rules()) {
            if (rule.action.name == call.route.action && rule.roles.has(role)) return std::string(access::role_name(role));
        }
    }
    return first ? std::string(access::role_name(*first)) : "system";
}

// A refusal has no purpose of its own; the hat says what the attempt was for.
std::string_view purpose_of(std::string_view hat) {
    if (hat == "visitor" || hat == "guardian") return "own";
    if (hat == "counsellor" || hat == "supervisor") return "care";
    if (hat == "reception") return "reception";
    if (hat == "archive_keeper") return "archive";
    return "admin";
}

void add_missing(std::vector<std::string>& clauses, const std::vector<std::string>& more) {
    for (const std::string& clause : more) {
        if (std::ranges::find(clauses, clause) == clauses.end()) clauses.push_back(clause);
    }
}

}  // namespace

std::string_view detail::segment_of(const Call& call, std::string_view name) {
    const auto found = std::ranges::find_if(call.path, [name](const auto& part) { return part.first == name; });
    ensure(found != call.path.end(), "the route's path has this name");
    return found->second;
}

std::optional<std::string> Call::query_text(std::string_view name) const {
    const auto found = std::ranges::find_if(query, [name](const auto& item) { return item.first == name; });
    if (found == query.end()) return std::nullopt;
    return found->second;
}

Result<std::optional<std::int64_t>> Call::query_int(std::string_view name, std::int64_t min, std::int64_t max) const {
    const auto text = query_text(name);
    if (!text) return std::optional<std::int64_t>{};
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc::invalid_argument || end != text->data() + text->size()) {
        return wrong_query(name, "http.wrong_type", {{"expected", "integer"}, {"got", "text"}});
    }
    if (error == std::errc::result_out_of_range || value < min || value > max) {
        return wrong_query(name, "http.out_of_range",
                           {{"min", std::to_string(min)}, {"max", std::to_string(max)}, {"got", *text}});
    }
    return std::optional{value};
}

Result<std::optional<LocalDate>> Call::query_date(std::string_view name) const {
    const auto text = query_text(name);
    if (!text) return std::optional<LocalDate>{};
    const auto date = parse_date(*text);
    if (!date) return wrong_query(name, "http.wrong_type", {{"expected", "date"}, {"got", "text"}});
    return std::optional{*date};
}

Result<std::int64_t> Call::version() const {
    std::string_view text = if_match;
    std::int64_t value = 0;
    const bool framed = text.size() >= 4 && text.starts_with("\"v") && text.ends_with('"');
    if (!framed) return fail(ErrorKind::invalid, "http.if_match_missing");
    text = text.substr(2, text.size() - 3);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) {  // v0: nothing is there yet
        return fail(ErrorKind::invalid, "http.if_match_missing");
    }
    return value;
}

access::Answer Call::decide(const access::Standing& standing) const {
    return env.policy.decide(who.subject, route.action, standing);
}

ledger::Deed Call::deed(ledger::Outcome outcome, std::vector<ledger::Subject> subjects, std::string_view purpose,
                        std::vector<std::string> clauses, const access::Answer* answer) const {
    ledger::Deed deed;
    deed.action = route.action;
    deed.outcome = outcome;
    deed.actor = who.subject.person;
    deed.role = answer != nullptr ? std::string(access::role_name(answer->hat)) : hat_of(*this);
    deed.subjects = std::move(subjects);
    deed.purpose = purpose;
    deed.clauses = std::move(clauses);
    if (answer != nullptr) {
        add_missing(deed.clauses, answer->clauses);
        if (answer->grant) deed.grant = any(*answer->grant);
    }
    deed.request = request_id;
    deed.at = now;
    return ledger::salted(std::move(deed), env.random);
}

store::Store::Refused Call::refusal(std::vector<ledger::Subject> subjects) const {
    ledger::Deed refused = deed(ledger::Outcome::refused, std::move(subjects), {});
    refused.purpose = purpose_of(refused.role);
    return [refused = std::move(refused)](store::Tx& tx, const Error& error) -> Result<void> {
        if (error.kind == ErrorKind::invalid) return {};  // A slip of the pen is no attempt.
        ledger::Deed left = refused;
        left.code = error.code;
        add_missing(left.clauses, error.clauses);
        ledger::leave(tx, std::move(left));
        return {};
    };
}

Result<Call::Once> Call::write_once(std::vector<ledger::Subject> subjects,
                                    const std::function<Result<std::string>(store::Tx&)>& op) {
    if (idempotency_key.empty()) return fail(ErrorKind::invalid, "http.key_missing");
    const crypto::Suite& suite = env.vault.suite();
    // Every part is ended by a NUL, which no part can hold but the body, which comes last.
    std::string request(route.action);
    for (const auto& [name, segment] : path) request.append(1, '\0').append(name).append(1, '\0').append(segment);
    request.append(2, '\0').append(body);
    store::IdempotencyKey key{.principal = any(who.account),
                              .key_hash = suite.hash(view_of(idempotency_key)),
                              .request_hash = suite.hash(view_of(request))};
    wipe(request.data(), request.size());
    return env.store.write(
        centre(),
        [&](store::Tx& tx) -> Result<Once> {
            const auto claimed = TRY(store::claim(tx, key, now));
            if (const auto* repeat = std::get_if<store::Repeat>(&claimed)) return Once{repeat->reference, true};
            std::string reference = TRY(op(tx));
            TRY_VOID(store::finish(tx, key, 201, reference));
            return Once{std::move(reference), false};
        },
        refusal(std::move(subjects)));
}

Result<void> Call::leave_read(std::vector<ledger::Subject> subjects, std::string_view purpose, const access::Answer& answer,
                              Repeats repeats) {
    const bool once = repeats == Repeats::board && board != nullptr;
    std::string key = once ? BoardMemory::key(who.sign_in, route.action, subjects) : std::string();
    if (once && board->seen(key, now)) return {};
    std::vector<ledger::Deed> deeds;
    for (std::size_t from = 0; from == 0 || from < subjects.size(); from += kSubjectsOfDeedMax) {
        const std::size_t to = std::min(from + kSubjectsOfDeedMax, subjects.size());
        deeds.push_back(deed(ledger::Outcome::read, {subjects.begin() + static_cast<std::ptrdiff_t>(from),
                                                     subjects.begin() + static_cast<std::ptrdiff_t>(to)},
                             purpose, {}, &answer));
    }
    TRY_VOID(env.store.write(centre(), [&](store::Tx& tx) -> Result<void> {
        for (const ledger::Deed& each : deeds) ledger::leave(tx, each);
        return {};
    }));
    if (once) board->remember(std::move(key), now);
    return {};
}

Error Call::refuse_read(std::vector<ledger::Subject> subjects) {
    Error hidden = access::not_known();
    ledger::Deed refused = deed(ledger::Outcome::refused, std::move(subjects), {});
    refused.purpose = purpose_of(refused.role);
    refused.code = hidden.code;
    const auto left = env.store.write(centre(), [&](store::Tx& tx) -> Result<void> {
        ledger::leave(tx, refused);
        return {};
    });
    return left ? hidden : left.error();
}

}  // namespace xinan::http
