// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/staff/routes_member.hpp"

#include <algorithm>

#include "base/zone.hpp"
#include "capabilities/staff/rules.hpp"
#include "capabilities/staff/service.hpp"
#include "store/centre.hpp"

namespace xinan::staff {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kCredentialsMax = 3'000;
constexpr std::size_t kAccountsInOneOperation = 200;

Result<LocalDate> today(store::Tx& tx, UtcTime now) {
    const auto centre = TRY(store::load_centre(tx));
    const auto zone = TRY(Zone::open(centre.zone));
    return zone->to_local(now).date;
}

Result<access::Roles> read_roles(const std::vector<std::string>& words) {
    access::Roles roles;
    for (const std::string& word : words) {
        const auto role = access::role_from(word);
        if (!role) return fail(ErrorKind::invalid, "staff.roles", {}, {"B2.1.1a"});
        roles.add(*role);
    }
    return roles;
}

std::vector<std::string> words_of(access::Roles roles) {
    std::vector<std::string> words;
    for (unsigned i = 0; i < access::kRoleCount; ++i) {
        const auto role = static_cast<access::Role>(i);
        if (roles.has(role)) words.emplace_back(access::role_name(role));
    }
    return words;
}

// A member with what stands beside it in other tables, read in one transaction.
struct Loaded {
    SealedStaff member;
    std::optional<identity::Account> account;
    std::optional<rows::CredentialRow> credential;
};

Result<Loaded> load(store::Tx& tx, StaffId id) {
    Loaded loaded;
    auto member = TRY(rows::find(tx, id));
    if (!member) return access::not_known();
    loaded.member = *std::move(member);
    loaded.account = TRY(identity::account_of(tx, any(id)));
    auto credentials = TRY(rows::credentials(tx, id, 1));
    if (!credentials.empty()) loaded.credential = std::move(credentials.front());
    return loaded;
}

Result<Staff> view_of_staff(const Env& env, CentreId centre, const Loaded& loaded, LocalDate day) {
    const SealedStaff& member = loaded.member;
    const auto names = TRY(open_names(env.vault, centre, {member}));
    auto words = TRY(open_introductions(env.vault, centre, member));
    Staff view{.id = member.id, .version = member.version, .name = names.front().name, .login = {}, .roles = {},
               .fields = member.fields, .practises = member.practises, .credential = std::nullopt, .active = member.active,
               .introduction_zh = std::move(words.zh), .introduction_en = std::move(words.en)};
    if (loaded.account) {
        view.login = loaded.account->login;
        view.roles = words_of(loaded.account->roles);
    }
    if (loaded.credential) {
        const auto number = TRY(env.vault.open_field(credential_place(centre, loaded.credential->id), loaded.credential->number));
        view.credential = CredentialView{loaded.credential->kind, PrivateText(std::string(number.text())),
                                         loaded.credential->expires_on,
                                         loaded.credential->expires_on && *loaded.credential->expires_on < day};
    }
    return view;
}

Result<Staff> stored(Call& call, StaffId id) {
    LocalDate day;
    const Loaded loaded = TRY(call.read([&](store::Tx& tx) -> Result<Loaded> {
        day = TRY(today(tx, call.now));
        return load(tx, id);
    }));
    return view_of_staff(call.env, call.centre(), loaded, day);
}

// Whether somebody besides `but` can let people in. Beyond the accounts one operation may look at, the answer is no.
Result<std::int64_t> other_keepers(store::Tx& tx, StaffId but) {
    std::size_t asked = 0;
    for (const SealedStaff& member : TRY(all_staff(tx))) {
        if (!member.active || member.id == but) continue;
        if (++asked > kAccountsInOneOperation) break;
        const auto account = TRY(identity::account_of(tx, any(member.id)));
        if (account && !account->locked && keeps_the_house(account->roles)) return 1;
    }
    return 0;
}

// Hats and lock follow the member in the same transaction.
Result<void> change_account(store::Tx& tx, StaffId id, access::Roles roles, bool active, UtcTime now) {
    const auto account = TRY(identity::account_of(tx, any(id)));
    if (!account) return {};  // without an account: somebody entered for the record only
    const bool was_keeper = !account->locked && keeps_the_house(account->roles);
    const AccountChange change{roles, active, was_keeper, was_keeper ? TRY(other_keepers(tx, id)) : 0};
    TRY_VOID(decide_account(change).settle(false));
    if (account->roles != roles) TRY_VOID(identity::set_roles(tx, account->id, roles, now));
    if (account->locked == active) TRY_VOID(identity::set_locked(tx, account->id, !active, now));
    return {};
}

}  // namespace

