// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways into visitors: status, body and ledger entry of each, and a refusal for each role that must not pass.
#include <algorithm>
#include <set>

#include "capabilities/visitors/visitors_support.hpp"

namespace xinan::visitors {
namespace {

using namespace xinan::visitors::testing;
using access::Role;
using http::Response;

class Routes : public PersonsTest {
   protected:
    Browser desk_ = app_.staff({Role::reception});

    static std::string body(std::string_view name, std::string_view more = "") {
        return R"({"kind":"pupil","name":")" + std::string(name) + "\"" + std::string(more) + "}";
    }
    AddedPerson added(const Response& response) {
        EXPECT_EQ(response.status, 201) << response.body;
        return must(http::parse<AddedPerson>(response.body));
    }
    static std::string path(PersonId id, std::string_view more = "") { return "/api/v1/persons/" + id.text() + std::string(more); }
    static bool has_code(const Response& response, std::string_view code) {
        return response.body.find(R"("code":")" + std::string(code) + "\"") != std::string::npos;
    }
    std::vector<ledger::Entry> deeds_of(std::string_view action, ledger::Outcome outcome) {
        ledger::Filter filter;
        filter.action = std::string(action);
        filter.outcome = outcome;
        return app_.deeds(filter);
    }
};
XINAN_ON_BOTH_ENGINES(Routes);

TEST_P(Routes, APersonIsEnteredWithADeedAndDuplicatesAreOffered) {
    const auto in = a_class(2025, 3);
    const auto wei = added(desk_.post("/api/v1/persons", body("张伟", R"(,"class":")" + in.text() + R"(","student_number":"2025030117","gender":"male","birthday":"2013-05-01")")));
    EXPECT_EQ(wei.person.label.reveal(), "张伟 · 初二(3)班 · 0117");
    EXPECT_EQ(wei.person.age_band, AgeGroup::from_8_to_13);
    EXPECT_EQ(wei.person.version, 1);
    EXPECT_TRUE(wei.possible_duplicates.empty());
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "visitors.person.add");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.purpose, "reception");
    EXPECT_EQ(deed.subjects, std::vector<ledger::Subject>{person_subject(wei.person.id)});
    // B2.1.1c: offered, with a deed of the reading, and not merged.
    const auto again = added(desk_.post("/api/v1/persons", body("张伟")));
    ASSERT_EQ(again.possible_duplicates.size(), 1U);
    EXPECT_EQ(again.possible_duplicates.front().id, wei.person.id);
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(search("张伟").ids.size(), 2U);
}

TEST_P(Routes, ARepeatedRequestEntersNobodyTwice) {
    const http::Headers key{{"idempotency-key", "the-same-key-0001"}};
    const auto first = must(http::parse<AddedPerson>(desk_.send("POST", "/api/v1/persons", body("张伟"), key).body));
    const auto second = must(http::parse<AddedPerson>(desk_.send("POST", "/api/v1/persons", body("张伟"), key).body));
    EXPECT_EQ(first.person.id, second.person.id);
    EXPECT_TRUE(second.possible_duplicates.empty());
    EXPECT_EQ(desk_.send("POST", "/api/v1/persons", body("李伟"), key).status, 422);
    EXPECT_EQ(deeds_of("visitors.person.add", ledger::Outcome::done).size(), 1U);
}

TEST_P(Routes, BadInputNamesTheFieldAndKeepsNothing) {
    struct Row {
        std::string_view more;
        std::string_view code;
    };
    for (const Row& row : {Row{R"(,"phone":"12ab")", "base.not_a_phone"}, Row{R"(,"student_number":"学号一")", "visitors.student_number"},
                           Row{R"(,"birthday":"2099-01-01")", "visitors.birthday"}, Row{R"(,"religion":"x")", "http.unknown_field"},
                           Row{R"(,"class":"00000000000000000000000000000001")", "visitors.unknown_class"}}) {
        const Response response = desk_.post("/api/v1/persons", body("张伟", row.more));
        EXPECT_EQ(response.status, 422) << response.body;
        EXPECT_TRUE(has_code(response, row.code)) << response.body;
        if (row.code == "visitors.birthday") { EXPECT_NE(response.body.find("B2.1.1c"), std::string::npos) << response.body; }
    }
    EXPECT_EQ(desk_.post("/api/v1/persons", body("")).status, 422);
    EXPECT_EQ(desk_.post("/api/v1/persons", body(std::string(300, 'a'))).status, 422);
    EXPECT_TRUE(search("张伟").ids.empty());
}

