// SPDX-License-Identifier: AGPL-3.0-or-later
// The checkers of rows.
#include "tests/simulation/checkers.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "crypto/suite.hpp"
#include "ledger/tree.hpp"

namespace xinan::simulation {
namespace {

using store::Rows;
using store::Sql;

std::string hex_at(const Rows& rows, std::size_t row, std::size_t column) { return to_hex(rows.bytes(row, column)); }
std::string hash_at(const Rows& rows, std::size_t row, std::size_t column) {
    return to_hex(ByteView(crypto::suite(crypto::SuiteId::international).hash(rows.bytes(row, column))).first(12));
}

struct Taken {
    std::string what;  // the resource
    TimeSpan when;
    std::string appointment;
};
void add_overlaps(Findings& findings, std::vector<Taken> taken, const char* kind) {
    std::ranges::sort(taken, [](const Taken& a, const Taken& b) { return std::pair(a.what, a.when.starts_at) < std::pair(b.what, b.when.starts_at); });
    for (std::size_t i = 0; i < taken.size(); ++i) {
        for (std::size_t j = i + 1; j < taken.size() && taken[j].what == taken[i].what && taken[j].when.starts_at < taken[i].when.ends_at; ++j) {
            findings.push_back(std::string(kind) + " " + taken[i].what + " has " + taken[i].appointment + " and " + taken[j].appointment);
        }
    }
}

// --- consent, replayed -----------------------------------------------------------------------------------------------
struct Said {
    std::string purpose, side, kind, audience;
    std::int64_t version = 0;
    UtcTime at;
};
struct Published {
    std::string purpose, audience;
    std::int64_t version = 0;
    UtcTime at;
};

// Whether one side's last word before `at` is a consent to the newest text of that moment, worded for that age.
bool side_holds(const std::vector<Said>& said, const std::vector<Published>& texts, const std::string& purpose, const std::string& side, const std::string& audience, UtcTime at) {
    const Said* last = nullptr;
    for (const Said& each : said) {
        if (each.purpose == purpose && each.side == side && each.at <= at && (last == nullptr || each.at >= last->at)) last = &each;
    }
    if (last == nullptr || last->kind != "given") return false;
    if (!audience.empty() && last->audience != audience) return false;
    std::int64_t newest = 0;
    for (const Published& text : texts) {
        if (text.purpose == purpose && text.audience == last->audience && text.at <= at) newest = std::max(newest, text.version);
    }
    return last->version == newest;
}

}  // namespace

// B2.1.1d: neither visitor nor counsellor nor room has two at once. From the appointments; the table of occupancy is not asked.
Result<Findings> nobody_is_booked_twice(store::Tx& tx, const Seen&) {
    const Rows rows = TRY(tx.query({"sim.appointments", "SELECT appointment_id, starts_at_ms, ends_at_ms, visitor_id, counsellor_id, room_id FROM appointment"
                                                        " WHERE centre_id = ?1 AND state NOT IN ('cancelled', 'missed') AND kind IN ('ordinary', 'consultation')"}));
    std::vector<Taken> visitors, counsellors, rooms;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const TimeSpan when{rows.time(i, 1), rows.time(i, 2)};
        const std::string id = hex_at(rows, i, 0);
        visitors.push_back({hex_at(rows, i, 3), when, id});
        counsellors.push_back({hex_at(rows, i, 4), when, id});
        if (!rows.is_null(i, 5)) rooms.push_back({hex_at(rows, i, 5), when, id});
    }
    Findings findings;
    add_overlaps(findings, std::move(visitors), "visitor");
    add_overlaps(findings, std::move(counsellors), "counsellor");
    add_overlaps(findings, std::move(rooms), "room");
    return findings;
}

