// SPDX-License-Identifier: AGPL-3.0-or-later
// Each checker notices what it is for: the thing is corrupted by bare SQL (or in the journal), inside a transaction that is
// rolled back, and the checker must say so. A checker without a corruption here fails.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/testing.hpp"
#include "tests/simulation/checkers.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

using testing::must;

// One school for all tests here, lived until there is something of everything.
class Lived final {
   public:
    static Lived& get() {
        static Lived lived;
        return lived;
    }
    Journal journal;
    World world{{.seed = 4}};
    School school{world, journal};
    Memory memory;
    Findings at_first;

   private:
    Lived() {
        school.open();
        const auto enough = [this] {
            const auto closed = std::ranges::count_if(journal.cases, [](const auto& c) { return c.second.closed; });
            return closed > 0 && std::ranges::count_if(journal.sessions, [](const auto& s) { return s.second.is_signed; }) > 3;
        };
        for (int d = 0; d < 40 && (d < 5 || !enough()); ++d) school.day(add_days(world.options().first_day, d));
        if (!enough()) throw std::runtime_error("forty days and nothing to corrupt");
        at_first = check_all({world, journal, memory}, true);
    }
};

struct Corruption {
    const char* checker;
    const char* what;
    const char* script;                           // "" when only the journal is changed
    std::function<void(Journal&, Memory&)> tamper = [](Journal&, Memory&) {};
};

void forget_a_step(Journal& journal, Memory& memory) {
    memory = {};
    const auto done = std::ranges::find_if(journal.steps, [](const Step& s) { return s.method == "POST" && s.status == 201; });
    done->request = {};
    done->action.clear();
}
void claim_a_consent(Journal& journal, Memory&) { journal.consents["0f"] = {"0f", journal.persons.begin()->first, "service", "self", false}; }
void forget_a_case(Journal& journal, Memory&) { journal.cases.erase(journal.cases.begin()); }
void say_signed(Journal& journal, Memory&) {
    for (auto& [id, s] : journal.sessions) if (s.note_version > 0 && !s.is_signed) s.is_signed = true;
    for (auto& [id, s] : journal.sessions) if (s.note_version > 0) s.note_version += 1;
}
void from_the_beginning(Journal&, Memory& memory) { memory = {}; }

