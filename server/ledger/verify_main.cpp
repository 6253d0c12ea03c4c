// SPDX-License-Identifier: AGPL-3.0-or-later
// xinan-verify: checks a proof, an export or a consistency proof away from the server. Reads the files named, writes its
// verdict, nothing else.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "ledger/verify/offline.hpp"

namespace {

using xinan::ledger::kFileBytesMax;
using xinan::ledger::offline::checkpoint_in;
using xinan::ledger::offline::examine_consistency;
using xinan::ledger::offline::examine_export;
using xinan::ledger::offline::examine_proof;
using xinan::ledger::offline::Language;
using xinan::ledger::offline::language_of;
using xinan::ledger::offline::Report;
using xinan::ledger::offline::Sentence;
using xinan::ledger::offline::Trust;
using xinan::ledger::offline::Verdict;

constexpr std::string_view kHelpEnglish =
    "xinan-verify checks files of a Xin'an ledger, without network and without the server.\n"
    "\n"
    "  xinan-verify proof FILE [--checkpoint FILE] [--key FINGERPRINT]...\n"
    "      that one entry is in the ledger\n"
    "  xinan-verify export FILE [--checkpoint OUTSIDE] [--key FINGERPRINT]...\n"
    "      that a whole exported ledger stands as it was signed, and as a checkpoint kept outside says\n"
    "  xinan-verify consistency OLD NEW PROOF [--key FINGERPRINT]...\n"
    "      that the ledger of NEW continues the one of OLD (each a checkpoint or a proof file)\n"
    "\n"
    "--key: accept only this key (16 digits, as printed on a consent copy), besides that of --checkpoint.\n"
    "Exit code: 0 verified, 1 does not verify, 2 wrong use or a file that cannot be judged.\n";
constexpr std::string_view kHelpChinese =
    "xinan-verify 核对心安账本的文件，不联网，也不需要服务器。\n"
    "\n"
    "  xinan-verify proof 文件 [--checkpoint 文件] [--key 指纹]...\n"
    "      一条记录是否在账本里\n"
    "  xinan-verify export 文件 [--checkpoint 外部检查点] [--key 指纹]...\n"
    "      整本导出的账本是否与签名一致，是否与外部保存的检查点一致\n"
    "  xinan-verify consistency 旧 新 证明 [--key 指纹]...\n"
    "      新账本是否接在旧账本之后（旧、新各是一个检查点文件或证明文件）\n"
    "\n"
    "--key：除 --checkpoint 的密钥外，只接受这把密钥（16 位，印在知情同意书副本上）。\n"
    "退出码：0 核对通过，1 核对不通过，2 用法不对或文件无法判断。\n";

Language language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return language_of(value);
    }
    return Language::english;
}

int say(const Report& report) {
    for (const Sentence& sentence : report.sentences) std::cout << sentence_text(sentence, language()) << '\n';
    std::cout.flush();
    return static_cast<int>(report.verdict);
}

int cannot_read(const std::string& file) { return say({Verdict::unusable, {{"cannot_read", {{"file", file}}}}}); }

int usage() {
    std::cerr << (language() == Language::chinese ? kHelpChinese : kHelpEnglish);
    return static_cast<int>(Verdict::unusable);
}

std::optional<std::string> contents(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(kFileBytesMax + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad() || (stream.gcount() == 0 && !stream.eof())) return std::nullopt;
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kFileBytesMax) return std::nullopt;
    return text;
}

struct Arguments {
    std::vector<std::string> files;
    std::string checkpoint;
    std::vector<std::string> keys;
};

// Nothing when an option is unknown or lacks its value, or a fingerprint is none.
std::optional<Arguments> parse(int count, char** values) {
    Arguments arguments;
    for (int i = 2; i < count; ++i) {
        const std::string_view value = values[i];
        if (!value.starts_with("--")) {
            arguments.files.emplace_back(value);
        } else if (value == "--checkpoint" && i + 1 < count && arguments.checkpoint.empty()) {
            arguments.checkpoint = values[++i];
        } else if (value == "--key" && i + 1 < count) {
            std::string digits = values[++i];
            std::erase(digits, ' ');
            if (digits.size() != 16 || !xinan::from_hex(digits).ok()) return std::nullopt;
            arguments.keys.push_back(std::move(digits));
        } else {
            return std::nullopt;
        }
    }
    return arguments;
}

int examine_export_file(const std::string& file, const Trust& trust) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || stream.peek() == std::ifstream::traits_type::eof()) return cannot_read(file);
    std::string buffer(kFileBytesMax + 2, '\0');  // one byte more than is accepted, and its end
    return say(examine_export(
        [&]() -> std::optional<std::string> {
            stream.getline(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            if (stream.gcount() == 0) return std::nullopt;
            const bool has_line_feed = stream.good();
            return buffer.substr(0, static_cast<std::size_t>(stream.gcount()) - (has_line_feed ? 1 : 0));
        },
        trust));
}

int run(int count, char** values) {
    if (count < 2) return usage();
    const std::string_view command = values[1];
    if (command == "--help" || command == "-h") {
        std::cout << (language() == Language::chinese ? kHelpChinese : kHelpEnglish);
        return 0;
    }
    const auto arguments = parse(count, values);
    const std::map<std::string_view, std::size_t> files{{"proof", 1}, {"export", 1}, {"consistency", 3}};
    if (!arguments || !files.contains(command) || arguments->files.size() != files.at(command)) return usage();
    Trust trust{std::nullopt, arguments->keys};
    if (!arguments->checkpoint.empty()) {
        if (command == "consistency") return usage();
        const auto text = contents(arguments->checkpoint);
        if (!text) return cannot_read(arguments->checkpoint);
        trust.outside = checkpoint_in(*text);
        if (!trust.outside) return say({Verdict::unusable, {{"not_a_checkpoint", {{"which", arguments->checkpoint}}}}});
    }
    if (command == "export") return examine_export_file(arguments->files[0], trust);
    std::vector<std::string> texts;
    for (const std::string& file : arguments->files) {
        auto text = contents(file);
        if (!text) return cannot_read(file);
        texts.push_back(std::move(*text));
    }
    if (command == "proof") return say(examine_proof(texts[0], trust));
    return say(examine_consistency(texts[0], texts[1], texts[2], trust));
}

}  // namespace

int main(int count, char** values) {
    try {
        return run(count, values);
    } catch (const std::exception& error) {  // our bug, or no memory: no verdict
        std::cerr << error.what() << '\n';
        return static_cast<int>(Verdict::unusable);
    }
}
