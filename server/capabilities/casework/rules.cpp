// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/rules.hpp"

#include <algorithm>

namespace xinan::casework {
namespace {

using store::Origin;
using store::SettingSpec;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"casework.note_due_hours",           "hours",    24, 1, 168, "B2.2h", Origin::standard},
    SettingSpec{"casework.unsigned_note_guard",      "strength", 0,  0, 2,   "A1.1d", Origin::standard},
    SettingSpec{"casework.high_risk_guard",          "strength", 0,  0, 2,   "A1.1d", Origin::standard},
    SettingSpec{"casework.no_goal_guard",            "strength", 1,  0, 2,   "A2.3b", Origin::standard},
    SettingSpec{"casework.future_appointment_guard", "strength", 1,  0, 2,   "A1.1d", Origin::standard},
    SettingSpec{"casework.absences_min",             "times",    2,  1, 20,  "A6.2d", Origin::standard},
    SettingSpec{"casework.absence_guard",            "strength", 1,  0, 2,   "A6.2d", Origin::standard},
    SettingSpec{"casework.method_listening",        "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_cognitive",        "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_behavioural",      "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_solution_focused", "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_person_centred",   "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_family_systems",   "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_narrative",        "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_play",             "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_psychoeducation",  "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.method_crisis_support",   "flag",     1,  0, 1,   "C1.2a", Origin::standard},
    SettingSpec{"casework.plan_change_guard",        "strength", 1,  0, 2,   "D2.3c", Origin::standard},
    SettingSpec{"casework.plan_goal_guard",          "strength", 1,  0, 2,   "D1.1f", Origin::standard},
    SettingSpec{"casework.next_contact_guard",       "strength", 1,  0, 2,   "A1.1c", Origin::standard},
    SettingSpec{"casework.hand_over_consent_guard",  "strength", 1,  0, 2,   "C5.2.7a", Origin::standard},
    SettingSpec{"casework.summary_signing",          "flag",     1,  0, 1,   "D2.2b", Origin::standard},
};
// clang-format on

constexpr std::array<std::string_view, 10> kMethods{"listening", "cognitive", "behavioural", "solution_focused", "person_centred",
                                                    "family_systems", "narrative", "play", "psychoeducation", "crisis_support"};

bool says_nothing(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }
std::span<const std::string_view> methods() { return kMethods; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    Parameters p;
    p.note_due_hours = static_cast<int>(TRY(store::setting(tx, kSettings[0], now)));
    p.unsigned_note = TRY(store::strength_setting(tx, kSettings[1], now));
    p.high_risk = TRY(store::strength_setting(tx, kSettings[2], now));
    p.no_goal = TRY(store::strength_setting(tx, kSettings[3], now));
    p.future_appointment = TRY(store::strength_setting(tx, kSettings[4], now));
    p.absences_min = static_cast<int>(TRY(store::setting(tx, kSettings[5], now)));
    p.absence = TRY(store::strength_setting(tx, kSettings[6], now));
    return p;
}

Decision decide_start(const StartFacts& f) {
    Decision decision;
    if (f.kind == scheduling::Kind::emergency || f.kind == scheduling::Kind::first_talk) return decision;
    if (f.kind == scheduling::Kind::ordinary) consent::check_service_consent(decision, f.consent);
    return decision;
}

std::vector<std::string> missing_fields(const RecordFields& r) {
    std::vector<std::string> out;
    const auto need = [&out](const PrivateText& text, const char* name) { if (says_nothing(text.reveal())) out.emplace_back(name); };
    need(r.background, "background");
    need(r.request, "request");
    need(r.theme, "theme");
    need(r.intervention, "intervention");
    need(r.method, "method");
    if (!r.risk_given) out.emplace_back("risk");
    need(r.plan, "plan");
    return out;
}

std::vector<std::string> record_clauses(std::span<const std::string> missing) {
    std::vector<std::string> out{"A1.4b", "B2.2i", "D1.1b"};
    const auto also = [&](std::string_view field, std::initializer_list<const char*> clauses) {
        if (std::ranges::find(missing, field) != missing.end()) out.insert(out.end(), clauses.begin(), clauses.end());
    };
    also("background", {"D1.1c"});
    also("request", {"C1.3d", "D1.1d"});
    also("method", {"A2.3c"});
    also("plan", {"D1.1f"});
    return out;
}

Decision decide_close(const CloseFacts& f, const Parameters& p) {
    Decision decision;
    if (f.session_running) decision.add({Guard("casework.session_running"), Strength::hard, {Clause("A1.1d")}});
    if (f.unsigned_records > 0) {
        decision.add({Guard("casework.unsigned_note"), p.unsigned_note, {"A1.1d", "A3.2d", "C3.1.3c", "C3.2.2c", "D5.2a"},
                      {{"count", std::to_string(f.unsigned_records)}}});
    }
    if (f.risk == Risk::high && !f.stood_down) decision.add({Guard("casework.high_risk"), p.high_risk, {Clause("A1.1d")}});
    if (!f.has_goal) decision.add({Guard("casework.no_goal"), p.no_goal, {Clause("A2.3b")}});
    if (f.future_appointment) decision.add({Guard("casework.future_appointment"), p.future_appointment, {Clause("A1.1d")}});
    if (f.for_absence && f.absences < p.absences_min) {
        decision.add({Guard("casework.absence_not_seen"), p.absence, {"A6.2d", "A7.1d"},
                      {{"count", std::to_string(f.absences)}, {"min", std::to_string(p.absences_min)}}});
    }
    return decision;
}

UtcTime note_due_at(UtcTime ended_at, const Parameters& p) { return ended_at + Millis{p.note_due_hours * 3'600'000LL}; }
bool is_late(UtcTime ended_at, UtcTime now, const Parameters& p) { return now > note_due_at(ended_at, p); }

std::vector<std::string> Intake::open() const {
    std::vector<std::string> out;
    const auto item = [&out](bool done, const char* name) { if (!done) out.emplace_back(name); };
    item(identity, "identity");
    item(consent, "consent");
    item(limits_explained, "limits_explained");
    item(record, "record");
    item(risk_screen, "risk_screen");
    return out;
}

Decision decide_activation(const Intake& intake) {
    Decision decision;
    if (!intake.complete()) {
        decision.add({Guard("casework.intake_open"), Strength::hard, {"A1.1b", "A6.2b", "A7.1b"},
                      {{"count", std::to_string(intake.open().size())}}});
    }
    return decision;
}

}  // namespace xinan::casework
