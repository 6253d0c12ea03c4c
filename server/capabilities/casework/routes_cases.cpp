// SPDX-License-Identifier: AGPL-3.0-or-later
// Cases: lists, plan, stand-down, hand-over, closing.
#include <algorithm>

#include "capabilities/casework/routes_steps.hpp"
#include "store/centre.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kDayMs = 24LL * 3'600'000;

Result<GoalList> plan_of(Call& call, CaseId id, const std::optional<rows::Text>& plan) {
    if (!plan) return GoalList{};
    const SecretBytes text = TRY(call.env.vault.open_field(text_place(call.centre(), id, "plan", plan->version), plan->sealed));
    auto read = http::parse<GoalList>(text.text());
    if (!read) return fail(ErrorKind::internal, "casework.damaged_record");
    return std::move(*read);
}
Result<std::optional<HandOverNote>> handed_over(Call& call, CaseId id, const std::optional<rows::Text>& note) {
    if (!note) return std::optional<HandOverNote>{};
    const SecretBytes text = TRY(call.env.vault.open_field(text_place(call.centre(), id, "hand_over", note->version), note->sealed));
    auto read = http::parse<HandOverNote>(text.text());
    // Before the visitor's word was asked for, the text was the reason alone.
    if (!read) return std::optional(HandOverNote{PrivateText(std::string(text.text())), false, {}});
    return std::optional(std::move(*read));
}

CaseView plain_view(const rows::StoredCase& c) {
    CaseView v;
    v.id = c.row.id;
    v.version = c.row.version;
    v.code = c.row.code;
    v.state = c.row.state;
    v.counsellor = c.row.counsellor;
    v.risk = c.row.risk;
    v.next_contact = c.row.next_contact;
    v.opened_at = c.row.opened_at;
    v.closed_at = c.row.closed_at;
    return v;
}

Result<Reply> shown(Call& call, CaseId id) {
    const auto stored = TRY(call.read([&](store::Tx& tx) { return rows::find_case(tx, id); }));
    if (!stored) return access::not_known();
    return http::ok(TRY(case_view(call, *stored)), stored->row.version);
}

}  // namespace

Result<CaseView> case_view(Call& call, const rows::StoredCase& c) {
    std::vector<SessionRow> sessions;
    std::optional<rows::Text> plan, hand_over;
    const LocalDate day = TRY(today(call));
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), c.row.visitor, day, call.now));
    Intake intake;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        sessions = TRY(rows::sessions_of(tx, c.row.id));
        plan = TRY(rows::newest_text(tx, c.row.id, "plan"));
        hand_over = TRY(rows::newest_text(tx, c.row.id, "hand_over"));
        intake = TRY(intake_of(tx, c, person, call.now));
        return {};
    }));
    CaseView v = plain_view(c);
    const auto labels = TRY(visitors::labels(call.env, call.centre(), std::array{c.row.visitor}, day, call.now, call.language));
    if (!labels.empty()) v.visitor = labels.front();
    v.counsellor_name = staff::name_in(TRY(staff::names(call.env, call.centre())), c.row.counsellor);
    GoalList goals = TRY(plan_of(call, c.row.id, plan));
    v.goals = std::move(goals.goals);
    v.plan_reason = std::move(goals.reason);
    v.handed_over = TRY(handed_over(call, c.row.id, hand_over));
    for (const SessionRow& s : sessions) v.sessions.push_back({s.id, s.appointment, s.kind, s.started_at, s.ended_at, s.note});
    v.checklist = {{"identity", intake.identity}, {"consent", intake.consent}, {"limits_explained", intake.limits_explained},
                   {"record", intake.record}, {"risk_screen", intake.risk_screen}};
    return v;
}