// C2.1a: somebody outside the list is refused with the clause, and entered with a reason that is kept sealed.
TEST_P(Routes, AVisitorOutsideTheListNeedsAReason) {
    const std::string adult = R"({"kind":"adult","name":"邻居")";
    const Response refused = desk_.post("/api/v1/persons", adult + "}");
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(has_code(refused, "visitors.kind_outside_list"));
    EXPECT_NE(refused.body.find("C2.1a"), std::string::npos);
    EXPECT_NE(refused.body.find("C6.4a"), std::string::npos);
    EXPECT_NE(refused.body.find(R"("overridable":true)"), std::string::npos);
    auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(deed.code, "visitors.kind_outside_list");
    added(desk_.post("/api/v1/persons", adult + R"(,"override_reason":"负责人同意"})"));
    deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.code, "visitors.kind_outside_list");
    EXPECT_NE(std::ranges::find(deed.clauses, "C2.1a"), deed.clauses.end());
}

TEST_P(Routes, AReadLeavesADeedAndAnUnknownPersonLooksLikeNone) {
    const auto id = a_person("张伟", pupil({}, "2025030117"));
    const Response seen = desk_.get(path(id));
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(must(http::parse<Person>(seen.body)).name.reveal(), "张伟");
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(desk_.get(path(new_random<PersonId>(app_.random()))).status, 404);
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(desk_.get("/api/v1/persons/nonsense").status, 404);
}

TEST_P(Routes, AChangeCarriesTheVersionAndAStaleOneIsRefused) {
    const auto id = a_person("张伟");
    const Response changed = desk_.put(path(id), body("李伟"), 1);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(must(http::parse<Person>(changed.body)).version, 2);
    EXPECT_EQ(app_.newest_deed().deed.action, "visitors.person.change");
    const Response stale = desk_.put(path(id), body("王伟"), 1);
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(app_.newest_deed().deed.code, "http.stale");
    EXPECT_EQ(desk_.put(path(new_random<PersonId>(app_.random())), body("王伟"), 1).status, 404);
    EXPECT_EQ(search("李伟").ids, std::vector<PersonId>{id});
}

TEST_P(Routes, ASearchLeavesOneDeedListingWhomItShowed) {
    const auto a = a_person("张伟"), b = a_person("张伟");
    const auto reply = must(http::parse<SearchReply>(desk_.post("/api/v1/persons/search", R"({"text":"张伟"})").body));
    EXPECT_EQ(reply.items.size(), 2U);
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "visitors.person.search");
    const std::set<ledger::Subject> subjects(deed.subjects.begin(), deed.subjects.end());
    EXPECT_EQ(subjects, (std::set<ledger::Subject>{person_subject(a), person_subject(b)}));
    const auto before = app_.deeds().size();
    EXPECT_EQ(desk_.post("/api/v1/persons/search", R"({"text":"无此人"})").status, 200);
    EXPECT_EQ(app_.deeds().size(), before) << "what shows nobody reads nobody";
}

