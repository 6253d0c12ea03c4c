// SPDX-License-Identifier: AGPL-3.0-or-later
// The program itself, as a keeper runs it: two shares open one process note and give it back to its author; a consistency proof
// goes from the command line through both verifiers. Goal: what the paper promises works from end to end.
#include <cstdio>
#include <fstream>

#include "app/installation_support.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "http/testing.hpp"

namespace xinan::app {
namespace {

using http::testing::Browser;
using testing::must;

struct Ran {
    int code = -1;
    std::string out;  // standard output and error
};

class Commands : public InstallationTest {
   protected:
    void SetUp() override {
        InstallationTest::SetUp();
        app_ = open();
        env_ = std::make_unique<Env>(app_->env());  // the router keeps a reference
        router_ = std::make_unique<http::Router>(*env_, app_->identity(), app_->routes(),
                                                 http::RouterOptions{.secure = true, .default_centre = made_.centre});
    }
    void TearDown() override {
        router_.reset();
        app_.reset();
        InstallationTest::TearDown();
    }
    // A file for the standard input, so that no share stands on a command line.
    Ran run(const std::string& program, const std::string& arguments, const std::string& typed = {}) {
        const std::string input = base_ + "/typed";
        std::ofstream(input) << typed;
        Ran ran;
        FILE* pipe = ::popen(("LC_ALL=C.UTF-8 " + program + " " + arguments + " <" + input + " 2>&1").c_str(), "r");
        if (pipe == nullptr) return ran;
        std::array<char, 4096> some{};
        while (const std::size_t n = std::fread(some.data(), 1, some.size(), pipe)) ran.out.append(some.data(), n);
        const int status = ::pclose(pipe);
        ran.code = WEXITSTATUS(status);
        return ran;
    }
    Ran xinan(const std::string& arguments, const std::string& typed = {}) {
        return run(XINAN_PROGRAM, arguments + " --data " + folder().root, typed);
    }
    Browser sign_in(const std::string& login, const std::string& passphrase) {
        const auto in = must(app_->identity().sign_in(made_.centre, login, SecretBytes(view_of(passphrase)), "test"));
        return {*router_, to_base64url(in.cookie.view()), in.principal};
    }
    static std::string member(const http::Response& reply, const std::string& name) {
        const auto at = reply.body.find("\"" + name + "\":\"") + name.size() + 4;
        return reply.body.substr(at, reply.body.find('"', at) - at);
    }
    PersonId person() {
        visitors::PersonFields fields;
        fields.name = PrivateText("金丝雀");
        fields.birthday = testing::day(2011, 2, 3);
        const LocalDate today = testing::day(2025, 11, 23);
        const auto made = must(visitors::prepare_person(app_->env(), made_.centre, fields, today));
        must(app_->store().write(made_.centre, [&](store::Tx& tx) { return visitors::insert_person(tx, made, today, clock_.now()); }));
        return made.id;
    }

