// SPDX-License-Identifier: AGPL-3.0-or-later
// A new passphrase by the administrator: shown once, the old one and its sign-ins end, and nobody else may.
#include "http/testing.hpp"

namespace xinan::http {
namespace {

using access::Role;
using testing::Browser;
using testing::TestApp;

class Reset : public ::testing::TestWithParam<store::Engine> {
   protected:
    Reset() : app_(GetParam()) {}
    static std::string path(const std::string& person) { return "/api/v1/staff/" + person + "/passphrase-reset"; }
    static std::string path_of(const Browser& who) { return path(who.who().subject.person.text()); }
    static std::string member(const Response& reply, const std::string& name) {
        const auto at = reply.body.find("\"" + name + "\":\"") + name.size() + 4;
        return reply.body.substr(at, reply.body.find('"', at) - at);
    }
    std::string signs_in(const std::string& login, const std::string& passphrase) {
        const auto in = app_.identity().sign_in(app_.centre(), login, SecretBytes(view_of(passphrase)), "test");
        return in ? "in" : in.error().code;
    }
    TestApp app_;
    Browser admin_ = app_.staff({Role::system_admin});
    Browser counsellor_ = app_.staff({Role::counsellor});
};
XINAN_ON_BOTH_ENGINES(Reset);

TEST_P(Reset, ANewPassphraseIsShownOnceAndTheOldOneEnds) {
    const std::string login = counsellor_.who().login;
    const Headers key{{"idempotency-key", "reset-key-000000001"}};
    const Response made = admin_.send("POST", path_of(counsellor_), "{}", key);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(member(made, "login"), login);
    EXPECT_NE(made.body.find("以前写的过程笔记"), std::string::npos) << "said plainly";
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "identity.account.reset");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.actor, admin_.who().subject.person);
    EXPECT_EQ(counsellor_.get("/api/v1/session").status, 401) << "the sign-in of before has ended";
    EXPECT_EQ(signs_in(login, TestApp::passphrase()), "identity.wrong");
    EXPECT_EQ(signs_in(login, member(made, "passphrase")), "in");
    const Response again = admin_.send("POST", path_of(counsellor_), "{}", key);
    EXPECT_EQ(again.status, 409);
    EXPECT_NE(again.body.find("identity.reset_shown_once"), std::string::npos);
    EXPECT_EQ(again.body.find(member(made, "passphrase")), std::string::npos);
    EXPECT_EQ(signs_in(login, member(made, "passphrase")), "in") << "a repeat resets nothing";
}

TEST_P(Reset, NobodyElseAndNobodyUnknown) {
    for (const Role role : {Role::leader, Role::counsellor, Role::reception, Role::auditor, Role::class_teacher}) {
        Browser who = app_.staff({role});
        EXPECT_EQ(who.post(path_of(counsellor_), "{}").status, 403) << access::role_name(role);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    EXPECT_EQ(admin_.post(path(std::string(32, 'a')), "{}").status, 404);
    EXPECT_EQ(app_.newest_deed().deed.action, "identity.account.reset");
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(admin_.post(path_of(app_.visitor()), "{}").status, 404) << "a visitor is no staff";
    EXPECT_EQ(counsellor_.get("/api/v1/session").status, 200);
    EXPECT_EQ(signs_in(counsellor_.who().login, TestApp::passphrase()), "in");
}

}  // namespace
}  // namespace xinan::http
