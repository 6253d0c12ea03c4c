// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/primitives.hpp"

#include <botan/aead.h>
#include <botan/exceptn.h>
#include <botan/hash.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <set>

namespace xinan::crypto {
namespace {

constexpr std::size_t kHashBytes = std::tuple_size_v<Hash>;

struct Objects;

// All threads' objects, so that sealing can clear what they hold. Locked before any one of them.
struct Registry {
    std::mutex mutex;
    std::set<Objects*> all;
};
Registry& registry() {
    static Registry kRegistry;
    return kRegistry;
}

// One suite's objects of one thread. Looking an algorithm up by name costs more than sealing a short field.
struct Objects {
    std::mutex mutex;  // held by its thread during a call, by another only to clear
    std::unique_ptr<Botan::AEAD_Mode> seal, open;
    std::unique_ptr<Botan::HashFunction> hash;
    Botan::secure_vector<std::uint8_t> tail;

    Objects(const char* aead_name, const char* hash_name)
        : seal(Botan::AEAD_Mode::create_or_throw(aead_name, Botan::ENCRYPTION)),
          open(Botan::AEAD_Mode::create_or_throw(aead_name, Botan::DECRYPTION)),
          hash(Botan::HashFunction::create_or_throw(hash_name)) {
        const std::lock_guard lock(registry().mutex);
        registry().all.insert(this);
    }
    ~Objects() {
        const std::lock_guard lock(registry().mutex);
        registry().all.erase(this);
    }
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;
};

Objects& objects(SuiteId id) {
    if (id == SuiteId::international) {
        thread_local Objects international{"AES-256/GCM", "SHA-256"};
        return international;
    }
    thread_local Objects guomi{"SM4/GCM", "SM3"};
    return guomi;
}

// HMAC (RFC 2104) over a thread's hash: H(key ^ 5c.. ‖ H(key ^ 36.. ‖ data)). Botan's own costs twice as much for the
// short inputs of a field key, by its bookkeeping for set_key.
class Hmac final {
 public:
    Hmac(Botan::HashFunction& hash, ByteView key) : hash_(hash) {
        Hash shortened;
        if (key.size() > pad_.size()) {
            hash_.update(key.data(), key.size());
            hash_.final(shortened.data());
            key = shortened;
        }
        pad_.fill(0x36);
        for (std::size_t i = 0; i < key.size(); ++i) pad_[i] ^= key[i];
        hash_.update(pad_.data(), pad_.size());
    }
    ~Hmac() { wipe(pad_.data(), pad_.size()); }
    Hmac(const Hmac&) = delete;
    Hmac& operator=(const Hmac&) = delete;

    void update(ByteView data) { hash_.update(data.data(), data.size()); }
    void finish(Hash& out) {
        Hash inner;
        hash_.final(inner.data());
        for (std::uint8_t& byte : pad_) byte ^= 0x36 ^ 0x5c;
        hash_.update(pad_.data(), pad_.size());
        hash_.update(inner.data(), inner.size());
        hash_.final(out.data());
    }

