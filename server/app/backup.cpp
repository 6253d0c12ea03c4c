// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/backup.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/settings_file.hpp"
#include "crypto/key_file.hpp"

namespace xinan::app {
namespace {

constexpr std::size_t kChunk = 1024 * 1024;
constexpr std::string_view kMagic = "xinan backup 1";
constexpr std::string_view kKeyringMagic = "xinan keyring copy 1";
constexpr std::size_t kTag = 16;
constexpr unsigned kPage = 1000;
constexpr std::size_t kKeyringCopyBytesMax = 512U * 1024 * 1024;

Error cannot_write(const std::string& path) { return fail(ErrorKind::unavailable, "app.cannot_write", {{"path", path}}); }
Error cannot_read(const std::string& path) { return fail(ErrorKind::unavailable, "app.cannot_read", {{"path", path}}); }

crypto::Place key_place(CentreId centre) {
    return {centre, {crypto::ScopeKind::backup, AnyId{}}, "backup", AnyId{}, "key", 1};
}
std::array<std::uint8_t, 12> nonce_of(std::uint64_t chunk) {
    std::array<std::uint8_t, 12> nonce{};
    for (unsigned i = 0; i < 8; ++i) nonce[11 - i] = static_cast<std::uint8_t>(chunk >> (8 * i));
    return nonce;
}
// Binds a chunk to this file, its number and whether it is the last one: nothing can be cut off or reordered.
Bytes associated(const crypto::Hash& header, std::uint64_t chunk, bool last) {
    Bytes out(header.begin(), header.end());
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(chunk >> shift));
    out.push_back(last ? 1 : 0);
    return out;
}
struct TemporaryFile {
    std::string path;
    ~TemporaryFile() { std::error_code code; std::filesystem::remove(path, code); }
};

std::string line_of(const crypto::WrappedKey& key) {
    return "key " + key.centre.text() + ' ' + std::to_string(static_cast<int>(key.scope.kind)) + ' ' + key.scope.id.text() + ' ' +
           std::to_string(key.generation) + ' ' + std::to_string(key.created_at.ms) + ' ' + (key.destroyed ? '1' : '0') + ' ' +
           (key.wrapped.empty() ? "-" : to_base64url(key.wrapped)) + ' ' + (key.public_key.empty() ? "-" : to_base64url(key.public_key)) + '\n';
}
Result<Bytes> field_bytes(const std::string& text) {
    if (text == "-") return Bytes{};
    return from_base64url(text);
}

}  // namespace

Result<BackupReport> write_backup(store::Store& store, crypto::Vault& vault, CentreId centre, Clock& clock, Random& random,
                                  const std::string& to, const Progress& progress) {
    if (std::filesystem::exists(to)) return fail(ErrorKind::conflict, "app.file_exists", {{"path", to}});
    BackupReport report;
    report.taken_at = clock.now();
    report.stamp = TRY(vault.stamp());
    const crypto::Suite& suite = vault.suite();
    SecretBytes key(suite.key_bytes());
    random.fill(key.writable());
    const Bytes wrapped = TRY(vault.seal_field(key_place(centre), key.view()));

    const TemporaryFile copy{to + ".copy"};
    TRY_VOID(store.backup_to(copy.path));
    std::error_code code;
    const std::uint64_t total = std::filesystem::file_size(copy.path, code);
    std::ifstream in(copy.path, std::ios::binary);
    if (code || !in) return cannot_read(copy.path);

    const std::string header = std::string(kMagic) + "\ninstallation " + to_hex(vault.installation()) + "\nengine " +
                               std::string(store.engine()) + "\nsuite " + std::string(suite.name()) + "\ncentre " + centre.text() +
                               "\nstamp " + std::to_string(report.stamp) + "\ntaken " + to_iso(report.taken_at) + "\nkey " +
                               to_base64url(wrapped) + "\nbytes " + std::to_string(total) + "\n\n";
    const crypto::Hash bound = suite.hash(view_of(header));
    TRY_VOID(write_private_file(to, view_of(header)));
    std::ofstream out(to, std::ios::binary | std::ios::app);
    Bytes buffer(kChunk);
    while (report.bytes < total || report.chunks == 0) {
        const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, total - report.bytes));
        in.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(size));  // NOLINT: iostream
        if (static_cast<std::size_t>(in.gcount()) != size) return cannot_read(copy.path);
        const bool last = report.bytes + size == total;
        const Bytes sealed = suite.aead_seal(key.view(), nonce_of(report.chunks), associated(bound, report.chunks, last), ByteView(buffer).first(size));
        out.write(reinterpret_cast<const char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));  // NOLINT: iostream
        report.bytes += size;
        ++report.chunks;
        progress(report.bytes, total);
    }
    out.flush();
    if (!out) {
        out.close();
        std::filesystem::remove(to, code);
        return cannot_write(to);
    }
    return report;
}

