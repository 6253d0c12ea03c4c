// SPDX-License-Identifier: AGPL-3.0-or-later
// Closed cases as archive files: number, class, place, custodian, how long each is kept, and who may open one. Not: what was said
// (casework seals it and opens it), nor disposal at the end of the time.
//
// The catalogue is plain: codes, dates, places. Content opens by relation or grant only. Functions on a Tx touch no key.
// Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "capabilities/casework/casework.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::archive {

enum class State : std::uint8_t { active, legal_hold };
BOOST_DESCRIBE_ENUM(State, active, legal_hold)
enum class Class : std::uint8_t { counselling };
BOOST_DESCRIBE_ENUM(Class, counselling)
enum class Place : std::uint8_t { electronic, cabinet };
BOOST_DESCRIBE_ENUM(Place, electronic, cabinet)

// The row.
struct File {
    ArchiveFileId id;
    std::int64_t number = 0;          // year · 1,000,000 + running number of the year
    CaseId case_id;
    std::string case_code;
    PersonId visitor;
    std::string visitor_code;
    StaffId counsellor;               // of the case when it was closed
    StaffId custodian;
    UtcTime closed_at;
    LocalDate retention_until{};      // the first day on which it need no longer be kept
    Class class_ = Class::counselling;
    Place place = Place::electronic;
    State state = State::active;
};
// "A-2026-0007"
std::string number_text(std::int64_t number);
Result<std::optional<File>> find_file(store::Tx&, ArchiveFileId);

// Bound by app to casework::bind_case_closed: runs in the transaction that closes the case, whose deed names the file. Until an
// archive keeper takes it over, the counsellor of the case has custody. Errors: conflict archive.already_filed.
Result<void> on_case_closed(store::Tx&, const casework::CaseRow&, UtcTime now, ArchiveFileId);
// The archive keeper who keeps this file from now on: may open its content until somebody else does. Leaves no deed.
// Errors: not_known(), conflict archive.in_custody when it is already theirs.
Result<void> give_custody(store::Tx&, ArchiveFileId, StaffId to, UtcTime now);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::archive