// D2.1b, B1.a: by the events alone, replayed to the moment each ordinary session began.
Result<Findings> ordinary_sessions_had_consent(store::Tx& tx, const Seen& seen) {
    std::vector<Published> texts;
    const Rows published = TRY(tx.query({"sim.texts", "SELECT purpose, audience, version, published_at_ms FROM consent_text WHERE centre_id = ?1"}));
    for (std::size_t i = 0; i < published.size(); ++i) {
        texts.push_back({std::string(published.text(i, 0)), std::string(published.text(i, 1)), published.i64(i, 2), published.time(i, 3)});
    }
    std::map<std::string, std::vector<Said>> said;
    const Rows events = TRY(tx.query({"sim.events", "SELECT e.person_id, e.purpose, e.side, e.kind, t.audience, t.version, e.at_ms FROM consent_event e JOIN consent_text t"
                                                    " ON t.centre_id = e.centre_id AND t.text_id = e.text_id WHERE e.centre_id = ?1 ORDER BY e.person_id, e.purpose, e.number"}));
    for (std::size_t i = 0; i < events.size(); ++i) {
        said[hex_at(events, i, 0)].push_back({std::string(events.text(i, 1)), std::string(events.text(i, 2)), std::string(events.text(i, 3)), std::string(events.text(i, 4)),
                                              events.i64(i, 5), events.time(i, 6)});
    }
    Findings findings;
    const Rows sessions = TRY(tx.query({"sim.sessions", "SELECT s.session_id, s.started_at_ms, c.visitor_id FROM session s JOIN visitor_case c ON c.centre_id = s.centre_id"
                                                        " AND c.case_id = s.case_id WHERE s.centre_id = ?1 AND s.kind = 'ordinary'"}));
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const UtcTime at = sessions.time(i, 1);
        const std::string visitor = hex_at(sessions, i, 2);
        const auto known = seen.journal.persons.find(visitor);
        bool own = true, guardian = false;
        std::string audience;
        if (known != seen.journal.persons.end() && known->second.birthday) {
            const AgeBand band = age_band(*known->second.birthday, seen.world.zone().to_local(at).date);
            own = band != AgeBand::under_8;
            guardian = band == AgeBand::under_8 || band == AgeBand::from_8_to_13;
            audience = name_of(band);
        }
        for (const std::string purpose : {"service", "data_processing"}) {
            if (own && !side_holds(said[visitor], texts, purpose, "self", audience, at)) findings.push_back("session " + hex_at(sessions, i, 0) + " began without own consent: " + purpose);
            if (guardian && !side_holds(said[visitor], texts, purpose, "guardian", "guardian", at)) findings.push_back("session " + hex_at(sessions, i, 0) + " began without a guardian's consent: " + purpose);
        }
    }
    return findings;
}

// C2.5d: the history of a record is whole, and nothing but addenda and a late tab's text comes after the signature.
Result<Findings> record_versions_have_no_gap(store::Tx& tx, const Seen&) {
    const Rows rows = TRY(tx.query({"sim.versions", "SELECT session_id, version, kind FROM session_note_version WHERE centre_id = ?1 ORDER BY session_id, version"}));
    Findings findings;
    std::string session;
    std::int64_t expected = 1;
    bool is_signed = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (hex_at(rows, i, 0) != session) session = hex_at(rows, i, 0), expected = 1, is_signed = false;
        if (rows.i64(i, 1) != expected) findings.push_back("session " + session + ": version " + std::to_string(rows.i64(i, 1)) + " where " + std::to_string(expected) + " was due");
        expected = rows.i64(i, 1) + 1;
        const std::string_view kind = rows.text(i, 2);
        if (is_signed && kind != "addendum" && kind != "conflict") findings.push_back("session " + session + ": a " + std::string(kind) + " after the signature");
        is_signed = is_signed || kind == "signed";
    }
    const Rows heads = TRY(tx.query({"sim.heads", "SELECT n.session_id FROM session_note n WHERE n.centre_id = ?1 AND (n.state = 'signed') <> EXISTS (SELECT 1 FROM session_note_version v"
                                                  " WHERE v.centre_id = n.centre_id AND v.session_id = n.session_id AND v.kind = 'signed')"}));
    for (std::size_t i = 0; i < heads.size(); ++i) findings.push_back("session " + hex_at(heads, i, 0) + ": head and versions disagree about the signature");
    return findings;
}