const std::vector<Corruption>& corruptions() {
    static const std::vector<Corruption> all{
        {"nobody_is_booked_twice", "all at one time",
         "DROP TRIGGER appointment_step; UPDATE appointment SET starts_at_ms = 1800000000000, ends_at_ms = 1800003000000 WHERE kind = 'ordinary';"},
        {"nobody_is_booked_twice", "partly: each talk an hour longer, all by one counsellor",
         "DROP TRIGGER appointment_step; UPDATE appointment SET ends_at_ms = starts_at_ms + 10800000, counsellor_id = (SELECT min(counsellor_id) FROM appointment);"},
        {"ordinary_sessions_had_consent", "no consents", "DROP TRIGGER consent_event_is_append_only_delete; DELETE FROM consent_event;"},
        {"ordinary_sessions_had_consent", "signed a month later",
         "DROP TRIGGER consent_event_is_append_only_update; UPDATE consent_event SET at_ms = at_ms + 2600000000;"},
        {"ordinary_sessions_had_consent", "to another age's text",
         "DROP TRIGGER consent_event_is_append_only_update; UPDATE consent_event SET text_id = (SELECT text_id FROM consent_text WHERE purpose = 'service' AND audience = 'under_8' AND version = 1);"},
        {"record_versions_have_no_gap", "the first is the second",
         "DROP TRIGGER session_note_version_update; UPDATE session_note_version SET version = version + 100 WHERE session_id = (SELECT min(session_id) FROM session_note_version);"},
        {"record_versions_have_no_gap", "a head without its signed version",
         "DROP TRIGGER session_note_version_update; DROP INDEX session_note_version_signed; UPDATE session_note_version SET kind = 'draft' WHERE kind = 'signed';"},
        {"written_texts_do_not_change", "another signed text",
         "DROP TRIGGER session_note_version_update; UPDATE session_note_version SET body_sealed = zeroblob(60) WHERE kind = 'signed';"},
        {"written_texts_do_not_change", "a version is gone",
         "DROP TRIGGER session_note_version_delete; DELETE FROM session_note_version WHERE version > 1 OR kind = 'signed';"},
        {"closed_cases_are_complete", "its record is a draft again",
         "DROP TRIGGER session_note_signed; UPDATE session_note SET state = 'draft', draft_sealed = zeroblob(60) WHERE state = 'signed';"},
        {"closed_cases_are_complete", "no file", "DROP TRIGGER archive_file_is_kept; DELETE FROM archive_file;"},
        {"closed_cases_are_complete", "nine years",
         "DROP TRIGGER archive_file_retention; DROP TRIGGER archive_file_changes; PRAGMA ignore_check_constraints = 1; UPDATE archive_file SET retention_until_on = closed_on + 90000;"
         " PRAGMA ignore_check_constraints = 0;"},
        {"states_of_session_and_appointment_agree", "a talk that was is booked", "DROP TRIGGER appointment_step; UPDATE appointment SET state = 'booked' WHERE state = 'done';"},
        {"nothing_acknowledged_is_lost", "a consent nobody has", "", claim_a_consent},
        {"nothing_acknowledged_is_lost", "a case nobody was told of", "", forget_a_case},
        {"nothing_acknowledged_is_lost", "a record that is older than was said", "", say_signed},
        {"nothing_acknowledged_is_lost", "an older appointment", "DROP TRIGGER appointment_step; UPDATE appointment SET version = version - 1 WHERE version > 1;"},
        {"acts_and_deeds_are_one_to_one", "an act without its deed",
         "DROP TRIGGER deed_is_append_only_delete; DELETE FROM deed WHERE seq = (SELECT max(seq) FROM deed WHERE outcome = 1 AND action = 'scheduling.appointment.book');", from_the_beginning},
        {"acts_and_deeds_are_one_to_one", "a refusal without its deed",
         "DROP TRIGGER deed_is_append_only_delete; DELETE FROM deed WHERE seq = (SELECT max(seq) FROM deed WHERE outcome = 2);", from_the_beginning},
        {"acts_and_deeds_are_one_to_one", "content read without a deed",
         "DROP TRIGGER deed_is_append_only_delete; DELETE FROM deed WHERE seq = (SELECT max(seq) FROM deed WHERE outcome = 3 AND action = 'casework.record.read');", from_the_beginning},
        {"acts_and_deeds_are_one_to_one", "a deed of no request", "", forget_a_step},
        {"answers_showed_only_what_they_may", "a leak", "", [](Journal& journal, Memory&) { journal.leaks.emplace_back("seen"); }},
        {"answers_showed_only_what_they_may", "an answer nobody should get", "", [](Journal& journal, Memory&) { journal.surprises.emplace_back("500"); }},
    };
    return all;
}

Findings found_by(const char* name, const Corruption& corruption) {
    Lived& lived = Lived::get();
    Findings findings;
    const auto rolled_back = lived.world.app().store().write(lived.world.centre(), [&](store::Tx& tx) -> Result<void> {
        Journal journal = lived.journal;
        Memory memory = lived.memory;
        corruption.tamper(journal, memory);
        if (*corruption.script != '\0') TRY_VOID(tx.run_script(corruption.script));
        findings = TRY(checker(name).check(tx, {lived.world, journal, memory}));
        return fail(ErrorKind::conflict, "test.rolled_back");
    });
    EXPECT_EQ(testing::code_of(rolled_back), "test.rolled_back");
    return findings;
}

TEST(Checkers, FindNothingInAGoodSchool) {
    EXPECT_EQ(Lived::get().at_first, Findings{}) << Lived::get().journal.last_steps(12);
    for (const Checker& each : checkers()) {
        EXPECT_EQ(found_by(each.name, {each.name, "", "", from_the_beginning}), Findings{}) << each.name;
    }
}

