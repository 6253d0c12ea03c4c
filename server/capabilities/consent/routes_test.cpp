// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent through HTTP: status, body and ledger entry of each way in, and a refusal for each role that must not pass.
#include "capabilities/consent/testing.hpp"
#include "access/access_table.hpp"

namespace xinan::consent {
namespace {

using access::Role;
using testing::Browser;
using testing::ConsentTest;
using testing::must;

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }
bool names(const std::vector<std::string>& clauses, std::string_view clause) {
    return std::ranges::find(clauses, clause) != clauses.end();
}

class ConsentRoutes : public ConsentTest {
   protected:
    void expect_refused(const http::Response& reply, int status, std::string_view code, std::string_view clause) {
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_TRUE(has(reply.body, code)) << reply.body;
        EXPECT_TRUE(has(reply.body, clause)) << reply.body;
        const auto deed = app.newest_deed().deed;
        EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(deed.code, code);
        EXPECT_TRUE(names(deed.clauses, clause)) << clause;
    }
    // The standard consent to counselling as somebody types it again, without one section.
    static NewConsentText retyped(Audience audience, std::string_view without) {
        const TextDocument standard = standard_text(Purpose::service, audience);
        NewConsentText text{.purpose = Purpose::service, .audience = audience, .readability = standard_readability(audience),
                            .title_zh = "新版", .title_en = "New", .sections = {}};
        for (const TextSection& s : standard.sections) {
            if (s.key != without) text.sections.push_back({s.key, s.tick, s.heading_zh, s.body_zh, s.heading_en, s.body_en});
        }
        return text;
    }
};
XINAN_ON_BOTH_ENGINES(ConsentRoutes);

TEST_P(ConsentRoutes, TellsEverybodyWhoLearnsWhatBeforeSigningIn) {
    Browser nobody = app.nobody();
    const auto zh = nobody.get("/api/v1/disclosure?audience=from_14_to_17", {{"accept-language", "zh"}});
    ASSERT_EQ(zh.status, 200) << zh.body;
    const auto answer = must(http::parse<Disclosure>(zh.body));
    EXPECT_GE(answer.who.size(), 8U);
    ASSERT_EQ(answer.exceptions.size(), 4U);
    EXPECT_EQ(answer.exceptions[2].clause, "A3.4b");
    const auto en = nobody.get("/api/v1/disclosure", {{"accept-language", "en"}});
    EXPECT_TRUE(has(en.body, "The counsellor in charge"));
    EXPECT_EQ(nobody.get("/api/v1/disclosure?audience=everybody").status, 422);
}

TEST_P(ConsentRoutes, ListsTheNewestTextsToWhoeverIsSignedIn) {
    Browser finance = app.staff({Role::finance});
    const auto reply = finance.get("/api/v1/consent-texts?purpose=service&audience=adult");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto list = must(http::parse<ConsentTextList>(reply.body));
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().sections.size(), 7U);
    EXPECT_EQ(must(http::parse<ConsentTextList>(finance.get("/api/v1/consent-texts").body)).items.size(), 30U);
    EXPECT_EQ(app.nobody().get("/api/v1/consent-texts").status, 401);
}

TEST_P(ConsentRoutes, PublishesTheNextVersionByLeaderOrCounsellorOnly) {
    const TextDocument standard = standard_text(Purpose::service, Audience::adult);
    NewConsentText text{.purpose = Purpose::service, .audience = Audience::adult, .readability = Readability::adults,
                        .title_zh = "新版", .title_en = "New", .sections = {}};
    for (const TextSection& s : standard.sections) {
        text.sections.push_back({s.key, s.tick, s.heading_zh, s.key == "limits" ? "有限度。" : s.body_zh, s.heading_en, s.body_en});
    }
    for (const Role role : {Role::visitor, Role::guardian, Role::reception, Role::archive_keeper, Role::supervisor, Role::class_teacher,
                            Role::finance, Role::system_admin, Role::auditor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.post("/api/v1/consent-texts", http::render(text)).status, 403) << access::role_name(role);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    Browser leader = app.staff({Role::leader});
    app.clock().advance(Millis{1000});
    const auto reply = leader.post("/api/v1/consent-texts", http::render(text), {{"accept-language", "zh"}});
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto made = must(http::parse<ConsentText>(reply.body));
    EXPECT_EQ(made.version, 2);
    const auto limits = std::ranges::find(made.sections, "limits", &SectionView::key);
    for (const ExceptionGround& ground : exceptions()) EXPECT_TRUE(has(limits->body, ground.zh));  // shown though not typed
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "consent.text.publish");
    EXPECT_EQ(deed.object_hash, newest(Purpose::service, Audience::adult).content_hash);

    NewConsentText cut = text;
    std::erase_if(cut.sections, [](const NewSection& s) { return s.key == "record"; });
    expect_refused(leader.post("/api/v1/consent-texts", http::render(cut)), 409, "consent.section_missing", "C5.4.3b");
    NewConsentText wrong = text;
    wrong.audience = Audience::under_8;
    expect_refused(leader.post("/api/v1/consent-texts", http::render(wrong)), 409, "consent.readability", "C1.4a");
    NewConsentText empty = text;
    empty.sections.front().body_en = "   ";
    EXPECT_TRUE(has(leader.post("/api/v1/consent-texts", http::render(empty)).body, "consent.empty_text"));
}

