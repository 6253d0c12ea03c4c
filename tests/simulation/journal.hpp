// SPDX-License-Identifier: AGPL-3.0-or-later
// What the driver did and was told, beside the program: the other side of every checker. Planted words, steps, and what was
// acknowledged. Knows nothing of the database. Tests only. Threads: one.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace xinan::simulation {

// One request and its answer.
struct Step {
    std::size_t number = 0;
    UtcTime at;
    std::string who;                       // the actor's short name; "nobody" without a sign-in
    AnyId person{};
    std::string method, target, path, action;  // path: the route's pattern; action: empty when there is no route
    int status = 0;
    std::string code;                      // of the problem
    std::array<std::uint8_t, 16> request{};
    bool autosave = false;                 // a save between the first and the kept one leaves no deed (D2.2a)
    bool repeat = false;                   // the same idempotency key again, or what is so already
    bool empty = false;                    // a list with nothing in it: nothing was read
    bool fault = false;                    // commits failed, or the clock was behind
};
std::string told(const Step& step);

enum class Holds : std::uint8_t {
    record,    // of a session: to the counsellor of the case, and by grant when filed
    summary,   // the shared summary: also to the visitor
    process,   // process note: to its author alone
    reason,    // why somebody went on: to nobody but the counsellor of the case
    form,      // content fields of the basic form
    name,      // of a visitor or guardian: to desk, counsellors and that person
    archived,  // closing words: like record
};
struct Planted {
    std::string word;
    Holds holds = Holds::record;
    std::string owner;   // case id, or person id for name and form
    std::string author;  // the actor's short name
};

// Words that occur nowhere else, each with whose they are.
class PlantedWords final {
   public:
    static constexpr std::string_view kMark = "QUEMAI";  // every word but the names begins so
    std::string plant(Holds holds, std::string owner, std::string author);
    // A name of three characters; the owner is set when the person has an id.
    std::string plant_name(std::string author);
    void belongs_to(const std::string& word, std::string owner);
    [[nodiscard]] std::vector<const Planted*> in(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return words_.size(); }

   private:
    std::map<std::string, Planted, std::less<>> words_;
    std::size_t names_ = 0;
};

// --- what was acknowledged -------------------------------------------------------------------------------------------
struct KnownAppointment {
    std::string id, visitor, counsellor, state, kind;
    std::int64_t version = 0;
    UtcTime starts_at, ends_at;
};
struct KnownSession {
    std::string id, case_id, appointment, visitor, counsellor;  // counsellor: who held it
    UtcTime started_at;
    bool ended = false, is_signed = false, has_summary = false, summary_signed = false, process = false;
    std::int64_t note_version = 0, process_version = 0;
};
struct KnownCase {
    std::string id, visitor, counsellor;
    bool closed = false;
};
struct KnownConsent {
    std::string id, person, purpose, side;
    bool withdrawn = false;
};
struct KnownPerson {
    std::string id, name;
    std::optional<LocalDate> birthday;
    bool pupil = true;
    std::vector<std::string> guardians;      // ids of persons
    std::vector<std::string> guardian_rows;  // ids of relations
};
struct KnownFile {
    std::string id, case_id;
    std::map<std::string, UtcTime> grants;   // person id -> until
    std::set<std::string> custodians;        // person ids
};

struct Journal {
    std::vector<Step> steps;
    PlantedWords words;
    std::vector<std::string> leaks;      // answers that held what they must not
    std::vector<std::string> surprises;  // answers that nobody should get
    std::map<std::string, KnownAppointment> appointments;
    std::map<std::string, KnownSession> sessions;
    std::map<std::string, KnownCase> cases;
    std::map<std::string, KnownConsent> consents;
    std::set<std::string> taken_back;    // person, purpose and side whose last word was a withdrawal
    std::map<std::string, KnownPerson> persons;
    std::map<std::string, std::set<std::string>> supervisors;  // of a member of staff by short name: ids of those named now
    std::map<std::string, KnownFile> files;

    [[nodiscard]] std::string last_steps(std::size_t count) const;
};

}  // namespace xinan::simulation
