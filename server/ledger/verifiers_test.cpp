// SPDX-License-Identifier: AGPL-3.0-or-later
// Goal: xinan-verify and tools/verify.py, written apart, say the same of every file, and both find every tampering.
// Method: honest ledgers under both suites; 300 seeded tamperings of each, from one flipped character to a rewritten and
// signed-again ledger; the programs themselves are run, and their exit codes and words compared.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "ledger/sample_support.hpp"

namespace xinan::ledger {
namespace {

using testing::Sample;
using testing::text_of_lines;
namespace fs = std::filesystem;

struct Said {
    int code = -1;
    std::string words;
    friend bool operator==(const Said&, const Said&) = default;
};

Said run(const std::string& command) {
    std::FILE* pipe = ::popen(("LC_ALL=C " + command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    Said said;
    std::array<char, 4096> buffer;
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) said.words.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    said.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return said;
}

// Runs tools/verify.py once over many argument lists: the answers are separated by \x1e, exit code first. Pure Python is
// slow at hashing, and most files here share most entries: what was hashed once is remembered.
constexpr const char* kDriver =
    "import functools, io, sys; sys.path.insert(0, sys.argv[1]); import verify\n"
    "verify.SUITES = {name: tuple(map(functools.cache, both)) for name, both in verify.SUITES.items()}\n"
    "for line in open(sys.argv[2]):\n"
    "    out = io.StringIO(); code = verify.main(line.rstrip('\\n').split('\\t'), out)\n"
    "    sys.stdout.write(f'{code}\\n{out.getvalue()}\\x1e')\n";

// Files to be examined, and what must be said of them.
class Trial {
   public:
    Trial() {
        std::string pattern = (fs::temp_directory_path() / "xinan-verifiers-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
    }
    ~Trial() { fs::remove_all(folder_); }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    std::string file(const std::string& text) {
        const fs::path path = folder_ / std::to_string(files_++);
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    void expect(bool verified, std::string story, std::vector<std::string> arguments) {
        cases_.push_back({verified, std::move(story), std::move(arguments)});
    }
    // Every case by both programs. Returns what xinan-verify said, by case.
    std::vector<Said> judge() {
        std::vector<Said> answers;
        std::string list;
        for (const Case& one : cases_) {
            std::string command = "'" XINAN_VERIFY_PROGRAM "'";
            std::string tabs;
            for (const std::string& argument : one.arguments) {
                command += " '" + argument + "'";
                tabs += (tabs.empty() ? "" : "\t") + argument;
            }
            list += tabs + '\n';
            answers.push_back(run(command));
        }
        const std::string python = run("python3 '" + file(kDriver) + "' '" XINAN_SOURCE_DIR "/tools' '" + file(list) + "'").words;
        std::size_t at = 0;
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            const std::size_t end = python.find('\x1e', at);
            if (end == std::string::npos) {
                ADD_FAILURE() << "verify.py stopped at: " << cases_[i].story << "\n" << python.substr(at);
                break;
            }
            const std::string answer = python.substr(at, end - at);
            at = end + 1;
            const std::size_t line = answer.find('\n');
            const Said other{std::stoi(answer.substr(0, line)), answer.substr(line + 1)};
            EXPECT_EQ(answers[i].code, other.code) << cases_[i].story << "\n" << answers[i].words << "---\n" << other.words;
            EXPECT_EQ(answers[i].words, other.words) << cases_[i].story;
            EXPECT_EQ(answers[i].code == 0, cases_[i].verified) << cases_[i].story << "\n" << answers[i].words;
            EXPECT_LE(answers[i].code, 2) << cases_[i].story << "\n" << answers[i].words;
        }
        return answers;
    }

   private:
    struct Case {
        bool verified;
        std::string story;
        std::vector<std::string> arguments;
    };
    fs::path folder_;
    int files_ = 0;
    std::vector<Case> cases_;
};

class Verifiers : public ::testing::TestWithParam<crypto::SuiteId> {
   protected:
    Verifiers() {
        honest.add(7), honest.sign();
        honest.add(20), honest.sign();
        honest.add(18), honest.sign();
        honest.add(3);
        kept = honest.checkpoints();
    }
    static constexpr std::uint64_t kOutside = 27;  // entries of the checkpoint kept outside
    Sample honest{GetParam(), 42};
    std::map<std::uint64_t, Checkpoint> kept;
    std::unique_ptr<Random> chance = seeded_random(99);
    Trial trial;

    std::string flipped(std::string text) {
        const std::size_t at = chance->below(text.size());
        const std::uint64_t by = 1 + chance->below(127);
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ by);
        return text;
    }
    std::string tampered_export(std::uint64_t kind, std::string& story);
};
INSTANTIATE_TEST_SUITE_P(Suites, Verifiers, ::testing::Values(crypto::SuiteId::international, crypto::SuiteId::guomi),
                         [](const auto& with) { return std::string(crypto::suite(with.param).name()); });

TEST_P(Verifiers, AgreeThatHonestFilesVerify) {
    const std::string exported = trial.file(text_of_lines(honest.lines(kept)));
    const std::string print = fingerprint(*honest.suite, honest.key.public_key);
    trial.expect(true, "an export alone", {"export", exported});
    trial.expect(true, "an export with its printed key", {"export", exported, "--key", print});
    trial.expect(false, "an export with another printed key", {"export", exported, "--key", "0123 4567 89ab cdef"});
    for (const auto& [size, checkpoint] : kept) {
        const std::string outside = trial.file(to_json(checkpoint) + "\n");
        trial.expect(true, "an export against a checkpoint of " + std::to_string(size), {"export", exported, "--checkpoint", outside});
        for (std::uint64_t n = 0; n < size; n += 5) {
            const std::string proof = trial.file(to_json(honest.proof(n, size, n % 2 == 0)));
            trial.expect(true, "a proof of " + std::to_string(n), {"proof", proof});
            trial.expect(true, "a proof against its checkpoint", {"proof", proof, "--checkpoint", outside});
            trial.expect(false, "a proof against a checkpoint of another size",
                         {"proof", proof, "--checkpoint", trial.file(to_json(kept.at(size == 7 ? 27 : 7)))});
        }
        for (const auto& [older, old_checkpoint] : kept) {
            if (older > size) continue;
            trial.expect(true, "a continuation", {"consistency", trial.file(to_json(old_checkpoint)), outside,
                                                  trial.file(to_json(honest.consistency(older, size)))});
        }
    }
    const std::string proof_file = trial.file(to_json(honest.proof(2, 45, false)));
    trial.expect(true, "a continuation up to a proof file's checkpoint",
                 {"consistency", trial.file(to_json(kept.at(7))), proof_file, trial.file(to_json(honest.consistency(7, 45)))});
    const auto answers = trial.judge();
    EXPECT_NE(answers[0].words.find("Entries 45 to 47 came after"), std::string::npos) << answers[0].words;
    EXPECT_NE(answers[0].words.find(print), std::string::npos);
    EXPECT_NE(run("LC_ALL=zh_CN.UTF-8 '" XINAN_VERIFY_PROGRAM "' export '" + exported + "'").words.find("核对通过"), std::string::npos);
}

// D0.1b: whatever is altered, cut or put in, both verifiers say so and name the first broken place.
// What a thief can do who holds the database but not the key, and what the keeper of the key can do.
std::string Verifiers::tampered_export(std::uint64_t kind, std::string& story) {
    Sample forged = honest.copy();
    const std::uint64_t n = chance->below(kOutside);
    std::uint64_t m = chance->below(kOutside);
    if (m == n) m = (n + 1) % kOutside;
    std::vector<ExportLine> lines = honest.lines(kept);
    const auto line_of = [&](std::uint64_t entry) {
        return std::ranges::find_if(lines, [&](const ExportLine& line) {
            const auto* found = std::get_if<ExportEntry>(&line);
            return found != nullptr && found->sequence == entry;
        });
    };
    const auto rewrite = [&] { forged.deeds[n].actor = new_random<AnyId>(*chance); };
    const auto sign_again = [&] {
        forged.key = forged.suite->signing_pair(*chance);
        return text_of_lines(forged.lines(forged.checkpoints()));
    };
    switch (kind) {
        case 0: story = "a character flipped"; return flipped(text_of_lines(lines));
        case 1: story = "an entry edited, its leaf left"; rewrite(); std::get<ExportEntry>(*line_of(n)).entry = forged.entry(n); break;
        case 2: story = "an entry edited with its leaf"; rewrite(); lines = forged.lines(kept); break;
        case 3: story = "a line deleted"; lines.erase(line_of(n)); break;
        case 4: story = "an entry deleted, the rest numbered again";
            forged.deeds.erase(forged.deeds.begin() + static_cast<std::ptrdiff_t>(n)); lines = forged.lines(kept); break;
        case 5: story = "a line put in"; lines.insert(line_of(n), *line_of(m)); break;
        case 6: story = "an entry put in, the rest numbered again";
            forged.deeds.insert(forged.deeds.begin() + static_cast<std::ptrdiff_t>(n), honest.deeds[m]); lines = forged.lines(kept); break;
        case 7: story = "two lines swapped"; std::swap(*line_of(n), *line_of(m)); break;
        case 8: story = "two entries swapped and numbered again"; std::swap(forged.deeds[n], forged.deeds[m]);
            lines = forged.lines(kept); break;
        case 9: story = "cut off in the middle of a line"; { std::string text = text_of_lines(lines);
            return text.substr(0, chance->below(text.size() - 1)); }
        case 10: story = "cut off, counts corrected"; forged.deeds.resize(n); lines = forged.lines(kept); break;
        case 11: story = "rolled back to an earlier checkpoint"; forged.deeds.resize(7); lines = forged.lines(kept); break;
        case 12: story = "rewritten and signed with another key"; rewrite(); return sign_again();
        case 13: story = "signed again with another key"; return sign_again();
        case 14: story = "rewritten and signed with the right key"; rewrite(); lines = forged.lines(forged.checkpoints()); break;
        case 15: story = "rewritten, only the newest checkpoint kept, signed with the right key"; rewrite();
            lines = forged.lines({{45, forged.checkpoint(45)}}); break;
        case 16: story = "the checkpoints' times moved";
            for (auto& line : lines) if (auto* c = std::get_if<Checkpoint>(&line)) c->at = c->at + Millis{1};
            break;
        default: story = "a signature flipped";
            for (auto& line : lines) if (auto* c = std::get_if<Checkpoint>(&line)) c->signature[chance->below(64)] ^= 1U;
            break;
    }
    return text_of_lines(lines);
}

TEST_P(Verifiers, BothFindEveryTampering) {
    constexpr int kExports = 200;
    constexpr int kProofs = 70;
    constexpr int kConsistencies = 30;
    const std::string outside = trial.file(to_json(kept.at(kOutside)));
    for (int i = 0; i < kExports; ++i) {
        std::string story;
        const std::string text = tampered_export(static_cast<std::uint64_t>(i) % 18, story);
        trial.expect(false, "export: " + story, {"export", trial.file(text), "--checkpoint", outside});
    }
    for (int i = 0; i < kProofs; ++i) {
        const std::uint64_t n = chance->below(kOutside);
        Proof proof = honest.proof(n, kOutside, true);
        Sample forged = honest.copy();
        forged.deeds[n].actor = new_random<AnyId>(*chance);
        switch (i % 5) {
            case 0: break;
            case 1: proof.entry = forged.entry(n); break;
            case 2: proof = forged.proof(n, kOutside, true); break;  // signed with the right key
            case 3: forged.key = forged.suite->signing_pair(*chance); proof = forged.proof(n, kOutside, false); break;
            default: proof.opened_subjects = {{0, "person", Bytes(16, 1), new_random<AnyId>(*chance)}}; break;
        }
        const std::string text = i % 5 == 0 ? flipped(to_json(proof)) : to_json(proof);
        trial.expect(false, "proof: kind " + std::to_string(i % 5), {"proof", trial.file(text), "--checkpoint", outside});
    }
    for (int i = 0; i < kConsistencies; ++i) {
        Sample forged = honest.copy();
        forged.deeds[chance->below(7)].role = "manager";
        std::string older = to_json(kept.at(7));
        std::string newer = to_json(i % 3 == 0 ? forged.checkpoint(kOutside) : kept.at(kOutside));
        std::string proof = to_json((i % 3 == 0 ? forged : honest).consistency(7, kOutside));
        if (i % 3 == 1) proof = flipped(proof);
        if (i % 3 == 2) (i % 2 == 0 ? older : newer) = flipped(i % 2 == 0 ? older : newer);
        trial.expect(false, "consistency: kind " + std::to_string(i % 3),
                     {"consistency", trial.file(older), trial.file(newer), trial.file(proof)});
    }
    trial.judge();
}

// Files that mean the same to a lenient reader are refused, by both alike: nobody can be shown two readings of one file.
TEST_P(Verifiers, BothRefuseOtherSpellings) {
    const std::string good = to_json(honest.proof(3, kOutside, true));
    const auto replaced = [&](const std::string& what, const std::string& with) {
        std::string text = good;
        const std::size_t at = text.find(what);
        if (at == std::string::npos) throw std::runtime_error("not in the proof: " + what);
        return text.replace(at, what.size(), with);
    };
    const std::pair<const char*, std::string> kSpellings[] = {
        {"a blank", replaced(":3,", ": 3,")}, {"a leading zero", replaced(":3,", ":03,")}, {"an exponent", replaced(":3,", ":3e0,")},
        {"a negative number", replaced(":3,", ":-3,")}, {"a number past the bound", replaced(":3,", ":9999999999999999,")},
        {"padding", replaced("\",\"path\"", "=\",\"path\"")}, {"two line feeds", good + "\n\n"}, {"a carriage return", good + "\r\n"},
        {"a byte order mark", "\xEF\xBB\xBF" + good}, {"a field more", replaced(",\"path\"", ",\"x\":1,\"path\"")},
        {"an escape", replaced("person", "pers\\u006fn")}, {"a day that is none", replaced("2026-11-2", "2026-02-3")},
        {"a time with an offset", replaced("Z\",\"suite\"", "+00:00\",\"suite\"")}, {"an unknown suite", replaced("\"suite\":\"", "\"suite\":\"x")},
        {"nothing", ""}, {"another file", to_json(kept.at(7))}, {"a large file", std::string(kFileBytesMax + 1, ' ')}};
    for (const auto& [story, text] : kSpellings) trial.expect(false, story, {"proof", trial.file(text)});
    trial.expect(true, "one line feed", {"proof", trial.file(good + "\n")});
    std::string crlf = text_of_lines(honest.lines(kept));
    for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) crlf.insert(at, "\r");
    trial.expect(false, "an export with carriage returns", {"export", trial.file(crlf)});
    const std::string exported = text_of_lines(honest.lines(kept));
    trial.expect(false, "a line after the end", {"export", trial.file(exported + "{\"end\":48}\n")});
    trial.expect(true, "an export without its last line feed", {"export", trial.file(exported.substr(0, exported.size() - 1))});
    trial.expect(false, "an empty export", {"export", trial.file("")});
    trial.expect(false, "a line too long", {"export", trial.file(std::string(kFileBytesMax * 2, 'x'))});
    trial.expect(false, "no such file", {"export", "/nonexistent"});
    Checkpoint malleable = kept.at(7);
    if (GetParam() == crypto::SuiteId::international) {  // S + L: the same signature to a lenient verifier (RFC 8032 §8.4)
        constexpr std::array<std::uint8_t, 32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                                         0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10};
        unsigned carry = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            carry += malleable.signature[32 + i] + kOrder[i];
            malleable.signature[32 + i] = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
    } else {
        malleable.signature.push_back(0);
    }
    auto forged = kept;
    forged[7] = malleable;
    trial.expect(false, "another spelling of a signature", {"export", trial.file(text_of_lines(honest.lines(forged)))});
    trial.judge();
}

TEST(VerifierProgram, SaysHowItIsUsed) {
    EXPECT_EQ(run("'" XINAN_VERIFY_PROGRAM "' --help").code, 0);
    for (const char* wrong : {"", "other", "proof", "proof a b", "proof a --unknown", "proof a --key 12", "consistency a b",
                              "export a --checkpoint", "consistency a b c --checkpoint d"}) {
        EXPECT_EQ(run(std::string("'") + XINAN_VERIFY_PROGRAM "' " + wrong).code, 2) << wrong;
    }
}

}  // namespace
}  // namespace xinan::ledger
