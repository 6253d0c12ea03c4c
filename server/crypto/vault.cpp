// SPDX-License-Identifier: AGPL-3.0-or-later
// What an unsealed vault does: keys of scopes, fields, tokens, signatures. Its beginning and end are vault_unseal.cpp.
#include "crypto/vault.hpp"

#include <algorithm>

#include "crypto/primitives.hpp"
#include "crypto/vault_impl.hpp"

namespace xinan::crypto {
namespace {

// A key derived for one field, on the stack; 16 or 32 of its bytes are used.
struct FieldKey {
    std::array<std::uint8_t, 32> bytes{};
    std::size_t size;
    FieldKey(const Suite& suite, const OpenedKey& scope, const Canonical& place) : size(suite.key_bytes()) {
        suite.expand(scope.pseudorandom, place.view(), std::span(bytes).first(size));
    }
    ~FieldKey() { wipe(bytes.data(), bytes.size()); }
    FieldKey(const FieldKey&) = delete;
    FieldKey& operator=(const FieldKey&) = delete;
    [[nodiscard]] ByteView view() const { return ByteView(bytes).first(size); }
};

constexpr Scope centre_wide(ScopeKind kind) {
    return {kind, AnyId{}};
}

bool holds_key_pair(ScopeKind kind) {
    return kind == ScopeKind::ledger_signing || kind == ScopeKind::backup;
}

}  // namespace

Error sealed_error() {
    return fail(ErrorKind::unavailable, "unavailable.sealed");
}
Error no_key_error() {
    return fail(ErrorKind::not_found, "vault.no_key");
}

Canonical key_context(const InstallationId& installation, const WrappedKey& row) {
    Canonical context("xinan.key.1");
    context.bytes(installation).bytes(row.centre.view()).number(static_cast<std::uint32_t>(row.scope.kind));
    context.bytes(row.scope.id.view()).number(row.generation).bytes(row.public_key);
    return context;
}

Vault::Vault(KeyringBackend& backend, Clock& clock, Random& random)
    : impl_(std::make_unique<Impl>(backend, clock, random)) {}

Vault::~Vault() = default;  // the locked memory wipes itself

bool Vault::sealed() const {
    const std::shared_lock lock(impl_->mutex);
    return !impl_->open;
}

Result<KeyringHeader> Vault::Impl::known_header() const {
    {
        const std::shared_lock lock(mutex);
        if (header) return *header;
    }
    auto found = TRY(backend.header());
    if (!found) return fail(ErrorKind::not_found, "vault.no_keyring");
    const std::unique_lock lock(mutex);
    if (!header) header = *found;
    return *header;
}

const Suite& Vault::suite() const {
    {
        const std::shared_lock lock(impl_->mutex);
        if (impl_->header) return crypto::suite(static_cast<SuiteId>(impl_->header->suite));
    }
    const auto header = impl_->known_header();
    ensure(header.ok(), "the keyring has a header");
    return crypto::suite(static_cast<SuiteId>(header->suite));
}

std::array<std::uint8_t, 16> Vault::installation() const {
    const auto header = impl_->known_header();
    ensure(header.ok(), "the keyring has a header");
    return header->installation;
}

Result<std::uint64_t> Vault::stamp() {
    return impl_->backend.stamp();
}

Result<void> Vault::notice_changes() {
    const std::uint64_t now = TRY(impl_->backend.stamp());
    if (impl_->stamp_seen.exchange(now) == now) return {};
    const std::unique_lock lock(impl_->mutex);
    impl_->cache.forget_all();
    ++impl_->epoch;
    return {};
}

bool Vault::memory_locked() const {
    return impl_->master.locked() && impl_->cache.locked();
}

Bytes Vault::recovery_public_key() const {
    const std::shared_lock lock(impl_->mutex);
    return impl_->open ? impl_->header->recovery_public_key : Bytes{};
}

// --- keys
// --------------------------------------------------------------------------------------------------------------

// A stamp that is ours and next is remembered; a jump means another server acted, which notice_changes() then sees.
void Vault::Impl::note_stamp(std::uint64_t stamp_now) {
    std::uint64_t before = stamp_now - 1;
    stamp_seen.compare_exchange_strong(before, stamp_now);
}

void Vault::Impl::forget_scope(CentreId centre, const Scope& scope) {
    const std::unique_lock lock(mutex);
    cache.forget(centre, scope);
    ++epoch;
}

Result<OpenedKey> Vault::Impl::unwrap(const WrappedKey& row) const {
    const std::shared_lock lock(mutex);
    if (!open) return sealed_error();
    const crypto::Suite& suite = crypto::suite(static_cast<SuiteId>(header->suite));
    const Canonical context = key_context(header->installation, row);
    const SecretBytes key = TRY(unwrap_key(suite, WrapPurpose::scope_key, master.bytes(), context.view(), row.wrapped));
    if (key.size() != kScopeKeyBytes) return fail(ErrorKind::internal, "keyring.damaged");
    OpenedKey out;
    out.generation = row.generation;
    std::copy(key.view().begin(), key.view().end(), out.key.begin());
    static constexpr Hash kNoSalt{};  // the first half of HKDF, as Suite::derive does it
    out.pseudorandom = suite.mac(kNoSalt, key.view());
    return out;
}

Result<OpenedKey> Vault::Impl::opened(const KeyName& name) {
    std::uint64_t epoch_before = 0;
    {
        const std::shared_lock lock(mutex);
        if (!open) return sealed_error();
        if (auto held = cache.find(name)) return *held;
        epoch_before = epoch;
    }
    const auto row = TRY(name.generation == 0 ? backend.newest(name.centre, name.scope)
                                              : backend.get(name.centre, name.scope, name.generation));
    if (!row || row->destroyed) return no_key_error();
    OpenedKey key = TRY(unwrap(*row));
    const std::unique_lock lock(mutex);
    if (open && epoch == epoch_before) {  // otherwise it may have been destroyed since
        cache.put(name, key);
        if (name.generation == 0) cache.put({name.centre, name.scope, key.generation}, key);
    }
    return key;
}

Result<WrappedKey> Vault::Impl::make(CentreId centre, const Scope& scope, std::uint32_t generation) {
    const std::shared_lock lock(mutex);
    if (!open) return sealed_error();
    const crypto::Suite& suite = crypto::suite(static_cast<SuiteId>(header->suite));
    WrappedKey row;
    row.centre = centre;
    row.scope = scope;
    row.generation = generation;
    row.created_at = clock.now();
    SecretBytes key(kScopeKeyBytes);
    if (holds_key_pair(scope.kind)) {
        KeyPair pair = scope.kind == ScopeKind::backup ? suite.box_pair(random) : suite.signing_pair(random);
        row.public_key = std::move(pair.public_key);
        key = std::move(pair.private_key);
    } else {
        random.fill(key.writable());
    }
    const Canonical context = key_context(header->installation, row);
    row.wrapped = wrap_key(suite, WrapPurpose::scope_key, master.bytes(), context.view(), key.view(), random);
    return row;
}

Result<void> Vault::Impl::store(const WrappedKey& row) {
    note_stamp(TRY(backend.put(row)));
    const std::unique_lock lock(mutex);
    cache.forget(KeyName{row.centre, row.scope, 0});  // what was the newest is so no longer
    ++epoch;
    return {};
}

Result<void> Vault::create_key(CentreId centre, const Scope& scope) {
    if (sealed()) return sealed_error();
    const auto held = TRY(impl_->backend.newest(centre, scope));
    if (held && held->destroyed) return fail(ErrorKind::conflict, "vault.key_destroyed");
    if (held) return {};
    auto stored = impl_->store(TRY(impl_->make(centre, scope, 1)));
    if (!stored && stored.error().code == "keyring.exists") return {};  // another server was quicker
    return stored;
}

Result<void> Vault::next_generation(CentreId centre, const Scope& scope) {
    if (sealed()) return sealed_error();
    const auto held = TRY(impl_->backend.newest(centre, scope));
    if (!held) return no_key_error();
    if (held->destroyed) return fail(ErrorKind::conflict, "vault.key_destroyed");
    return impl_->store(TRY(impl_->make(centre, scope, held->generation + 1)));
}

Result<void> Vault::destroy_key(CentreId centre, const Scope& scope) {
    auto stamp_now = impl_->backend.destroy(centre, scope);
    impl_->forget_scope(centre, scope);  // also when the answer was lost: it costs one look-up
    if (!stamp_now) return std::move(stamp_now).error();
    impl_->note_stamp(*stamp_now);
    return {};
}

Result<void> Vault::create_centre_keys(CentreId centre) {
    for (const ScopeKind kind :
         {ScopeKind::centre_identity, ScopeKind::blind_index, ScopeKind::ledger_signing, ScopeKind::backup}) {
        TRY_VOID(create_key(centre, centre_wide(kind)));
    }
    return {};
}

// --- fields
// ------------------------------------------------------------------------------------------------------------

Result<Bytes> Vault::seal_field(const Place& place, ByteView plain) {
    const OpenedKey scope = TRY(impl_->opened({place.centre, place.scope, 0}));
    const crypto::Suite& suite = this->suite();
    FieldHeader header{.suite = suite.id(), .kind = place.scope.kind, .generation = scope.generation};
    impl_->random.fill(header.nonce);
    const auto head = encode(header);
    Canonical bound = canonical(place);
    const FieldKey key(suite, scope, bound);
    const Bytes text = suite.aead_seal(key.view(), header.nonce, bound.bytes(head).view(), plain);
    return joined(head, text);
}

Result<SecretBytes> Vault::open_field(const Place& place, ByteView sealed) {
    const auto header = parse_field_header(sealed);
    if (!header || header->kind != place.scope.kind) return does_not_open();
    const OpenedKey scope = TRY(impl_->opened({place.centre, place.scope, header->generation}));
    const crypto::Suite& suite = this->suite();
    if (header->suite != suite.id()) return does_not_open();
    Canonical bound = canonical(place);
    const FieldKey key(suite, scope, bound);
    bound.bytes(sealed.first(kFieldHeaderBytes));
    return suite.aead_open(key.view(), header->nonce, bound.view(), sealed.subspan(kFieldHeaderBytes));
}

Result<std::int64_t> Vault::blind_token(CentreId centre, std::string_view field, std::string_view text, unsigned bits) {
    ensure(bits >= 1 && bits <= 64, "a token has 1..64 bits");
    ensure(!field.empty() && field.find('\0') == std::string_view::npos, "a field's name has no zero byte");
    const OpenedKey key = TRY(impl_->opened({centre, centre_wide(ScopeKind::blind_index), 0}));
    SecretBytes input(field.size() + 1 + text.size());
    const auto out = std::copy(field.begin(), field.end(), input.writable().begin());
    std::copy(text.begin(), text.end(), out + 1);
    const Hash mac = suite().mac(key.key, input.view());
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i) head = head << 8U | mac[i];
    return static_cast<std::int64_t>(head >> (64U - bits));
}

// --- signatures
// --------------------------------------------------------------------------------------------------------

Result<Bytes> Vault::sign_checkpoint(CentreId centre, ByteView message) {
    const OpenedKey key = TRY(impl_->opened({centre, centre_wide(ScopeKind::ledger_signing), 0}));
    return suite().sign(key.key, message, impl_->random);
}

Result<Bytes> Vault::signing_public_key(CentreId centre) {
    auto row = TRY(impl_->backend.newest(centre, centre_wide(ScopeKind::ledger_signing)));
    if (!row || row->public_key.empty()) return no_key_error();
    return std::move(row->public_key);
}

Result<std::string> Vault::key_fingerprint(CentreId centre) {
    const Bytes key = TRY(signing_public_key(centre));
    const std::string digits = to_hex(suite().hash(key)).substr(0, 16);
    return digits.substr(0, 4) + " " + digits.substr(4, 4) + " " + digits.substr(8, 4) + " " + digits.substr(12, 4);
}

}  // namespace xinan::crypto
