// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests and deeds, one to one: the request's id stands in the reply and in the deed.
#include <algorithm>

#include "access/access_table.hpp"
#include "base/testing.hpp"
#include "tests/simulation/checkers.hpp"

namespace xinan::simulation {
namespace {

using ledger::Outcome;

struct Left {
    std::uint64_t sequence = 0;
    std::string action;
    Outcome outcome = Outcome::done;
    AnyId actor{};
    UtcTime at;
    std::string code;
    bool claimed = false;
};
using ByRequest = std::map<std::array<std::uint8_t, 16>, std::vector<Left>>;

// Boards and lists are read over and over: within fifteen minutes the same reader leaves one deed.
constexpr Millis kBoard{15 * 60'000};

// The highest class of field an action opens, from the table written by hand.
access::Class opens(const std::string& action) {
    if (action.starts_with("audit.")) return access::Class::plain;  // one's own deeds: the ledger itself, no sealed field
    static const std::map<std::string, access::Class> kClasses = [] {
        std::map<std::string, access::Class> classes;
        for (const auto& row : testing::must(access::read_access_table(testing::repository_file("tests/contract/access.csv")))) {
            const auto reads = access::class_from(row.reads);
            if (row.answer != "permit" || !reads) continue;
            auto& known = classes[row.action];
            known = std::max(known, *reads);
        }
        return classes;
    }();
    const auto found = kClasses.find(action);
    return found == kClasses.end() ? access::Class::plain : found->second;
}

// Answered content: what the reply to a plain GET of this path shows is sealed under a case or a person.
bool reads_content(const Step& s) {
    if (s.path.ends_with("/record/versions")) return false;  // numbers, names of staff and times
    return opens(s.action) >= access::Class::content;
}

struct Expected {
    int done = 0;
    int refused = 0;
    bool read = false;        // exactly one, or of a board within its time
    bool board = false;
};

Expected expected_of(const Step& s) {
    Expected e;
    const bool session = s.action == "identity.session.open";
    if (s.fault || s.action.empty() || s.repeat) {
        // A repeat tells again what was done: no act, no deed; that it was asked for under today's access may be refused.
        if (s.repeat && s.status >= 400 && s.status != 422) e.refused = 1;
        return e;
    }
    if (session) {
        e.done = s.status < 300 ? 1 : 0;
        e.refused = s.status == 401 ? 1 : 0;
        return e;
    }
    if (s.status == 403 || s.status == 404 || s.status == 409 || s.status == 412) e.refused = s.code == "http.cross_site" ? 0 : 1;
    // The text of the tab that came late is kept beside the newer one: an act of its own.
    if (s.status == 412 && s.action == "casework.record.write") e.done = 1;
    if (s.status >= 300) return e;
    const bool reads = s.method == "GET" || s.path.ends_with("/search");
    if (!reads) e.done = s.autosave || s.action == "identity.session.lock" || s.action == "identity.session.close" ? -1 : 1;
    else if (s.empty) return e;
    else if (reads_content(s)) e.read = true;
    else if (opens(s.action) == access::Class::personal) e.read = e.board = true;
    return e;
}

}  // namespace

Result<Findings> acts_and_deeds_are_one_to_one(store::Tx& tx, const Seen& seen) {
    Findings findings;
    ByRequest left;
    std::vector<Left> reads;
    const ledger::DeedReader reader(tx);
    const std::uint64_t size = TRY(reader.size());
    // Back over what is new, and over the quarter of an hour before it for boards.
    std::optional<std::uint64_t> before;
    const UtcTime from = seen.memory.steps_checked < seen.journal.steps.size() ? seen.journal.steps[seen.memory.steps_checked].at - kBoard - kBoard : UtcTime{};
    for (bool more = true; more;) {
        const auto page = TRY(reader.find({.before_sequence = before, .limit = 1000}));
        more = page.size() == 1000;
        for (const ledger::Entry& entry : page) {
            before = entry.sequence;
            Left deed{entry.sequence, entry.deed.action, entry.deed.outcome, entry.deed.actor, entry.deed.at, entry.deed.code};
            if (deed.outcome == Outcome::read) reads.push_back(deed);
            if (entry.sequence >= seen.memory.deeds_checked) left[entry.deed.request].push_back(deed);
            else if (deed.at < from) more = false;
        }
    }
    for (std::size_t i = seen.memory.steps_checked; i < seen.journal.steps.size(); ++i) {
        const Step& s = seen.journal.steps[i];
        const Expected expected = expected_of(s);
        int done = 0, refused = 0, read = 0;
        auto found = left.find(s.request);
        if (found != left.end()) {
            for (Left& deed : found->second) {
                deed.claimed = true;
                const bool own = deed.action == s.action && (deed.actor == s.person || s.action == "identity.session.open");
                if (!own && deed.outcome != Outcome::read) continue;  // what a higher rank did in the same act
                done += deed.outcome == Outcome::done ? 1 : 0;
                refused += deed.outcome == Outcome::refused ? 1 : 0;
                read += deed.outcome == Outcome::read ? 1 : 0;
            }
        }
        if (expected.done >= 0 && done != expected.done) findings.push_back(told(s) + ": " + std::to_string(done) + " deeds of the act, not " + std::to_string(expected.done));
        if (refused != expected.refused) findings.push_back(told(s) + ": " + std::to_string(refused) + " deeds of the refusal, not " + std::to_string(expected.refused));
        if (!expected.read) continue;
        const bool board = expected.board && std::ranges::any_of(reads, [&](const Left& r) { return r.action == s.action && r.actor == s.person && r.at <= s.at && s.at - r.at <= kBoard; });
        if (read == 0 && !board) findings.push_back(told(s) + ": was read without a deed");
    }
    // And nothing stands in the ledger that nobody did.
    for (const auto& [request, deeds] : left) {
        if (request == std::array<std::uint8_t, 16>{}) continue;  // the system's own
        for (const Left& deed : deeds) {
            if (!deed.claimed) findings.push_back("deed " + std::to_string(deed.sequence) + " (" + deed.action + ") is of no request");
        }
    }
    seen.memory.steps_checked = seen.journal.steps.size();
    seen.memory.deeds_checked = size;
    return findings;
}

}  // namespace xinan::simulation