TEST_P(ConsentRoutes, AVisitorSignsOnTheScreenAndTheDeedHoldsTheHash) {
    Browser pupil_of_15 = portal(teen);
    auto what = body(Purpose::service, Audience::from_14_to_17);
    what.understood = Understood::not_sure;
    const auto reply = pupil_of_15.post("/api/v1/me/consents", http::render(what));
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto consent = must(http::parse<Consent>(reply.body));
    EXPECT_EQ(consent.person, teen);
    EXPECT_EQ(consent.text_version, 1);
    EXPECT_EQ(consent.ticks.size(), 7U);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "consent.agreement.give");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.role, "visitor");
    EXPECT_TRUE(names(deed.clauses, "D2.1b"));
    EXPECT_FALSE(names(deed.clauses, "C5.4.1a"));  // nobody explained it
    EXPECT_NE(deed.object_hash, (std::array<std::uint8_t, 32>{}));
    const auto states = must(http::parse<ConsentStates>(pupil_of_15.get("/api/v1/me/consents").body));
    EXPECT_EQ(states.items.front().state, State::in_force);  // C1.4d, D2.1c: not sure blocks nothing
    EXPECT_EQ(states.items.front().understood, Understood::not_sure);
    EXPECT_FALSE(states.may_start);
    EXPECT_EQ(states.missing, std::vector<std::string>{"own"});
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
}

TEST_P(ConsentRoutes, TheSameRequestTwiceIsOneConsent) {
    const std::string text = http::render(body(Purpose::service, Audience::from_14_to_17));
    const std::string path = "/api/v1/persons/" + teen.text() + "/consents";
    const http::Headers key{{"idempotency-key", "one-consent-and-no-more"}};
    const auto first = must(http::parse<Consent>(counsellor.send("POST", path, text, key).body));
    const auto again = must(http::parse<Consent>(counsellor.send("POST", path, text, key).body));
    EXPECT_EQ(first.id, again.id);
    EXPECT_EQ(first.signed_at, again.signed_at);
}

TEST_P(ConsentRoutes, RefusalsCarryTheirClauseAndLeaveADeed) {
    auto missing = body(Purpose::service, Audience::from_14_to_17);
    std::erase(missing.ticks, "limits");
    const auto reply = give(counsellor, teen, missing);
    expect_refused(reply, 409, "consent.ticks_missing", "C5.4.1b");
    EXPECT_TRUE(has(reply.body, "/ticks/limits"));
    expect_refused(give(counsellor, child, body(Purpose::service, Audience::under_8)), 409, "consent.guardian_signs", "D2.1b");
    expect_refused(give(counsellor, pupil, body(Purpose::service, Audience::guardian, brother)), 409, "consent.guardian_under_age", "D2.1b");
    expect_refused(give(counsellor, pupil, body(Purpose::service, Audience::guardian, teen)), 409, "consent.guardian_not_in_force", "D2.1b");
    expect_refused(give(counsellor, teen, body(Purpose::service, Audience::guardian, mother)), 409, "consent.guardian_not_asked", "C1.5h");
    expect_refused(give(counsellor, mother, body(Purpose::service, Audience::guardian, teen)), 409, "consent.adult_signs_alone", "A1.2b");
    expect_refused(give(counsellor, teen, body(Purpose::service, Audience::adult)), 409, "consent.wrong_audience", "C1.4a");
    auto spoken = body(Purpose::recording, Audience::from_14_to_17);
    spoken.medium = Medium::spoken;
    for (const char* clause : {"C5.4.3a", "B2.4c"}) expect_refused(give(counsellor, teen, spoken), 409, "consent.spoken_not_enough", clause);
    auto unsigned_body = body(Purpose::service, Audience::from_14_to_17);
    unsigned_body.signature.reset();
    expect_refused(give(counsellor, teen, unsigned_body), 409, "consent.signature_missing", "D2.1b");
    Browser teen_portal = portal(teen);
    auto paper = body(Purpose::service, Audience::from_14_to_17);
    paper.medium = Medium::spoken;
    expect_refused(teen_portal.post("/api/v1/me/consents", http::render(paper)), 409, "consent.medium_needs_staff", "D2.1b");
}