Result<Reply> handle_cases(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto state_text = call.query_text("state");
    std::optional<CaseState> state;
    if (state_text) {
        for (const CaseState s : {CaseState::intake, CaseState::active, CaseState::closed}) if (rows::name_of(s) == *state_text) state = s;
        if (!state) return fail(ErrorKind::invalid, "http.unknown_value", {{"allowed", "intake, active, closed"}});
    }
    const LocalDate day = TRY(today(call));
    std::vector<visitors::SealedPerson> people;
    const auto cases = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::StoredCase>> {
        auto found = TRY(rows::cases_of(tx, StaffId{call.who.subject.person.bytes}, state));
        std::vector<PersonId> ids;
        for (const auto& c : found) if (std::ranges::find(ids, c.row.visitor) == ids.end()) ids.push_back(c.row.visitor);
        people = TRY(visitors::sealed_labels(tx, ids, day, call.now));
        return found;
    }));
    const auto labels = TRY(visitors::open_labels(call.env, call.centre(), people, call.language));
    const auto names = TRY(staff::names(call.env, call.centre()));
    CaseList list;
    std::vector<ledger::Subject> subjects;
    for (const auto& c : cases) {
        CaseView v = plain_view(c);
        const auto label = std::ranges::find(labels, c.row.visitor, &visitors::PersonHit::id);
        if (label != labels.end()) v.visitor = *label;
        v.counsellor_name = staff::name_in(names, c.row.counsellor);
        list.items.push_back(std::move(v));
        const auto subject = ledger::subject("person", c.row.visitor);
        if (std::ranges::find(subjects, subject) == subjects.end()) subjects.push_back(subject);
    }
    if (!subjects.empty()) TRY_VOID(call.leave_read(subjects, "care", answer, Call::Repeats::board));
    return http::ok(list);
}

Result<Reply> handle_case(Call& call) {
    const ReachedCase reached = TRY(reach_case(call, TRY(call.id<CaseId>("case"))));
    TRY_VOID(call.leave_read(subjects_of(reached.stored), "care", reached.answer));
    return http::ok(TRY(case_view(call, reached.stored)), reached.stored.row.version);
}

Result<Reply> handle_plan(Call& call) {
    const auto body = TRY(http::parse<PlanBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const ReachedCase reached = TRY(reach_case(call, TRY(call.id<CaseId>("case"))));
    const CaseId id = reached.stored.row.id;
    const NewText plan = TRY(prepare_text(call, id, "plan", http::render(GoalList{body.goals, body.reason})));
    const LocalDate day = TRY(today(call));
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), reached.stored.row.visitor, day, call.now));
    const auto subjects = subjects_of(reached.stored);
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(plan.text.sealed);
    TRY_VOID(call.write(subjects, [&](store::Tx& tx) -> Result<void> {
        auto c = TRY(rows::find_case(tx, id));
        if (!c) return access::not_known();
        if (c->row.version != version) return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(c->row.version)}});
        // A fall from high is a judgement of its own, with its reason: the stand-down.
        if (c->row.risk == Risk::high && body.risk != Risk::high) return fail(ErrorKind::conflict, "casework.high_risk", {}, {"A1.1d"});
        c->row.version += 1;
        c->row.risk = body.risk;
        c->risk_screened = true;
        c->row.next_contact = body.next_contact;
        if (c->row.state == CaseState::intake) {
            const Intake intake = TRY(intake_of(tx, *c, person, call.now));
            auto activated = decide_activation(intake).settle(false);
            if (activated) c->row.state = CaseState::active;
            else if (body.activate.value_or(false)) {
                for (const std::string& item : intake.open()) activated.error().fields.push_back({"/checklist/" + item, "http.missing_field", {}});
                return activated;
            }
        }
        PlanFacts facts;
        facts.had_plan = plan.text.version > 1;
        facts.has_goal = !body.goals.empty();
        facts.has_next_contact = body.next_contact && *body.next_contact >= day;
        facts.future_appointment = TRY(has_future_appointment(tx, c->row, call.now));
        const Decision decision = decide_plan(facts, TRY(load_step_parameters(tx, call.now)));
        TRY_VOID(decision.settle(body.reason.has_value()));
        deed.clauses = reached.answer.clauses;
        for (std::string& clause : decision.clauses()) deed.clauses.push_back(std::move(clause));
        deed.code = decision.findings().empty() ? std::string() : std::string(decision.findings().front().guard.name);
        TRY_VOID(rows::update_case(tx, *c));
        TRY_VOID(rows::insert_text(tx, id, plan.kind, plan.text));
        ledger::leave(tx, deed);
        return {};
    }));
    return shown(call, id);
}

Result<Reply> handle_stand_down(Call& call) {
    const auto body = TRY(http::parse<ReasonBody>(call.body));
    const ReachedCase reached = TRY(reach_case(call, TRY(call.id<CaseId>("case"))));
    const CaseId id = reached.stored.row.id;
    const NewText text = TRY(prepare_text(call, id, "stand_down", body.reason.reveal()));
    const auto subjects = subjects_of(reached.stored);
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", {"A1.1d"}, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(text.text.sealed);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        auto c = TRY(rows::find_case(tx, id));
        if (!c) return access::not_known();
        if (c->row.risk != Risk::high) return fail(ErrorKind::conflict, "casework.nothing_to_stand_down", {}, {"A1.1d"});
        c->row.version += 1;
        c->row.risk = Risk::medium;
        TRY_VOID(rows::update_case(tx, *c));
        TRY_VOID(rows::insert_text(tx, id, text.kind, text.text));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return shown(call, id);
}