Result<std::uint64_t> write_keyring_copy(crypto::KeyringBackend& keyring, const std::vector<CentreId>& centres, const std::string& to) {
    const auto header = TRY(keyring.header());
    if (!header) return fail(ErrorKind::not_found, "vault.no_keyring");
    std::string text = std::string(kKeyringMagic) + "\ninstallation " + to_hex(header->installation) + "\nsuite " +
                       std::to_string(header->suite) + "\nstamp " + std::to_string(header->stamp) + "\n";
    for (const auto& [name, bytes] : {std::pair{"salt", &header->passphrase_salt}, {"by_passphrase", &header->master_by_passphrase},
                                      {"by_key_file", &header->master_by_key_file}, {"check", &header->master_check},
                                      {"recovery", &header->recovery_public_key}}) {
        text += std::string(name) + ' ' + (bytes->empty() ? "-" : to_base64url(*bytes)) + '\n';
    }
    std::uint64_t count = 0;
    // A page is of one centre and never cuts a scope.
    for (const CentreId& centre : centres) {
        std::optional<crypto::Scope> after;
        while (true) {
            const auto page = TRY(keyring.page(centre, after, kPage));
            if (page.empty()) break;
            for (const auto& key : page) {
                text += line_of(key);
                ++count;
            }
            after = page.back().scope;
        }
    }
    text += "end " + std::to_string(count) + "\n";
    TRY_VOID(write_private_file(to, view_of(text)));
    return count;
}

Result<std::uint64_t> read_keyring_copy(crypto::KeyringBackend& keyring, const std::string& from) {
    const SecretBytes content = TRY(read_private_file(from, kKeyringCopyBytesMax));
    std::istringstream in{std::string(content.text())};
    std::string line;
    int number = 0;
    const auto bad = [&number] { return fail(ErrorKind::invalid, "app.bad_keyring_copy", {{"line", std::to_string(number)}}); };
    const auto next = [&](std::string_view name) -> Result<std::string> {
        ++number;
        if (!std::getline(in, line) || !line.starts_with(std::string(name) + ' ')) return bad();
        return line.substr(name.size() + 1);
    };
    ++number;
    if (!std::getline(in, line) || line != kKeyringMagic) return bad();
    crypto::KeyringHeader header;
    const Bytes installation = TRY(from_hex(TRY(next("installation"))));
    if (installation.size() != header.installation.size()) return bad();
    std::copy(installation.begin(), installation.end(), header.installation.begin());
    try {
        header.suite = static_cast<std::uint8_t>(std::stoi(TRY(next("suite"))));
        header.stamp = std::stoull(TRY(next("stamp")));
    } catch (const std::exception&) {
        return bad();
    }
    header.passphrase_salt = TRY(field_bytes(TRY(next("salt"))));
    header.master_by_passphrase = TRY(field_bytes(TRY(next("by_passphrase"))));
    header.master_by_key_file = TRY(field_bytes(TRY(next("by_key_file"))));
    header.master_check = TRY(field_bytes(TRY(next("check"))));
    header.recovery_public_key = TRY(field_bytes(TRY(next("recovery"))));
    std::vector<crypto::WrappedKey> keys;
    bool ended = false;
    while (!ended) {
        ++number;
        if (!std::getline(in, line)) return bad();
        std::istringstream words(line);
        std::string word, centre, scope, wrapped, public_key;
        int kind = 0, destroyed = 0;
        crypto::WrappedKey key;
        if (!(words >> word)) return bad();
        if (word == "end") {
            std::uint64_t count = 0;
            if (!(words >> count) || count != keys.size()) return bad();
            ended = true;
            break;
        }
        if (word != "key" || !(words >> centre >> kind >> scope >> key.generation >> key.created_at.ms >> destroyed >> wrapped >> public_key)) return bad();
        key.centre = TRY(parse_id<CentreId>(centre));
        key.scope = {static_cast<crypto::ScopeKind>(kind), TRY(parse_id<AnyId>(scope))};
        key.destroyed = destroyed != 0;
        key.wrapped = TRY(field_bytes(wrapped));
        key.public_key = TRY(field_bytes(public_key));
        keys.push_back(std::move(key));
    }
    if (TRY(keyring.header())) return fail(ErrorKind::conflict, "keyring.exists");
    // Each put raises the stamp; it ends at the copy's own, so that data and keyring can be compared.
    crypto::KeyringHeader begun = header;
    begun.stamp = 0;
    TRY_VOID(keyring.put_header(begun));
    for (const auto& key : keys) (void)TRY(keyring.put(key));
    TRY_VOID(keyring.put_header(header));
    return keys.size();
}

