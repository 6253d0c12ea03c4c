// SPDX-License-Identifier: AGPL-3.0-or-later
// Every sentence of xinan-verify, in two languages. They say what DECISIONS "What can be proved" says, and no more.
#include "ledger/verify/offline.hpp"

namespace xinan::ledger::offline {
namespace {

struct Phrase {
    std::string_view code;
    std::string_view english;
    std::string_view chinese;
};

constexpr Phrase kPhrases[] = {
    // What holds
    {"proof_holds",
     "Verified: entry {sequence} is in the ledger of the key {fingerprint}, as it stood at {at} with {size} entries.",
     "核对通过：第 {sequence} 条记录在密钥 {fingerprint} 的账本里，账本当时（{at}）有 {size} 条记录。"},
    {"export_holds",
     "Verified: the first {covered} entries stand as they did at {at}, signed by the key {fingerprint}.",
     "核对通过：前 {covered} 条记录与 {at} 时一致，由密钥 {fingerprint} 签名。"},
    {"continued",
     "Verified: the ledger of {to} entries ({to_at}) continues the one of {from} entries ({from_at}); nothing in those was changed, removed or put in between.",
     "核对通过：有 {to} 条记录的账本（{to_at}）接在有 {from} 条记录的账本（{from_at}）之后，原有记录没有改动、删除或插入。"},
    {"entry_at", "  time: {at}", "  时间：{at}"},
    {"entry_action", "  action: {action} ({outcome})", "  事项：{action}({outcome})"},
    {"entry_actor", "  by: {actor} ({role})", "  办理：{actor}({role})"},
    {"entry_purpose", "  purpose: {purpose}", "  目的：{purpose}"},
    {"entry_clauses", "  clauses: {clauses}", "  依据：{clauses}"},
    {"entry_code", "  code: {code}", "  代码：{code}"},
    {"entry_object", "  hash of the object: {hash}", "  内容的摘要：{hash}"},
    {"entry_grant", "  grant: {grant}", "  授权：{grant}"},
    {"entry_request", "  request: {request}", "  请求编号：{request}"},
    {"entry_subject", "  about: {kind} {id}", "  关于：{kind} {id}"},
    {"entry_closed", "  subjects not opened here: {count}", "  这里没有打开的对象：{count} 个"},
    {"others_untold", "It tells nothing of other entries but their number.", "除了条数，它不透露其他记录的任何内容。"},
    {"uncovered", "Entries {from} to {to} came after that checkpoint: nothing is proved of them.",
     "第 {from} 至 {to} 条记录在这个检查点之后：对它们不能证明什么。"},
    {"outside_agrees", "They begin with the {size} entries of the checkpoint kept outside ({at}).",
     "它以外部保存的检查点（{at}）的 {size} 条记录开头。"},
    {"no_outside",
     "Without a checkpoint kept by somebody else this shows only that the file agrees with itself. Give one with --checkpoint.",
     "没有别人保存的检查点，只能说明文件前后一致。请用 --checkpoint 给出一个。"},
    {"nothing_after", "Nothing after {at} is proved.", "{at} 之后的事，不能由此证明。"},
    {"compare_key",
     "Compare the fingerprint {fingerprint} with the one printed on your consent copy. If they differ, this proves nothing.",
     "请把指纹 {fingerprint} 与您的知情同意书副本上印的比对。如果不同，以上都不作数。"},
    // What does not
    {"does_not_verify", "Does not verify.", "核对不通过。"},
    {"and_more", "and {count} more.", "另有 {count} 处。"},
    {"checkpoint_forged", "The signature under the checkpoint of {size} entries does not fit its key.",
     "{size} 条记录的检查点，签名与它的密钥不符。"},
    {"key_differs", "The checkpoint of {size} entries is signed by another key: {fingerprint}.",
     "{size} 条记录的检查点由另一把密钥签名：{fingerprint}。"},
    {"outside_other_ledger", "The checkpoint kept outside is of another ledger.", "外部保存的检查点属于另一个账本。"},
    {"outside_forged", "The signature under the checkpoint kept outside does not fit its key.",
     "外部保存的检查点，签名与它的密钥不符。"},
    {"other_ledger", "The two checkpoints are of different ledgers.", "两个检查点属于不同的账本。"},
    {"checkpoint_other_ledger", "The checkpoint of {size} entries is of another ledger.", "{size} 条记录的检查点属于另一个账本。"},
    {"root_differs", "The checkpoint kept outside has {size} entries too, but other ones.",
     "外部保存的检查点同样有 {size} 条记录，但内容不同。"},
    {"entry_unreadable", "Entry {sequence} is not in the form of a ledger entry.", "第 {sequence} 条记录不是账本记录的样子。"},
    {"entry_misnumbered", "Entry {sequence} says inside that it is entry {inside}.", "第 {sequence} 条记录里面写的是第 {inside} 条。"},
    {"entry_altered", "Entry {sequence} does not fit its leaf hash: it was altered.", "第 {sequence} 条记录与它的叶摘要不符：被改动过。"},
    {"entry_out_of_place", "Where entry {expected} should stand there is entry {found}: something was removed, put in or moved.",
     "应当是第 {expected} 条记录的地方是第 {found} 条：有记录被删除、插入或移动。"},
    {"checkpoint_out_of_place", "A checkpoint of {size} entries stands after {expected} entries: something was removed, put in or moved.",
     "{size} 条记录的检查点出现在第 {expected} 条记录之后：有内容被删除、插入或移动。"},
    {"span_differs", "Between entry {from} and entry {to} (not counted) something was changed: the checkpoint there no longer fits.",
     "第 {from} 条到第 {to} 条（不含）之间有改动：那里的检查点不再相符。"},
    {"path_wrong", "The path from entry {sequence} does not lead to the checkpoint: the entry is not in that ledger as it is here.",
     "从第 {sequence} 条记录出发的路径到不了检查点：那个账本里的这条记录不是这个样子。"},
    {"subject_wrong", "The subject at position {position} does not fit the entry.", "第 {position} 位的对象与记录不符。"},
    {"rewritten", "The first {size} entries are not those of the checkpoint kept outside ({at}): they were rewritten.",
     "前 {size} 条记录与外部保存的检查点（{at}）不同：被改写过。"},
    {"rolled_back", "The checkpoint kept outside ({at}) has {other} entries, here are {size}: entries were cut off.",
     "外部保存的检查点（{at}）有 {other} 条记录，这里只有 {size} 条：末尾的记录被去掉了。"},
    {"not_continued", "The ledger of {to} entries does not continue the one of {from} entries.",
     "有 {to} 条记录的账本不是有 {from} 条记录的账本的延续。"},
    {"count_differs", "The file holds {count} entries, its first line says {head}, its last {end}.",
     "文件里有 {count} 条记录，首行写着 {head}，末行写着 {end}。"},
    {"cut_short", "The file ends after {count} entries without its last line.", "文件在 {count} 条记录之后中断，没有末行。"},
    {"no_checkpoint", "The file holds no checkpoint: nothing is proved.", "文件里没有检查点：不能证明什么。"},
    // What cannot be judged
    {"not_a_proof", "This is not a proof in the form of docs/formats.md.", "这不是 docs/formats.md 所说格式的证明文件。"},
    {"not_a_checkpoint", "{which} is neither a checkpoint nor a proof in the form of docs/formats.md.",
     "{which} 不是 docs/formats.md 所说格式的检查点或证明文件。"},
    {"not_a_consistency", "This is not a consistency proof in the form of docs/formats.md.",
     "这不是 docs/formats.md 所说格式的延续证明文件。"},
    {"bad_line", "Line {line} is not in the form of docs/formats.md.", "第 {line} 行不是 docs/formats.md 所说的格式。"},
    {"sizes_differ",
     "The proof stands under a checkpoint of {size} entries, the one kept outside has {other}. Check first with \"consistency\" that one continues the other.",
     "证明所依的检查点有 {size} 条记录，外部保存的有 {other} 条。请先用 consistency 核对一个是另一个的延续。"},
    {"other_sizes", "The consistency proof is for other sizes; needed is one from {from} to {to} entries.",
     "延续证明的条数不对；需要从 {from} 条到 {to} 条的证明。"},
    {"cannot_read", "{file} cannot be read, or is too large.", "{file} 读不出来，或者太大。"},
};

}  // namespace

Language language_of(std::string_view locale) { return locale.starts_with("zh") ? Language::chinese : Language::english; }

std::string sentence_text(const Sentence& sentence, Language language) {
    std::string_view pattern = sentence.code;
    for (const Phrase& phrase : kPhrases) {
        if (phrase.code == sentence.code) pattern = language == Language::chinese ? phrase.chinese : phrase.english;
    }
    std::string out;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        out += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find('}', open);
        ensure(close != std::string_view::npos, "a phrase closes its braces");
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        for (const auto& [key, value] : sentence.args) {
            if (key == name) out += value;
        }
        pattern.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace xinan::ledger::offline