// A1.3a, B2.1.2h: purposes in the reader's language; reception sees and fills personal fields only.
TEST_P(Routes, ReceptionFillsTheFormAndNeverSeesContent) {
    const auto id = a_person("张伟");
    const auto form = must(http::parse<FormView>(desk_.get(path(id, "/basic-form")).body));
    EXPECT_EQ(form.version, 1);
    EXPECT_FALSE(form.complete);
    std::string fields;
    for (const FormFieldView& field : form.fields) {
        EXPECT_FALSE(field.purpose.empty());
        EXPECT_NE(field.key, "main_concern");
        fields += std::string(fields.empty() ? "" : ",") + R"({"key":")" + field.key + R"(","value":"一","source":"guardian"})";
    }
    const Response filled = desk_.put(path(id, "/basic-form"), R"({"fields":[)" + fields + "]}", 1);
    ASSERT_EQ(filled.status, 200) << filled.body;
    EXPECT_TRUE(must(http::parse<FormView>(filled.body)).complete);
    EXPECT_EQ(must(read([&](store::Tx& tx) { return forms_complete(tx, std::span(&id, 1)); })), std::vector<bool>{true});
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "visitors.form.write");
    EXPECT_NE(std::ranges::find(deed.clauses, "A1.3a"), deed.clauses.end());
    const auto put = [&](std::string_view field, std::int64_t version) {
        return desk_.put(path(id, "/basic-form"), R"({"fields":[{"key":")" + std::string(field) + R"(","value":"x","source":"self"}]})", version);
    };
    EXPECT_TRUE(has_code(put("main_concern", 2), "visitors.form_field_closed"));
    EXPECT_TRUE(has_code(put("religion", 2), "visitors.form_field_unknown"));
    EXPECT_EQ(put("boarding", 1).status, 412);
    const Response cleared = desk_.put(path(id, "/basic-form"), R"({"fields":[{"key":"lives_with","value":"","source":"self"}]})", 2);
    EXPECT_FALSE(must(http::parse<FormView>(cleared.body)).complete);
}

// B2.1.2h: what is asked and what is required is decided by the kind of centre.
TEST_P(Routes, AnotherKindOfCentreAsksOtherFields) {
    static constexpr store::Sql kCompany{"test.company", "UPDATE centre SET kind = 'eap' WHERE centre_id = ?1"};
    const auto id = a_person("张伟");
    const auto required = [&] {
        std::set<std::string> keys;
        for (const FormFieldView& field : must(http::parse<FormView>(desk_.get(path(id, "/basic-form")).body)).fields) {
            if (field.required) keys.insert(field.key);
        }
        return keys;
    };
    EXPECT_TRUE(required().contains("emergency_contact_phone"));
    must(write([](store::Tx& tx) { return tx.run(kCompany); }));
    EXPECT_EQ(required(), std::set<std::string>{"best_way_to_reach"});
    const auto put = [&](std::string_view field, std::int64_t version) {
        return desk_.put(path(id, "/basic-form"), R"({"fields":[{"key":")" + std::string(field) + R"(","value":"x","source":"self"}]})", version);
    };
    const Response refused = put("boarding", 1);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_TRUE(has_code(refused, "visitors.form_field_unknown"));
    EXPECT_NE(refused.body.find("B2.1.2h"), std::string::npos) << refused.body;
    EXPECT_TRUE(must(http::parse<FormView>(put("best_way_to_reach", 1).body)).complete);
}

// D2.1a, C5.4.2a: the visitor fills his own form; content opens to him and to the counsellor who works with him.
TEST_P(Routes, ContentOfTheFormOpensByRelationOnly) {
    const auto id = a_person("张伟");
    const auto other = a_person("李芳");
    Browser portal = portal_of(id);
    const std::string concern = R"({"fields":[{"key":"main_concern","value":"睡不着","source":"self"}]})";
    ASSERT_EQ(portal.put(path(id, "/basic-form"), concern, 1).status, 200);
    EXPECT_TRUE(has_code(portal.put(path(id, "/basic-form"), R"({"fields":[{"key":"main_concern","value":"x","source":"teacher"}]})", 2), "visitors.form_source"));
    EXPECT_EQ(portal.get(path(other, "/basic-form")).status, 404);
    EXPECT_EQ(portal.put(path(other, "/basic-form"), concern, 1).status, 404);
    EXPECT_EQ(must(http::parse<Person>(portal.get("/api/v1/me/person").body)).id, id);
    Browser counsellor = app_.staff({Role::counsellor});
    const auto sees = [&](Browser& who) { return who.get(path(id, "/basic-form")).body.find("睡不着") != std::string::npos; };
    EXPECT_FALSE(sees(counsellor));
    EXPECT_FALSE(sees(desk_));
    must(write([&](store::Tx& tx) {
        return access::add_relation(tx, counsellor.who().subject.person, access::Relation::counsellor_of, "person", any(id), app_.clock().now(), std::nullopt);
    }));
    EXPECT_TRUE(sees(counsellor));
    EXPECT_EQ(app_.newest_deed().deed.action, "visitors.form.read");
}

