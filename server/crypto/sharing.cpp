// SPDX-License-Identifier: AGPL-3.0-or-later
// Secret sharing (Botan's RTSS, draft-mcgrew-tss-03: identifier(16) hash(1) threshold(1) length(2) ‖ number(1) ‖ data)
// and its printed form.
//
// Printed: Crockford's 32 signs (no I, L, O, U) in groups of six, five of content and one check sign over GF(32), which
// finds any one wrong sign, any two neighbours exchanged and groups in the wrong order, and names the group. The
// content ends with 4 bytes of SHA-256. A share of a 32-byte secret has 29 groups.
#include <botan/exceptn.h>
#include <botan/tss.h>

#include <algorithm>
#include <set>

#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

constexpr std::size_t kHeaderBytes = 20;
constexpr std::size_t kThresholdAt = 17;
constexpr std::size_t kNumberAt = 20;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kSecretBytesMax = 128;
constexpr std::size_t kShareBytesMin = kHeaderBytes + 1 + 1 + kHashBytes;
constexpr std::size_t kShareBytesMax = kHeaderBytes + 1 + kSecretBytesMax + kHashBytes;
constexpr unsigned kCountMax = 16;
constexpr std::uint8_t kHashIsSha256 = 2;  // of the draft; the only one we make

constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kGroupSigns = 5;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kTypedMax = 1024;
constexpr std::string_view kChecksumLabel = "xinan.share.1";

Error bad_share() {
    return fail(ErrorKind::invalid, "crypto.bad_share");
}

bool well_formed(ByteView share) {
    if (share.size() < kShareBytesMin || share.size() > kShareBytesMax) return false;
    const std::size_t length = static_cast<std::size_t>(share[18]) << 8U | share[19];
    return share[16] == kHashIsSha256 && share[kThresholdAt] >= 2 && share[kThresholdAt] <= kCountMax &&
           share[kNumberAt] >= 1 && share[kNumberAt] <= kCountMax && length + kHeaderBytes == share.size();
}

// Multiplication in GF(32) by the root of x^5 + x^2 + 1.
constexpr std::uint8_t times_root(std::uint8_t v) {
    const unsigned doubled = static_cast<unsigned>(v) << 1U;
    return static_cast<std::uint8_t>((doubled & 32U) != 0 ? doubled ^ 0b100101U : doubled);
}

// The check sign of a group: its number, then its signs, as a polynomial at the root.
std::uint8_t check_of(std::span<const std::uint8_t> signs, std::size_t group) {
    auto sum = static_cast<std::uint8_t>(group % 32);
    for (const std::uint8_t sign : signs) sum = static_cast<std::uint8_t>(times_root(sum) ^ sign);
    return times_root(sum);
}

std::array<std::uint8_t, kChecksumBytes> checksum_of(ByteView share) {
    const Hash whole = suite(SuiteId::international).hash2(view_of(kChecksumLabel), share);
    std::array<std::uint8_t, kChecksumBytes> head{};
    std::copy_n(whole.begin(), kChecksumBytes, head.begin());
    return head;
}

// The five-bit value of a typed sign, or -1. Reads the letters people confuse as what they look like.
int value_of(char sign) {
    if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
    if (sign == 'O') sign = '0';
    if (sign == 'I' || sign == 'L') sign = '1';
    const auto at = kSigns.find(sign);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Typed text to five-bit values without check signs.
Result<SecretBytes> content_of(std::string_view typed) {
    if (typed.size() > kTypedMax) return bad_share();
    SecretBytes signs(typed.size());
    std::size_t count = 0;
    for (const char sign : typed) {
        if (sign == ' ' || sign == '-' || sign == '\n' || sign == '\r' || sign == '\t') continue;
        const int value = value_of(sign);
        if (value < 0) {
            const std::size_t group = count / (kGroupSigns + 1) + 1;
            return fail(ErrorKind::invalid, "crypto.bad_share_group", {{"group", std::to_string(group)}});
        }
        signs.writable()[count++] = static_cast<std::uint8_t>(value);
    }
    if (count == 0 || count % (kGroupSigns + 1) != 0) return bad_share();
    SecretBytes content(count / (kGroupSigns + 1) * kGroupSigns);
    for (std::size_t group = 0; group * (kGroupSigns + 1) < count; ++group) {
        const ByteView six = signs.view().subspan(group * (kGroupSigns + 1), kGroupSigns + 1);
        if (check_of(six.first(kGroupSigns), group) != six.back()) {
            return fail(ErrorKind::invalid, "crypto.bad_share_group", {{"group", std::to_string(group + 1)}});
        }
        std::copy_n(six.begin(), kGroupSigns,
                    content.writable().begin() + static_cast<std::ptrdiff_t>(group * kGroupSigns));
    }
    return content;
}

}  // namespace

