// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/formats.hpp"

#include <algorithm>

#include "ledger/cbor.hpp"
#include "ledger/entry.hpp"

namespace xinan::ledger {
namespace {

// --- writing ---

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }
std::string base64(ByteView bytes) { return quoted(to_base64url(bytes)); }

std::string path_json(const std::vector<Hash>& path) {
    std::string out = "[";
    for (const Hash& hash : path) {
        if (out.size() > 1) out += ',';
        out += base64(hash);
    }
    return out + ']';
}

// --- reading: a cursor over text that must be exactly what the writer writes ---

class Cursor final {
   public:
    explicit Cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] Error error() const {
        return fail(ErrorKind::invalid, "ledger.bad_file", {{"offset", std::to_string(at_)}});
    }
    bool skip(std::string_view literal) {
        if (!text_.substr(at_).starts_with(literal)) return false;
        at_ += literal.size();
        return true;
    }
    Result<void> expect(std::string_view literal) {
        if (!skip(literal)) return error();
        return {};
    }
    Result<std::uint64_t> number() {
        const std::size_t start = at_;
        std::uint64_t value = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && at_ - start < 16) {
            value = value * 10 + static_cast<std::uint64_t>(text_[at_++] - '0');
        }
        const bool has_leading_zero = at_ - start > 1 && text_[start] == '0';
        if (at_ == start || has_leading_zero || value > kTreeSizeMax) return error();
        return value;
    }
    // What stands between two quotation marks. INVARIANT: no form of ours holds a quotation mark or a backslash inside.
    Result<std::string_view> quoted() {
        TRY_VOID(expect("\""));
        const std::size_t end = text_.find('"', at_);
        if (end == std::string_view::npos) return error();
        const std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside;
    }
    Result<Bytes> base64(std::size_t min, std::size_t max) {
        auto bytes = from_base64url(TRY(quoted()));
        if (!bytes || bytes->size() < min || bytes->size() > max) return error();
        return bytes;
    }
    Result<Hash> hash() {
        const Bytes bytes = TRY(base64(sizeof(Hash), sizeof(Hash)));
        Hash hash;
        std::ranges::copy(bytes, hash.begin());
        return hash;
    }
    template <class IdType>
    Result<IdType> id() {
        auto id = parse_id<IdType>(TRY(quoted()));
        if (!id) return error();
        return id;
    }
    Result<std::string> word() {
        const std::string_view text = TRY(quoted());
        if (text.empty() || !is_word(text)) return error();
        return std::string(text);
    }
    Result<UtcTime> time() {
        const std::string_view text = TRY(quoted());
        auto time = parse_iso(text);
        if (!time || time->ms < 0 || *time > kTimeMax || to_iso(*time) != text) return error();
        return time;
    }
    Result<std::vector<Hash>> path() {
        std::vector<Hash> hashes;
        TRY_VOID(expect("["));
        if (skip("]")) return hashes;
        do {
            if (hashes.size() == kPathMax) return error();
            hashes.push_back(TRY(hash()));
        } while (skip(","));
        TRY_VOID(expect("]"));
        return hashes;
    }
    Result<void> end() {
        skip("\n");
        if (at_ != text_.size()) return error();
        return {};
    }

   private:
    std::string_view text_;
    std::size_t at_ = 0;
};

constexpr std::size_t kKeyBytesMax = 128;

Result<Checkpoint> read_checkpoint(Cursor& in) {
    Checkpoint checkpoint;
    TRY_VOID(in.expect(R"({"format":"xinan-checkpoint-1","centre":)"));
    checkpoint.centre = TRY(in.id<CentreId>());
    TRY_VOID(in.expect(R"(,"size":)"));
    checkpoint.size = TRY(in.number());
    TRY_VOID(in.expect(R"(,"root":)"));
    checkpoint.root = TRY(in.hash());
    TRY_VOID(in.expect(R"(,"at":)"));
    checkpoint.at = TRY(in.time());
    TRY_VOID(in.expect(R"(,"suite":)"));
    checkpoint.suite = TRY(in.word());
    if (!crypto::parse_suite(checkpoint.suite)) return in.error();
    TRY_VOID(in.expect(R"(,"public_key":)"));
    checkpoint.public_key = TRY(in.base64(1, kKeyBytesMax));
    TRY_VOID(in.expect(R"(,"signature":)"));
    checkpoint.signature = TRY(in.base64(1, kKeyBytesMax));
    TRY_VOID(in.expect("}"));
    return checkpoint;
}