TEST_P(Routes, ClassesAreListedWithTodaysNames) {
    const Response made = desk_.post("/api/v1/classes", R"({"entry_year":2025,"number":3,"stage":"junior"})");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_NE(made.body.find("初二(3)班"), std::string::npos);
    EXPECT_EQ(app_.newest_deed().deed.action, "visitors.class.add");
    EXPECT_TRUE(has_code(desk_.post("/api/v1/classes", R"({"entry_year":2025,"number":3,"stage":"junior"})"), "visitors.class_exists"));
    const auto list = must(http::parse<ClassList>(app_.staff({Role::class_teacher}).get("/api/v1/classes").body));
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().grade, 2);
}

TEST_P(Routes, ACodeCardIsShownOnceAndEnds) {
    const auto id = a_person("张伟");
    const http::Headers key{{"idempotency-key", "card-key-000000001"}};
    const Response made = desk_.send("POST", path(id, "/code-card"), "{}", key);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto card = must(http::parse<CodeCard>(made.body));
    EXPECT_EQ(app_.newest_deed().deed.action, "identity.card.issue");
    EXPECT_TRUE(app_.identity().sign_in_by_card(app_.centre(), card.code.reveal(), "test").ok());
    EXPECT_TRUE(has_code(desk_.send("POST", path(id, "/code-card"), "{}", key), "visitors.card_shown_once"));
    EXPECT_EQ(desk_.send("DELETE", path(id, "/code-card"), {}, {{"idempotency-key", "card-key-000000002"}}).status, 204);
    EXPECT_EQ(code_of(app_.identity().sign_in_by_card(app_.centre(), card.code.reveal(), "test")), "identity.wrong_card");
    EXPECT_EQ(desk_.post(path(new_random<PersonId>(app_.random()), "/code-card"), "{}").status, 404);
}

// C5.4.2b and the rest of the wall: 403 before any id is read, each with its deed.
TEST_P(Routes, NobodyElsePasses) {
    const auto id = a_person("张伟");
    Browser portal = portal_of(id);
    std::vector<Browser> others;
    for (const Role role : {Role::class_teacher, Role::leader, Role::finance, Role::system_admin, Role::archive_keeper,
                            Role::supervisor, Role::auditor, Role::guardian}) {
        others.push_back(app_.staff({role}));
    }
    others.push_back(portal);
    for (Browser& who : others) {
        SCOPED_TRACE(who.who().subject.roles.bits());
        EXPECT_EQ(who.get(path(id)).status, 403);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(who.post("/api/v1/persons/search", R"({"text":"张伟"})").status, 403);
        EXPECT_EQ(who.post("/api/v1/persons", body("李四")).status, 403);
        EXPECT_EQ(who.put(path(id), body("李四"), 1).status, 403);
        EXPECT_EQ(who.post(path(id, "/code-card"), "{}").status, 403);
        if (who.who().subject.is_staff) EXPECT_EQ(who.get(path(id, "/basic-form")).status, 403);
        if (who.who().subject.is_staff) EXPECT_EQ(who.get("/api/v1/me/person").status, 403);
    }
    EXPECT_EQ(app_.nobody().get(path(id)).status, 401);
    EXPECT_EQ(search("张伟").ids, std::vector<PersonId>{id});
}

}  // namespace
}  // namespace xinan::visitors
