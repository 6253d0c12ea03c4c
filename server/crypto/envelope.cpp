// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/envelope.hpp"

#include <algorithm>

#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

constexpr std::string_view kFieldMagic = "xinE";
constexpr std::string_view kWrapMagic = "xinW";
constexpr std::string_view kPeopleMagic = "xinP";
constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kNamePartMax = 64;

std::string_view magic_of(WrapPurpose purpose) {
    return purpose == WrapPurpose::text_for_people ? kPeopleMagic : kWrapMagic;
}

bool starts_with(ByteView bytes, std::string_view magic) {
    return bytes.size() >= 6 && text_of(bytes.first(4)) == magic && bytes[4] == 0 && bytes[5] == kFormat;
}

std::optional<SuiteId> suite_from(std::uint8_t byte) {
    if (byte == 1) return SuiteId::international;
    if (byte == 2) return SuiteId::guomi;
    return std::nullopt;
}

// Writes parts one behind another into a header of fixed size.
template <std::size_t size>
struct Writer {
    std::array<std::uint8_t, size> out{};
    std::size_t at = 0;
    Writer& put(ByteView part) {
        std::copy(part.begin(), part.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
        at += part.size();
        return *this;
    }
    Writer& put(std::uint8_t byte) {
        out[at++] = byte;
        return *this;
    }
};

// The key that wraps one key: its own for each context, so a wrap moved to another name is under another key as well.
SecretBytes wrapping_key(const Suite& suite, WrapPurpose purpose, ByteView under, ByteView context) {
    Canonical info("xinan.wrap.1");
    info.number(static_cast<std::uint32_t>(purpose)).bytes(context);
    return suite.derive(under, {}, info.view(), suite.key_bytes());
}

}  // namespace

std::array<std::uint8_t, kFieldHeaderBytes> encode(const FieldHeader& header) {
    Writer<kFieldHeaderBytes> writer;
    writer.put(view_of(kFieldMagic)).put(std::uint8_t{0}).put(kFormat);
    writer.put(static_cast<std::uint8_t>(header.suite)).put(static_cast<std::uint8_t>(header.kind));
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        writer.put(static_cast<std::uint8_t>(header.generation >> (shift - 8)));
    }
    return writer.put(header.nonce).out;
}

std::optional<FieldHeader> parse_field_header(ByteView sealed) {
    if (sealed.size() < kFieldHeaderBytes + kTagBytes || !starts_with(sealed, kFieldMagic)) return std::nullopt;
    const auto suite = suite_from(sealed[6]);
    const std::uint8_t kind = sealed[7];
    if (!suite || kind < static_cast<std::uint8_t>(ScopeKind::centre_identity) ||
        kind > static_cast<std::uint8_t>(ScopeKind::backup)) {
        return std::nullopt;
    }
    FieldHeader header{.suite = *suite, .kind = static_cast<ScopeKind>(kind), .generation = 0};
    for (std::size_t i = 8; i < 12; ++i) header.generation = header.generation << 8U | sealed[i];
    if (header.generation == 0) return std::nullopt;
    std::copy_n(sealed.begin() + 12, kNonceBytes, header.nonce.begin());
    return header;
}

std::array<std::uint8_t, kWrapHeaderBytes> encode(const WrapHeader& header) {
    Writer<kWrapHeaderBytes> writer;
    writer.put(view_of(magic_of(header.purpose))).put(std::uint8_t{0}).put(kFormat);
    writer.put(static_cast<std::uint8_t>(header.suite)).put(static_cast<std::uint8_t>(header.purpose));
    return writer.put(header.commitment).put(header.nonce).out;
}

std::optional<WrapHeader> parse_wrap_header(ByteView wrapped) {
    if (wrapped.size() < kWrapHeaderBytes + kTagBytes) return std::nullopt;
    const auto suite = suite_from(wrapped[6]);
    const std::uint8_t purpose = wrapped[7];
    if (!suite || purpose < static_cast<std::uint8_t>(WrapPurpose::scope_key) ||
        purpose > static_cast<std::uint8_t>(WrapPurpose::text_for_people) ||
        !starts_with(wrapped, magic_of(static_cast<WrapPurpose>(purpose)))) {
        return std::nullopt;
    }
    WrapHeader header{.suite = *suite, .purpose = static_cast<WrapPurpose>(purpose)};
    std::copy_n(wrapped.begin() + 8, kCommitmentBytes, header.commitment.begin());
    std::copy_n(wrapped.begin() + 24, kNonceBytes, header.nonce.begin());
    return header;
}

Canonical& Canonical::bytes(ByteView fixed) {
    ensure_or_die(size_ + fixed.size() <= bytes_.size(), "a canonical encoding fits its buffer");
    std::copy(fixed.begin(), fixed.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += fixed.size();
    return *this;
}

Canonical& Canonical::text(std::string_view part) {
    ensure_or_die(part.size() <= 255, "a part has at most 255 bytes");
    const auto length = static_cast<std::uint8_t>(part.size());
    return bytes({&length, 1}).bytes(view_of(part));
}

Canonical& Canonical::number(std::uint32_t value) {
    const std::array<std::uint8_t, 4> big_endian{
        static_cast<std::uint8_t>(value >> 24U), static_cast<std::uint8_t>(value >> 16U),
        static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
    return bytes(big_endian);
}

Canonical canonical(const Place& place) {
    ensure_or_die(!place.table.empty() && place.table.size() <= kNamePartMax && !place.field.empty() &&
                      place.field.size() <= kNamePartMax,
                  "a place names a table and a field of 1..64 bytes");
    Canonical out("xinan.place.1");
    out.bytes(place.centre.view()).number(static_cast<std::uint32_t>(place.scope.kind)).bytes(place.scope.id.view());
    out.text(place.table).bytes(place.row.view()).text(place.field).number(place.version);
    return out;
}

std::array<std::uint8_t, kCommitmentBytes> commitment_of(const Suite& suite, ByteView context, ByteView key) {
    Canonical named("xinan.commitment.1");
    named.number(static_cast<std::uint32_t>(context.size())).bytes(context);
    const Hash whole = suite.hash2(named.view(), key);
    std::array<std::uint8_t, kCommitmentBytes> head{};
    std::copy_n(whole.begin(), kCommitmentBytes, head.begin());
    return head;
}

Bytes wrap_key(const Suite& suite, WrapPurpose purpose, ByteView under, ByteView context, ByteView key,
               Random& random) {
    WrapHeader header{.suite = suite.id(), .purpose = purpose, .commitment = commitment_of(suite, context, key)};
    random.fill(header.nonce);
    const auto head = encode(header);
    const SecretBytes wrapping = wrapping_key(suite, purpose, under, context);
    const Bytes text = suite.aead_seal(wrapping.view(), header.nonce, joined(head, context), key);
    return joined(head, text);
}

Result<SecretBytes> unwrap_key(const Suite& suite, WrapPurpose purpose, ByteView under, ByteView context,
                               ByteView wrapped) {
    const auto header = parse_wrap_header(wrapped);
    if (!header || header->suite != suite.id() || header->purpose != purpose) return does_not_open();
    const ByteView head = wrapped.first(kWrapHeaderBytes);
    const SecretBytes wrapping = wrapping_key(suite, purpose, under, context);
    SecretBytes key =
        TRY(suite.aead_open(wrapping.view(), header->nonce, joined(head, context), wrapped.subspan(kWrapHeaderBytes)));
    if (!equal_in_constant_time(commitment_of(suite, context, key.view()), header->commitment)) return does_not_open();
    return key;
}

}  // namespace xinan::crypto
