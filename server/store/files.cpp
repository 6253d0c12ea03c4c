// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/files.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace xinan::store {

namespace {

constexpr std::array<std::string_view, 3> kMediaTypes{"image/png", "image/jpeg", "application/pdf"};
constexpr std::int64_t kChunksMax = kFileBytesMax / kChunkBytes;

constexpr Sql kInsertFile{"file.insert",
                          "INSERT INTO sealed_file (centre_id, file_id, scope_kind, scope_id, media_type, chunk_count,"
                          " created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr Sql kInsertChunk{"file.insert_chunk",
                           "INSERT INTO sealed_file_chunk (centre_id, file_id, number, chunk_sealed) VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql kLoadFile{"file.load",
                        "SELECT scope_kind, scope_id, media_type, chunk_count FROM sealed_file"
                        " WHERE centre_id = ?1 AND file_id = ?2"};
constexpr Sql kLoadChunks{"file.load_chunks",
                          "SELECT chunk_sealed FROM sealed_file_chunk WHERE centre_id = ?1 AND file_id = ?2"
                          " ORDER BY number LIMIT ?3"};

// Number and count are part of the place, so chunks cannot be dropped, moved or taken from another file.
std::string chunk_field(std::size_t number, std::size_t count) {
    return "chunk/" + std::to_string(number) + "/" + std::to_string(count);
}

crypto::Place chunk_place(CentreId centre, const crypto::Scope& scope, FileId id, std::string_view field) {
    return {.centre = centre, .scope = scope, .table = "sealed_file_chunk", .row = any(id), .field = field};
}

}  // namespace

Result<SealedFile> seal_file(crypto::Vault& vault, CentreId centre, const crypto::Scope& scope, FileId id,
                             std::string_view media_type, ByteView content) {
    if (content.size() > kFileBytesMax) {
        return fail(ErrorKind::too_large, "files.too_large", {{"max_bytes", std::to_string(kFileBytesMax)}});
    }
    if (std::ranges::find(kMediaTypes, media_type) == kMediaTypes.end()) return fail(ErrorKind::invalid, "files.media_type");
    SealedFile file{id, scope, std::string(media_type), {}};
    const std::size_t count = std::max<std::size_t>(1, (content.size() + kChunkBytes - 1) / kChunkBytes);
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView part = content.subspan(i * kChunkBytes, std::min(kChunkBytes, content.size() - i * kChunkBytes));
        const std::string field = chunk_field(i, count);
        file.chunks.push_back(TRY(vault.seal_field(chunk_place(centre, scope, id, field), part)));
    }
    return file;
}

Result<void> put_file(Tx& tx, const SealedFile& file, UtcTime now) {
    TRY(tx.run(kInsertFile, file.id, static_cast<int>(file.scope.kind), file.scope.id, file.media_type,
               static_cast<std::int64_t>(file.chunks.size()), now));
    for (std::size_t i = 0; i < file.chunks.size(); ++i) {
        TRY(tx.run(kInsertChunk, file.id, static_cast<std::int64_t>(i), file.chunks[i]));
    }
    return {};
}

Result<SealedFile> get_file(Tx& tx, FileId id) {
    const Rows head = TRY(tx.query(kLoadFile, id));
    if (head.empty()) return fail(ErrorKind::not_found, "http.not_found");
    const crypto::Scope scope{static_cast<crypto::ScopeKind>(head.i64(0, 0)), head.id<AnyId>(0, 1)};
    SealedFile file{id, scope, std::string(head.text(0, 2)), {}};
    const Rows chunks = TRY(tx.query(kLoadChunks, id, kChunksMax + 1));
    ensure(chunks.size() == static_cast<std::size_t>(head.i64(0, 3)), "a file has all its chunks");
    for (std::size_t i = 0; i < chunks.size(); ++i) file.chunks.push_back(to_bytes(chunks.bytes(i, 0)));
    return file;
}

Result<SecretBytes> open_file(crypto::Vault& vault, CentreId centre, const SealedFile& file) {
    std::vector<SecretBytes> parts;
    std::size_t size = 0;
    for (std::size_t i = 0; i < file.chunks.size(); ++i) {
        const std::string field = chunk_field(i, file.chunks.size());
        parts.push_back(TRY(vault.open_field(chunk_place(centre, file.scope, file.id, field), file.chunks[i])));
        size += parts.back().size();
    }
    SecretBytes whole(size);  // at once: growing would leave copies behind
    auto to = whole.writable().begin();
    for (const SecretBytes& part : parts) to = std::ranges::copy(part.view(), to).out;
    return whole;
}

}  // namespace xinan::store