Result<BackupReport> open_backup(crypto::Vault& vault, const std::string& from, const std::string& to, const Progress& progress) {
    std::ifstream in(from, std::ios::binary);
    if (!in) return fail(ErrorKind::not_found, "app.no_file", {{"path", from}});
    const auto bad = [](std::uint64_t chunk) { return fail(ErrorKind::invalid, "app.bad_backup", {{"chunk", std::to_string(chunk)}}); };
    std::string header, line;
    std::vector<std::pair<std::string, std::string>> fields;
    while (std::getline(in, line)) {
        header += line + '\n';
        if (line.empty() || header.size() > 4096) break;
        const auto space = line.find(' ');
        if (space != std::string::npos) fields.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    const auto field = [&fields](std::string_view name) -> std::string {
        for (const auto& [key, value] : fields) if (key == name) return value;
        return {};
    };
    if (!header.starts_with(kMagic) || !header.ends_with("\n\n")) return bad(0);
    const std::string here = to_hex(vault.installation());
    if (field("installation") != here) {
        return fail(ErrorKind::invalid, "app.backup_of_another", {{"given", field("installation").substr(0, 8)}, {"expected", here.substr(0, 8)}});
    }
    BackupReport report;
    report.taken_at = TRY(parse_iso(field("taken")));
    std::uint64_t total = 0;
    try {
        report.stamp = std::stoull(field("stamp"));
        total = std::stoull(field("bytes"));
    } catch (const std::exception&) {
        return bad(0);
    }
    const CentreId centre = TRY(parse_id<CentreId>(field("centre")));
    const SecretBytes key = TRY(vault.open_field(key_place(centre), TRY(from_base64url(field("key")))));
    const crypto::Suite& suite = vault.suite();
    const crypto::Hash bound = suite.hash(view_of(header));
    TRY_VOID(write_private_file(to, {}));
    std::ofstream out(to, std::ios::binary | std::ios::app);
    const auto give_up = [&](Error error) { out.close(); std::error_code code; std::filesystem::remove(to, code); return error; };
    Bytes buffer(kChunk + kTag);
    while (report.bytes < total || report.chunks == 0) {
        const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, total - report.bytes));
        in.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(size + kTag));  // NOLINT: iostream
        if (static_cast<std::size_t>(in.gcount()) != size + kTag) return give_up(bad(report.chunks));
        const bool last = report.bytes + size == total;
        auto plain = suite.aead_open(key.view(), nonce_of(report.chunks), associated(bound, report.chunks, last), ByteView(buffer).first(size + kTag));
        if (!plain) return give_up(bad(report.chunks));
        out.write(reinterpret_cast<const char*>(plain->view().data()), static_cast<std::streamsize>(size));  // NOLINT: iostream
        report.bytes += size;
        ++report.chunks;
        progress(report.bytes, total);
    }
    out.flush();
    if (!out) return give_up(cannot_write(to));
    return report;
}

}  // namespace xinan::app
