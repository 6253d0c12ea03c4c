// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of consent texts and of what was agreed and withdrawn: all SQL of consent. Decides nothing; inside consent only.
// Errors of all: those of store::Tx.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "capabilities/consent/rules.hpp"

namespace xinan::consent::rows {

// --- texts -----------------------------------------------------------------------------------------------------------
struct Text {
    ConsentTextId id;
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;
    std::int64_t version = 1;
    Readability readability = Readability::adults;
    TextDocument document;
    std::array<std::uint8_t, 32> content_hash{};
    AnyId published_by{};
    UtcTime published_at;
};
// The document as one string, and back. What is hashed and stored.
std::string encode(const TextDocument&);
TextDocument decode(std::string_view stored);  // ensure: written by encode

Result<void> insert_text(store::Tx&, const Text&);
Result<bool> insert_text_if_absent(store::Tx&, const Text&);  // false: that version is there
Result<std::optional<Text>> find_text(store::Tx&, ConsentTextId);
// The newest of each purpose and audience published until `at`; both optional. By purpose, then audience.
Result<std::vector<Text>> newest_texts(store::Tx&, std::optional<Purpose>, std::optional<Audience>, UtcTime at);
Result<std::int64_t> newest_version(store::Tx&, Purpose, Audience);  // 0: none

// --- what was agreed -------------------------------------------------------------------------------------------------
struct Event {
    PersonId person;
    Purpose purpose = Purpose::service;
    std::int64_t number = 1;
    bool given = true;
    Side side = Side::self;
    ConsentId consent;
    ConsentTextId text;
    std::optional<PersonId> guardian;
    Word word_of = Word::self;
    AnyId recorded_by{};
    std::optional<Medium> medium;
    std::optional<Understood> understood;
    std::string ticks;                 // keys, a blank between
    Bytes signature;                   // sealed; empty: none
    std::optional<FileId> scan;
    UtcTime at;
};
// Waits until no other transaction adds an event of this person; then the last number stands until the commit.
Result<void> lock_events(store::Tx&, PersonId);
Result<std::int64_t> last_number(store::Tx&, PersonId, Purpose);
Result<void> insert_event(store::Tx&, const Event&);
// The row that gave it, without the signature unless asked for.
Result<std::optional<Event>> find_given(store::Tx&, ConsentId, bool with_signature);

// The last event of each purpose and side until `at`, with the versions of its text.
struct Last {
    Event event;                       // without the signature
    Latest latest;
};
Result<std::vector<Last>> last_events(store::Tx&, PersonId, UtcTime at);
// For many persons at once: position in the list, purpose and what is last. Only service and data_processing.
struct LastOf {
    std::size_t index = 0;
    Purpose purpose = Purpose::service;
    Latest latest;
};
Result<std::vector<LastOf>> last_events_of(store::Tx&, std::span<const visitors::SealedPerson>, UtcTime at);

}  // namespace xinan::consent::rows
