// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of staff take and give.
#pragma once

#include <array>

#include "capabilities/staff/staff.hpp"
#include "http/route.hpp"

namespace xinan::staff {

struct CredentialView {
    std::string kind;
    PrivateText number;
    std::optional<LocalDate> expires_on;
    bool expired = false;
};
BOOST_DESCRIBE_STRUCT(CredentialView, (), (kind, number, expires_on, expired))

struct Staff {
    StaffId id;
    std::int64_t version = 1;
    std::string name;
    std::string login;
    std::vector<std::string> roles;
    std::vector<Field> fields;
    bool practises = false;
    std::optional<CredentialView> credential;  // the longest valid one
    bool active = true;
    std::string introduction_zh;
    std::string introduction_en;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"login", 0, 60}, http::Bounds{"introduction_zh", 0, 300}, http::Bounds{"introduction_en", 0, 300}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Staff, (), (id, version, name, login, roles, fields, practises, credential, active, introduction_zh,
                                  introduction_en))
struct StaffList {
    std::vector<Staff> items;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"items", 0, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(StaffList, (), (items))

struct NewStaffBody {
    PrivateText name;
    std::string login;
    std::vector<std::string> roles;
    std::vector<Field> fields;
    bool practises = false;
    PrivateText passphrase;
    std::optional<std::string> introduction_zh;
    std::optional<std::string> introduction_en;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"name", 1, 200},           http::Bounds{"login", 2, 60},  http::Bounds{"roles", 1, 11},
            http::Bounds{"fields", 0, 8},           http::Bounds{"passphrase", 1, 256},
            http::Bounds{"introduction_zh", 0, 300}, http::Bounds{"introduction_en", 0, 300}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(NewStaffBody, (), (name, login, roles, fields, practises, passphrase, introduction_zh, introduction_en))

struct StaffBody {
    PrivateText name;
    std::vector<std::string> roles;
    std::vector<Field> fields;
    bool practises = false;
    bool active = true;
    std::optional<std::string> introduction_zh;
    std::optional<std::string> introduction_en;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"name", 1, 200}, http::Bounds{"roles", 1, 11}, http::Bounds{"fields", 0, 8},
            http::Bounds{"introduction_zh", 0, 300}, http::Bounds{"introduction_en", 0, 300}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(StaffBody, (), (name, roles, fields, practises, active, introduction_zh, introduction_en))

struct CredentialBody {
    std::string kind;
    PrivateText number;
    std::optional<LocalDate> expires_on;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"kind", 2, 40}, http::Bounds{"number", 1, 60}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CredentialBody, (), (kind, number, expires_on))

struct CounsellorView {
    StaffId id;
    std::string name;
    std::vector<Field> fields;
    std::string introduction_zh;
    std::string introduction_en;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"introduction_zh", 0, 300}, http::Bounds{"introduction_en", 0, 300}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CounsellorView, (), (id, name, fields, introduction_zh, introduction_en))
struct CounsellorList {
    std::vector<CounsellorView> items;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"items", 0, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CounsellorList, (), (items))

struct ConflictBody {
    PersonId person;
    ConflictKind kind = ConflictKind::other;
};
BOOST_DESCRIBE_STRUCT(ConflictBody, (), (person, kind))

struct ClassDutyView {
    ClassId class_;
    ClassDuty kind = ClassDuty::subject;
    LocalDate from;
    std::optional<LocalDate> until;
};
BOOST_DESCRIBE_STRUCT(ClassDutyView, (), (class_, kind, from, until))
struct ClassDutyList {
    std::vector<ClassDutyView> items;
};
BOOST_DESCRIBE_STRUCT(ClassDutyList, (), (items))

struct SupervisorBody {
    StaffId supervisor;
};
BOOST_DESCRIBE_STRUCT(SupervisorBody, (), (supervisor))
struct SupervisorView {
    StaffId supervisor;
    std::string name;
    UtcTime from;
    std::optional<UtcTime> until;
};
BOOST_DESCRIBE_STRUCT(SupervisorView, (), (supervisor, name, from, until))
struct SupervisorList {
    std::vector<SupervisorView> items;  // newest first, those that ended too
};
BOOST_DESCRIBE_STRUCT(SupervisorList, (), (items))

}  // namespace xinan::staff