// C2.5d: what was once a version has the same bytes for ever, across restarts and a restored backup.
Result<Findings> written_texts_do_not_change(store::Tx& tx, const Seen& seen) {
    Findings findings;
    std::map<std::string, std::string> now;
    const Rows rows = TRY(tx.query({"sim.bodies", "SELECT session_id, version, body_sealed FROM session_note_version WHERE centre_id = ?1"}));
    for (std::size_t i = 0; i < rows.size(); ++i) now[hex_at(rows, i, 0) + "/" + std::to_string(rows.i64(i, 1))] = hash_at(rows, i, 2);
    for (const auto& [key, hash] : seen.memory.versions) {
        const auto found = now.find(key);
        if (found == now.end()) findings.push_back(key + " is gone");
        else if (found->second != hash) findings.push_back(key + " is another text now");
    }
    seen.memory.versions = std::move(now);
    std::map<std::string, std::string> heads;
    const Rows notes = TRY(tx.query({"sim.notes", "SELECT session_id, coalesce(summary_sealed, session_id) FROM session_note WHERE centre_id = ?1 AND state = 'signed'"}));
    for (std::size_t i = 0; i < notes.size(); ++i) heads[hex_at(notes, i, 0)] = hash_at(notes, i, 1);
    for (const auto& [key, hash] : seen.memory.signed_notes) {
        const auto found = heads.find(key);
        if (found == heads.end()) findings.push_back(key + " is no longer signed");
        else if (found->second != hash) findings.push_back(key + ": its shared summary is another one now");
    }
    seen.memory.signed_notes = std::move(heads);
    return findings;
}

// A1.1d, C2.7b: nothing unsigned behind a closed case, its file in the catalogue for ten years at least.
Result<Findings> closed_cases_are_complete(store::Tx& tx, const Seen&) {
    Findings findings;
    const Rows open = TRY(tx.query({"sim.unsigned", "SELECT c.case_id, s.session_id FROM visitor_case c JOIN session s ON s.centre_id = c.centre_id AND s.case_id = c.case_id"
                                                    " LEFT JOIN session_note n ON n.centre_id = s.centre_id AND n.session_id = s.session_id"
                                                    " WHERE c.centre_id = ?1 AND c.state = 'closed' AND (s.ended_at_ms IS NULL OR n.state IS NULL OR n.state <> 'signed')"}));
    for (std::size_t i = 0; i < open.size(); ++i) findings.push_back("closed case " + hex_at(open, i, 0) + ": session " + hex_at(open, i, 1) + " runs or is not signed");
    const Rows files = TRY(tx.query({"sim.files", "SELECT c.case_id, f.closed_on, f.retention_until_on, f.visitor_id = c.visitor_id FROM visitor_case c LEFT JOIN archive_file f"
                                                  " ON f.centre_id = c.centre_id AND f.case_id = c.case_id WHERE c.centre_id = ?1 AND c.state = 'closed'",
                                     "SELECT c.case_id, f.closed_on, f.retention_until_on, (f.visitor_id = c.visitor_id)::int::bigint FROM visitor_case c LEFT JOIN archive_file f"
                                     " ON f.centre_id = c.centre_id AND f.case_id = c.case_id WHERE c.centre_id = ?1 AND c.state = 'closed'"}));
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files.is_null(i, 1)) findings.push_back("closed case " + hex_at(files, i, 0) + " has no file");
        else if (files.i64(i, 2) - files.i64(i, 1) < 100'000) findings.push_back("the file of case " + hex_at(files, i, 0) + " is kept for less than ten years");
        else if (!files.flag(i, 3)) findings.push_back("the file of case " + hex_at(files, i, 0) + " is of somebody else");
    }
    return findings;
}

// A1.1a: a session that runs or ended is an appointment that does, and the other way round. Who was let in at the desk for help
// at once is with the counsellor before the session is begun.
Result<Findings> states_of_session_and_appointment_agree(store::Tx& tx, const Seen&) {
    Findings findings;
    const Rows rows = TRY(tx.query({"sim.states", "SELECT a.appointment_id, a.state, s.session_id, s.ended_at_ms, a.kind FROM appointment a LEFT JOIN session s ON s.centre_id = a.centre_id"
                                                  " AND s.appointment_id = a.appointment_id WHERE a.centre_id = ?1 AND (s.session_id IS NOT NULL OR a.state IN ('in_session', 'done'))"}));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool let_in = rows.is_null(i, 2) && rows.text(i, 1) == "in_session" && (rows.text(i, 4) == "first_talk" || rows.text(i, 4) == "emergency");
        if (let_in) continue;
        const std::string_view expected = rows.is_null(i, 2) ? "no session" : rows.is_null(i, 3) ? "in_session" : "done";
        if (rows.text(i, 1) != expected) findings.push_back("appointment " + hex_at(rows, i, 0) + " is " + std::string(rows.text(i, 1)) + ", its session says " + std::string(expected));
    }
    return findings;
}

