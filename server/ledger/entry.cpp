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
    static constexpr auto kAllowed = [] {
        std::array<bool, 256> allowed{};
        for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-:")) {
            allowed[static_cast<unsigned char>(c)] = true;
        }
        return allowed;
    }();
    return text.size() <= kWordBytesMax &&
           std::ranges::all_of(text, [](char c) { return kAllowed[static_cast<unsigned char>(c)]; });
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

// The reader of one entry: whatever is not as an entry must have it makes it fail for good.
class EntryReader final {
   public:
    explicit EntryReader(ByteView body) : in_(body) {}
    [[nodiscard]] bool ok() const { return fits_ && in_.ok(); }
    [[nodiscard]] Error error() const { return in_.ok() ? bad_entry() : in_.error(); }
    std::uint64_t pairs() { return in_.map(); }
    std::int64_t key() { return in_.integer(); }
    void expect(Key key) { fits_ = fits_ && in_.integer() == key; }
    std::int64_t number(std::int64_t min, std::int64_t max) {
        const std::int64_t number = in_.integer();
        fits_ = fits_ && number >= min && number <= max;
        return number;
    }
    ByteView bytes(std::size_t size) {
        const ByteView bytes = in_.bytes();
        fits_ = fits_ && bytes.size() == size;
        return bytes;
    }
    // Absent is written by leaving it out, so zeros are refused.
    ByteView bytes_not_zero(std::size_t size) {
        const ByteView found = bytes(size);
        fits_ = fits_ && !is_zero(found);
        return found;
    }
    ByteView hashes() {
        const ByteView bytes = in_.bytes();
        fits_ = fits_ && bytes.size() % sizeof(Hash) == 0 && bytes.size() <= kSubjectsMax * sizeof(Hash);
        return bytes;
    }
    std::string_view word() {
        const std::string_view text = word_or_nothing();
        fits_ = fits_ && !text.empty();
        return text;
    }
    std::string_view word_or_nothing() {
        const std::string_view text = in_.text_unchecked();
        fits_ = fits_ && is_word(text);
        return text;
    }
    std::vector<std::string_view> words() {
        const std::uint64_t count = in_.array();
        fits_ = fits_ && count >= 1 && count <= kClausesMax;
        std::vector<std::string_view> words;
        for (std::uint64_t i = 0; ok() && i < count; ++i) words.push_back(word());
        return words;
    }
    void end() { fits_ = fits_ && in_.at_end(); }
    void refuse() { fits_ = false; }

   private:
    CborReader in_;
    bool fits_ = true;
};

void read_optional(EntryReader& in, std::int64_t key, EntryView& entry) {
    switch (key) {
        case kClauses: entry.clauses = in.words(); return;
        case kCode: entry.code = in.word(); return;
        case kObjectHash: entry.object_hash = in.bytes_not_zero(sizeof(Hash)); return;
        case kGrant: entry.grant = in.bytes_not_zero(sizeof(AnyId)); return;
        case kRequest: entry.request = in.bytes_not_zero(sizeof(AnyId)); return;
        default: in.refuse();
    }
}

}  // namespace

Result<EntryView> read_entry(ByteView body) {
    EntryReader in(body);
    EntryView entry;
    const std::uint64_t keys = in.pairs();
    in.expect(kVersion), in.number(kFormatVersion, kFormatVersion);
    in.expect(kSequence), entry.sequence = static_cast<std::uint64_t>(in.number(0, static_cast<std::int64_t>(kTreeSizeMax)));
    in.expect(kAt), entry.at.ms = in.number(0, kTimeMax.ms);
    in.expect(kActor), entry.actor = in.bytes(sizeof(AnyId));
    in.expect(kRole), entry.role = in.word_or_nothing();
    in.expect(kAction), entry.action = in.word();
    in.expect(kOutcome), entry.outcome = static_cast<Outcome>(in.number(1, 3));
    in.expect(kSubjects), entry.subjects = in.hashes();
    in.expect(kPurpose), entry.purpose = in.word_or_nothing();
    if (keys < kAlways || keys > kRequest + 1) in.refuse();
    std::int64_t last = kPurpose;
    for (std::uint64_t i = kAlways; in.ok() && i < keys; ++i) {
        const std::int64_t key = in.key();
        if (key <= last) in.refuse();
        last = key;
        read_optional(in, key, entry);
    }
    in.end();
    if (!in.ok()) return in.error();
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
