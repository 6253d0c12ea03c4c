// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons in the database, on both engines: found by exact tokens, told apart, changed, and never in plain.
#include <algorithm>
#include <deque>
#include <set>

#include "capabilities/visitors/visitors_support.hpp"

namespace xinan::visitors {
namespace {

using namespace xinan::visitors::testing;

class Persons : public PersonsTest {};
XINAN_ON_BOTH_ENGINES(Persons);

TEST_P(Persons, ANameIsFoundWhateverItsMiddleDot) {
    const std::vector<std::string> dots{"·", "•", "・", "．"};
    std::set<PersonId> all;
    for (const std::string& dot : dots) all.insert(a_person("阿卜杜拉" + dot + "买买提"));
    for (const std::string& dot : dots) {
        const auto found = search("阿卜杜拉" + dot + "买买提");
        EXPECT_EQ(std::set(found.ids.begin(), found.ids.end()), all) << dot;
    }
    EXPECT_EQ(search("阿卜杜拉买买提").ids.size(), 4U);
    EXPECT_TRUE(label(*all.begin()).starts_with("阿卜杜拉·买买提 · V-"));
}

TEST_P(Persons, AreFoundByPinyinInitialsNumbersAndCode) {
    const auto in = a_class(2025, 3);
    const auto wei = a_person("张伟", pupil(in, "2025030117", "13800138000"));
    a_person("李芳", pupil(in, "2025030118", "13900139000"));
    const auto rare = a_person("𠮷田䶮");
    const std::string code = must(read([&](store::Tx& tx) { return sealed_person(tx, wei, kToday, app_.clock().now()); })).code;
    const std::vector<std::string> typed_words{"张伟", "zhangwei",   "ZHANG WEI", "zw",        "13800138000", "138-0013-8000", "0117",
                                               "8000", "2025030117", code,        "张伟 0117", "zw 8000"};
    for (const std::string& typed : typed_words) {
        EXPECT_EQ(search(typed).ids, std::vector<PersonId>{wei}) << typed;
    }
    EXPECT_EQ(search("𠮷田䶮").ids, std::vector<PersonId>{rare});
    EXPECT_TRUE(search("张").ids.empty()) << "exact tokens only";
    EXPECT_TRUE(search("张伟 0118").ids.empty()) << "every criterion holds";
}

TEST_P(Persons, NamesakesAndTwinsAreToldApartByClassAndLastFour) {
    const auto second = a_class(2025, 3);
    const auto first = a_class(2026, 1);
    std::set<std::string> labels_seen;
    const auto twin = a_person("王子轩", pupil(second, "2025030117"));
    const auto other_twin = a_person("王子轩", pupil(second, "2025030118"));
    const auto namesake = a_person("王子轩", pupil(first, "2026010117"));
    const auto by_phone = a_person("王子轩", pupil(first, "", "13800138000"));
    const auto bare = a_person("王子轩", pupil(first));
    EXPECT_EQ(label(twin), "王子轩 · 初二(3)班 · 0117");
    EXPECT_EQ(label(other_twin), "王子轩 · 初二(3)班 · 0118");
    EXPECT_EQ(label(namesake), "王子轩 · 初一(1)班 · 0117");
    EXPECT_EQ(label(by_phone), "王子轩 · 初一(1)班 · 8000");
    EXPECT_TRUE(label(bare).starts_with("王子轩 · 初一(1)班 · V-"));
    EXPECT_EQ(label(twin, kToday, Language::en), "王子轩 · Junior 2 (3) · 0117");
}

TEST_P(Persons, LabelsOfManyKeepTheOrderAndLeaveOutTheUnknown) {
    std::vector<PersonId> ids;
    for (const char* name : {"赵一", "钱二", "孙三", "李四", "周五"}) ids.push_back(a_person(name));
    std::vector<PersonId> asked{ids[3], PersonId{}, ids[0], ids[3], ids[4]};
    const auto hits = must(labels(app_.env(), app_.centre(), asked, kToday, app_.clock().now(), Language::zh));
    ASSERT_EQ(hits.size(), 4U);
    EXPECT_EQ(hits[0].id, ids[3]);
    EXPECT_EQ(hits[1].id, ids[0]);
    EXPECT_EQ(hits[2].id, ids[3]);
    EXPECT_EQ(hits[3].id, ids[4]);
    EXPECT_TRUE(must(labels(app_.env(), app_.centre(), {}, kToday, app_.clock().now(), Language::zh)).empty());
}

TEST_P(Persons, TooManyMatchesAskForASecondCriterionAndOpenNothing) {
    must(write([](store::Tx& tx) { return store::set_setting(tx, settings()[1], 10, UtcTime{1}); }));
    std::vector<PersonId> all;
    for (int i = 0; i < 11; ++i) all.push_back(a_person("张伟", pupil({}, "20250301" + std::to_string(10 + i))));
    const auto found = search("张伟");
    EXPECT_TRUE(found.too_many);
    EXPECT_TRUE(found.ids.empty());
    EXPECT_EQ(search("张伟 0115").ids, std::vector<PersonId>{all[5]});
}

TEST_P(Persons, InitialsFindNobodyInALargeCentre) {
    const auto wei = a_person("张伟");
    EXPECT_EQ(search("zw").ids, std::vector<PersonId>{wei});
    must(write([](store::Tx& tx) { return store::set_setting(tx, settings()[2], 1, UtcTime{1}); }));
    EXPECT_TRUE(search("zw").ids.empty());
    EXPECT_EQ(search("zhangwei").ids, std::vector<PersonId>{wei});
}

TEST_P(Persons, ARenamedPersonIsFoundByTheNewNameOnly) {
    const auto id = a_person("张伟", pupil({}, "2025030117"));
    must(change(id, 1, named("李伟", pupil({}, "2025030117"))));
    EXPECT_TRUE(search("张伟").ids.empty());
    EXPECT_TRUE(search("zhangwei").ids.empty());
    EXPECT_EQ(search("李伟").ids, std::vector<PersonId>{id});
    EXPECT_EQ(search("liwei 0117").ids, std::vector<PersonId>{id});
    EXPECT_EQ(code_of(change(id, 1, named("王伟"))), "http.stale");
    EXPECT_EQ(code_of(change(new_random<PersonId>(app_.random()), 1, named("王伟"))), "http.not_found");
}

TEST_P(Persons, ClassesArePromotedByTheCalendarAndLeftByMoving) {
    const auto third = a_class(2024, 2);
    const auto other = a_class(2024, 5);
    const auto id = a_person("张伟", pupil(third, "2024020117"));
    EXPECT_EQ(label(id), "张伟 · 初三(2)班 · 0117");
    EXPECT_EQ(label(id, day(2027, 9, 1)), "张伟 · 初中2024级(2)班 · 0117");
    const LocalDate moved = day(2027, 3, 1);
    must(change(id, 1, named("张伟", pupil(other, "2024020117")), moved));
    const auto on = [&](LocalDate date) { return must(read([&](store::Tx& tx) { return class_at(tx, id, date); })); };
    EXPECT_EQ(on(day(2027, 2, 28)), third);
    EXPECT_EQ(on(moved), other);
    EXPECT_EQ(on(day(2026, 11, 22)), std::nullopt);
    const auto members = [&](ClassId of, LocalDate date) { return must(read([&](store::Tx& tx) { return members_of(tx, of, date); })); };
    EXPECT_TRUE(members(third, moved).empty());
    EXPECT_EQ(members(third, kToday), std::vector<PersonId>{id});
    must(change(id, 2, named("张伟", pupil({}, "2024020117")), moved));
    must(change(id, 3, named("张伟", pupil(other, "2024020117")), moved));
    EXPECT_EQ(on(moved), other) << "left and entered again on one day";
    EXPECT_EQ(code_of(change(id, 4, named("张伟", pupil(new_random<ClassId>(app_.random()))))), "visitors.unknown_class");
}

TEST_P(Persons, APhoneBookingsTwoFieldsAreCompletedOrClosed) {
    const auto call_in = [&](const char* name, const char* phone) {
        const auto person = must(prepare_provisional(app_.env(), app_.centre(), PrivateText(name), PrivateText(phone)));
        must(write([&](store::Tx& tx) { return insert_person(tx, person, kToday, app_.clock().now()); }));
        return person.id;
    };
    const auto facts = [&](PersonId id) { return must(person_facts(app_.env(), app_.centre(), id, kToday, app_.clock().now())); };
    const auto completed = call_in("张女士", "13800138000");
    EXPECT_TRUE(facts(completed).provisional);
    EXPECT_EQ(facts(completed).age_group, AgeGroup::unknown);
    PersonFields fields = named("张丽", pupil({}, "", "13800138000"));
    fields.kind = Kind::parent;
    fields.birthday = day(1985, 2, 3);
    must(change(completed, 1, fields));
    EXPECT_FALSE(facts(completed).provisional);
    EXPECT_EQ(facts(completed).age_group, AgeGroup::adult);
    EXPECT_EQ(facts(completed).age, 41);

    const auto closed = call_in("李先生", "13900139000");
    EXPECT_EQ(search("13900139000").ids, std::vector<PersonId>{closed});
    must(write([&](store::Tx& tx) { return close_provisional(tx, closed, app_.clock().now()); }));
    EXPECT_TRUE(search("13900139000").ids.empty());
    EXPECT_TRUE(label(closed).starts_with("李先生")) << "what is past stays readable";
    EXPECT_EQ(code_of(change(closed, 1, named("李明"))), "http.not_found");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return close_provisional(tx, closed, app_.clock().now()); })), "visitors.not_provisional");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return close_provisional(tx, completed, app_.clock().now()); })), "visitors.not_provisional");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return person_unchanged(tx, completed, 1); })), "visitors.person_changed");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return person_unchanged(tx, completed, 2); })), "");
}

