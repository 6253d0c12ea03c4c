// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways into scheduling. Handlers of appointments are in routes_appointments.cpp, of times and lists in routes_times.cpp.
#include "capabilities/scheduling/routes_dto.hpp"

namespace xinan::scheduling {
namespace {

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get, .path = "/api/v1/bell-schedule", .action = "scheduling.bell.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120}, .summary = "The periods of the day.", .reply = shape_of<BellSchedule>,
     .handler = handle_bell},
    {.method = Method::put, .path = "/api/v1/bell-schedule", .action = "scheduling.bell.write", .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 32 * 1024, .per_minute_max = 20}, .summary = "Replaces the periods of the day.", .request = shape_of<BellSchedule>,
     .reply = shape_of<BellSchedule>, .handler = handle_put_bell},
    {.method = Method::get, .path = "/api/v1/counsellors/{staff}/availability", .action = "scheduling.availability.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120}, .summary = "The periods a counsellor opened, and closed days.",
     .reply = shape_of<Availability>, .handler = handle_availability},
    {.method = Method::put, .path = "/api/v1/counsellors/{staff}/availability", .action = "scheduling.availability.write",
     .repeat = Repeat::needs_idempotency_key, .limits = {.body_bytes_max = 32 * 1024, .per_minute_max = 30},
     .summary = "Replaces a counsellor's opened periods and closed days.", .request = shape_of<Availability>, .reply = shape_of<Availability>,
     .handler = handle_put_availability},
    {.method = Method::get, .path = "/api/v1/free-times", .action = "scheduling.time.search", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120}, .summary = "Free times by counsellor, field and date.", .reply = shape_of<FreeTimeList>,
     .handler = handle_free_times},
    {.method = Method::get, .path = "/api/v1/calendar", .action = "scheduling.calendar.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 240}, .summary = "Appointments of some days; visitors only of one's own.",
     .reply = shape_of<AppointmentList>, .handler = handle_calendar},
    {.method = Method::get, .path = "/api/v1/me/appointments", .action = "scheduling.self.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120}, .summary = "The visitor's own appointments.", .reply = shape_of<AppointmentList>,
     .handler = handle_mine},
    {.method = Method::post, .path = "/api/v1/appointments", .action = "scheduling.appointment.book", .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 600}, .summary = "Books counsellor and room in one step.", .request = shape_of<BookBody>,
     .reply = shape_of<AppointmentView>, .handler = handle_book},
    {.method = Method::post, .path = "/api/v1/appointments/phone", .action = "scheduling.appointment.book_by_phone",
     .repeat = Repeat::needs_idempotency_key, .limits = {.body_bytes_max = 4096, .per_minute_max = 60},
     .summary = "A phone booking holds its time with two fields.", .request = shape_of<PhoneBody>, .reply = shape_of<AppointmentView>,
     .handler = handle_phone},
    {.method = Method::get, .path = "/api/v1/appointments/{appointment}", .action = "scheduling.appointment.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60000}, .summary = "One appointment.", .reply = shape_of<AppointmentView>, .handler = handle_read},
    {.method = Method::post, .path = "/api/v1/appointments/{appointment}/move", .action = "scheduling.appointment.move", .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60}, .summary = "Another time, room or counsellor.", .request = shape_of<MoveBody>,
     .reply = shape_of<AppointmentView>, .handler = handle_move},
    {.method = Method::post, .path = "/api/v1/appointments/{appointment}/cancel", .action = "scheduling.appointment.cancel",
     .repeat = Repeat::by_version, .limits = {.body_bytes_max = 256, .per_minute_max = 60}, .summary = "Cancels; can be undone while the time is free.",
     .request = shape_of<CancelBody>, .reply = shape_of<AppointmentView>, .handler = handle_cancel},
    {.method = Method::post, .path = "/api/v1/appointments/{appointment}/undo-cancel", .action = "scheduling.appointment.cancel",
     .repeat = Repeat::by_version, .limits = {.body_bytes_max = 4096, .per_minute_max = 60},
     .summary = "Takes a cancellation back; asks what a booking asks.", .request = shape_of<UndoBody>,
     .reply = shape_of<AppointmentView>, .handler = handle_undo_cancel},
    {.method = Method::post, .path = "/api/v1/appointments/{appointment}/complete-phone", .action = "scheduling.appointment.complete",
     .repeat = Repeat::by_version, .limits = {.body_bytes_max = 4096, .per_minute_max = 60}, .summary = "Names the person of a phone booking.",
     .request = shape_of<CompleteBody>, .reply = shape_of<AppointmentView>, .handler = handle_complete},
    {.method = Method::get, .path = "/api/v1/appointments/{appointment}/slip", .action = "scheduling.slip.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120}, .summary = "A neutral slip to print.", .reply = shape_of<Slip>, .handler = handle_slip},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::scheduling
