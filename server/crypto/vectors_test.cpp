// SPDX-License-Identifier: AGPL-3.0-or-later
// Published vectors of every algorithm. Goal: what we call AES-256-GCM or SM2 is what the standard calls so.
#include <algorithm>
#include <utility>

#include "crypto/crypto_support.hpp"
#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

using testing::hex;

const Suite& international() {
    return suite(SuiteId::international);
}
const Suite& guomi() {
    return suite(SuiteId::guomi);
}
std::string hash_hex(const Hash& hash) {
    return to_hex(hash);
}
Bytes repeated(std::uint8_t byte, std::size_t count) {
    return Bytes(count, byte);
}

struct AeadRow {
    const char* source;
    SuiteId suite_id;
    const char *key, *nonce, *associated, *plain, *sealed;
};
const AeadRow kAead[] = {
    {"McGrew and Viega, GCM, case 13", SuiteId::international,
     "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"case 14", SuiteId::international, "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", "", "00000000000000000000000000000000",
     "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
    {"case 16", SuiteId::international, "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
     "ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
     "bcc9f66276fc6ece0f4e1768cddf8853bb2d551b"},
    {"RFC 8998 A.1", SuiteId::guomi, "0123456789abcdeffedcba9876543210", "00001234567800000000abcd",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeee"
     "aaaaaaaaaaaaaaaa",
     "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397"
     "b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec"},
};

TEST(Vectors, AuthenticatedEncryption) {
    for (const AeadRow& row : kAead) {
        SCOPED_TRACE(row.source);
        const Suite& s = suite(row.suite_id);
        const Bytes sealed = s.aead_seal(hex(row.key), hex(row.nonce), hex(row.associated), hex(row.plain));
        EXPECT_EQ(to_hex(sealed), row.sealed);
        const auto opened = s.aead_open(hex(row.key), hex(row.nonce), hex(row.associated), hex(row.sealed));
        ASSERT_TRUE(opened.ok());
        EXPECT_EQ(to_hex(opened->view()), row.plain);
    }
}

TEST(Vectors, Hashes) {
    // FIPS 180-4 examples; GM/T 0004 appendix A.
    EXPECT_EQ(hash_hex(international().hash(view_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hash_hex(international().hash({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hash_hex(guomi().hash(view_of("abc"))),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen;
    for (int i = 0; i < 16; ++i) sixteen += "abcd";
    EXPECT_EQ(hash_hex(guomi().hash(view_of(sixteen))),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    for (const Suite* s : {&international(), &guomi()}) {
        EXPECT_EQ(s->hash2(view_of("ab"), view_of("c")), s->hash(view_of("abc")));
    }
}

TEST(Vectors, MessageAuthentication) {
    // RFC 4231 cases 1, 2 and 6 (key longer than a block); HMAC-SM3 computed by OpenSSL 3.0.
    EXPECT_EQ(hash_hex(international().mac(repeated(0x0b, 20), view_of("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hash_hex(international().mac(view_of("Jefe"), view_of("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hash_hex(international().mac(repeated(0xaa, 131),
                                           view_of("Test Using Larger Than Block-Size Key - Hash Key First"))),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(hash_hex(guomi().mac(hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"),
                                   view_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
                                           "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
              "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
}

TEST(Vectors, KeyDerivation) {
    // RFC 5869 cases 1 and 3; with SM3 computed by OpenSSL 3.0 (`openssl kdf … HKDF`).
    const Bytes salt = hex("000102030405060708090a0b0c");
    const Bytes info = hex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(to_hex(international().derive(repeated(0x0b, 22), salt, info, 42).view()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_EQ(to_hex(international().derive(repeated(0x0b, 22), {}, {}, 42).view()),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    EXPECT_EQ(to_hex(guomi().derive(repeated(0x0b, 22), salt, info, 42).view()),
              "c69fe91b7aaee2dd5718d72dcaee0cce93f1b8e41f792da51261b6a517e68b36ed2c595572b01dfa359b");
    for (const Suite* s : {&international(), &guomi()}) {
        SecretBytes out(42);
        s->expand(s->mac(salt, repeated(0x0b, 22)), info, out.writable());
        EXPECT_EQ(to_hex(out.view()), to_hex(s->derive(repeated(0x0b, 22), salt, info, 42).view()));
    }
}

TEST(Vectors, Ed25519) {
    // RFC 8032 7.1, tests 1 and 2.
    struct Row {
        const char *secret, *open, *message, *signature;
    };
    const Row rows[] = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bb"
         "e24"
         "655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302"
         "aee"
         "b00d291612bb0c00"},
    };
    const auto random = seeded_random(1);
    for (const Row& row : rows) {
        EXPECT_EQ(to_hex(international().sign(hex(row.secret), hex(row.message), *random)), row.signature);
        EXPECT_TRUE(international().verify(hex(row.open), hex(row.message), hex(row.signature)));
    }
}

TEST(Vectors, X25519) {
    // RFC 7748 5.2: the first example, then 1,000 iterations.
    EXPECT_EQ(to_hex(x25519(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                            hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))
                         .view()),
              "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    Bytes k = hex("0900000000000000000000000000000000000000000000000000000000000000");
    Bytes u = k;
    for (int i = 1; i <= 1000; ++i) {
        Bytes next = to_bytes(x25519(k, u).view());
        u = std::exchange(k, std::move(next));
        if (i == 1) { EXPECT_EQ(to_hex(k), "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"); }
    }
    EXPECT_EQ(to_hex(k), "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
    // Points of small order give no secret (RFC 7748 6.1).
    EXPECT_TRUE(x25519(k, repeated(0, 32)).empty());
    EXPECT_FALSE(international().is_box_key(repeated(0, 32)));
    EXPECT_FALSE(international().is_box_key(hex("0100000000000000000000000000000000000000000000000000000000000000")));
}

// GB/T 32918.5 annexes A and C: the key pair of both examples.
constexpr const char* kSm2Secret = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
constexpr const char* kSm2Open =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a"
    "66"
    "32f6072da9ad13";

TEST(Vectors, Sm2Signature) {
    const Bytes published =
        hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    EXPECT_TRUE(guomi().verify(hex(kSm2Open), view_of("message digest"), published));
    EXPECT_FALSE(guomi().verify(hex(kSm2Open), view_of("message digesT"), published));
    const auto random = seeded_random(1);
    const Bytes own = guomi().sign(hex(kSm2Secret), view_of("message digest"), *random);
    EXPECT_EQ(own.size(), 64U);
    EXPECT_TRUE(guomi().verify(hex(kSm2Open), view_of("message digest"), own));
}

TEST(Vectors, Sm2Encryption) {
    // C1 ‖ C3 ‖ C2 of the annex, written as GM/T 0009 DER.
    const Bytes published =
        hex("307c"
            "022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
            "022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
            "042059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
            "041321886ca989ca9c7d58087307ca93092d651efa");
    const auto opened = sm2_decrypt(hex(kSm2Secret), published);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened->text(), "encryption standard");
    const auto random = seeded_random(1);
    const auto own = sm2_decrypt(hex(kSm2Secret), sm2_encrypt(hex(kSm2Open), view_of("encryption standard"), *random));
    ASSERT_TRUE(own.ok());
    EXPECT_EQ(own->text(), "encryption standard");
}

TEST(Vectors, Argon2id) {
    // phc-winner-argon2 src/test.c, version 0x13, Argon2id, one lane.
    EXPECT_EQ(to_hex(passphrase_key("password", view_of("somesalt"), 32, {.memory_kib = 256, .passes = 2}).view()),
              "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    EXPECT_EQ(to_hex(passphrase_key("password", view_of("somesalt"), 32, {.memory_kib = 65536, .passes = 2}).view()),
              "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
}

}  // namespace
}  // namespace xinan::crypto
