// SPDX-License-Identifier: AGPL-3.0-or-later
// Identifiers: one type each, 128 bits. Text form: 32 lower-case hex digits.
//
// random_id: people, cases, centres, grants (128 random bits). ordered_id: append-only rows (48 bits of milliseconds
// and 80 random; DECISIONS "Ids"). Authorisation never rests on an id being unguessable.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"

namespace xinan {

template <class Tag>
struct Id {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const Id&, const Id&) = default;
    [[nodiscard]] ByteView view() const noexcept { return bytes; }
    [[nodiscard]] bool is_zero() const noexcept { return bytes == std::array<std::uint8_t, 16>{}; }
    [[nodiscard]] std::string text() const { return to_hex(bytes); }
};

using CentreId = Id<struct CentreTag>;
using PersonId = Id<struct PersonTag>;        // visitor, guardian or kin
using StaffId = Id<struct StaffTag>;
using AccountId = Id<struct AccountTag>;
using ClassId = Id<struct ClassTag>;
using RoomId = Id<struct RoomTag>;
using ConsentId = Id<struct ConsentTag>;
using ConsentTextId = Id<struct ConsentTextTag>;
using AppointmentId = Id<struct AppointmentTag>;
using CaseId = Id<struct CaseTag>;
using SessionId = Id<struct SessionTag>;      // a counselling session; a log-in is a SignInId
using SignInId = Id<struct SignInTag>;
using NoteId = Id<struct NoteTag>;
using FileId = Id<struct FileTag>;            // sealed attachment
using ArchiveFileId = Id<struct ArchiveFileTag>;
using GrantId = Id<struct GrantTag>;
using JobId = Id<struct JobTag>;
using AnyId = Id<struct AnyTag>;              // where the kind is said beside it (subjects of deeds)

template <class Tag>
Id<Tag> random_id(Random& random) {
    Id<Tag> id;
    random.fill(id.bytes);
    return id;
}
template <class IdType>
IdType new_random(Random& random) {
    IdType id;
    random.fill(id.bytes);
    return id;
}
template <class IdType>
IdType new_ordered(Random& random, UtcTime now) {
    IdType id;
    random.fill(id.bytes);
    const auto ms = static_cast<std::uint64_t>(now.ms);
    for (unsigned i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (8U * (5U - i)));
    return id;
}
template <class IdType>
Result<IdType> parse_id(std::string_view text) {  // Errors: invalid base.not_an_id
    IdType id;
    if (text.size() != 32) return fail(ErrorKind::invalid, "base.not_an_id");
    auto bytes = from_hex(text);
    if (!bytes) return fail(ErrorKind::invalid, "base.not_an_id");
    std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    return id;
}
template <class IdType>
IdType id_from(ByteView bytes) {  // From our own database: 16 bytes or a bug.
    ensure(bytes.size() == 16, "an id has 16 bytes");
    IdType id;
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}
template <class Tag>
AnyId any(const Id<Tag>& id) { return AnyId{id.bytes}; }

}  // namespace xinan

template <class Tag>
struct std::hash<xinan::Id<Tag>> {
    std::size_t operator()(const xinan::Id<Tag>& id) const noexcept {
        std::size_t h = 0;
        for (unsigned i = 8; i < 16; ++i) h = (h << 8U) | id.bytes[i];
        return h;
    }
};
