// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of scheduling take and give, and their handlers.
#pragma once

#include <array>

#include "capabilities/scheduling/service.hpp"
#include "http/route.hpp"

namespace xinan::scheduling {

enum class CancelReason : std::uint8_t { visitor, counsellor, centre, ill, exam, other };
BOOST_DESCRIBE_ENUM(CancelReason, visitor, counsellor, centre, ill, exam, other)
enum class ClosedReason : std::uint8_t { leave, training, exam, holiday, unfit, other };
BOOST_DESCRIBE_ENUM(ClosedReason, leave, training, exam, holiday, unfit, other)

struct BookBody {
    std::optional<PersonId> visitor;           // absent: me
    StaffId counsellor;
    UtcTime starts_at, ends_at;
    std::optional<RoomId> room;
    std::optional<Channel> channel;            // of staff; a visitor's is the portal
    std::optional<Kind> kind;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(BookBody, (), (visitor, counsellor, starts_at, ends_at, room, channel, kind, override_reason))

struct PhoneBody {
    PrivateText caller_name;
    PrivateText callback;
    StaffId counsellor;
    UtcTime starts_at, ends_at;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"caller_name", 1, 60, "怎样称呼来电人", "how to address the caller"},
            http::Bounds{"callback", 3, 40, "回电用", "to call back"},
            http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(PhoneBody, (), (caller_name, callback, counsellor, starts_at, ends_at, override_reason))

struct MoveBody {
    UtcTime starts_at, ends_at;
    std::optional<RoomId> room;
    std::optional<StaffId> counsellor;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(MoveBody, (), (starts_at, ends_at, room, counsellor, override_reason))
struct CancelBody { CancelReason reason = CancelReason::other; };
BOOST_DESCRIBE_STRUCT(CancelBody, (), (reason))
struct UndoBody {
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(UndoBody, (), (override_reason))
struct CompleteBody {
    PersonId visitor;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CompleteBody, (), (visitor, override_reason))

struct BellSchedule { std::vector<Period> periods; };
BOOST_DESCRIBE_STRUCT(BellSchedule, (), (periods))
struct ClosedDay {
    LocalDate date{};
    ClosedReason reason_kind = ClosedReason::other;
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (), (date, reason_kind))
struct Availability {
    std::vector<WeeklyOpening> weekly;
    std::vector<ClosedDay> closed;
};
BOOST_DESCRIBE_STRUCT(Availability, (), (weekly, closed))

struct FreeTimeView {
    StaffId counsellor;
    std::string counsellor_name;
    UtcTime starts_at, ends_at;
    std::string period;
    std::int64_t rooms_free = 0;
};
BOOST_DESCRIBE_STRUCT(FreeTimeView, (), (counsellor, counsellor_name, starts_at, ends_at, period, rooms_free))
struct FreeTimeList { std::vector<FreeTimeView> items; };
BOOST_DESCRIBE_STRUCT(FreeTimeList, (), (items))
struct AppointmentList { std::vector<AppointmentView> items; };
BOOST_DESCRIBE_STRUCT(AppointmentList, (), (items))
// Neutral: nothing on it says what the appointment is for.
struct Slip {
    std::string code, heading;
    UtcTime starts_at;
    std::string place, line;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (code, heading, starts_at, place, line))

Result<http::Reply> handle_bell(http::Call&);
Result<http::Reply> handle_put_bell(http::Call&);
Result<http::Reply> handle_availability(http::Call&);
Result<http::Reply> handle_put_availability(http::Call&);
Result<http::Reply> handle_free_times(http::Call&);
Result<http::Reply> handle_calendar(http::Call&);
Result<http::Reply> handle_mine(http::Call&);
Result<http::Reply> handle_slip(http::Call&);
Result<http::Reply> handle_book(http::Call&);
Result<http::Reply> handle_phone(http::Call&);
Result<http::Reply> handle_read(http::Call&);
Result<http::Reply> handle_move(http::Call&);
Result<http::Reply> handle_cancel(http::Call&);
Result<http::Reply> handle_undo_cancel(http::Call&);
Result<http::Reply> handle_complete(http::Call&);

// Shared by the two files of handlers.
access::Standing standing_to(const access::Subject& who, const Appointment&);
std::string_view purpose_of(const access::Answer&);
// One appointment as the asker may see it. decision: its warnings are shown.
Result<AppointmentView> one_view(http::Call&, const Appointment&, const Decision* decision = nullptr);

}  // namespace xinan::scheduling