// DECISIONS "Transactions": who was told that it is done finds it so, whatever happened below since.
Result<Findings> nothing_acknowledged_is_lost(store::Tx& tx, const Seen& seen) {
    Findings findings;
    std::map<std::string, std::pair<std::string, std::int64_t>> rows_of;
    const auto load = [&](const Sql& sql) -> Result<void> {
        rows_of.clear();
        const Rows rows = TRY(tx.query(sql));
        for (std::size_t i = 0; i < rows.size(); ++i) rows_of[hex_at(rows, i, 0)] = {std::string(rows.text(i, 1)), rows.i64(i, 2)};
        return {};
    };
    const auto lost = [&](const std::string& what, const std::string& id, const std::string& state, std::int64_t version) {
        const auto found = rows_of.find(id);
        if (found == rows_of.end()) findings.push_back(what + " " + id + " was acknowledged and is not there");
        else if ((!state.empty() && found->second.first != state) || found->second.second < version) {
            findings.push_back(what + " " + id + " was acknowledged as " + state + " v" + std::to_string(version) + ", it is " + found->second.first + " v" + std::to_string(found->second.second));
        }
    };
    TRY_VOID(load({"sim.known.appointments", "SELECT appointment_id, state, version FROM appointment WHERE centre_id = ?1"}));
    for (const auto& [id, a] : seen.journal.appointments) lost("appointment", id, a.state, a.version);
    TRY_VOID(load({"sim.known.notes", "SELECT session_id, state, version FROM session_note WHERE centre_id = ?1"}));
    for (const auto& [id, s] : seen.journal.sessions) if (s.note_version > 0) lost("record", id, s.is_signed ? "signed" : "draft", s.note_version);
    TRY_VOID(load({"sim.known.sessions", "SELECT session_id, CASE WHEN ended_at_ms IS NULL THEN 'runs' ELSE 'ended' END, 1 FROM session WHERE centre_id = ?1",
                   "SELECT session_id, CASE WHEN ended_at_ms IS NULL THEN 'runs' ELSE 'ended' END, 1::bigint FROM session WHERE centre_id = ?1"}));
    for (const auto& [id, s] : seen.journal.sessions) lost("session", id, s.ended ? "ended" : "runs", 1);
    TRY_VOID(load({"sim.known.cases", "SELECT case_id, state, version FROM visitor_case WHERE centre_id = ?1"}));
    for (const auto& [id, c] : seen.journal.cases) lost("case", id, c.closed ? "closed" : "", 1);
    for (const auto& [id, row] : rows_of) {
        const auto known = seen.journal.cases.find(id);
        if (known == seen.journal.cases.end()) findings.push_back("case " + id + " is there and nobody was told");
        else if (row.first == "closed" && !known->second.closed) findings.push_back("case " + id + " is closed and nobody was told");
    }
    TRY_VOID(load({"sim.known.consents", "SELECT consent_id, max(kind), count(*) FROM consent_event WHERE centre_id = ?1 GROUP BY consent_id"}));
    for (const auto& [id, c] : seen.journal.consents) lost("consent", id, c.withdrawn ? "withdrawn" : "given", c.withdrawn ? 2 : 1);
    for (const auto& [id, row] : rows_of) if (!seen.journal.consents.contains(id)) findings.push_back("consent " + id + " is there and nobody was told");
    TRY_VOID(load({"sim.known.persons", "SELECT person_id, kind, version FROM person WHERE centre_id = ?1"}));
    for (const auto& [id, p] : seen.journal.persons) lost("person", id, {}, 1);
    return findings;
}

// C5.4.2a, C5.4.2b, A7.3b: no answer showed a word to somebody who must not see it (boards and lists show none to anybody).
Result<Findings> answers_showed_only_what_they_may(store::Tx&, const Seen& seen) {
    Findings findings = seen.journal.leaks;
    findings.insert(findings.end(), seen.journal.surprises.begin(), seen.journal.surprises.end());
    return findings;
}

