// SPDX-License-Identifier: AGPL-3.0-or-later
// AES-256-GCM, SHA-256, Ed25519 (RFC 8032), X25519 (RFC 7748). A sealed box is: ephemeral public key(32) ‖ ciphertext ‖
// tag.
#include "crypto/suite_international.hpp"

#include <botan/curve25519.h>
#include <botan/ed25519.h>
#include <botan/pubkey.h>

#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

constexpr std::size_t kPublicBytes = 32;
constexpr std::size_t kPrivateBytes = 32;

Botan::secure_vector<std::uint8_t> locked(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

// Both public keys go into the derivation, so a box opens for one pair only, and no alternative encoding of the
// ephemeral key (X25519 ignores its top bit) is accepted.
Bytes both(ByteView ephemeral, ByteView recipient) {
    return joined(ephemeral, recipient);
}

SecretBytes private_bytes(Random& random) {
    SecretBytes secret(kPrivateBytes);
    random.fill(secret.writable());
    return secret;
}

Bytes box_public(const SecretBytes& secret) {
    return Botan::Curve25519_PrivateKey(locked(secret.view())).public_value();
}

class International final : public SymmetricSuite {
 public:
    SuiteId id() const override { return SuiteId::international; }
    std::string_view name() const override { return "international"; }
    std::size_t key_bytes() const override { return 32; }

    KeyPair signing_pair(Random& random) const override {
        SecretBytes seed = private_bytes(random);
        const Botan::Ed25519_PrivateKey key(locked(seed.view()));
        return {key.get_public_key(), std::move(seed)};
    }

    Bytes sign(ByteView private_key, ByteView message, Random& random) const override {
        ensure_or_die(private_key.size() == kPrivateBytes, "size of an Ed25519 private key");
        const Botan::Ed25519_PrivateKey key(locked(private_key));
        RandomForBotan rng(random);  // asked for by the interface; Ed25519 is deterministic
        Botan::PK_Signer signer(key, rng, "Pure");
        return signer.sign_message(message.data(), message.size(), rng);
    }

    bool verify(ByteView public_key, ByteView message, ByteView signature) const override {
        if (public_key.size() != kPublicBytes) return false;
        try {
            const Botan::Ed25519_PublicKey key(public_key.data(), public_key.size());
            Botan::PK_Verifier verifier(key, "Pure");
            return verifier.verify_message(message.data(), message.size(), signature.data(), signature.size());
        } catch (const Botan::Exception&) {
            return false;  // not a key
        }
    }

    KeyPair box_pair(Random& random) const override {
        SecretBytes secret = private_bytes(random);
        return {box_public(secret), std::move(secret)};
    }

    bool is_box_key(ByteView public_key) const override {
        if (public_key.size() != kPublicBytes) return false;
        static constexpr std::array<std::uint8_t, kPrivateBytes> kAnyScalar{8};
        return !x25519(kAnyScalar, public_key).empty();
    }

    Bytes box_seal(ByteView public_key, ByteView context, ByteView plain, Random& random) const override {
        const SecretBytes ephemeral = private_bytes(random);
        const SecretBytes shared = x25519(ephemeral.view(), public_key);
        ensure(!shared.empty(), "a box is sealed to a public key");
        const Bytes open_half = box_public(ephemeral);
        return joined(open_half, seal_once(shared.view(), both(open_half, public_key), context, plain));
    }

    Result<SecretBytes> box_open(ByteView private_key, ByteView context, ByteView sealed) const override {
        if (private_key.size() != kPrivateBytes || sealed.size() < kPublicBytes + kTagBytes) return does_not_open();
        const ByteView ephemeral = sealed.first(kPublicBytes);
        const SecretBytes shared = x25519(private_key, ephemeral);
        if (shared.empty()) return does_not_open();
        const Bytes salt = both(ephemeral, box_public(SecretBytes(private_key)));
        return open_once(shared.view(), salt, context, sealed.subspan(kPublicBytes));
    }
};

}  // namespace

SecretBytes x25519(ByteView private_key, ByteView public_key) {
    if (private_key.size() != kPrivateBytes || public_key.size() != kPublicBytes) return {};
    SecretBytes shared(kPublicBytes);
    Botan::curve25519_donna(shared.writable().data(), private_key.data(), public_key.data());
    std::uint8_t any = 0;
    for (const std::uint8_t byte : shared.view()) any |= byte;
    if (any == 0) return {};
    return shared;
}

const Suite& international_suite() {
    static const International kSuite;
    return kSuite;
}

}  // namespace xinan::crypto