    std::unique_ptr<Application> app_;
    std::unique_ptr<Env> env_;
    std::unique_ptr<http::Router> router_;
};

TEST_F(Commands, TwoSharesOpenANoteAndGiveItBackToItsAuthor) {
    const std::string passphrase = "four plain words here";
    NewMember member_of_staff{.name = "陈老师", .login = "chen", .roles = {access::Role::counsellor}, .practises = true};
    const StaffId staff = must(add_member(*app_, made_.centre, member_of_staff, SecretBytes(view_of(passphrase)), clock_.now()));
    const PersonId visitor = person();
    Browser author = sign_in("chen", passphrase);
    const auto begun = author.post("/api/v1/sessions/unplanned", R"({"visitor":")" + visitor.text() + R"(","kind":"emergency","reason":"在楼道里哭"})");
    ASSERT_EQ(begun.status, 201) << begun.body;
    const auto at = begun.body.find("\"session\":{\"id\":\"");
    ASSERT_NE(at, std::string::npos) << begun.body;
    const std::string session = begun.body.substr(at + 17, 32);
    const std::string path = "/api/v1/sessions/" + session + "/process-note";
    ASSERT_EQ(author.put(path, R"({"text":"我有些急,下次慢一点"})", 0).status, 200);

    Browser admin = sign_in("admin", std::string(kUnseal));
    const auto reset = admin.post("/api/v1/staff/" + staff.text() + "/passphrase-reset", "{}");
    ASSERT_EQ(reset.status, 200) << reset.body;
    clock_.advance(Millis{2'000});
    Browser after = sign_in("chen", member(reset, "passphrase"));
    EXPECT_NE(after.get(path).body.find("\"opened\":false"), std::string::npos) << "a reset opens nothing old";

    const Ran list = xinan("recovery list");
    EXPECT_EQ(list.code, 0) << list.out;
    EXPECT_NE(list.out.find(session), std::string::npos) << list.out;
    EXPECT_NE(list.out.find("chen"), std::string::npos);
    const std::string &one = made_.recovery_shares[0], &two = made_.recovery_shares[2];
    const Ran alone = xinan("recovery open --session " + session, one + "\n" + one + "\n");
    EXPECT_EQ(alone.code, 1) << alone.out;
    EXPECT_EQ(alone.out.find("我有些急"), std::string::npos);
    EXPECT_EQ(deeds(*app_, "app.recovery.open").size(), 0U);
    const Ran opened = xinan("recovery open --session " + session, one + "\n" + two + "\n");
    EXPECT_EQ(opened.code, 0) << opened.out;
    EXPECT_NE(opened.out.find("我有些急,下次慢一点"), std::string::npos) << opened.out;
    const auto deed = deeds(*app_, "app.recovery.open");
    ASSERT_EQ(deed.size(), 1U);
    EXPECT_EQ(deed.front().deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(deed.front().deed.purpose, "emergency");
    EXPECT_NE(std::ranges::find(deed.front().deed.subjects, ledger::subject("person", visitor)), deed.front().deed.subjects.end())
        << "the visitor sees it among the openings";
    EXPECT_EQ(xinan("recovery open --session " + std::string(32, '0'), one + "\n" + two + "\n").code, 1);

    // Shares of another installation: refused, and the attempt is on record.
    const auto other = must(crypto::make_recovery_key(app_->vault().suite(), *random_)).shares;
    const Ran foreign = xinan("recovery rewrap --session " + session, crypto::share_to_words(other[0]) + "\n" + crypto::share_to_words(other[1]) + "\n");
    EXPECT_EQ(foreign.code, 1) << foreign.out;
    ASSERT_EQ(deeds(*app_, "app.recovery.rewrap").size(), 1U);
    EXPECT_EQ(deeds(*app_, "app.recovery.rewrap").front().deed.outcome, ledger::Outcome::refused);

    const Ran given_back = xinan("recovery rewrap --session " + session, made_.recovery_shares[1] + "\n" + two + "\n");
    EXPECT_EQ(given_back.code, 0) << given_back.out;
    EXPECT_EQ(given_back.out.find("我有些急"), std::string::npos) << "nobody reads it on the way";
    EXPECT_EQ(deeds(*app_, "app.recovery.rewrap").front().deed.outcome, ledger::Outcome::done);
    clock_.set(system_clock()->now() + Millis{60'000});  // the program has a clock of its own
    Browser back = sign_in("chen", member(reset, "passphrase"));
    EXPECT_NE(back.get(path).body.find("我有些急,下次慢一点"), std::string::npos);
}

TEST_F(Commands, AConsistencyProofGoesThroughBothVerifiers) {
    const auto keep = [&](const std::string& name) {
        const auto checkpoint = must(app_->ledger().checkpoint_now(made_.centre));
        std::ofstream(base_ + "/" + name) << ledger::to_json(checkpoint);
        return checkpoint.size;
    };
    (void)sign_in("admin", std::string(kUnseal));
    const auto older = keep("older.json");
    for (int i = 0; i < 3; ++i) (void)sign_in("admin", std::string(kUnseal));
    const auto newer = keep("newer.json");
    ASSERT_GT(newer, older);
    const std::string proof = base_ + "/proof.json", newest = base_ + "/newest.json";
    ASSERT_EQ(xinan("ledger consistency --from " + std::to_string(older) + " --to " + std::to_string(newer) + " --out " + proof).code, 0);
    ASSERT_EQ(xinan("ledger checkpoint --out " + newest).code, 0);
    const std::string files = "consistency " + base_ + "/older.json " + newest + " ";
    const std::string verifiers[] = {XINAN_VERIFY_PROGRAM, "python3 " XINAN_SOURCE_DIR "/tools/verify.py"};
    for (const std::string& verifier : verifiers) {
        const Ran good = run(verifier, files + proof);
        EXPECT_EQ(good.code, 0) << verifier << ": " << good.out;
    }
    std::ifstream in(proof);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const auto digit = text.find("\"path\":[\"") + 9;
    text[digit] = text[digit] == 'a' ? 'b' : 'a';
    std::ofstream(base_ + "/altered.json") << text;
    for (const std::string& verifier : verifiers) EXPECT_EQ(run(verifier, files + base_ + "/altered.json").code, 1) << verifier;
    const Ran printed = xinan("ledger consistency --from " + std::to_string(older));
    EXPECT_NE(printed.out.find("\"format\":\"xinan-consistency-1\",\"from\":" + std::to_string(older) + ",\"to\":" + std::to_string(newer)), std::string::npos) << printed.out;
    EXPECT_EQ(xinan("ledger consistency --from 1 --to 999999").code, 1);
}

}  // namespace
}  // namespace xinan::app