 private:
    Botan::HashFunction& hash_;
    std::array<std::uint8_t, 64> pad_;  // the block of SHA-256 and of SM3
};

// Runs the whole blocks of body in place; the rest (and, when opening, the tag) goes through `tail`.
std::size_t whole_blocks(const Botan::AEAD_Mode& mode, std::size_t size) {
    const std::size_t block = mode.update_granularity();
    return size - size % block;
}

constexpr std::string_view kOnceLabel = "xinan.once.1";

SecretBytes once_keys(const Suite& suite, ByteView secret, ByteView salt, ByteView context) {
    return suite.derive(secret, salt, joined(view_of(kOnceLabel), suite.hash(context)),
                        suite.key_bytes() + kNonceBytes);
}

}  // namespace

Bytes joined(ByteView a, ByteView b) {
    Bytes out(a.size() + b.size());
    const auto middle = std::copy(a.begin(), a.end(), out.begin());
    std::copy(b.begin(), b.end(), middle);
    return out;
}

void forget_last_keys() {
    const std::lock_guard lock(registry().mutex);
    for (Objects* const each : registry().all) {
        const std::lock_guard of_thread(each->mutex);
        each->seal->clear();
        each->open->clear();
    }
}

Error does_not_open() {
    return fail(ErrorKind::internal, "crypto.does_not_open");
}

Bytes SymmetricSuite::aead_seal(ByteView key, ByteView nonce, ByteView associated, ByteView plain) const {
    ensure_or_die(key.size() == key_bytes() && nonce.size() == kNonceBytes, "sizes of key and nonce");
    Objects& mine = objects(id());
    const std::lock_guard lock(mine.mutex);
    mine.seal->set_key(key.data(), key.size());
    mine.seal->set_associated_data(associated.data(), associated.size());
    mine.seal->start(nonce.data(), nonce.size());

    const std::size_t whole = whole_blocks(*mine.seal, plain.size());
    Bytes sealed(plain.size() + kTagBytes);
    std::copy(plain.begin(), plain.end(), sealed.begin());
    if (whole > 0) mine.seal->process(sealed.data(), whole);
    mine.tail.assign(plain.begin() + static_cast<std::ptrdiff_t>(whole), plain.end());
    mine.seal->finish(mine.tail);
    ensure_or_die(mine.tail.size() == sealed.size() - whole, "GCM adds the tag and nothing else");
    std::copy(mine.tail.begin(), mine.tail.end(), sealed.begin() + static_cast<std::ptrdiff_t>(whole));
    return sealed;
}

Result<SecretBytes> SymmetricSuite::aead_open(ByteView key, ByteView nonce, ByteView associated,
                                              ByteView sealed) const {
    ensure_or_die(key.size() == key_bytes() && nonce.size() == kNonceBytes, "sizes of key and nonce");
    if (sealed.size() < kTagBytes) return does_not_open();
    Objects& mine = objects(id());
    const std::lock_guard lock(mine.mutex);
    mine.open->set_key(key.data(), key.size());
    mine.open->set_associated_data(associated.data(), associated.size());
    mine.open->start(nonce.data(), nonce.size());

    const std::size_t size = sealed.size() - kTagBytes;
    const std::size_t whole = whole_blocks(*mine.open, size);
    SecretBytes plain(sealed.first(size));
    if (whole > 0) mine.open->process(plain.writable().data(), whole);
    mine.tail.assign(sealed.begin() + static_cast<std::ptrdiff_t>(whole), sealed.end());
    try {
        mine.open->finish(mine.tail);
    } catch (const Botan::Invalid_Authentication_Tag&) {
        wipe(mine.tail.data(), mine.tail.size());
        return does_not_open();  // plain is wiped by its destructor
    }
    ensure_or_die(mine.tail.size() == size - whole, "GCM removes the tag and nothing else");
    std::copy(mine.tail.begin(), mine.tail.end(), plain.writable().begin() + static_cast<std::ptrdiff_t>(whole));
    wipe(mine.tail.data(), mine.tail.size());
    return plain;
}

Hash SymmetricSuite::hash2(ByteView a, ByteView b) const {
    Botan::HashFunction& hash = *objects(id()).hash;
    hash.update(a.data(), a.size());
    hash.update(b.data(), b.size());
    Hash out;
    hash.final(out.data());
    return out;
}

Hash SymmetricSuite::mac(ByteView key, ByteView data) const {
    Hmac hmac(*objects(id()).hash, key);
    hmac.update(data);
    Hash out;
    hmac.finish(out);
    return out;
}

SecretBytes SymmetricSuite::derive(ByteView key, ByteView salt, ByteView info, std::size_t size) const {
    static constexpr Hash kNoSalt{};  // RFC 5869 2.2: an absent salt is one hash length of zeros
    Hash pseudorandom_key = mac(salt.empty() ? ByteView(kNoSalt) : salt, key);
    SecretBytes out(size);
    expand(pseudorandom_key, info, out.writable());
    wipe(pseudorandom_key.data(), pseudorandom_key.size());
    return out;
}

void SymmetricSuite::expand(ByteView pseudorandom_key, ByteView info, std::span<std::uint8_t> out) const {
    ensure_or_die(!out.empty() && out.size() <= 255 * kHashBytes, "length of derived key");
    Botan::HashFunction& hash = *objects(id()).hash;
    Hash block{};
    std::size_t done = 0;
    for (std::uint8_t counter = 1; done < out.size(); ++counter) {  // T(n) = HMAC(PRK, T(n-1) ‖ info ‖ n)
        Hmac hmac(hash, pseudorandom_key);
        if (counter > 1) hmac.update(block);
        hmac.update(info);
        hmac.update({&counter, 1});
        hmac.finish(block);
        const std::size_t take = std::min(block.size(), out.size() - done);
        std::memcpy(out.data() + done, block.data(), take);
        done += take;
    }
    wipe(block.data(), block.size());
}

Bytes SymmetricSuite::seal_once(ByteView secret, ByteView salt, ByteView context, ByteView plain) const {
    const SecretBytes keys = once_keys(*this, secret, salt, context);
    return aead_seal(keys.view().first(key_bytes()), keys.view().subspan(key_bytes()), context, plain);
}

Result<SecretBytes> SymmetricSuite::open_once(ByteView secret, ByteView salt, ByteView context, ByteView sealed) const {
    const SecretBytes keys = once_keys(*this, secret, salt, context);
    return aead_open(keys.view().first(key_bytes()), keys.view().subspan(key_bytes()), context, sealed);
}

}  // namespace xinan::crypto
