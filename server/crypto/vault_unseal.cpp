// SPDX-License-Identifier: AGPL-3.0-or-later
// How a vault begins and ends: init, unseal, seal, a new passphrase.
#include <algorithm>

#include "crypto/primitives.hpp"
#include "crypto/rewrap.hpp"
#include "crypto/vault_impl.hpp"

namespace xinan::crypto {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kSaltAndCostBytes = kSaltBytes + 8;
constexpr std::size_t kPassphraseKeyBytes = 32;
// A keyring altered by somebody else must not make unsealing eat the machine.
constexpr std::uint32_t kMemoryKibMax = 1U << 20U;
constexpr std::uint32_t kPassesMax = 32;

std::uint32_t number_at(ByteView bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 8U | bytes[i];
    return value;
}

Bytes new_salt(PassphraseCost cost, Random& random) {
    Bytes salt(kSaltAndCostBytes);
    random.fill(std::span(salt).first(kSaltBytes));
    for (unsigned i = 0; i < 4; ++i) {
        salt[kSaltBytes + i] = static_cast<std::uint8_t>(cost.memory_kib >> (24U - 8U * i));
        salt[kSaltBytes + 4 + i] = static_cast<std::uint8_t>(cost.passes >> (24U - 8U * i));
    }
    return salt;
}

// Whether a passphrase is right is known only by the wrap it opens; its cost is stored beside the salt.
Result<SecretBytes> key_of_passphrase(const SecretBytes& passphrase, ByteView salt_and_cost) {
    if (salt_and_cost.size() != kSaltAndCostBytes) return fail(ErrorKind::internal, "keyring.damaged");
    const PassphraseCost cost{number_at(salt_and_cost, kSaltBytes), number_at(salt_and_cost, kSaltBytes + 4)};
    if (cost.memory_kib < 8 || cost.memory_kib > kMemoryKibMax || cost.passes < 1 || cost.passes > kPassesMax) {
        return fail(ErrorKind::internal, "keyring.damaged");
    }
    return passphrase_key(passphrase.text(), salt_and_cost.first(kSaltBytes), kPassphraseKeyBytes, cost);
}

// The commitment to the master key, then a MAC under it over what the header says: somebody who can write the keyring
// but not unseal it cannot put another recovery key in its place.
Bytes master_check(const Suite& suite, const KeyringHeader& header, ByteView master) {
    const auto commitment = commitment_of(suite, master_context(header.installation).view(), master);
    const SecretBytes key = suite.derive(master, {}, view_of("xinan.header.1"), 32);
    Canonical said = master_context(header.installation);
    said.number(header.suite).bytes(header.recovery_public_key);
    return joined(commitment, suite.mac(key.view(), said.view()));
}

Error wrong_key(const InstallationId& expected, const InstallationId& given) {
    return fail(ErrorKind::invalid, "vault.wrong_key",
                {{"expected", installation_prefix(expected)}, {"given", installation_prefix(given)}});
}

Result<SecretBytes> master_by_key_file(const Suite& suite, const KeyringHeader& header, const SecretBytes& text) {
    const KeyFile file = TRY(parse_key_file(text.view()));
    if (file.installation != header.installation) return wrong_key(header.installation, file.installation);
    if (header.master_by_key_file.empty()) return fail(ErrorKind::invalid, "vault.no_key_file");
    auto master = unwrap_key(suite, WrapPurpose::master_by_key_file, file.key.view(),
                             master_context(header.installation).view(), header.master_by_key_file);
    if (!master) return wrong_key(header.installation, file.installation);
    return master;
}

Result<SecretBytes> master_by_passphrase(const Suite& suite, const KeyringHeader& header,
                                         const SecretBytes& passphrase) {
    if (header.master_by_passphrase.empty()) return fail(ErrorKind::invalid, "vault.no_passphrase");
    const SecretBytes key = TRY(key_of_passphrase(passphrase, header.passphrase_salt));
    auto master = unwrap_key(suite, WrapPurpose::master_by_passphrase, key.view(),
                             master_context(header.installation).view(), header.master_by_passphrase);
    if (!master) return fail(ErrorKind::invalid, "vault.wrong_passphrase");
    return master;
}

// Puts the passphrase's wrap of the master key into the header.
Result<void> add_passphrase(const Suite& suite, KeyringHeader& header, ByteView master, const SecretBytes& passphrase,
                            PassphraseCost cost, Random& random) {
    header.passphrase_salt = new_salt(cost, random);
    const SecretBytes key = TRY(key_of_passphrase(passphrase, header.passphrase_salt));
    header.master_by_passphrase = wrap_key(suite, WrapPurpose::master_by_passphrase, key.view(),
                                           master_context(header.installation).view(), master, random);
    return {};
}

Result<SuiteId> suite_of(const KeyringHeader& header) {
    if (header.suite != 1 && header.suite != 2) return fail(ErrorKind::internal, "keyring.damaged");
    return static_cast<SuiteId>(header.suite);
}

}  // namespace