// A5.1c, B2.1.2e–g, C1.4b, C1.4c, C2.4b, C5.4.1a, C5.4.1b, C5.4.3b: what is left out, in the text or by whoever signs, is named with
// what asks for it.
TEST_P(ConsentRoutes, EachSectionIsThereAndTickedForItsClauses) {
    const std::vector<std::pair<std::string, std::vector<std::string_view>>> sections{
        {"process", {"B2.1.2e"}},          {"scope", {"C1.4b"}},
        {"house_rules", {"B2.1.2f", "C2.4b"}}, {"confidentiality", {"B2.1.2g", "C5.4.1a"}},
        {"limits", {"C5.4.1b", "A3.4b"}},  {"record", {"C5.4.3b"}},
        {"rights", {"C1.4c", "A5.1c"}}};
    Browser leader = app.staff({Role::leader});
    for (const auto& [key, clauses] : sections) {
        auto unticked = body(Purpose::service, Audience::from_14_to_17);
        std::erase(unticked.ticks, key);
        const auto not_signed = give(counsellor, teen, unticked);
        EXPECT_TRUE(has(not_signed.body, "/ticks/" + key)) << not_signed.body;
        for (const std::string_view clause : clauses) expect_refused(not_signed, 409, "consent.ticks_missing", clause);
        const auto cut = leader.post("/api/v1/consent-texts", http::render(retyped(Audience::from_14_to_17, key)));
        for (const std::string_view clause : clauses) expect_refused(cut, 409, "consent.section_missing", clause);
    }
    EXPECT_EQ(give(counsellor, teen, body(Purpose::service, Audience::from_14_to_17)).status, 201);
}

// A3.3a, B1.c: only the newest text is signed, and what was signed can be read again.
TEST_P(ConsentRoutes, ATextThatHasANewerVersionIsNotSigned) {
    const auto old = body(Purpose::service, Audience::from_14_to_17);
    const auto before = given(counsellor, teen, old);
    Browser leader = app.staff({Role::leader});
    ASSERT_EQ(leader.post("/api/v1/consent-texts", http::render(retyped(Audience::from_14_to_17, ""))).status, 201);
    app.clock().advance(Millis{1000});
    const auto reply = give(counsellor, teen, old);
    for (const char* clause : {"A3.3a", "B1.c"}) expect_refused(reply, 409, "consent.text_outdated", clause);
    EXPECT_EQ(states(counsellor, teen).items.front().state, State::needs_again);
    Browser own = portal(teen);
    const auto copy = must(http::parse<ConsentCopy>(own.get("/api/v1/consents/" + before.id.text()).body));
    EXPECT_EQ(copy.consent.text_version, 1) << "the copy is of what was signed";
    EXPECT_EQ(give(counsellor, teen, body(Purpose::service, Audience::from_14_to_17)).status, 201);
}

// C2.4c: a centre's own house rules say what is not discussed, though nobody typed it.
TEST_P(ConsentRoutes, TheHouseRulesSayWhatIsNotDiscussed) {
    auto text = retyped(Audience::from_14_to_17, "");
    for (NewSection& section : text.sections) {
        if (section.key == "house_rules") section.body_zh = "准时来。", section.body_en = "Be on time.";
    }
    Browser leader = app.staff({Role::leader});
    const auto reply = leader.post("/api/v1/consent-texts", http::render(text), {{"accept-language", "zh"}});
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto made = must(http::parse<ConsentText>(reply.body));
    const auto rules = std::ranges::find(made.sections, "house_rules", &SectionView::key);
    ASSERT_NE(rules, made.sections.end());
    EXPECT_TRUE(has(rules->body, "国家政治")) << rules->body;
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "C2.4c"));
}

