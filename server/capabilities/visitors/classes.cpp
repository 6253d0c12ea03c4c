// SPDX-License-Identifier: AGPL-3.0-or-later
// Classes: grade and name computed from the year of entry, and who is in which class on a day.
#include "capabilities/visitors/store.hpp"

namespace xinan::visitors {
namespace {

constexpr std::size_t kClassMembersMax = 200;

std::string_view word(Stage stage) {
    switch (stage) {
        case Stage::primary: return "primary";
        case Stage::junior: return "junior";
        case Stage::senior: return "senior";
        case Stage::other: return "other";
    }
    return "other";
}

}  // namespace

// Example: entered 2025, day 2026-11-23, year begins 1 September: the second year.
int grade_on(const ClassRef& of, LocalDate day, const SchoolCalendar& calendar) {
    const int month_day = static_cast<int>(static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day()));
    const int school_year = static_cast<int>(day.year()) - (month_day < calendar.starts_month_day ? 1 : 0);
    const int grade = school_year - static_cast<int>(of.entry_year) + 1;
    int years = 0;
    switch (of.stage) {
        case Stage::primary: years = calendar.primary_years; break;
        case Stage::junior: years = calendar.junior_years; break;
        case Stage::senior: years = calendar.senior_years; break;
        case Stage::other: break;
    }
    return grade >= 1 && grade <= years ? grade : 0;
}

std::string class_name(const ClassRef& of, const Messages& messages, Language language) {
    const std::string stage(word(of.stage));
    const std::string number = std::to_string(of.number);
    if (of.grade == 0) {
        return messages.text(language, "visitors.class_by_year." + stage,
                             {{"year", std::to_string(of.entry_year)}, {"number", number}});
    }
    const std::string grade = messages.text(language, "visitors.grade." + stage + "_" + std::to_string(of.grade));
    return messages.text(language, "visitors.class_by_grade", {{"grade", grade}, {"number", number}});
}

Result<std::optional<ClassId>> class_at(store::Tx& tx, PersonId id, LocalDate day) { return rows::class_on(tx, id, day); }

Result<std::vector<PersonId>> members_of(store::Tx& tx, ClassId of, LocalDate day) {
    auto ids = TRY(rows::members(tx, of, day, static_cast<std::int64_t>(kClassMembersMax) + 1));
    if (ids.size() > kClassMembersMax) {
        return fail(ErrorKind::conflict, "visitors.class_too_big", {{"max", std::to_string(kClassMembersMax)}});
    }
    return ids;
}

Result<void> insert_class(store::Tx& tx, const ClassRef& made, UtcTime now) {
    auto inserted = rows::insert_class(tx, made, now);
    if (!inserted && inserted.error().code == "store.unique") return fail(ErrorKind::conflict, "visitors.class_exists");
    return inserted;
}

}  // namespace xinan::visitors