Result<std::vector<OpenedSubject>> read_opened(Cursor& in) {
    std::vector<OpenedSubject> opened;
    TRY_VOID(in.expect("["));
    if (in.skip("]")) return opened;
    do {
        OpenedSubject subject;
        TRY_VOID(in.expect(R"({"position":)"));
        const std::uint64_t position = TRY(in.number());
        // Rising, so each is opened once and there is one order.
        if (position >= kSubjectsMax || (!opened.empty() && position <= opened.back().position)) return in.error();
        subject.position = static_cast<unsigned>(position);
        TRY_VOID(in.expect(R"(,"kind":)"));
        subject.kind = TRY(in.word());
        TRY_VOID(in.expect(R"(,"salt":)"));
        subject.salt = TRY(in.base64(kSaltBytes, kSaltBytes));
        TRY_VOID(in.expect(R"(,"id":)"));
        subject.id = TRY(in.id<AnyId>());
        TRY_VOID(in.expect("}"));
        opened.push_back(std::move(subject));
    } while (in.skip(","));
    TRY_VOID(in.expect("]"));
    return opened;
}

Result<Proof> read_proof(Cursor& in) {
    Proof proof;
    TRY_VOID(in.expect(R"({"format":"xinan-proof-1","sequence":)"));
    proof.sequence = TRY(in.number());
    TRY_VOID(in.expect(R"(,"entry":)"));
    proof.entry = TRY(in.base64(1, kCborBytesMax));
    TRY_VOID(in.expect(R"(,"path":)"));
    proof.path = TRY(in.path());
    TRY_VOID(in.expect(R"(,"opened":)"));
    proof.opened_subjects = TRY(read_opened(in));
    TRY_VOID(in.expect(R"(,"checkpoint":)"));
    proof.checkpoint = TRY(read_checkpoint(in));
    TRY_VOID(in.expect("}"));
    return proof;
}

Result<Consistency> read_consistency(Cursor& in) {
    Consistency consistency;
    TRY_VOID(in.expect(R"({"format":"xinan-consistency-1","from":)"));
    consistency.from = TRY(in.number());
    TRY_VOID(in.expect(R"(,"to":)"));
    consistency.to = TRY(in.number());
    TRY_VOID(in.expect(R"(,"path":)"));
    consistency.path = TRY(in.path());
    TRY_VOID(in.expect("}"));
    return consistency;
}

Result<ExportHead> read_export_head(Cursor& in) {
    ExportHead head;
    TRY_VOID(in.expect(R"({"format":"xinan-export-1","centre":)"));
    head.centre = TRY(in.id<CentreId>());
    TRY_VOID(in.expect(R"(,"suite":)"));
    head.suite = TRY(in.word());
    if (!crypto::parse_suite(head.suite)) return in.error();
    TRY_VOID(in.expect(R"(,"size":)"));
    head.size = TRY(in.number());
    TRY_VOID(in.expect("}"));
    return head;
}

Result<ExportEntry> read_export_entry(Cursor& in) {
    ExportEntry entry;
    TRY_VOID(in.expect(R"({"n":)"));
    entry.sequence = TRY(in.number());
    TRY_VOID(in.expect(R"(,"entry":)"));
    entry.entry = TRY(in.base64(1, kCborBytesMax));
    TRY_VOID(in.expect(R"(,"leaf":)"));
    entry.leaf = TRY(in.hash());
    TRY_VOID(in.expect("}"));
    return entry;
}

Result<ExportLine> read_export_line(Cursor& in, std::string_view line) {
    if (line.starts_with(R"({"n")")) return ExportLine(TRY(read_export_entry(in)));
    if (line.starts_with(R"({"format":"xinan-checkpoint-1")")) return ExportLine(TRY(read_checkpoint(in)));
    if (line.starts_with(R"({"format")")) return ExportLine(TRY(read_export_head(in)));
    TRY_VOID(in.expect(R"({"end":)"));
    const std::uint64_t size = TRY(in.number());
    TRY_VOID(in.expect("}"));
    return ExportLine(ExportEnd{size});
}

template <class Read>
auto read_file(std::string_view text, Read read) -> decltype(read(std::declval<Cursor&>())) {
    Cursor in(text);
    if (text.size() > kFileBytesMax) return in.error();
    auto value = TRY(read(in));
    TRY_VOID(in.end());
    return value;
}

