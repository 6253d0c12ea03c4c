// SPDX-License-Identifier: AGPL-3.0-or-later
// Sealed attachments as rows: 256 KiB chunks sealed by the caller's vault (associated data has number and count).
#pragma once

#include "crypto/vault.hpp"
#include "store/store.hpp"

namespace xinan::store {

inline constexpr std::size_t kChunkBytes = 256 * 1024;
inline constexpr std::size_t kFileBytesMax = 20 * 1024 * 1024;

struct SealedFile {
    FileId id;
    crypto::Scope scope;
    std::string media_type;      // from a closed list: image/png, image/jpeg, application/pdf
    std::vector<Bytes> chunks;   // sealed
};
// Outside a transaction: sealing. Errors: too_large files.too_large, invalid files.media_type, those of the vault.
Result<SealedFile> seal_file(crypto::Vault&, CentreId, const crypto::Scope&, FileId, std::string_view media_type, ByteView content);
Result<void> put_file(Tx&, const SealedFile&, UtcTime now);
Result<SealedFile> get_file(Tx&, FileId);  // Errors: not_found http.not_found
Result<SecretBytes> open_file(crypto::Vault&, CentreId, const SealedFile&);

}  // namespace xinan::store