TEST(Checkers, EachNoticesWhatItIsFor) {
    std::set<std::string> tried;
    for (const Corruption& corruption : corruptions()) {
        EXPECT_FALSE(found_by(corruption.checker, corruption).empty()) << corruption.checker << ": " << corruption.what;
        tried.insert(corruption.checker);
    }
    for (const Checker& each : checkers()) EXPECT_TRUE(tried.contains(each.name)) << each.name << " was never shown to work";
}

TEST(Checkers, AWordBeforeTheWrongEyesIsALeak) {
    Lived& lived = Lived::get();
    const auto s = std::ranges::find_if(lived.journal.cases, [](const auto& c) { return !c.second.closed; });
    ASSERT_NE(s, lived.journal.cases.end());
    const Actor* own = nullptr;
    for (const char* name : {"lin", "he", "qiu"}) if (lived.school.actor(name).id() == s->second.counsellor) own = &lived.school.actor(name);
    ASSERT_NE(own, nullptr);
    const Planted record{"QUEMAI0000001", Holds::record, s->first, own->name};
    EXPECT_TRUE(lived.school.may_see(*own, "casework.record.read", record));
    EXPECT_FALSE(lived.school.may_see(*own, "reception.board.read", record)) << "a board never shows content";
    for (const char* other : {"teacher", "leader", "admin", "finance", "auditor", "reception", "keeper"}) {
        EXPECT_FALSE(lived.school.may_see(lived.school.actor(other), "casework.record.read", record)) << other;
        EXPECT_FALSE(lived.school.may_see(lived.school.actor(other), "archive.content.read", record)) << other;
    }
    const Planted name{"鵺安安", Holds::name, s->second.visitor, "reception"};
    EXPECT_TRUE(lived.school.may_see(lived.school.actor("reception"), "reception.board.read", name));
    EXPECT_FALSE(lived.school.may_see(lived.school.actor("teacher"), "reception.board.read", name));
    // And an answer that holds one is written down.
    const auto before = lived.journal.leaks.size();
    const std::string word = lived.journal.words.plant(Holds::record, s->first, own->name);
    lived.school.note_answer(lived.school.actor("teacher"), {.who = "teacher", .action = "casework.record.read", .status = 200}, "...\"" + word + "\"...");
    EXPECT_EQ(lived.journal.leaks.size(), before + 1);
    lived.journal.leaks.resize(before);
    lived.journal.surprises.clear();
    lived.journal.steps.pop_back();
}

TEST(Checkers, TheSearchOfFilesFindsAPlainWord) {
    Lived& lived = Lived::get();
    const Seen seen{lived.world, lived.journal, lived.memory};
    EXPECT_EQ(no_file_holds_planted_words(seen), Findings{});
    const auto beside = std::filesystem::path(lived.world.files().front()).parent_path() / "log.txt";
    std::ofstream(beside) << "saved " << PlantedWords::kMark << "x";
    EXPECT_EQ(no_file_holds_planted_words(seen).size(), 1U) << "in a log";
    std::filesystem::remove(beside);
}

TEST(Checkers, AnAlteredDeedAndAnotherPastAreNoticed) {
    Journal journal;
    World world({.seed = 9});
    School school(world, journal);
    school.open();
    Memory memory;
    const Seen seen{world, journal, memory};
    EXPECT_EQ(ledger_verifies_and_only_grows(seen), Findings{});
    school.day(world.options().first_day);
    EXPECT_EQ(ledger_verifies_and_only_grows(seen), Findings{});
    memory.checkpoints.front().root[3] ^= 1;
    EXPECT_EQ(ledger_verifies_and_only_grows(seen).size(), 1U) << "a checkpoint of another past";
    memory.checkpoints.clear();
    memory.ledger_size = 1'000'000;
    EXPECT_EQ(ledger_verifies_and_only_grows(seen), Findings{"the ledger has become shorter"});
    must(world.app().store().write(world.centre(), [](store::Tx& tx) {
        return tx.run_script("DROP TRIGGER deed_is_append_only_update; UPDATE deed SET role = 'leader' WHERE seq = 5;");
    }));
    EXPECT_FALSE(ledger_verifies_and_only_grows(seen).empty());
}

}  // namespace
}  // namespace xinan::simulation
