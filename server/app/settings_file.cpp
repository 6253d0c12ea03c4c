// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/settings_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace xinan::app {
namespace {

constexpr std::size_t kSettingsBytesMax = 64 * 1024;

Error bad(const Folder& folder, int line, std::string expected) {
    return fail(ErrorKind::invalid, "app.bad_settings",
                {{"file", folder.settings()}, {"line", std::to_string(line + 1)}, {"expected", std::move(expected)}});
}
Error cannot_write(const std::string& path) { return fail(ErrorKind::unavailable, "app.cannot_write", {{"path", path}}); }

// A file descriptor that closes itself.
class Descriptor final {
   public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { if (fd_ >= 0) ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

   private:
    int fd_;
};

}  // namespace

bool has_installation(const Folder& folder) { return std::filesystem::exists(folder.settings()); }

Result<SettingsFile> read_settings(const Folder& folder) {
    if (!has_installation(folder)) return fail(ErrorKind::not_found, "app.no_installation", {{"folder", folder.root}});
    SecretBytes text = TRY(read_private_file(folder.settings(), kSettingsBytesMax));
    if (text.text().find_first_of("&*") != std::string_view::npos) return bad(folder, 0, "no anchors or aliases");
    YAML::Node node;
    try {
        node = YAML::Load(std::string(text.text()));
    } catch (const YAML::Exception& e) {
        return bad(folder, e.mark.line, "YAML");
    }
    if (!node.IsMap()) return bad(folder, 0, "key: value");
    SettingsFile out;
    bool purpose_given = false;
    for (const auto& pair : node) {
        const auto key = pair.first.as<std::string>();
        const int line = pair.first.Mark().line;
        if (!pair.second.IsScalar()) return bad(folder, line, "key: value");
        const auto value = pair.second.as<std::string>();
        if (key == "purpose") {
            if (value != "demo" && value != "service") return bad(folder, line, "purpose: demo | service");
            out.purpose = value == "demo" ? Purpose::demo : Purpose::service;
            purpose_given = true;
        } else if (key == "suite") {
            auto suite = crypto::parse_suite(value);
            if (!suite) return bad(folder, line, "suite: international | guomi");
            out.suite = *suite;
        } else if (key == "port") {
            const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), out.port);
            if (code != std::errc{} || end != value.data() + value.size() || out.port < 1 || out.port > 65535) {
                return bad(folder, line, "port: 1..65535");
            }
        } else if (key == "address") {
            out.address = value;
        } else if (key == "certificate") {
            out.certificate = value;
        } else if (key == "private_key") {
            out.private_key = value;
        } else if (key == "postgres") {
            out.postgres = value;
        } else if (key == "postgres_keyring") {
            out.postgres_keyring = value;
        } else if (key == "key_file") {
            out.key_file = value;
        } else if (key == "log_file") {
            out.log_file = value;
        } else {
            return bad(folder, line, "purpose, suite, address, port, certificate, private_key, postgres, postgres_keyring, key_file, log_file");
        }
    }
    if (!purpose_given) return bad(folder, 0, "purpose: demo | service");
    return out;
}

namespace {

std::string text_of_settings(const SettingsFile& s) {
    YAML::Emitter out;
    out << YAML::BeginMap;
    const auto put = [&out](const char* key, const std::string& value) {
        if (!value.empty()) out << YAML::Key << key << YAML::Value << value;
    };
    put("purpose", s.purpose == Purpose::demo ? "demo" : "service");
    put("suite", std::string(crypto::suite(s.suite).name()));
    put("address", s.address);
    out << YAML::Key << "port" << YAML::Value << s.port;
    put("certificate", s.certificate);
    put("private_key", s.private_key);
    put("postgres", s.postgres);
    put("postgres_keyring", s.postgres_keyring);
    put("key_file", s.key_file);
    put("log_file", s.log_file);
    out << YAML::EndMap << YAML::Newline;
    return {out.c_str(), out.size()};
}

}  // namespace

Result<void> write_settings(const Folder& folder, const SettingsFile& settings) {
    if (has_installation(folder)) return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});
    return write_private_file(folder.settings(), view_of(text_of_settings(settings)));
}

Result<void> replace_settings(const Folder& folder, const SettingsFile& settings) {
    const std::string fresh = folder.settings() + ".new";
    std::error_code none;
    std::filesystem::remove(fresh, none);
    TRY_VOID(write_private_file(fresh, view_of(text_of_settings(settings))));
    std::filesystem::rename(fresh, folder.settings(), none);
    return none ? Result<void>(cannot_write(folder.settings())) : Result<void>{};
}

Result<void> make_folders(const Folder& folder) {
    for (const std::string& path : {folder.root, folder.root + "/store", folder.root + "/keyring", folder.root + "/key"}) {
        std::error_code code;
        std::filesystem::create_directories(path, code);
        if (code || ::chmod(path.c_str(), S_IRWXU) != 0) return cannot_write(path);
    }
    return {};
}

Result<void> write_private_file(const std::string& path, ByteView content) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.get() < 0) {
        if (errno == EEXIST) return fail(ErrorKind::conflict, "app.file_exists", {{"path", path}});
        return cannot_write(path);
    }
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(file.get(), content.data() + done, content.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) { ::unlink(path.c_str()); return cannot_write(path); }
        done += static_cast<std::size_t>(n);
    }
    if (::fsync(file.get()) != 0) { ::unlink(path.c_str()); return cannot_write(path); }
    const Descriptor parent(::open(std::filesystem::path(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.get() >= 0) (void)::fsync(parent.get());
    return {};
}

Result<SecretBytes> read_private_file(const std::string& path, std::size_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        return errno == ENOENT ? fail(ErrorKind::not_found, "app.no_file", {{"path", path}})
                               : fail(ErrorKind::unavailable, "app.cannot_read", {{"path", path}});
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return fail(ErrorKind::unavailable, "app.cannot_read", {{"path", path}});
    if (static_cast<std::size_t>(status.st_size) > bytes_max) return fail(ErrorKind::too_large, "app.file_too_large", {{"path", path}});
    SecretBytes out(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t n = ::read(file.get(), out.writable().data() + done, out.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return fail(ErrorKind::unavailable, "app.cannot_read", {{"path", path}});
        done += static_cast<std::size_t>(n);
    }
    return out;
}

}  // namespace xinan::app
