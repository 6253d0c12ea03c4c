// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/visitors/form.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace xinan::visitors {
namespace {

using access::Class;

constexpr std::uint8_t bit(CentreKind kind) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind)); }
constexpr std::uint8_t kAll = 0x3F;
constexpr std::uint8_t kYoung = bit(CentreKind::school) | bit(CentreKind::children);
constexpr std::uint8_t kStudents = kYoung | bit(CentreKind::university);
constexpr std::uint8_t kPlaces = kAll & static_cast<std::uint8_t>(~(bit(CentreKind::eap) | bit(CentreKind::finance)));

// clang-format off
constexpr std::array kFields{
    FormField{"emergency_contact_name", "紧急联系人", "Emergency contact",
              "您的安全受到威胁时，我们找得到一位您信任的人。", "So that someone you trust can be reached when your safety is at risk.",
              kPlaces, kPlaces, Class::personal, 60},
    FormField{"emergency_contact_phone", "紧急联系人电话", "Emergency contact's phone",
              "只在危急时拨打这个号码。", "This number is called in an emergency only.",
              kPlaces, kPlaces, Class::personal, 30},
    FormField{"emergency_contact_relation", "与紧急联系人的关系", "Relation to the emergency contact",
              "打电话时知道对方是谁。", "To know who answers the call.",
              kPlaces, 0, Class::personal, 20},
    FormField{"lives_with", "平时和谁一起住", "Lives with",
              "了解放学后身边有谁，便于安排时间和应急。", "To know who is near after school, for times and emergencies.",
              kYoung, kYoung, Class::personal, 60},
    FormField{"boarding", "住校或走读，宿舍房间", "Boarding or day pupil, dormitory room",
              "安排住校的晚间时间。", "To find times for those who board.",
              kStudents, 0, Class::personal, 40},
    FormField{"best_way_to_reach", "怎样联系您最方便、最不被人看见", "The best and most discreet way to reach you",
              "通知时不让别人知道您来咨询。", "So that a message does not tell others that you come here.",
              kAll, kAll, Class::personal, 100},
    FormField{"suggested_by", "是谁建议您来的", "Who suggested coming",
              "了解您是不是自己愿意来，不通知建议的人。", "To know whether you come of your own will; nobody is told.",
              kAll, 0, Class::personal, 60},
    FormField{"language_or_hearing", "交流上需要的照顾", "Needs in talking together",
              "提前准备方言、手语或安静的房间。", "To prepare for a dialect, sign language or a quiet room.",
              kAll, 0, Class::personal, 100},
    FormField{"main_concern", "想谈的事", "What you would like to talk about",
              "为您安排合适的咨询师。只有您的咨询师看得到。", "To find a fitting counsellor. Only your counsellor sees it.",
              kAll, 0, Class::content, 1000},
    FormField{"earlier_help", "以前得到过的帮助", "Help received before",
              "不让您从头再讲一遍。只有您的咨询师看得到。", "So that you need not begin again. Only your counsellor sees it.",
              kAll, 0, Class::content, 1000},
    FormField{"health_to_know", "需要知道的身体情况和正在用的药", "Health and medicine to know about",
              "会谈中照顾您的身体。只有您的咨询师看得到。", "To take care of your health while we talk. Only your counsellor sees it.",
              kAll, 0, Class::content, 500},
};
// clang-format on

}  // namespace

std::span<const FormField> form_fields() { return kFields; }

const FormField* form_field(std::string_view key) {
    const auto found = std::ranges::find(kFields, key, &FormField::key);
    return found == kFields.end() ? nullptr : &*found;
}

bool asked_at(const FormField& field, CentreKind centre) { return (field.asked_at & bit(centre)) != 0; }
bool required_at(const FormField& field, CentreKind centre) { return (field.required_at & bit(centre)) != 0; }

std::vector<const FormField*> fields_for(CentreKind centre, Class reads) {
    std::vector<const FormField*> fields;
    for (const FormField& field : kFields) {
        if (asked_at(field, centre) && field.opens <= reads) fields.push_back(&field);
    }
    return fields;
}

Decision decide_form(CentreKind centre, Class reads, bool by_visitor, std::span<const FormEntry> entries) {
    Decision decision;
    const auto refuse = [&](Guard guard, Clause clause, Args args) {
        decision.add({guard, Strength::hard, {clause}, std::move(args), ErrorKind::invalid});
    };
    std::set<std::string_view> seen;
    for (const FormEntry& entry : entries) {
        const FormField* field = form_field(entry.key);
        if (field != nullptr && !asked_at(*field, centre)) {  // the kind of centre decides what is asked
            decision.add({"visitors.form_field_unknown", Strength::hard, {"B2.1.2h", "A1.3a"}, {}, ErrorKind::invalid});
            continue;
        }
        if (field == nullptr) {
            refuse("visitors.form_field_unknown", "A1.3a", {});
            continue;
        }
        if (field->opens > reads) refuse("visitors.form_field_closed", "A1.3a", {});
        if (by_visitor && entry.source != FormSource::self) refuse("visitors.form_source", "A1.3a", {});
        if (entry.code_points > static_cast<std::size_t>(field->code_points_max)) {
            refuse("visitors.form_field_long", "A1.3a", {{"max", std::to_string(field->code_points_max)}});
        }
        if (!seen.insert(field->key).second) refuse("visitors.form_field_twice", "A1.3a", {});
    }
    return decision;
}

bool form_complete(CentreKind centre, std::span<const std::string> filled_keys) {
    return std::ranges::all_of(kFields, [&](const FormField& field) {
        return !required_at(field, centre) || std::ranges::find(filled_keys, field.key) != filled_keys.end();
    });
}

}  // namespace xinan::visitors