namespace {

struct Opened {
    KeyringHeader header;
    SecretBytes master;
};

Result<Opened> open_header(KeyringBackend& backend, const Unsealer& with) {
    auto found = TRY(backend.header());
    if (!found) return fail(ErrorKind::not_found, "vault.no_keyring");
    const crypto::Suite& suite = crypto::suite(TRY(suite_of(*found)));
    SecretBytes master = TRY(with.kind == Unsealer::Kind::key_file ? master_by_key_file(suite, *found, with.secret)
                                                                   : master_by_passphrase(suite, *found, with.secret));
    if (master.size() != kMasterBytes ||
        !equal_in_constant_time(master_check(suite, *found, master.view()), found->master_check)) {
        return fail(ErrorKind::internal, "keyring.damaged");
    }
    return Opened{std::move(*found), std::move(master)};
}

}  // namespace

Result<void> replace_key_file(KeyringBackend& backend, const Unsealer& with, Random& random,
                              const BeforeChange& before_change) {
    Opened opened = TRY(open_header(backend, with));
    KeyringHeader& header = opened.header;
    KeyFile file{header.installation, SecretBytes(32)};
    random.fill(file.key.writable());
    header.master_by_key_file =
        wrap_key(crypto::suite(TRY(suite_of(header))), WrapPurpose::master_by_key_file, file.key.view(),
                 master_context(header.installation).view(), opened.master.view(), random);
    TRY_VOID(before_change(key_file_text(file)));
    return backend.put_header(header);
}

Result<void> replace_passphrase(KeyringBackend& backend, const Unsealer& with, const SecretBytes& passphrase,
                                PassphraseCost cost, Random& random, const BeforeChange& before_change) {
    Opened opened = TRY(open_header(backend, with));
    const crypto::Suite& suite = crypto::suite(TRY(suite_of(opened.header)));
    TRY_VOID(add_passphrase(suite, opened.header, opened.master.view(), passphrase, cost, random));
    TRY_VOID(before_change(SecretBytes{}));
    return backend.put_header(opened.header);
}

Canonical master_context(const InstallationId& installation) {
    Canonical context("xinan.master.1");
    context.bytes(installation);
    return context;
}

Result<FirstKeys> Vault::init(SuiteId suite_id, bool with_key_file, const SecretBytes* passphrase,
                              PassphraseCost cost) {
    if (!with_key_file && passphrase == nullptr) return fail(ErrorKind::invalid, "vault.no_way_to_unseal");
    if (TRY(impl_->backend.header()).has_value()) return fail(ErrorKind::conflict, "keyring.exists");
    const crypto::Suite& suite = crypto::suite(suite_id);
    Random& random = impl_->random;

    KeyringHeader header;
    random.fill(header.installation);
    header.suite = static_cast<std::uint8_t>(suite_id);
    SecretBytes master(kMasterBytes);
    random.fill(master.writable());

    FirstKeys first;
    if (with_key_file) {
        KeyFile file{header.installation, SecretBytes(32)};
        random.fill(file.key.writable());
        header.master_by_key_file = wrap_key(suite, WrapPurpose::master_by_key_file, file.key.view(),
                                             master_context(header.installation).view(), master.view(), random);
        first.key_file = key_file_text(file);
    }
    if (passphrase != nullptr) TRY_VOID(add_passphrase(suite, header, master.view(), *passphrase, cost, random));

    RecoveryKey recovery = TRY(make_recovery_key(suite, random));
    header.recovery_public_key = recovery.public_key;
    header.master_check = master_check(suite, header, master.view());
    first.recovery_shares = std::move(recovery.shares);

    TRY_VOID(impl_->backend.put_header(header));
    impl_->open_with(header, master.view(), TRY(impl_->backend.stamp()));
    return first;
}

Result<void> Vault::unseal(const Unsealer& with) {
    const Opened opened = TRY(open_header(impl_->backend, with));
    impl_->open_with(opened.header, opened.master.view(), TRY(impl_->backend.stamp()));
    return {};
}

void Vault::seal() {
    impl_->forget();
    forget_last_keys();
}

Result<void> Vault::change_passphrase(const SecretBytes& passphrase, PassphraseCost cost) {
    auto found = TRY(impl_->backend.header());
    if (!found) return fail(ErrorKind::not_found, "vault.no_keyring");
    const crypto::Suite& suite = crypto::suite(TRY(suite_of(*found)));
    SecretBytes master;
    {
        const std::shared_lock lock(impl_->mutex);
        if (!impl_->open) return sealed_error();
        master = SecretBytes(ByteView(impl_->master.bytes()));
    }
    TRY_VOID(add_passphrase(suite, *found, master.view(), passphrase, cost, impl_->random));
    TRY_VOID(impl_->backend.put_header(*found));
    const std::unique_lock lock(impl_->mutex);
    impl_->header = *found;
    return {};
}

void Vault::Impl::open_with(const KeyringHeader& read, ByteView master_key, std::uint64_t stamp_now) {
    const std::unique_lock lock(mutex);
    std::copy(master_key.begin(), master_key.end(), master.bytes().begin());
    cache.forget_all();
    ++epoch;
    header = read;
    open = true;
    stamp_seen = stamp_now;
}

void Vault::Impl::forget() {
    const std::unique_lock lock(mutex);
    master.wipe_all();
    cache.forget_all();
    ++epoch;
    open = false;
}

}  // namespace xinan::crypto
