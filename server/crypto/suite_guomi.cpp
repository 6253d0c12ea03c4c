// SPDX-License-Identifier: AGPL-3.0-or-later
// SM4-GCM (RFC 8998), SM3, SM2 signature and encryption (GM/T 0003.2, 0003.4).
// A sealed box is: length(2, big-endian) ‖ SM2(32 random bytes) as DER ‖ SM4-GCM ciphertext ‖ tag, the SM4 key derived
// from those bytes, the recipient's public key and the DER itself, so no other encoding of the same numbers opens.
#include "crypto/suite_guomi.hpp"

#include <botan/bigint.h>
#include <botan/ec_group.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>

#include <optional>

#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

constexpr std::size_t kPublicBytes = 65;  // 04 ‖ x ‖ y
constexpr std::size_t kPrivateBytes = 32;
constexpr std::size_t kSignatureBytes = 64;  // r ‖ s
constexpr std::size_t kBoxSecretBytes = 32;
constexpr const char* kSignatureParameters = "1234567812345678,SM3";  // the default identity of GM/T 0009, and the hash

const Botan::EC_Group& curve() {
    static const Botan::EC_Group kCurve("sm2p256v1");
    return kCurve;
}

std::optional<Botan::SM2_PublicKey> public_from(ByteView bytes) {
    if (bytes.size() != kPublicBytes || bytes[0] != 4) return std::nullopt;
    try {
        const Botan::PointGFp point = curve().OS2ECP(bytes.data(), bytes.size());
        if (point.is_zero() || !point.on_the_curve()) return std::nullopt;
        return Botan::SM2_PublicKey(curve(), point);
    } catch (const Botan::Exception&) {
        return std::nullopt;  // not a point of the curve
    }
}

std::optional<Botan::SM2_PrivateKey> private_from(ByteView bytes, Botan::RandomNumberGenerator& rng) {
    if (bytes.size() != kPrivateBytes) return std::nullopt;
    const Botan::BigInt scalar(bytes.data(), bytes.size());
    if (scalar.is_zero() || scalar >= curve().get_order() - 1) return std::nullopt;
    return Botan::SM2_PrivateKey(rng, curve(), scalar);
}

Bytes public_bytes(const Botan::SM2_PrivateKey& key) {
    return key.public_point().encode(Botan::PointGFp::UNCOMPRESSED);
}

KeyPair new_pair(Random& random) {
    RandomForBotan rng(random);
    const Botan::SM2_PrivateKey key(rng, curve(), Botan::BigInt::random_integer(rng, 1, curve().get_order() - 1));
    const auto scalar = Botan::BigInt::encode_1363(key.private_value(), kPrivateBytes);
    return {public_bytes(key), SecretBytes(ByteView(scalar.data(), scalar.size()))};
}

// Blinds Botan's private operations, which ask for a generator even where the result does not depend on it.
Random& blinding() {
    thread_local const std::unique_ptr<Random> source = system_random();
    return *source;
}

class Guomi final : public SymmetricSuite {
 public:
    SuiteId id() const override { return SuiteId::guomi; }
    std::string_view name() const override { return "guomi"; }
    std::size_t key_bytes() const override { return 16; }

    KeyPair signing_pair(Random& random) const override { return new_pair(random); }

    Bytes sign(ByteView private_key, ByteView message, Random& random) const override {
        RandomForBotan rng(random);
        const auto key = private_from(private_key, rng);
        ensure_or_die(key.has_value(), "an SM2 private key");
        Botan::PK_Signer signer(*key, rng, kSignatureParameters);
        return signer.sign_message(message.data(), message.size(), rng);
    }

    bool verify(ByteView public_key, ByteView message, ByteView signature) const override {
        const auto key = public_from(public_key);
        if (!key || signature.size() != kSignatureBytes) return false;
        try {
            Botan::PK_Verifier verifier(*key, kSignatureParameters);
            return verifier.verify_message(message.data(), message.size(), signature.data(), signature.size());
        } catch (const Botan::Exception&) { return false; }
    }

    KeyPair box_pair(Random& random) const override { return new_pair(random); }
    bool is_box_key(ByteView public_key) const override { return public_from(public_key).has_value(); }

    Bytes box_seal(ByteView public_key, ByteView context, ByteView plain, Random& random) const override {
        SecretBytes secret(kBoxSecretBytes);
        random.fill(secret.writable());
        const Bytes wrapped = sm2_encrypt(public_key, secret.view(), random);
        const std::array<std::uint8_t, 2> length{static_cast<std::uint8_t>(wrapped.size() >> 8U),
                                                 static_cast<std::uint8_t>(wrapped.size())};
        const Bytes text = seal_once(secret.view(), joined(wrapped, public_key), context, plain);
        return joined(joined(length, wrapped), text);
    }

    Result<SecretBytes> box_open(ByteView private_key, ByteView context, ByteView sealed) const override {
        if (sealed.size() < 2) return does_not_open();
        const std::size_t size = static_cast<std::size_t>(sealed[0]) << 8U | sealed[1];
        if (sealed.size() < 2 + size + kTagBytes) return does_not_open();
        RandomForBotan rng(blinding());
        const auto key = private_from(private_key, rng);
        if (!key) return does_not_open();
        const ByteView wrapped = sealed.subspan(2, size);
        const SecretBytes secret = TRY(sm2_decrypt(private_key, wrapped));
        if (secret.size() != kBoxSecretBytes) return does_not_open();
        return open_once(secret.view(), joined(wrapped, public_bytes(*key)), context, sealed.subspan(2 + size));
    }
};

}  // namespace

Bytes sm2_encrypt(ByteView public_key, ByteView plain, Random& random) {
    const auto key = public_from(public_key);
    ensure(key.has_value(), "a box is sealed to a public key");
    RandomForBotan rng(random);
    const Botan::PK_Encryptor_EME encryptor(*key, rng, "SM3");
    return encryptor.encrypt(plain.data(), plain.size(), rng);
}

Result<SecretBytes> sm2_decrypt(ByteView private_key, ByteView sealed) {
    RandomForBotan rng(blinding());
    const auto key = private_from(private_key, rng);
    if (!key) return does_not_open();
    try {
        const Botan::PK_Decryptor_EME decryptor(*key, rng, "SM3");
        const auto plain = decryptor.decrypt(sealed.data(), sealed.size());
        return SecretBytes(ByteView(plain.data(), plain.size()));
    } catch (const Botan::Exception&) { return does_not_open(); }
}

const Suite& guomi_suite() {
    static const Guomi kSuite;
    return kSuite;
}

}  // namespace xinan::crypto