TEST_P(Persons, EveryPersonHasAFileKeyBeforeTheRow) {
    const auto person = must(prepare_person(app_.env(), app_.centre(), named("张伟"), kToday));
    EXPECT_TRUE(app_.env().vault.seal_field(form_place(app_.centre(), person.id, "main_concern", 1), "x").ok());
    EXPECT_EQ(code_of(read([&](store::Tx& tx) { return sealed_person(tx, person.id, kToday, app_.clock().now()); })), "http.not_found");
}

TEST_P(Persons, PersonsOfAnotherCentreAreNotKnown) {
    const auto id = a_person("张伟");
    const auto other = new_random<CentreId>(app_.random());
    const auto found = must(app_.store().read(other, [&](store::Tx& tx) { return sealed_labels(tx, std::span(&id, 1), kToday, app_.clock().now()); }));
    EXPECT_TRUE(found.empty());
}

// INVARIANT of the database itself, whatever the code does.
TEST_P(Persons, TheDatabaseRefusesWhatMustNeverHappen) {
    const auto in = a_class(2025, 3);
    const auto other = a_class(2025, 4);
    const auto id = a_person("张伟", pupil(in));
    static constexpr store::Sql kSkip{"test.skip", "UPDATE person SET version = version + 2 WHERE centre_id = ?1"};
    static constexpr store::Sql kCode{"test.code", "UPDATE person SET code = 'V-2222', version = version + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kTwoClasses{
        "test.two_classes",
        "INSERT INTO class_membership (centre_id, person_id, class_id, from_on, until_on) VALUES (?1, ?2, ?3, 20261201, NULL)"};
    static constexpr store::Sql kPlain{"test.plain", "UPDATE person SET name_sealed = ?2, version = version + 1 WHERE centre_id = ?1"};
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return tx.run(kSkip); })), "visitors.person_version");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return tx.run(kCode); })), "visitors.person_version");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return tx.run(kTwoClasses, id, other); })), "store.unique");
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return tx.run(kPlain, to_bytes(view_of("张伟"))); })), "store.check");
}

