// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/people.hpp"

#include <optional>

#include "crypto/envelope.hpp"
#include "crypto/primitives.hpp"

namespace xinan::crypto {
namespace {

constexpr std::size_t kPeopleMax = 64;
constexpr std::string_view kWrapLabel = "xinan.people.wrap.1";
constexpr std::string_view kTextLabel = "xinan.people.text.1";

// What the text and its key's commitment are bound to: 32 bytes of hash, because associated has any length.
Bytes text_context(const Suite& suite, ByteView associated) {
    return joined(view_of(kTextLabel), suite.hash(associated));
}

// A wrap is bound to the place and, by the commitment, to the one text of that place it belongs to.
Bytes wrap_context(const Suite& suite, ByteView associated, const WrapHeader& text) {
    return joined(joined(view_of(kWrapLabel), suite.hash(associated)), text.commitment);
}

Error bad_public_key(std::size_t index) {
    return fail(ErrorKind::invalid, "crypto.bad_public_key", {{"index", std::to_string(index)}});
}

std::optional<WrapHeader> text_header(const Suite& suite, ByteView sealed) {
    auto header = parse_wrap_header(sealed);
    if (!header || header->purpose != WrapPurpose::text_for_people || header->suite != suite.id()) return std::nullopt;
    return header;
}

// The text's key out of one person's wrap, checked against the commitment.
Result<SecretBytes> text_key(const Suite& suite, ByteView associated, const WrapHeader& header, ByteView wrap,
                             const SecretBytes& private_key) {
    SecretBytes key = TRY(suite.box_open(private_key.view(), wrap_context(suite, associated, header), wrap));
    if (key.size() != suite.key_bytes()) return does_not_open();
    const auto commitment = commitment_of(suite, text_context(suite, associated), key.view());
    if (!equal_in_constant_time(commitment, header.commitment)) return does_not_open();
    return key;
}

}  // namespace

Result<PeopleSealed> seal_to_people(const Suite& suite, ByteView associated, ByteView plain,
                                    const std::vector<Bytes>& public_keys, Random& random) {
    if (public_keys.empty()) return fail(ErrorKind::invalid, "crypto.no_recipient");
    ensure(public_keys.size() <= kPeopleMax, "a text is wrapped to at most 64 people");
    for (std::size_t i = 0; i < public_keys.size(); ++i) {
        if (!suite.is_box_key(public_keys[i])) return bad_public_key(i);
    }
    SecretBytes key(suite.key_bytes());
    random.fill(key.writable());
    const Bytes context = text_context(suite, associated);
    WrapHeader header{.suite = suite.id(),
                      .purpose = WrapPurpose::text_for_people,
                      .commitment = commitment_of(suite, context, key.view())};
    random.fill(header.nonce);
    const auto head = encode(header);
    const Bytes text = suite.aead_seal(key.view(), header.nonce, joined(head, context), plain);

    PeopleSealed out;
    out.sealed = joined(head, text);
    out.wraps.reserve(public_keys.size());
    const Bytes wrap_to = wrap_context(suite, associated, header);
    for (const Bytes& person : public_keys) out.wraps.push_back(suite.box_seal(person, wrap_to, key.view(), random));
    return out;
}

Result<SecretBytes> open_for_person(const Suite& suite, ByteView associated, ByteView sealed, ByteView wrap,
                                    const SecretBytes& private_key) {
    const auto header = text_header(suite, sealed);
    if (!header) return does_not_open();
    const SecretBytes key = TRY(text_key(suite, associated, *header, wrap, private_key));
    const Bytes context = text_context(suite, associated);
    return suite.aead_open(key.view(), header->nonce, joined(sealed.first(kWrapHeaderBytes), context),
                           sealed.subspan(kWrapHeaderBytes));
}

Result<Bytes> share_with_person(const Suite& suite, ByteView associated, ByteView sealed, ByteView wrap,
                                const SecretBytes& private_key, ByteView their_public_key, Random& random) {
    if (!suite.is_box_key(their_public_key)) return bad_public_key(0);
    const auto header = text_header(suite, sealed);
    if (!header) return does_not_open();
    const SecretBytes key = TRY(text_key(suite, associated, *header, wrap, private_key));
    return suite.box_seal(their_public_key, wrap_context(suite, associated, *header), key.view(), random);
}

}  // namespace xinan::crypto