// Ed25519 signatures and keys have more than one spelling that some verifiers accept; the canonical one only, so all
// verifiers agree. Source: RFC 8032 §5.1.7 (S < L), §5.1.3 (y < p).
bool is_canonical_ed25519(ByteView public_key, ByteView signature) {
    if (public_key.size() != 32 || signature.size() != 64) return false;
    static constexpr std::array<std::uint8_t, 32> kOrder = {  // L, big-endian
        0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7, 0x9c, 0xd6,
        0x58, 0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed};
    std::array<std::uint8_t, 32> scalar;
    std::ranges::reverse_copy(signature.subspan(32), scalar.begin());
    std::array<std::uint8_t, 32> y;
    std::ranges::reverse_copy(public_key, y.begin());
    y[0] &= 0x7F;
    std::array<std::uint8_t, 32> prime;  // p = 2^255 - 19, big-endian
    prime.fill(0xFF);
    prime.front() = 0x7F;
    prime.back() = 0xED;
    return scalar < kOrder && y < prime;
}

}  // namespace

Bytes Checkpoint::signed_bytes() const {
    return to_bytes(view_of("xinan checkpoint v1\n" + centre.text() + '\n' + std::to_string(size) + '\n' + to_hex(root) +
                            '\n' + to_iso(at) + '\n' + suite + '\n'));
}

std::string to_json(const Checkpoint& checkpoint) {
    return R"({"format":"xinan-checkpoint-1","centre":)" + quoted(checkpoint.centre.text()) +
           R"(,"size":)" + std::to_string(checkpoint.size) + R"(,"root":)" + base64(checkpoint.root) +
           R"(,"at":)" + quoted(to_iso(checkpoint.at)) + R"(,"suite":)" + quoted(checkpoint.suite) +
           R"(,"public_key":)" + base64(checkpoint.public_key) + R"(,"signature":)" + base64(checkpoint.signature) + '}';
}

std::string to_json(const Proof& proof) {
    std::string opened;
    for (const OpenedSubject& subject : proof.opened_subjects) {
        if (!opened.empty()) opened += ',';
        opened += R"({"position":)" + std::to_string(subject.position) + R"(,"kind":)" + quoted(subject.kind) +
                  R"(,"salt":)" + base64(subject.salt) + R"(,"id":)" + quoted(subject.id.text()) + '}';
    }
    return R"({"format":"xinan-proof-1","sequence":)" + std::to_string(proof.sequence) +
           R"(,"entry":)" + base64(proof.entry) + R"(,"path":)" + path_json(proof.path) +
           R"(,"opened":[)" + opened + R"(],"checkpoint":)" + to_json(proof.checkpoint) + '}';
}

std::string to_json(const Consistency& consistency) {
    return R"({"format":"xinan-consistency-1","from":)" + std::to_string(consistency.from) +
           R"(,"to":)" + std::to_string(consistency.to) + R"(,"path":)" + path_json(consistency.path) + '}';
}

std::string to_json(const ExportLine& line) {
    if (const auto* head = std::get_if<ExportHead>(&line)) {
        return R"({"format":"xinan-export-1","centre":)" + quoted(head->centre.text()) +
               R"(,"suite":)" + quoted(head->suite) + R"(,"size":)" + std::to_string(head->size) + '}';
    }
    if (const auto* entry = std::get_if<ExportEntry>(&line)) {
        return R"({"n":)" + std::to_string(entry->sequence) + R"(,"entry":)" + base64(entry->entry) +
               R"(,"leaf":)" + base64(entry->leaf) + '}';
    }
    if (const auto* checkpoint = std::get_if<Checkpoint>(&line)) return to_json(*checkpoint);
    return R"({"end":)" + std::to_string(std::get<ExportEnd>(line).size) + '}';
}

Result<Checkpoint> checkpoint_from_json(std::string_view text) { return read_file(text, read_checkpoint); }
Result<Proof> proof_from_json(std::string_view text) { return read_file(text, read_proof); }
Result<Consistency> consistency_from_json(std::string_view text) { return read_file(text, read_consistency); }
Result<ExportLine> export_line_from_json(std::string_view line) {
    return read_file(line, [line](Cursor& in) { return read_export_line(in, line); });
}

std::string fingerprint(const crypto::Suite& suite, ByteView public_key) {
    const std::string digits = to_hex(suite.hash(public_key));
    std::string out;
    for (std::size_t i = 0; i < 16; i += 4) {
        if (i > 0) out += ' ';
        out += digits.substr(i, 4);
    }
    return out;
}

bool signature_fits(const crypto::Suite& suite, const Checkpoint& checkpoint) {
    if (checkpoint.suite != suite.name()) return false;
    if (suite.id() == crypto::SuiteId::international &&
        !is_canonical_ed25519(checkpoint.public_key, checkpoint.signature)) {
        return false;
    }
    return suite.verify(checkpoint.public_key, checkpoint.signed_bytes(), checkpoint.signature);
}

}  // namespace xinan::ledger