// A thief of the database finds no name and no number in it: every text and every byte column of every table is searched.
TEST_P(Persons, NoNameOrNumberStandsInPlainAnywhere) {
    const std::vector<std::string> canaries{"金丝雀", "13912345678", "G20991231", "2011-02-03", "外婆家隔壁", "jinsique"};
    PersonFields fields = named("金丝雀", pupil(a_class(2025, 3), "G20991231", "13912345678"));
    fields.birthday = day(2011, 2, 3);
    Browser desk = app_.staff({access::Role::reception});
    const auto id = a_person("金丝雀", fields);
    EXPECT_EQ(desk.post("/api/v1/persons/search", R"({"text":"金丝雀"})").status, 200);
    EXPECT_EQ(desk.put("/api/v1/persons/" + id.text() + "/basic-form",
                       R"({"fields":[{"key":"lives_with","value":"外婆家隔壁","source":"self"}]})", 1).status, 200);
    std::deque<std::string> statements;
    std::size_t cells = 0;
    const auto schema = must(store::describe_schema(app_.store()));
    for (const std::string& line : schema) {
        const auto dot = line.find('.');
        const auto blank = line.find(' ');
        const std::string table = line.substr(0, dot), column = line.substr(dot + 1, blank - dot - 1), type = line.substr(blank + 1);
        if (!type.starts_with("text") && !type.starts_with("bytes")) continue;
        const bool ours = std::ranges::any_of(schema, [&](const std::string& l) { return l.starts_with(table + ".centre_id "); });
        if (!ours) continue;
        statements.push_back("SELECT " + column + " FROM " + table + " WHERE centre_id = ?1 LIMIT 1000");
        const auto found = must(read([&](store::Tx& tx) { return tx.query(store::Sql{"test.scan", statements.back()}); }));
        for (std::size_t i = 0; i < found.size(); ++i, ++cells) {
            const std::string text(type.starts_with("text") ? found.text(i, 0) : text_of(found.bytes(i, 0)));
            for (const std::string& canary : canaries) EXPECT_EQ(text.find(canary), std::string::npos) << line;
        }
    }
    EXPECT_GT(cells, 50U) << "the scan found rows to search";
}

}  // namespace
}  // namespace xinan::visitors
