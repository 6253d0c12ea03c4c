// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of visitors take and give.
#pragma once

#include <array>

#include "capabilities/visitors/form.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "http/route.hpp"

namespace xinan::visitors {

struct Person {
    PersonId id;
    std::int64_t version = 1;
    Kind kind = Kind::pupil;
    PrivateText name;
    std::string code;
    std::optional<Gender> gender;
    std::optional<LocalDate> birthday;
    std::optional<ClassRef> class_;
    std::optional<PrivateText> phone;
    std::optional<PrivateText> student_number;
    std::optional<PrivateText> last_four;
    bool provisional = false;
    AgeGroup age_band = AgeGroup::unknown;
    PrivateText label;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, version, kind, name, code, gender, birthday, class_, phone, student_number, last_four,
                                   provisional, age_band, label))

struct PersonBody {
    Kind kind = Kind::pupil;
    PrivateText name;
    std::optional<Gender> gender;
    std::optional<LocalDate> birthday;
    std::optional<ClassId> class_;
    std::optional<PrivateText> phone;
    std::optional<PrivateText> student_number;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"name", 1, 200, "称呼您,并与同名的人区分。", "To address you and tell you from others of the same name."},
            http::Bounds{"gender", 0, 20, "您愿意说时才记。", "Only if you wish to say."},
            http::Bounds{"birthday", 0, 10, "判断谁可以签知情同意。", "To know who may sign the consent."},
            http::Bounds{"phone", 1, 40, "改时间时联系您。", "To reach you when a time changes."},
            http::Bounds{"student_number", 1, 40, "与同名的同学区分。", "To tell you from pupils of the same name."},
            http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(PersonBody, (), (kind, name, gender, birthday, class_, phone, student_number, override_reason))

struct AddedPerson {
    Person person;
    std::vector<PersonHit> possible_duplicates;
};
BOOST_DESCRIBE_STRUCT(AddedPerson, (), (person, possible_duplicates))

struct SearchBody {
    PrivateText text;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"text", 1, 80}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SearchBody, (), (text))
struct SearchReply {
    std::vector<PersonHit> items;
    bool too_many = false;
};
BOOST_DESCRIBE_STRUCT(SearchReply, (), (items, too_many))

struct FormFieldView {
    std::string key;
    std::string label;
    std::string purpose;
    bool required = false;
    std::optional<PrivateText> value;
    std::optional<FormSource> source;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"value", 1, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(FormFieldView, (), (key, label, purpose, required, value, source))
struct FormView {
    std::int64_t version = 1;
    bool complete = false;
    std::vector<FormFieldView> fields;
};
BOOST_DESCRIBE_STRUCT(FormView, (), (version, complete, fields))
struct FormFieldBody {
    std::string key;
    PrivateText value;  // empty clears
    FormSource source = FormSource::self;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"key", 2, 40}, http::Bounds{"value", 0, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(FormFieldBody, (), (key, value, source))
struct FormBody {
    std::vector<FormFieldBody> fields;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"fields", 1, 40}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(FormBody, (), (fields))

struct ClassBody {
    std::int64_t entry_year = 0;
    std::int64_t number = 0;
    Stage stage = Stage::other;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"entry_year", 1950, 2200}, http::Bounds{"number", 1, 99}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ClassBody, (), (entry_year, number, stage))
struct ClassList {
    std::vector<ClassRef> items;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"items", 0, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ClassList, (), (items))

struct CodeCard {
    PrivateText code;  // shown once
    UtcTime valid_until;
};
BOOST_DESCRIBE_STRUCT(CodeCard, (), (code, valid_until))

}  // namespace xinan::visitors