Result<Reply> handle_close(Call& call) {
    const auto body = TRY(http::parse<CloseBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const ReachedCase reached = TRY(reach_case(call, TRY(call.id<CaseId>("case"))));
    const CaseId id = reached.stored.row.id;
    const NewText closing = TRY(prepare_text(call, id, "closing", body.summary.reveal() + std::string(1, '\0') + body.aftercare_note.reveal()));
    std::optional<NewText> override_text;
    if (body.override_reason) override_text = TRY(prepare_text(call, id, "override", body.override_reason->reveal()));
    // Opened outside; a plan written meanwhile has another version of the case.
    const auto plan = TRY(call.read([&](store::Tx& tx) { return rows::newest_text(tx, id, "plan"); }));
    const bool has_goal = !TRY(plan_of(call, id, plan)).goals.empty();
    const ArchiveFileId file = new_random<ArchiveFileId>(call.env.random);
    auto subjects = subjects_of(reached.stored);
    subjects.push_back(ledger::subject("archive_file", file));
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", {}, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(closing.text.sealed);
    static constexpr std::array<std::string_view, 4> kOutcomes{"achieved", "partly", "not_achieved", "moved_on"};
    static constexpr std::array<std::string_view, 6> kReasons{"goal_met", "visitor_wish", "referral", "absence", "unsuitable", "left_school"};
    static constexpr std::array<std::string_view, 4> kAftercare{"none", "one_month", "three_months", "six_months"};
    TRY_VOID(call.write(subjects, [&](store::Tx& tx) -> Result<void> {
        auto c = TRY(rows::find_case(tx, id));
        if (!c) return access::not_known();
        if (c->row.version != version) return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(c->row.version)}});
        if (c->row.state == CaseState::closed) return fail(ErrorKind::conflict, "casework.closed_already", {}, {"A1.1d"});
        CloseFacts facts;
        for (const SessionRow& s : TRY(rows::sessions_of(tx, id))) {
            facts.session_running = facts.session_running || !s.ended_at;
            if (s.ended_at && s.note != NoteState::signed_) ++facts.unsigned_records;
        }
        facts.risk = c->row.risk;
        facts.has_goal = has_goal;
        const TimeSpan future{call.now, call.now + Millis{400 * kDayMs}};
        facts.future_appointment = std::ranges::any_of(TRY(scheduling::in_span(tx, future, c->row.counsellor, c->row.visitor)), [](const auto& a) {
            return a.state == scheduling::State::booked || a.state == scheduling::State::held_by_phone || a.state == scheduling::State::arrived;
        });
        facts.for_absence = body.reason == CloseReason::absence;
        if (facts.for_absence) {
            const auto past = TRY(scheduling::in_span(tx, {c->row.opened_at, call.now}, c->row.counsellor, c->row.visitor));
            facts.absences = static_cast<int>(std::ranges::count(past, scheduling::State::missed, &scheduling::Appointment::state));
        }
        const Decision decision = decide_close(facts, TRY(load_parameters(tx, call.now)));
        TRY_VOID(decision.settle(body.override_reason.has_value()));
        c->row.version += 1;
        c->row.state = CaseState::closed;
        c->row.closed_at = call.now;
        const rows::Closing words{kOutcomes[static_cast<std::size_t>(body.outcome)], kReasons[static_cast<std::size_t>(body.reason)],
                                  kAftercare[static_cast<std::size_t>(body.aftercare)]};
        TRY_VOID(rows::update_case(tx, *c, words));
        TRY_VOID(rows::insert_text(tx, id, closing.kind, closing.text));
        if (override_text && !decision.findings().empty()) TRY_VOID(rows::insert_text(tx, id, override_text->kind, override_text->text));
        TRY_VOID(tell_case_closed(tx, c->row, call.now, file));
        deed.clauses = decision.clauses().empty() ? reached.answer.clauses : decision.clauses();
        if (!decision.findings().empty()) deed.code = decision.findings().front().guard.name;
        ledger::leave(tx, deed);
        return {};
    }));
    return shown(call, id);
}

}  // namespace xinan::casework
