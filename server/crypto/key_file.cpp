// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/key_file.hpp"

#include <algorithm>
#include <optional>

#include "crypto/suite.hpp"

namespace xinan::crypto {
namespace {

constexpr std::string_view kFirstLine = "xinan key file 1";
constexpr std::string_view kInstallation = "installation ";
constexpr std::string_view kKey = "key ";
constexpr std::string_view kCheck = "check ";
constexpr std::string_view kCheckLabel = "xinan.keyfile.1";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kCheckBytes = 8;
constexpr std::size_t kTextBytesMax = 1024;

std::array<std::uint8_t, kCheckBytes> check_of(const InstallationId& installation, ByteView key) {
    SecretBytes both(kCheckLabel.size() + installation.size());
    std::copy(kCheckLabel.begin(), kCheckLabel.end(), both.writable().begin());
    std::copy(installation.begin(), installation.end(),
              both.writable().begin() + static_cast<std::ptrdiff_t>(kCheckLabel.size()));
    const Hash whole = suite(SuiteId::international).hash2(both.view(), key);
    std::array<std::uint8_t, kCheckBytes> head{};
    std::copy_n(whole.begin(), kCheckBytes, head.begin());
    return head;
}

// The next line without its end and trailing blanks; takes it off the text.
std::string_view next_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    return line;
}

// The bytes of "name value" when the line is that and exactly `size` bytes are named.
std::optional<SecretBytes> value_of(std::string_view line, std::string_view name, std::size_t size) {
    if (!line.starts_with(name)) return std::nullopt;
    auto bytes = from_base64url(line.substr(name.size()));
    if (!bytes) return std::nullopt;
    SecretBytes value{ByteView(*bytes)};
    wipe(bytes->data(), bytes->size());
    if (value.size() != size) return std::nullopt;
    return value;
}

}  // namespace

SecretBytes key_file_text(const KeyFile& file) {
    ensure_or_die(file.key.size() == kKeyBytes, "size of a key file's key");
    std::string key = to_base64url(file.key.view());
    std::string text;
    text.reserve(kTextBytesMax);  // so that no copy of the key is left behind by growth
    text.append(kFirstLine).append("\n");
    text.append(kInstallation).append(to_base64url(file.installation)).append("\n");
    text.append(kKey).append(key).append("\n");
    text.append(kCheck).append(to_base64url(check_of(file.installation, file.key.view()))).append("\n");
    SecretBytes out(view_of(text));
    wipe(key.data(), key.size());
    wipe(text.data(), text.size());
    return out;
}

Result<KeyFile> parse_key_file(ByteView bytes) {
    const Error bad = fail(ErrorKind::invalid, "vault.bad_key_file");
    if (bytes.size() > kTextBytesMax) return bad;
    std::string_view text = text_of(bytes);
    if (next_line(text) != kFirstLine) return bad;
    const auto installation = value_of(next_line(text), kInstallation, InstallationId{}.size());
    auto key = value_of(next_line(text), kKey, kKeyBytes);
    const auto check = value_of(next_line(text), kCheck, kCheckBytes);
    if (!installation || !key || !check) return bad;
    while (!text.empty()) {
        if (!next_line(text).empty()) return bad;
    }
    KeyFile file;
    std::copy(installation->view().begin(), installation->view().end(), file.installation.begin());
    file.key = std::move(*key);
    if (!equal_in_constant_time(check_of(file.installation, file.key.view()), check->view())) return bad;
    return file;
}

std::string installation_prefix(const InstallationId& installation) {
    return to_hex(ByteView(installation).first(4));
}

}  // namespace xinan::crypto
