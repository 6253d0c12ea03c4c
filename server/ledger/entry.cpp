// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/entry.hpp"

#include <algorithm>

#include "ledger/cbor.hpp"

namespace xinan::ledger {
namespace {

constexpr std::int64_t kFormatVersion = 1;

enum Key : std::int64_t {
    kVersion, kSequence, kAt, kActor, kRole, kAction, kOutcome, kSubjects, kPurpose,
    kClauses, kCode, kObjectHash, kGrant, kRequest,
};
constexpr std::uint64_t kAlways = kPurpose + 1;  // keys every entry has

Error bad_entry() { return fail(ErrorKind::invalid, "ledger.bad_entry"); }

template <std::size_t N>
bool is_zero(const std::array<std::uint8_t, N>& bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

bool is_zero(ByteView bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

void write_key(CborWriter& out, Key key) { out.integer(key); }

}  // namespace

bool is_word(std::string_view text) {
    if (text.size() > kWordBytesMax) return false;
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-' || c == ':';
    });
}

Hash subject_hash(const crypto::Suite& suite, ByteView salt, std::string_view kind, const AnyId& id) {
    ensure(salt.size() == kSaltBytes && kind.size() <= kWordBytesMax, "a subject has a salt of 16 bytes and a short kind");
    std::array<std::uint8_t, kSaltBytes + kWordBytesMax + sizeof(AnyId)> input;
    auto end = std::ranges::copy(salt, input.begin()).out;
    end = std::ranges::copy(view_of(kind), end).out;
    end = std::ranges::copy(id.bytes, end).out;
    return suite.hash({input.data(), static_cast<std::size_t>(end - input.begin())});
}

void ensure_writable(const Deed& deed) {
    ensure(!deed.action.empty() && is_word(deed.action), "the action of a deed is capability.object.verb");
    ensure(is_word(deed.role) && is_word(deed.purpose) && is_word(deed.code), "a deed holds words, never free text");
    ensure(deed.outcome >= Outcome::done && deed.outcome <= Outcome::read, "a deed has an outcome");
    ensure(deed.subjects.size() <= kSubjectsMax && deed.clauses.size() <= kClausesMax, "a deed is bounded");
    ensure(deed.salts.size() == deed.subjects.size(), "a deed is salted outside the operation: salted()");
    ensure(deed.at.ms >= 0 && deed.at <= kTimeMax, "a deed has a time");
    const auto is_filled_word = [](std::string_view text) { return !text.empty() && is_word(text); };
    for (const Subject& subject : deed.subjects) ensure(is_filled_word(subject.kind), "the kind of a subject is a word");
    for (const std::string& clause : deed.clauses) ensure(is_filled_word(clause), "a clause id is a word");
}

Bytes encode_entry(const crypto::Suite& suite, std::uint64_t sequence, const Deed& deed) {
    const bool has_clauses = !deed.clauses.empty();
    const bool has_code = !deed.code.empty();
    const bool has_object = !is_zero(deed.object_hash);
    const bool has_grant = !deed.grant.is_zero();
    const bool has_request = !is_zero(deed.request);
    CborWriter out;
    out.map(kAlways + has_clauses + has_code + has_object + has_grant + has_request);
    write_key(out, kVersion), out.integer(kFormatVersion);
    write_key(out, kSequence), out.integer(static_cast<std::int64_t>(sequence));
    write_key(out, kAt), out.integer(deed.at.ms);
    write_key(out, kActor), out.bytes(deed.actor.view());
    write_key(out, kRole), out.text(deed.role);
    write_key(out, kAction), out.text(deed.action);
    write_key(out, kOutcome), out.integer(static_cast<std::int64_t>(deed.outcome));
    Bytes hashes;
    hashes.reserve(deed.subjects.size() * sizeof(Hash));
    for (std::size_t i = 0; i < deed.subjects.size(); ++i) {
        const Hash hash = subject_hash(suite, deed.salts[i], deed.subjects[i].kind, deed.subjects[i].id);
        hashes.insert(hashes.end(), hash.begin(), hash.end());
    }
    write_key(out, kSubjects), out.bytes(hashes);
    write_key(out, kPurpose), out.text(deed.purpose);
    if (has_clauses) {
        write_key(out, kClauses), out.array(deed.clauses.size());
        for (const std::string& clause : deed.clauses) out.text(clause);
    }
    if (has_code) write_key(out, kCode), out.text(deed.code);
    if (has_object) write_key(out, kObjectHash), out.bytes(deed.object_hash);
    if (has_grant) write_key(out, kGrant), out.bytes(deed.grant.view());
    if (has_request) write_key(out, kRequest), out.bytes(deed.request);
    return out.take();
}

Hash EntryView::subject(std::size_t position) const {
    ensure(position < subject_count(), "the position of a subject");
    Hash hash;
    std::ranges::copy(subjects.subspan(position * sizeof(Hash), sizeof(Hash)), hash.begin());
    return hash;
}

namespace {

Result<ByteView> read_bytes(CborReader& in, std::size_t size) {
    const ByteView bytes = TRY(in.bytes());
    if (bytes.size() != size) return bad_entry();
    return bytes;
}

Result<std::string_view> read_word(CborReader& in, bool may_be_empty) {
    const std::string_view text = TRY(in.text());
    if (!is_word(text) || (text.empty() && !may_be_empty)) return bad_entry();
    return text;
}

Result<std::int64_t> read_number(CborReader& in, std::int64_t min, std::int64_t max) {
    const std::int64_t number = TRY(in.integer());
    if (number < min || number > max) return bad_entry();
    return number;
}

// One of the keys an entry need not have: absent is written by leaving it out, so an empty value is refused.
Result<void> read_optional(CborReader& in, std::int64_t key, EntryView& entry) {
    switch (key) {
        case kClauses: {
            const std::uint64_t count = TRY(in.array());
            if (count == 0 || count > kClausesMax) return bad_entry();
            entry.clauses.reserve(count);
            for (std::uint64_t i = 0; i < count; ++i) entry.clauses.push_back(TRY(read_word(in, false)));
            return {};
        }
        case kCode: entry.code = TRY(read_word(in, false)); return {};
        case kObjectHash: entry.object_hash = TRY(read_bytes(in, sizeof(Hash))); break;
        case kGrant: entry.grant = TRY(read_bytes(in, sizeof(AnyId))); break;
        case kRequest: entry.request = TRY(read_bytes(in, sizeof(AnyId))); break;
        default: return bad_entry();
    }
    const ByteView read = key == kObjectHash ? entry.object_hash : key == kGrant ? entry.grant : entry.request;
    if (is_zero(read)) return bad_entry();
    return {};
}

Result<void> expect_key(CborReader& in, Key key) {
    if (TRY(in.integer()) != key) return bad_entry();
    return {};
}

}  // namespace

Result<EntryView> read_entry(ByteView body) {
    CborReader in(body);
    EntryView entry;
    const std::uint64_t keys = TRY(in.map());
    if (keys < kAlways || keys > kRequest + 1) return bad_entry();
    TRY_VOID(expect_key(in, kVersion));
    TRY(read_number(in, kFormatVersion, kFormatVersion));
    TRY_VOID(expect_key(in, kSequence));
    entry.sequence = static_cast<std::uint64_t>(TRY(read_number(in, 0, static_cast<std::int64_t>(kTreeSizeMax))));
    TRY_VOID(expect_key(in, kAt));
    entry.at.ms = TRY(read_number(in, 0, kTimeMax.ms));
    TRY_VOID(expect_key(in, kActor));
    entry.actor = TRY(read_bytes(in, sizeof(AnyId)));
    TRY_VOID(expect_key(in, kRole));
    entry.role = TRY(read_word(in, true));
    TRY_VOID(expect_key(in, kAction));
    entry.action = TRY(read_word(in, false));
    TRY_VOID(expect_key(in, kOutcome));
    entry.outcome = static_cast<Outcome>(TRY(read_number(in, 1, 3)));
    TRY_VOID(expect_key(in, kSubjects));
    entry.subjects = TRY(in.bytes());
    if (entry.subjects.size() % sizeof(Hash) != 0 || entry.subject_count() > kSubjectsMax) return bad_entry();
    TRY_VOID(expect_key(in, kPurpose));
    entry.purpose = TRY(read_word(in, true));
    std::int64_t last = kPurpose;
    for (std::uint64_t i = kAlways; i < keys; ++i) {
        const std::int64_t key = TRY(in.integer());
        if (key <= last) return bad_entry();
        last = key;
        TRY_VOID(read_optional(in, key, entry));
    }
    TRY_VOID(in.end());
    return entry;
}

Deed deed_of(const EntryView& entry) {
    Deed deed;
    deed.action = entry.action;
    deed.outcome = entry.outcome;
    deed.actor = id_from<AnyId>(entry.actor);
    deed.role = entry.role;
    deed.subjects.resize(entry.subject_count());
    deed.purpose = entry.purpose;
    deed.clauses.assign(entry.clauses.begin(), entry.clauses.end());
    deed.code = entry.code;
    std::ranges::copy(entry.object_hash, deed.object_hash.begin());
    if (!entry.grant.empty()) deed.grant = id_from<AnyId>(entry.grant);
    std::ranges::copy(entry.request, deed.request.begin());
    deed.at = entry.at;
    return deed;
}

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::done: return "done";
        case Outcome::refused: return "refused";
        case Outcome::read: return "read";
    }
    ensure_failed("an outcome has a name", std::source_location::current());
}

}  // namespace xinan::ledger
