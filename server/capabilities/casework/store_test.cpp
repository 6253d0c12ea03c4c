// SPDX-License-Identifier: AGPL-3.0-or-later
// What the database refuses by itself, by bare SQL on both engines; and that no planted word lies in plain.
#include "capabilities/casework/casework_support.hpp"

namespace xinan::casework {
namespace {

using testing::full_record;
using testing::kNoon;
using testing::kTomorrow;

class CaseworkDatabase : public testing::CaseworkTest {
   protected:
    std::string refused(std::string_view sql) { return bare({"test.bare", sql}); }
};
XINAN_ON_BOTH_ENGINES(CaseworkDatabase);

// C2.5d: a signed record is never changed, whoever writes the SQL.
TEST_P(CaseworkDatabase, ASignedNoteIsLocked) {
    const auto s = written(mei);
    for (const char* sql : {"UPDATE session_note SET version = version + 1 WHERE centre_id = ?1",
                            "UPDATE session_note SET version = version + 1, summary_sealed = NULL WHERE centre_id = ?1",
                            "UPDATE session_note SET version = version + 1, state = 'draft', draft_sealed = summary_sealed WHERE centre_id = ?1",
                            "DELETE FROM session_note WHERE centre_id = ?1"}) {
        EXPECT_EQ(refused(sql), "casework.note_is_signed") << sql;
    }
    for (const char* kind : {"draft", "signed"}) {
        const std::string sql = "INSERT INTO session_note_version (centre_id, session_id, version, kind, author_id, written_at_ms, risk, body_sealed) "
                                "SELECT centre_id, session_id, version + 1, '" + std::string(kind) +
                                "', author_id, written_at_ms, risk, body_sealed FROM session_note_version WHERE centre_id = ?1";
        EXPECT_EQ(refused(sql), "casework.note_is_signed") << kind;
    }
}

TEST_P(CaseworkDatabase, VersionsAreNeverChangedAndHaveNoGap) {
    written(mei);
    EXPECT_EQ(refused("UPDATE session_note_version SET written_at_ms = 1 WHERE centre_id = ?1"), "casework.note_version_is_immutable");
    EXPECT_EQ(refused("DELETE FROM session_note_version WHERE centre_id = ?1"), "casework.note_version_is_immutable");
    const auto version = [&](std::string_view number) {
        return refused("INSERT INTO session_note_version (centre_id, session_id, version, kind, author_id, written_at_ms, risk, body_sealed) "
                       "SELECT centre_id, session_id, " + std::string(number) +
                       ", 'addendum', author_id, written_at_ms, risk, body_sealed FROM session_note_version WHERE centre_id = ?1 AND version = 1");
    };
    EXPECT_EQ(version("version + 2"), "casework.note_version_conflict");
    EXPECT_EQ(version("version"), "casework.note_version_conflict");
    EXPECT_EQ(version("version + 1"), "");
}

TEST_P(CaseworkDatabase, ADraftGoesOnByOneVersion) {
    const auto s = running(mei);
    EXPECT_EQ(save(anna, s, full_record(), 0).status, 200);
    EXPECT_EQ(refused("UPDATE session_note SET version = version + 2 WHERE centre_id = ?1"), "casework.note_is_signed");
    EXPECT_EQ(refused("UPDATE session_note SET saved_at_ms = 1 WHERE centre_id = ?1"), "casework.note_is_signed");
    EXPECT_EQ(refused("UPDATE session_note SET version = version + 1, draft_sealed = NULL WHERE centre_id = ?1"), "store.check");
    EXPECT_EQ(refused("UPDATE session_note SET version = version + 1 WHERE centre_id = ?1"), "");
}

TEST_P(CaseworkDatabase, CasesAndTheirTextsAreKept) {
    const auto s = written(mei);
    ASSERT_EQ(plan(anna, s, Risk::low).status, 200);
    EXPECT_EQ(refused("DELETE FROM visitor_case WHERE centre_id = ?1"), "casework.case_is_kept");
    for (const char* set : {"version = version + 2", "version = version + 1, code_number = 77", "version = version + 1, opened_at_ms = opened_at_ms + 1",
                            "version = version + 1, visitor_id = counsellor_id"}) {
        EXPECT_EQ(refused("UPDATE visitor_case SET " + std::string(set) + " WHERE centre_id = ?1"), "casework.undefined_step") << set;
    }
    EXPECT_EQ(refused("UPDATE visitor_case SET version = version + 1, state = 'closed', closed_at_ms = opened_at_ms WHERE centre_id = ?1"), "store.check");
    EXPECT_EQ(refused("UPDATE case_text SET written_at_ms = 1 WHERE centre_id = ?1"), "casework.text_is_immutable");
    EXPECT_EQ(refused("DELETE FROM case_text WHERE centre_id = ?1"), "casework.text_is_immutable");
    EXPECT_EQ(refused("INSERT INTO case_text (centre_id, case_id, kind, version, author_id, written_at_ms, body_sealed) "
                      "SELECT centre_id, case_id, kind, version + 2, author_id, written_at_ms, body_sealed FROM case_text WHERE centre_id = ?1"),
              "casework.text_version_conflict");
    // One open case of a visitor and a counsellor.
    EXPECT_EQ(refused("INSERT INTO visitor_case (centre_id, case_id, version, code_year, code_number, state, visitor_id, counsellor_id, risk, "
                      "risk_screened, opened_at_ms) SELECT centre_id, visitor_id, 1, code_year, code_number + 1, 'intake', visitor_id, counsellor_id, "
                      "risk, 0, opened_at_ms FROM visitor_case WHERE centre_id = ?1"),
              "store.unique");
}

TEST_P(CaseworkDatabase, AClosedCaseStaysClosed) {
    const auto s = written(mei);
    ASSERT_EQ(plan(anna, s, Risk::low).status, 200);
    ASSERT_EQ(close(anna, s).status, 200);
    EXPECT_EQ(refused("UPDATE visitor_case SET version = version + 1, risk = 'none' WHERE centre_id = ?1"), "casework.undefined_step");
}

TEST_P(CaseworkDatabase, AnUnplannedSessionSaysWhy) {
    ASSERT_EQ(unplanned(anna, mei).status, 201);
    EXPECT_EQ(refused("UPDATE session SET reason_sealed = NULL WHERE centre_id = ?1"), "store.check");
}

// D1.2c: every text of a person is sealed; nothing planted is found in any table of ours.
TEST_P(CaseworkDatabase, NoPlantedWordLiesInPlain) {
    const auto s = written(mei);
    ASSERT_EQ(anna.put(session_path(s, "process-note"), R"({"text":"CANARY-PROCESS 反移情"})", 0).status, 200);
    ASSERT_EQ(anna.post(session_path(s, "record/addenda"), R"({"text":"CANARY-ADDENDUM 补一句"})").status, 200);
    ASSERT_EQ(plan(anna, s, Risk::high).status, 200);
    ASSERT_EQ(anna.post(case_path(s, "stand-down"), R"({"reason":"CANARY-STANDDOWN 已评估"})").status, 200);
    ASSERT_EQ(unplanned(anna, mei).status, 201);
    const auto other = running(lin, kTomorrow);
    ASSERT_EQ(save(anna, other, full_record("CANARY-DRAFT"), 0).status, 200);
    struct Column {
        const char* sql;
        std::int64_t rows_min;
    };
    const Column columns[] = {
        {"SELECT draft_sealed FROM session_note WHERE centre_id = ?1 AND draft_sealed IS NOT NULL", 1},
        {"SELECT summary_sealed FROM session_note WHERE centre_id = ?1 AND summary_sealed IS NOT NULL", 1},
        {"SELECT body_sealed FROM session_note_version WHERE centre_id = ?1", 2},
        {"SELECT body_sealed FROM case_text WHERE centre_id = ?1", 2},
        {"SELECT reason_sealed FROM session WHERE centre_id = ?1 AND reason_sealed IS NOT NULL", 1},
        {"SELECT body_sealed FROM process_note WHERE centre_id = ?1", 1},
        {"SELECT wrap FROM process_note_wrap WHERE centre_id = ?1", 2},
        {"SELECT body FROM deed WHERE centre_id = ?1", 5},
    };
    for (const Column& column : columns) {
        const auto found = read([&](store::Tx& tx) { return tx.query({"test.scan", column.sql}); });
        EXPECT_GE(static_cast<std::int64_t>(found.size()), column.rows_min) << column.sql;
        for (std::size_t i = 0; i < found.size(); ++i) EXPECT_FALSE(testing::has(text_of(found.bytes(i, 0)), "CANARY")) << column.sql;
    }
}

}  // namespace
}  // namespace xinan::casework