// D0.1b: everything verifies from the rows, and each checkpoint ever signed is consistent with the newest.
Findings ledger_verifies_and_only_grows(const Seen& seen) {
    Findings findings;
    ledger::Ledger& ledger = seen.world.app().ledger();
    const CentreId centre = seen.world.centre();
    const auto newest = ledger.checkpoint_now(centre);
    if (!newest) return {"no checkpoint: " + newest.error().code};
    const auto verified = ledger.verify(centre, &*newest, [](std::uint64_t, std::uint64_t) {});
    if (!verified) return {"verify fails: " + verified.error().code};
    for (const auto& finding : *verified) findings.push_back(finding.code);
    const crypto::Suite& suite = seen.world.app().vault().suite();
    if (newest->size < seen.memory.ledger_size) findings.push_back("the ledger has become shorter");
    for (const ledger::Checkpoint& earlier : seen.memory.checkpoints) {
        if (earlier.size > newest->size) continue;
        const auto path = ledger.consistency(centre, earlier.size, newest->size);
        if (!path || !ledger::verify_consistency(suite, earlier.size, earlier.root, newest->size, newest->root, *path)) {
            findings.push_back("the checkpoint of " + std::to_string(earlier.size) + " entries is not consistent with that of " + std::to_string(newest->size));
        }
    }
    seen.memory.ledger_size = newest->size;
    if (seen.memory.checkpoints.size() < 20) seen.memory.checkpoints.push_back(*newest);
    else seen.memory.checkpoints[newest->size % 20] = *newest;
    return findings;
}

// D4.1b: sealed is sealed: data, its write-ahead log, keyring, backup.
Findings no_file_holds_planted_words(const Seen& seen) {
    Findings findings;
    for (const std::string& path : seen.world.files()) {
        std::string bytes(std::filesystem::file_size(path), '\0');
        std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        // The mark alone is enough; a name counts whole, for three bytes of it come up in ciphertext by chance.
        if (bytes.find(PlantedWords::kMark) != std::string::npos) findings.push_back(path + " holds " + std::string(PlantedWords::kMark));
        for (const Planted* word : seen.journal.words.in(bytes)) findings.push_back(path + " holds " + word->word);
    }
    return findings;
}

const std::vector<Checker>& checkers() {
    static const std::vector<Checker> all{
        {"nobody_is_booked_twice", "B2.1.1d", nobody_is_booked_twice},
        {"ordinary_sessions_had_consent", "D2.1b", ordinary_sessions_had_consent},
        {"record_versions_have_no_gap", "C2.5d", record_versions_have_no_gap},
        {"written_texts_do_not_change", "C2.5d", written_texts_do_not_change},
        {"closed_cases_are_complete", "A1.1d", closed_cases_are_complete},
        {"states_of_session_and_appointment_agree", "A1.1a", states_of_session_and_appointment_agree},
        {"nothing_acknowledged_is_lost", "DECISIONS Transactions", nothing_acknowledged_is_lost},
        {"acts_and_deeds_are_one_to_one", "C5.4.5b", acts_and_deeds_are_one_to_one},
        {"answers_showed_only_what_they_may", "C5.4.2a", answers_showed_only_what_they_may},
    };
    return all;
}

const Checker& checker(std::string_view name) {
    const auto found = std::ranges::find(checkers(), name, &Checker::name);
    if (found == checkers().end()) throw std::runtime_error("no such checker");
    return *found;
}

Findings check_all(const Seen& seen, bool with_files) {
    Findings all;
    for (const Checker& each : checkers()) {
        const auto found = seen.world.read([&](store::Tx& tx) { return each.check(tx, seen); });
        if (!found) all.push_back(std::string(each.name) + ": could not read: " + found.error().code);
        else for (const std::string& finding : *found) all.push_back(std::string(each.name) + " (" + each.source + "): " + finding);
    }
    for (const std::string& finding : ledger_verifies_and_only_grows(seen)) all.push_back("ledger_verifies_and_only_grows (D0.1b): " + finding);
    if (with_files) for (const std::string& finding : no_file_holds_planted_words(seen)) all.push_back("no_file_holds_planted_words (D4.1b): " + finding);
    return all;
}

}  // namespace xinan::simulation