// C1.4d, D2.1c: how it was understood is noted with who explained it, comes back at the next meeting, and blocks nothing.
TEST_P(ConsentRoutes, NotSureIsNotedAndComesBackAndBlocksNothing) {
    auto what = body(Purpose::service, Audience::from_14_to_17);
    what.understood = Understood::not_sure;
    const auto made = give(counsellor, teen, what);
    ASSERT_EQ(made.status, 201) << made.body;
    for (const char* clause : {"C1.4d", "D2.1c", "C5.4.1a"}) EXPECT_TRUE(names(app.newest_deed().deed.clauses, clause)) << clause;
    const auto next_time = states(counsellor, teen).items.front();
    EXPECT_EQ(next_time.state, State::in_force);
    EXPECT_EQ(next_time.understood, Understood::not_sure);
    EXPECT_EQ(given(counsellor, teen, body(Purpose::data_processing, Audience::from_14_to_17)).understood, std::nullopt);
    EXPECT_FALSE(names(app.newest_deed().deed.clauses, "C1.4d"));
    EXPECT_TRUE(states(counsellor, teen).may_start);
}

TEST_P(ConsentRoutes, BadInputIsNamedAndNothingIsWritten) {
    auto what = body(Purpose::service, Audience::from_14_to_17);
    const auto code = [&](const GiveConsent& sent) { return give(counsellor, teen, sent).body; };
    auto bad = what;
    bad.signature = PrivateText("bm90IGEgcGljdHVyZQ==");
    EXPECT_TRUE(has(code(bad), "consent.not_a_signature"));
    bad.signature = PrivateText("***");
    EXPECT_TRUE(has(code(bad), "consent.not_a_signature"));
    bad.signature = PrivateText(testing::picture(std::string(210'000, 'x')));
    const auto large = give(counsellor, teen, bad);
    EXPECT_EQ(large.status, 413) << large.body;
    bad = what;
    bad.text = new_random<ConsentTextId>(app.random());
    EXPECT_TRUE(has(code(bad), "consent.unknown_text"));
    bad = what;
    bad.ticks.emplace_back("something_else");
    EXPECT_TRUE(has(code(bad), "consent.unknown_tick"));
    bad = what;
    bad.guardian = mother;
    EXPECT_TRUE(has(code(bad), "consent.guardian_unused"));
    bad = body(Purpose::service, Audience::guardian);
    EXPECT_TRUE(has(give(counsellor, pupil, bad).body, "consent.guardian_missing"));
    bad = what;
    bad.medium = Medium::paper;
    bad.scan = new_random<FileId>(app.random());
    EXPECT_TRUE(has(code(bad), "consent.unknown_scan"));
    EXPECT_EQ(states(counsellor, teen).items.front().state, State::none);
}

TEST_P(ConsentRoutes, APaperCountsLikeAScreenWithItsScan) {
    const auto upload = [&](PersonId whose, std::string_view type) {
        return counsellor.post("/api/v1/files", R"({"media_type":")" + std::string(type) + R"(","content":")" +
                                                    testing::picture("CANARY-PAPER") + R"(","person":")" + whose.text() + R"("})");
    };
    EXPECT_TRUE(has(upload(teen, "application/pdf").body, "consent.not_a_scan"));
    const auto uploaded = upload(teen, "image/png");
    ASSERT_EQ(uploaded.status, 201) << uploaded.body;
    EXPECT_EQ(app.newest_deed().deed.action, "consent.scan.add");
    const auto file = must(http::parse<ScanMade>(uploaded.body)).id;
    const auto of_another = must(http::parse<ScanMade>(upload(pupil, "image/png").body)).id;
    auto what = body(Purpose::service, Audience::from_14_to_17);
    what.medium = Medium::paper;
    what.signature.reset();
    expect_refused(give(counsellor, teen, what), 409, "consent.scan_missing", "D2.1b");
    what.scan = of_another;
    EXPECT_TRUE(has(give(counsellor, teen, what).body, "consent.unknown_scan"));
    what.scan = file;
    const auto consent = given(counsellor, teen, what);
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "C5.4.1a"));  // the counsellor explained it
    const auto copy = must(http::parse<ConsentCopy>(counsellor.get("/api/v1/consents/" + consent.id.text()).body));
    ASSERT_TRUE(copy.scan);
    EXPECT_EQ(copy.scan->media_type, "image/png");
    EXPECT_EQ(copy.scan->content.reveal(), testing::picture("CANARY-PAPER"));
    EXPECT_FALSE(copy.signature);
}

