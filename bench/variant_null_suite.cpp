// SPDX-License-Identifier: AGPL-3.0-or-later
// The same server whose sealing costs nothing: fields keep their size, no key is derived, nothing is secret. Hashes and
// signatures stay, for the ledger is not what is compared. The linker puts this in the place of crypto::suite
// (bench/CMakeLists.txt); a centre of this program opens in no other.
#include <algorithm>

#include "crypto/suite_international.hpp"

namespace xinan::bench {
namespace {

using crypto::Hash;
constexpr std::size_t kTag = 16;

class NullSuite final : public crypto::Suite {
   public:
    [[nodiscard]] crypto::SuiteId id() const override { return real_.id(); }
    [[nodiscard]] std::string_view name() const override { return real_.name(); }
    [[nodiscard]] std::size_t key_bytes() const override { return real_.key_bytes(); }
    [[nodiscard]] Bytes aead_seal(ByteView, ByteView, ByteView, ByteView plain) const override {
        Bytes sealed(plain.begin(), plain.end());
        sealed.resize(plain.size() + kTag);
        return sealed;
    }
    [[nodiscard]] Result<SecretBytes> aead_open(ByteView, ByteView, ByteView, ByteView sealed) const override {
        return SecretBytes(sealed.first(sealed.size() - std::min(kTag, sealed.size())));
    }
    [[nodiscard]] Hash hash(ByteView data) const override { return real_.hash(data); }
    [[nodiscard]] Hash hash2(ByteView a, ByteView b) const override { return real_.hash2(a, b); }
    [[nodiscard]] Hash mac(ByteView key, ByteView data) const override { return real_.mac(key, data); }
    [[nodiscard]] SecretBytes derive(ByteView key, ByteView salt, ByteView info, std::size_t size) const override {
        return real_.derive(key, salt, info, size);
    }
    void expand(ByteView, ByteView, std::span<std::uint8_t> out) const override { std::ranges::fill(out, std::uint8_t{0}); }
    [[nodiscard]] crypto::KeyPair signing_pair(Random& random) const override { return real_.signing_pair(random); }
    [[nodiscard]] Bytes sign(ByteView key, ByteView message, Random& random) const override { return real_.sign(key, message, random); }
    [[nodiscard]] bool verify(ByteView key, ByteView message, ByteView signature) const override { return real_.verify(key, message, signature); }
    [[nodiscard]] crypto::KeyPair box_pair(Random& random) const override { return real_.box_pair(random); }
    [[nodiscard]] bool is_box_key(ByteView key) const override { return real_.is_box_key(key); }
    [[nodiscard]] Bytes box_seal(ByteView key, ByteView context, ByteView plain, Random& random) const override {
        return real_.box_seal(key, context, plain, random);
    }
    [[nodiscard]] Result<SecretBytes> box_open(ByteView key, ByteView context, ByteView sealed) const override {
        return real_.box_open(key, context, sealed);
    }

   private:
    const crypto::Suite& real_ = crypto::international_suite();
};

}  // namespace

const crypto::Suite& wrapped_suite(crypto::SuiteId id) __asm__("__wrap__ZN5xinan6crypto5suiteENS0_7SuiteIdE");
const crypto::Suite& wrapped_suite(crypto::SuiteId) {
    static const NullSuite suite;
    return suite;
}

}  // namespace xinan::bench