Result<std::vector<SecretBytes>> split_secret(const SecretBytes& secret, unsigned threshold, unsigned count,
                                              Random& random) {
    ensure_or_die(threshold >= 2 && threshold <= count && count <= kCountMax, "2 <= threshold <= count <= 16");
    ensure_or_die(!secret.empty() && secret.size() <= kSecretBytesMax, "size of a secret to split");
    RandomForBotan rng(random);
    std::vector<std::uint8_t> identifier(16);
    random.fill(identifier);
    const auto made = Botan::RTSS_Share::split(static_cast<std::uint8_t>(threshold), static_cast<std::uint8_t>(count),
                                               secret.view().data(), static_cast<std::uint16_t>(secret.size()),
                                               identifier, "SHA-256", rng);
    std::vector<SecretBytes> shares;
    for (const Botan::RTSS_Share& share : made) {
        shares.emplace_back(ByteView(share.data().data(), share.data().size()));
        ensure_or_die(well_formed(shares.back().view()), "a new share is well formed");
    }
    return shares;
}

Result<SecretBytes> join_secret(const std::vector<SecretBytes>& shares) {
    if (shares.size() > kCountMax) return bad_share();
    std::set<std::uint8_t> numbers;
    std::vector<Botan::RTSS_Share> parts;
    for (const SecretBytes& share : shares) {
        const ByteView bytes = share.view();
        if (!well_formed(bytes)) return bad_share();
        const ByteView first = shares.front().view();
        if (bytes.size() != first.size() || !std::equal(first.begin(), first.begin() + kHeaderBytes, bytes.begin())) {
            return bad_share();  // of another installation or drill
        }
        if (numbers.insert(bytes[kNumberAt]).second) parts.emplace_back(bytes.data(), bytes.size());
    }
    const unsigned needed = shares.empty() ? 2U : shares.front().view()[kThresholdAt];
    if (parts.size() < needed) {
        return fail(ErrorKind::invalid, "crypto.too_few_shares",
                    {{"needed", std::to_string(needed)}, {"given", std::to_string(parts.size())}});
    }
    try {
        const auto secret = Botan::RTSS_Share::reconstruct(parts);
        return SecretBytes(ByteView(secret.data(), secret.size()));
    } catch (const Botan::Exception&) {
        return bad_share();  // the hash inside does not match: at least one share is forged or damaged
    }
}

std::string share_to_words(const SecretBytes& share) {
    SecretBytes bytes(share.size() + kChecksumBytes);
    const auto checksum = checksum_of(share.view());
    std::copy(share.view().begin(), share.view().end(), bytes.writable().begin());
    std::copy(checksum.begin(), checksum.end(), bytes.writable().end() - kChecksumBytes);

    const std::size_t signs_used = (bytes.size() * 8 + 4) / 5;
    const std::size_t groups = (signs_used + kGroupSigns - 1) / kGroupSigns;
    std::string words;
    words.reserve(groups * (kGroupSigns + 2));
    for (std::size_t group = 0; group < groups; ++group) {
        std::array<std::uint8_t, kGroupSigns> signs{};
        for (std::size_t i = 0; i < kGroupSigns * 5; ++i) {  // bit by bit; what is past the end is 0
            const std::size_t bit = group * kGroupSigns * 5 + i;
            const unsigned value = bit / 8 < bytes.size() ? bytes.view()[bit / 8] >> (7U - bit % 8U) & 1U : 0U;
            signs[i / 5] = static_cast<std::uint8_t>(signs[i / 5] << 1U | value);
        }
        if (group > 0) words += '-';
        for (const std::uint8_t sign : signs) words += kSigns[sign];
        words += kSigns[check_of(signs, group)];
    }
    return words;
}

Result<SecretBytes> share_from_words(std::string_view typed) {
    const SecretBytes content = TRY(content_of(typed));
    const std::size_t bits = content.size() * 5;
    SecretBytes bytes(bits / 8);
    unsigned left_over = 0;
    for (std::size_t bit = 0; bit < bits; ++bit) {
        const unsigned value = content.view()[bit / 5] >> (4U - bit % 5U) & 1U;
        if (bit / 8 < bytes.size()) {
            std::uint8_t& byte = bytes.writable()[bit / 8];
            byte = static_cast<std::uint8_t>(byte << 1U | value);
        } else {
            left_over |= value;
        }
    }
    // The last group is filled up with zeros: up to three whole bytes of them are not content. The header says how
    // long.
    if (bytes.size() < kHeaderBytes) return bad_share();
    const std::size_t size = kHeaderBytes + (static_cast<std::size_t>(bytes.view()[18]) << 8U | bytes.view()[19]);
    if (bytes.size() < size + kChecksumBytes || bytes.size() - size - kChecksumBytes > 3) return bad_share();
    for (const std::uint8_t byte : bytes.view().subspan(size + kChecksumBytes)) left_over |= byte;
    const ByteView share = bytes.view().first(size);
    if (left_over != 0 || !well_formed(share)) return bad_share();
    if (!equal_in_constant_time(checksum_of(share), bytes.view().subspan(size, kChecksumBytes))) return bad_share();
    return SecretBytes(share);
}

}  // namespace xinan::crypto