TEST_P(ConsentRoutes, TheCopyHoldsTextSignatureAndAnchor) {
    Browser visitor = portal(teen);
    const auto reply = visitor.post("/api/v1/me/consents", http::render(body(Purpose::service, Audience::from_14_to_17)));
    const auto consent = must(http::parse<Consent>(reply.body));
    const auto shown = visitor.get("/api/v1/consents/" + consent.id.text());
    ASSERT_EQ(shown.status, 200) << shown.body;
    const auto read = app.newest_deed().deed;
    EXPECT_EQ(read.outcome, ledger::Outcome::read);
    EXPECT_EQ(read.subjects.front(), ledger::subject("consent", consent.id));
    const auto copy = must(http::parse<ConsentCopy>(shown.body));
    EXPECT_EQ(copy.signature->reveal(), testing::picture());
    EXPECT_EQ(copy.text.sections.size(), 7U);
    EXPECT_EQ(copy.fingerprint, must(app.env().vault.key_fingerprint(app.centre())));
    EXPECT_EQ(copy.checkpoint.root.size(), 64U);
    EXPECT_GT(copy.checkpoint.size, 0);
    EXPECT_EQ(copy.qr, "XINAN1|" + copy.fingerprint + "|" + std::to_string(copy.checkpoint.size) + "|" + copy.checkpoint.root + "|" +
                           to_iso(copy.checkpoint.at) + "|" + app.centre().text());

    // Nobody else: not another visitor, not reception, not a counsellor without a relation, not those who never see content.
    Browser other = portal(pupil);
    EXPECT_EQ(other.get("/api/v1/consents/" + consent.id.text()).status, 404);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(counsellor.get("/api/v1/consents/" + consent.id.text()).status, 404);
    Browser mothers = portal(mother, {Role::guardian});
    EXPECT_EQ(mothers.get("/api/v1/consents/" + consent.id.text()).status, 404);
    for (const Role role : {Role::reception, Role::archive_keeper, Role::supervisor, Role::leader, Role::class_teacher, Role::finance,
                            Role::system_admin, Role::auditor}) {
        Browser staff = app.staff({role});
        EXPECT_EQ(staff.get("/api/v1/consents/" + consent.id.text()).status, 403) << access::role_name(role);
    }
    // A counsellor of this visitor may.
    must(app.store().write(app.centre(), [&](store::Tx& tx) {
        return access::add_relation(tx, counsellor.who().subject.person, access::Relation::counsellor_of, "person", any(teen),
                                    app.clock().now(), std::nullopt);
    }));
    EXPECT_EQ(counsellor.get("/api/v1/consents/" + consent.id.text()).status, 200);
}

TEST_P(ConsentRoutes, WithdrawingIsOneCallWithoutAReason) {
    Browser visitor = portal(teen);
    const auto reply = visitor.post("/api/v1/me/consents", http::render(body(Purpose::service, Audience::from_14_to_17)));
    const auto consent = must(http::parse<Consent>(reply.body));
    app.clock().advance(Millis{1000});
    const auto done = visitor.post("/api/v1/me/consents/" + consent.id.text() + "/withdraw", "{}");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(must(http::parse<Consent>(done.body)).withdrawn_at.has_value());
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "consent.agreement.withdraw");
    EXPECT_TRUE(names(deed.clauses, "A1.2b"));
    const auto states = must(http::parse<ConsentStates>(visitor.get("/api/v1/me/consents").body));
    EXPECT_EQ(states.items.front().state, State::withdrawn);
    EXPECT_EQ(states.items.front().asks, std::vector<Audience>{Audience::from_14_to_17});
    Browser other = portal(pupil);
    EXPECT_EQ(other.post("/api/v1/me/consents/" + consent.id.text() + "/withdraw", "{}").status, 404);
    EXPECT_EQ(other.post("/api/v1/me/consents/" + new_random<ConsentId>(app.random()).text() + "/withdraw", "{}").status, 404);
}