access::Standing standing_of(const Call& call, StaffId id) {
    access::Standing standing;
    if (call.who.subject.is_staff && call.who.subject.person == any(id)) standing.relations.push_back(access::Relation::self);
    return standing;
}

Result<Reply> handle_list(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    std::vector<Loaded> all;
    LocalDate day;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        day = TRY(today(tx, call.now));
        const auto credentials = TRY(rows::credentials(tx, std::nullopt, kCredentialsMax));
        for (SealedStaff& member : TRY(all_staff(tx))) {
            Loaded loaded{std::move(member), std::nullopt, std::nullopt};
            const auto first = std::ranges::find(credentials, loaded.member.id, &rows::CredentialRow::staff);
            if (first != credentials.end()) loaded.credential = *first;
            all.push_back(std::move(loaded));
        }
        return {};
    }));
    for (std::size_t from = 0; from < all.size(); from += kAccountsInOneOperation) {
        TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
            for (std::size_t i = from; i < std::min(all.size(), from + kAccountsInOneOperation); ++i) {
                all[i].account = TRY(identity::account_of(tx, any(all[i].member.id)));
            }
            return {};
        }));
    }
    StaffList list;
    std::vector<ledger::Subject> shown;
    for (const Loaded& loaded : all) {
        list.items.push_back(TRY(view_of_staff(call.env, call.centre(), loaded, day)));
        shown.push_back(staff_subject(loaded.member.id));
    }
    TRY_VOID(call.leave_read(std::move(shown), "admin", answer, Call::Repeats::board));
    return http::ok(list);
}

Result<Reply> handle_add(Call& call) {
    const auto body = TRY(http::parse<NewStaffBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto roles = TRY(read_roles(body.roles));
    TRY_VOID(decide_account({.roles = roles}).settle(false));
    const auto id = new_random<StaffId>(call.env.random);
    const auto member = TRY(prepare_staff(call.env, call.centre(), id, 1,
                                          {.name = body.name, .fields = body.fields, .practises = body.practises, .active = true,
                                           .introduction_zh = body.introduction_zh, .introduction_en = body.introduction_en}));
    const SecretBytes passphrase(view_of(body.passphrase.reveal()));
    const auto account = TRY(call.identity.prepare_account(call.centre(), any(id), true, roles, body.login, passphrase, call.now));
    const auto deed = call.deed(ledger::Outcome::done, {staff_subject(id)}, "admin", {}, &answer);
    const auto once = TRY(call.write_once({staff_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(insert_staff(tx, member, call.now));
        TRY_VOID(account.write(tx));
        ledger::leave(tx, deed);
        return id.text();
    }));
    const Staff made = TRY(stored(call, TRY(parse_id<StaffId>(once.reference))));
    return http::created(made, "/api/v1/staff/" + once.reference, made.version);
}

Result<Reply> handle_change(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    const std::int64_t version = TRY(call.version());
    const auto body = TRY(http::parse<StaffBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({staff_subject(id)});
    const auto roles = TRY(read_roles(body.roles));
    const auto member = TRY(prepare_staff(call.env, call.centre(), id, version + 1,
                                          {.name = body.name, .fields = body.fields, .practises = body.practises,
                                           .active = body.active, .introduction_zh = body.introduction_zh,
                                           .introduction_en = body.introduction_en}));
    const auto deed = call.deed(ledger::Outcome::done, {staff_subject(id)}, "admin", {}, &answer);
    TRY_VOID(call.write({staff_subject(id)}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(change_staff(tx, member, call.now));
        TRY_VOID(change_account(tx, id, roles, body.active, call.now));
        ledger::leave(tx, deed);
        return {};
    }));
    const Staff changed = TRY(stored(call, id));
    return http::ok(changed, changed.version);
}

Result<Reply> handle_credential(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    const auto body = TRY(http::parse<CredentialBody>(call.body));
    const auto answer = call.decide(standing_of(call, id));
    if (!answer.permitted) return call.refuse_read({staff_subject(id)});
    const auto credential = TRY(prepare_credential(call.env, call.centre(), id, body.kind, body.number, body.expires_on));
    const auto deed = call.deed(ledger::Outcome::done, {staff_subject(id)}, "admin", {}, &answer);
    const auto once = TRY(call.write_once({staff_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        if (!TRY(rows::version_of(tx, id))) return access::not_known();
        TRY_VOID(insert_credential(tx, credential, call.now));
        ledger::leave(tx, deed);
        return credential.id.text();
    }));
    const LocalDate day = TRY(call.read([&](store::Tx& tx) { return today(tx, call.now); }));
    return http::created(CredentialView{body.kind, body.number, body.expires_on, body.expires_on && *body.expires_on < day},
                         "/api/v1/staff/" + id.text() + "/credentials/" + once.reference);
}

}  // namespace xinan::staff
