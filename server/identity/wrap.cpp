// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/wrap.hpp"

namespace xinan::identity {
namespace {

constexpr std::size_t kNonceBytes = 12;

Bytes place(std::string_view label, std::initializer_list<ByteView> parts) {
    Bytes all = to_bytes(view_of(label));
    for (const ByteView part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace

Bytes passphrase_place(CentreId centre, AccountId account, std::uint32_t generation) {
    std::array<std::uint8_t, 4> number{};
    for (unsigned i = 0; i < 4; ++i) number[i] = static_cast<std::uint8_t>(generation >> (8U * (3U - i)));
    return place("xinan account key v1", {centre.view(), account.view(), number});
}

Bytes session_place(CentreId centre, AccountId account, SignInId sign_in) {
    return place("xinan session wrap v1", {centre.view(), account.view(), sign_in.view()});
}

SecretBytes session_key(const crypto::Suite& suite, ByteView cookie, SignInId sign_in) {
    return suite.derive(cookie, sign_in.view(), view_of("xinan session wrap v1"), suite.key_bytes());
}

Bytes wrap_private(const crypto::Suite& suite, const SecretBytes& key, ByteView place, const SecretBytes& private_key,
                   Random& random) {
    Bytes wrapped(kNonceBytes);
    random.fill(wrapped);
    const Bytes sealed = suite.aead_seal(key.view(), wrapped, place, private_key.view());
    wrapped.insert(wrapped.end(), sealed.begin(), sealed.end());
    return wrapped;
}

Result<SecretBytes> unwrap_private(const crypto::Suite& suite, const SecretBytes& key, ByteView place, ByteView wrapped) {
    ensure(wrapped.size() > kNonceBytes, "a wrap has a nonce before it");
    return suite.aead_open(key.view(), wrapped.first(kNonceBytes), place, wrapped.subspan(kNonceBytes));
}

crypto::Hash cookie_hash(const crypto::Suite& suite, ByteView cookie) { return suite.hash(cookie); }

}  // namespace xinan::identity