TEST_P(ConsentRoutes, AGuardianSignsAndWithdrawsWhatIsTheirs) {
    Browser mothers = portal(mother, {Role::guardian});
    const auto own = given(counsellor, pupil, body(Purpose::service, Audience::from_8_to_13));
    const auto reply = give(mothers, pupil, body(Purpose::service, Audience::guardian));
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto theirs = must(http::parse<Consent>(reply.body));
    EXPECT_EQ(theirs.guardian, mother);
    EXPECT_EQ(states(mothers, pupil).items.front().state, State::in_force);
    expect_refused(give(mothers, pupil, body(Purpose::service, Audience::from_8_to_13)), 409, "consent.not_yours", "D2.1b");
    expect_refused(mothers.post("/api/v1/consents/" + own.id.text() + "/withdraw", "{}"), 409, "consent.not_yours", "A1.2b");
    EXPECT_EQ(mothers.get("/api/v1/consents/" + theirs.id.text()).status, 200);
    EXPECT_EQ(mothers.get("/api/v1/consents/" + own.id.text()).status, 404);  // the child's own hand is the child's
    EXPECT_EQ(mothers.post("/api/v1/consents/" + theirs.id.text() + "/withdraw", "{}").status, 200);
    EXPECT_EQ(states(counsellor, pupil).items.front().state, State::withdrawn);
}

// C1.5h: from fourteen on a guardian does not even learn that there is something to sign.
TEST_P(ConsentRoutes, AGuardianOfATeenagerLearnsNothing) {
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    Browser mothers = portal(mother, {Role::guardian});
    const auto real = mothers.get("/api/v1/persons/" + teen.text() + "/consents");
    const auto made_up = mothers.get("/api/v1/persons/" + new_random<PersonId>(app.random()).text() + "/consents");
    EXPECT_EQ(real.status, 404);
    EXPECT_EQ(made_up.status, 404);
    EXPECT_EQ(real.body.size(), made_up.body.size());
}

TEST_P(ConsentRoutes, NobodyElseSeesOrWritesStates) {
    const std::string path = "/api/v1/persons/" + teen.text() + "/consents";
    const std::string text = http::render(body(Purpose::service, Audience::from_14_to_17));
    const std::string scan = R"({"media_type":"image/png","content":"x","person":")" + teen.text() + R"("})";
    for (const Role role : {Role::archive_keeper, Role::supervisor, Role::leader, Role::class_teacher, Role::finance, Role::system_admin,
                            Role::auditor}) {
        Browser staff = app.staff({role});
        SCOPED_TRACE(access::role_name(role));
        EXPECT_EQ(staff.get(path).status, 403);
        EXPECT_EQ(staff.post(path, text).status, 403);
        EXPECT_EQ(staff.post("/api/v1/files", scan).status, 403);
        EXPECT_EQ(staff.post("/api/v1/consents/" + teen.text() + "/withdraw", "{}").status, 403);
    }
    Browser other = portal(pupil);
    EXPECT_EQ(other.get(path).status, 404);
    EXPECT_EQ(other.post(path, text).status, 404);
    EXPECT_EQ(other.post("/api/v1/files", scan).status, 403);
    EXPECT_EQ(counsellor.get("/api/v1/persons/" + new_random<PersonId>(app.random()).text() + "/consents").status, 404);
}

TEST(ConsentAccess, TheTableWrittenByHandSaysTheSame) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(xinan::testing::repository_file("tests/contract/access.csv")));
    EXPECT_EQ(access::check_access_table(policy, access::rows_of(table, "consent.")), std::vector<std::string>{});
}

TEST(ConsentMessages, AreThereInBothLanguages) {
    const auto messages = must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"), xinan::testing::repository_file("messages/en.yaml")));
    for (const char* code : {"not_in_force", "not_yours", "text_outdated", "guardian_signs", "adult_signs_alone", "guardian_not_asked",
                             "guardian_not_in_force", "guardian_under_age", "wrong_audience", "medium_needs_staff", "spoken_not_enough",
                             "signature_missing", "scan_missing", "ticks_missing", "not_ticked", "unknown_tick", "unknown_text",
                             "unknown_scan", "guardian_missing", "guardian_unused", "not_a_signature", "signature_large", "not_a_scan",
                             "section_missing", "section_twice", "section_key", "readability", "empty_text", "text_race",
                             "text_is_immutable", "text_version", "event_is_immutable", "event_conflict", "event_text"}) {
        EXPECT_TRUE(messages.has(std::string("consent.") + code + ".title")) << code;
    }
    for (const char* word : {"own", "guardian", "newer_text", "withdrawn"}) EXPECT_TRUE(messages.has(std::string("consent.missing.") + word));
}

}  // namespace
}  // namespace xinan::consent
