// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"

#include <filesystem>
#include <regex>

#include "base/secret.hpp"
#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::kTestNow;

// What a visitor wrote, in any wrapping, does not compile into a log line.
template <class T>
constexpr bool kCanBeLogged = std::is_constructible_v<LogField, LogName, T>;

static_assert(!kCanBeLogged<std::string>);
static_assert(!kCanBeLogged<std::string&>);
static_assert(!kCanBeLogged<std::string_view>);
static_assert(!kCanBeLogged<const char*>);
static_assert(!kCanBeLogged<const char (&)[5]>);
static_assert(!kCanBeLogged<char>);
static_assert(!kCanBeLogged<char8_t>);
static_assert(!kCanBeLogged<char32_t>);
static_assert(!kCanBeLogged<PrivateText>);
static_assert(!kCanBeLogged<Private<int>>);
static_assert(!kCanBeLogged<SecretBytes>);
static_assert(!kCanBeLogged<Bytes>);
static_assert(!kCanBeLogged<ByteView>);
static_assert(!kCanBeLogged<std::vector<int>>);
static_assert(!kCanBeLogged<Args>);
static_assert(!kCanBeLogged<LocalDate>, "a birthday is a date");
static_assert(!std::is_constructible_v<LogEvent, std::string>);
static_assert(!std::is_constructible_v<LogName, std::string>);

enum class Engine : std::uint8_t { sqlite, postgres };
std::string_view name_of(Engine engine) {
    return engine == Engine::sqlite ? "sqlite" : "postgres";
}
enum class Nameless : std::int8_t { a = -3 };

static_assert(kCanBeLogged<int> && kCanBeLogged<std::size_t> && kCanBeLogged<double> && kCanBeLogged<bool>);
static_assert(kCanBeLogged<CentreId> && kCanBeLogged<Engine> && kCanBeLogged<Nameless> && kCanBeLogged<UtcTime>);
static_assert(kCanBeLogged<Error> && kCanBeLogged<std::source_location> && kCanBeLogged<Action> &&
              kCanBeLogged<Millis>);

class LogFile : public ::testing::Test {
 protected:
    void SetUp() override {
        path_ = std::filesystem::path(::testing::TempDir()) / "xinan_log_test.txt";
        std::filesystem::remove(path_);
        ASSERT_TRUE(log_to_file(path_.string(), LogLevel::info).ok());
    }
    void TearDown() override {
        log_to_stderr(LogLevel::info);
        std::filesystem::remove(path_);
    }
    std::string written() {
        flush_log();
        std::ifstream stream(path_);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    std::filesystem::path path_;
};

TEST_F(LogFile, HasOneLineAnEventWithNamedValues) {
    CentreId centre;
    centre.bytes[15] = 0xab;
    log(LogLevel::info, "http.listening",
        {{"port", std::uint16_t{8443}},
         {"centre", centre},
         {"engine", Engine::postgres},
         {"kind", Nameless::a},
         {"share", 0.5},
         {"ready", true},
         {"took", Millis{12}},
         {"at", kTestNow},
         {"action", Action("http.page.read")}});
    const std::regex expected(
        R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info http\.listening port=8443 centre=0{30}ab engine=postgres kind=-3 )"
        R"(share=0\.5 ready=true took=12ms at=1795392000000 action=http\.page\.read\n)");
    EXPECT_TRUE(std::regex_match(written(), expected)) << written();
}

TEST_F(LogFile, LeavesOutWhatIsBelowTheLevel) {
    log(LogLevel::debug, "http.detail");
    log(LogLevel::warning, "http.slow");
    EXPECT_EQ(written().find("http.detail"), std::string::npos);
    EXPECT_NE(written().find(" warning http.slow\n"), std::string::npos);
}

TEST_F(LogFile, AnErrorIsItsCodeAndNeverItsValues) {
    const Error wrong = fail(ErrorKind::conflict, "scheduling.slot_taken", {{"name", "canary"}});
    log(LogLevel::info, "http.refused", {{"error", wrong}});
    log(LogLevel::info, "http.refused", {{"error", fail(ErrorKind::internal, "canary said: hello\nworld")}});
    EXPECT_NE(written().find("error=scheduling.slot_taken\n"), std::string::npos);
    EXPECT_NE(written().find("error=kind_9\n"), std::string::npos);
    EXPECT_EQ(written().find("canary"), std::string::npos);
}

TEST_F(LogFile, AFailedEnsureLeavesItsPlaceAndNotItsText) {
    EXPECT_THROW(ensure(false, "canary"), Impossible);
    EXPECT_NE(written().find("error base.impossible at=server/base/log_test.cpp:"), std::string::npos) << written();
    EXPECT_EQ(written().find("canary"), std::string::npos);
}

TEST(Log, AFileThatCannotBeOpenedIsReported) {
    EXPECT_EQ(testing::code_of(log_to_file("/proc/no/such/place", LogLevel::info)), "base.log_file");
}

}  // namespace
}  // namespace xinan
