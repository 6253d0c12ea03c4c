// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "base/limits.hpp"

namespace xinan {

namespace {

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> logger_over(spdlog::sink_ptr sink, LogLevel least) {
    auto logger = std::make_shared<spdlog::logger>("xinan", std::move(sink));
    logger->set_formatter(
        std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    logger->set_level(spdlog_level(least));
    logger->flush_on(spdlog::level::warn);
    // A full disk must not stop the service, and must not be answered by logging.
    logger->set_error_handler([](const std::string&) {});
    return logger;
}

// The one global of this layer: ensure and the lowest layers must be able to log without being handed a logger.
std::atomic<std::shared_ptr<spdlog::logger>>& current() {
    static std::atomic<std::shared_ptr<spdlog::logger>> logger{
        logger_over(std::make_shared<spdlog::sinks::stderr_sink_mt>(), LogLevel::info)};
    return logger;
}

}  // namespace

namespace detail {

std::string log_text(std::int64_t value) {
    return std::to_string(value);
}
std::string log_text(std::uint64_t value) {
    return std::to_string(value);
}
std::string log_text(double value) {
    return fmt::format("{}", value);
}

// A code is a literal of ours; should one ever be composed, nothing but its word characters gets through.
std::string log_text(const Error& error) {
    const bool is_code = error.code.size() <= 80 && dotted_parts(error.code) >= 2;
    return is_code ? error.code : fmt::format("kind_{}", static_cast<int>(error.kind));
}

std::string log_text(const std::source_location& where) {
    std::string_view file = where.file_name();
    if (const auto slash = file.rfind("server/"); slash != std::string_view::npos) file.remove_prefix(slash);
    return fmt::format("{}:{}", file, where.line());
}

}  // namespace detail

void log(LogLevel level, LogEvent event, std::initializer_list<LogField> fields) {
    const auto logger = current().load();
    if (!logger->should_log(spdlog_level(level))) return;
    std::string line(event.name);
    std::size_t left = kLogFieldsMax;
    for (const LogField& field : fields) {
        if (left-- == 0) break;
        line += fmt::format(" {}={}", field.name(), field.text());
    }
    logger->log(spdlog_level(level), spdlog::string_view_t(line));
}

void log_to_stderr(LogLevel least) {
    current().store(logger_over(std::make_shared<spdlog::sinks::stderr_sink_mt>(), least));
}

Result<void> log_to_file(const std::string& path, LogLevel least) {
    try {  // spdlog reports by exceptions; this is where they end.
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kLogFileBytesMax, kLogFilesMax - 1);
        current().store(logger_over(std::move(sink), least));
    } catch (const spdlog::spdlog_ex&) { return fail(ErrorKind::unavailable, "base.log_file"); }
    return {};
}

void flush_log() {
    current().load()->flush();
}

}  // namespace xinan
