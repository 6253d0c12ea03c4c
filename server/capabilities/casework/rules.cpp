// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/rules.hpp"

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
    need(r.request, "request");
    need(r.theme, "theme");
    need(r.intervention, "intervention");
    need(r.method, "method");
    if (!r.risk_given) out.emplace_back("risk");
    need(r.plan, "plan");
    return out;
}

Decision decide_close(const CloseFacts& f, const Parameters& p) {
    Decision decision;
    if (f.session_running) decision.add({Guard("casework.session_running"), Strength::hard, {Clause("A1.1d")}});
    if (f.unsigned_records > 0) {
        decision.add({Guard("casework.unsigned_note"), p.unsigned_note, {Clause("A1.1d"), Clause("A3.2d")}, {{"count", std::to_string(f.unsigned_records)}}});
    }
    if (f.risk == Risk::high && !f.stood_down) decision.add({Guard("casework.high_risk"), p.high_risk, {Clause("A1.1d")}});
    if (!f.has_goal) decision.add({Guard("casework.no_goal"), p.no_goal, {Clause("A2.3b")}});
    if (f.future_appointment) decision.add({Guard("casework.future_appointment"), p.future_appointment, {Clause("A1.1d")}});
    return decision;
}

UtcTime note_due_at(UtcTime ended_at, const Parameters& p) { return ended_at + Millis{p.note_due_hours * 3'600'000LL}; }

}  // namespace xinan::casework
