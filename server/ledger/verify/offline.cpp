// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/verify/offline.hpp"

#include <algorithm>

#include "ledger/entry.hpp"

namespace xinan::ledger::offline {
namespace {

std::string text(std::uint64_t number) { return std::to_string(number); }

const crypto::Suite& suite_named(std::string_view name) {
    auto id = crypto::parse_suite(name);
    ensure(id.ok(), "the parsers let only known suites through");
    return crypto::suite(*id);
}

// Collects what is wrong, and decides in the end.
class Findings final {
   public:
    void add(std::string code, Args args = {}) { sentences_.push_back({std::move(code), std::move(args)}); }
    [[nodiscard]] bool none() const { return sentences_.empty(); }
    [[nodiscard]] Report report() const {
        constexpr std::size_t kListedMax = 20;
        Report report{Verdict::does_not_verify, {{"does_not_verify", {}}}};
        const std::size_t listed = std::min(sentences_.size(), kListedMax);
        report.sentences.insert(report.sentences.end(), sentences_.begin(),
                                sentences_.begin() + static_cast<std::ptrdiff_t>(listed));
        if (sentences_.size() > listed) report.sentences.push_back({"and_more", {{"count", text(sentences_.size() - listed)}}});
        return report;
    }

   private:
    std::vector<Sentence> sentences_;
};

Report unusable(std::string code, Args args = {}) { return {Verdict::unusable, {{std::move(code), std::move(args)}}}; }

std::string without_blanks(std::string_view fingerprint) {
    std::string digits(fingerprint);
    std::erase(digits, ' ');
    return digits;
}

bool is_trusted(const Trust& trust, const crypto::Suite& suite, const Bytes& public_key) {
    if (!trust.outside && trust.fingerprints.empty()) return true;
    if (trust.outside && trust.outside->public_key == public_key) return true;
    return std::ranges::find(trust.fingerprints, without_blanks(fingerprint(suite, public_key))) != trust.fingerprints.end();
}

// Signature and key of a checkpoint, as the trust given asks for.
void check_signed(Findings& findings, const Trust& trust, const crypto::Suite& suite, const Checkpoint& checkpoint) {
    if (!signature_fits(suite, checkpoint)) findings.add("checkpoint_forged", {{"size", text(checkpoint.size)}});
    if (!is_trusted(trust, suite, checkpoint.public_key)) {
        findings.add("key_differs", {{"size", text(checkpoint.size)}, {"fingerprint", fingerprint(suite, checkpoint.public_key)}});
    }
}

// That the checkpoint kept outside is itself signed and of this ledger.
void check_outside(Findings& findings, const Trust& trust, const CentreId& centre, const crypto::Suite& suite) {
    if (!trust.outside) return;
    if (trust.outside->centre != centre || trust.outside->suite != suite.name()) findings.add("outside_other_ledger");
    else if (!signature_fits(suite, *trust.outside)) findings.add("outside_forged");
}

void tell_key(Report& report, const crypto::Suite& suite, const Checkpoint& checkpoint) {
    report.sentences.push_back({"nothing_after", {{"at", to_iso(checkpoint.at)}}});
    report.sentences.push_back({"compare_key", {{"fingerprint", fingerprint(suite, checkpoint.public_key)}}});
}

void tell_entry(Report& report, const EntryView& entry, const std::vector<OpenedSubject>& opened) {
    const auto tell = [&](std::string code, Args args) { report.sentences.push_back({std::move(code), std::move(args)}); };
    tell("entry_at", {{"at", to_iso(entry.at)}});
    tell("entry_action", {{"action", std::string(entry.action)}, {"outcome", std::string(name_of(entry.outcome))}});
    tell("entry_actor", {{"actor", to_hex(entry.actor)}, {"role", std::string(entry.role)}});
    if (!entry.purpose.empty()) tell("entry_purpose", {{"purpose", std::string(entry.purpose)}});
    std::string clauses;
    for (const std::string_view clause : entry.clauses) clauses += (clauses.empty() ? "" : " ") + std::string(clause);
    if (!clauses.empty()) tell("entry_clauses", {{"clauses", clauses}});
    if (!entry.code.empty()) tell("entry_code", {{"code", std::string(entry.code)}});
    if (!entry.object_hash.empty()) tell("entry_object", {{"hash", to_hex(entry.object_hash)}});
    if (!entry.grant.empty()) tell("entry_grant", {{"grant", to_hex(entry.grant)}});
    if (!entry.request.empty()) tell("entry_request", {{"request", to_hex(entry.request)}});
    for (const OpenedSubject& subject : opened) tell("entry_subject", {{"kind", subject.kind}, {"id", subject.id.text()}});
    const std::size_t closed = entry.subject_count() - opened.size();
    if (closed > 0) tell("entry_closed", {{"count", text(closed)}});
}

void check_opened(Findings& findings, const crypto::Suite& suite, const EntryView& entry,
                  const std::vector<OpenedSubject>& opened) {
    for (const OpenedSubject& subject : opened) {
        const bool fits = subject.position < entry.subject_count() &&
                          subject_hash(suite, subject.salt, subject.kind, subject.id) == entry.subject(subject.position);
        if (!fits) findings.add("subject_wrong", {{"position", text(subject.position)}});
    }
}

}  // namespace

std::optional<Checkpoint> checkpoint_in(std::string_view file) {
    if (auto checkpoint = checkpoint_from_json(file)) return *checkpoint;
    if (auto proof = proof_from_json(file)) return proof->checkpoint;
    return std::nullopt;
}

Report examine_proof(std::string_view file, const Trust& trust) {
    const auto proof = proof_from_json(file);
    if (!proof) return unusable("not_a_proof");
    const Checkpoint& checkpoint = proof->checkpoint;
    const crypto::Suite& suite = suite_named(checkpoint.suite);
    Findings findings;
    check_outside(findings, trust, checkpoint.centre, suite);
    check_signed(findings, trust, suite, checkpoint);
    const auto entry = read_entry(proof->entry);
    if (!entry) findings.add("entry_unreadable", {{"sequence", text(proof->sequence)}});
    else if (entry->sequence != proof->sequence) {
        findings.add("entry_misnumbered", {{"sequence", text(proof->sequence)}, {"inside", text(entry->sequence)}});
    } else {
        check_opened(findings, suite, *entry, proof->opened_subjects);
    }
    if (!verify_inclusion(suite, leaf_hash(suite, proof->entry), proof->sequence, checkpoint.size, proof->path, checkpoint.root)) {
        findings.add("path_wrong", {{"sequence", text(proof->sequence)}});
    }
    const bool same_size = trust.outside && trust.outside->size == checkpoint.size;
    if (same_size && trust.outside->root != checkpoint.root) findings.add("root_differs", {{"size", text(checkpoint.size)}});
    if (!findings.none()) return findings.report();
    if (trust.outside && !same_size) {
        return unusable("sizes_differ", {{"size", text(checkpoint.size)}, {"other", text(trust.outside->size)}});
    }
    Report report;
    report.sentences.push_back({"proof_holds", {{"sequence", text(proof->sequence)},
                                                {"fingerprint", fingerprint(suite, checkpoint.public_key)},
                                                {"at", to_iso(checkpoint.at)},
                                                {"size", text(checkpoint.size)}}});
    tell_entry(report, *entry, proof->opened_subjects);
    report.sentences.push_back({"others_untold", {}});
    tell_key(report, suite, checkpoint);
    return report;
}

Report examine_consistency(std::string_view older_file, std::string_view newer_file, std::string_view proof_file,
                           const Trust& trust) {
    const auto older = checkpoint_in(older_file);
    if (!older) return unusable("not_a_checkpoint", {{"which", "OLD"}});
    const auto newer = checkpoint_in(newer_file);
    if (!newer) return unusable("not_a_checkpoint", {{"which", "NEW"}});
    const auto proof = consistency_from_json(proof_file);
    if (!proof) return unusable("not_a_consistency");
    const crypto::Suite& suite = suite_named(newer->suite);
    Findings findings;
    check_outside(findings, trust, newer->centre, suite);
    check_signed(findings, trust, suite, *older);
    check_signed(findings, trust, suite, *newer);
    if (older->centre != newer->centre || older->suite != newer->suite) findings.add("other_ledger");
    const bool one_key = older->public_key == newer->public_key;
    if (!one_key && trust.fingerprints.empty()) {
        findings.add("key_differs", {{"size", text(newer->size)}, {"fingerprint", fingerprint(suite, newer->public_key)}});
    }
    if (proof->from != older->size || proof->to != newer->size) {
        return findings.none() ? unusable("other_sizes", {{"from", text(older->size)}, {"to", text(newer->size)}})
                               : findings.report();
    }
    if (!verify_consistency(suite, older->size, older->root, newer->size, newer->root, proof->path)) {
        findings.add("not_continued", {{"from", text(older->size)}, {"to", text(newer->size)}});
    }
    if (!findings.none()) return findings.report();
    Report report;
    report.sentences.push_back({"continued", {{"from", text(older->size)}, {"from_at", to_iso(older->at)},
                                              {"to", text(newer->size)}, {"to_at", to_iso(newer->at)}}});
    tell_key(report, suite, *newer);
    return report;
}

namespace {

class ExportExamination final {
   public:
    ExportExamination(const Trust& trust, ExportHead head)
        : trust_(trust), head_(std::move(head)), suite_(suite_named(head_.suite)) {
        check_outside(findings_, trust_, head_.centre, suite_);
        compare_outside();
    }
    // False: the order is broken here, nothing after it can be judged; or this was the end.
    bool take(const ExportEntry& line) {
        if (line.sequence != tree_.size()) {
            findings_.add("entry_out_of_place", {{"expected", text(tree_.size())}, {"found", text(line.sequence)}});
            return false;
        }
        const Args args{{"sequence", text(line.sequence)}};
        if (leaf_hash(suite_, line.entry) != line.leaf) findings_.add("entry_altered", args);
        const auto entry = read_entry(line.entry);
        if (!entry) findings_.add("entry_unreadable", args);
        else if (entry->sequence != line.sequence) {
            findings_.add("entry_misnumbered", {{"sequence", text(line.sequence)}, {"inside", text(entry->sequence)}});
        }
        tree_.append(suite_, line.leaf);
        compare_outside();
        return true;
    }
    bool take(const Checkpoint& checkpoint) {
        const bool is_next = checkpoint.size == tree_.size() && (!newest_ || newest_->size < checkpoint.size);
        if (!is_next) {
            findings_.add("checkpoint_out_of_place", {{"size", text(checkpoint.size)}, {"expected", text(tree_.size())}});
            return false;
        }
        if (checkpoint.centre != head_.centre || checkpoint.suite != head_.suite) {
            findings_.add("checkpoint_other_ledger", {{"size", text(checkpoint.size)}});
        }
        check_signed(findings_, trust_, suite_, checkpoint);
        const bool is_open = !trust_.outside && trust_.fingerprints.empty();
        if (is_open && newest_ && newest_->public_key != checkpoint.public_key) {
            findings_.add("key_differs", {{"size", text(checkpoint.size)}, {"fingerprint", fingerprint(suite_, checkpoint.public_key)}});
        }
        if (!diverged_ && tree_.root(suite_) != checkpoint.root) {
            findings_.add("span_differs", {{"from", text(newest_ ? newest_->size : 0)}, {"to", text(checkpoint.size)}});
            diverged_ = true;
        }
        newest_ = checkpoint;
        return true;
    }
    bool take(const ExportEnd& line) {
        if (line.size != tree_.size() || head_.size != tree_.size()) {
            findings_.add("count_differs", {{"count", text(tree_.size())}, {"head", text(head_.size)}, {"end", text(line.size)}});
        }
        return false;
    }
    [[nodiscard]] Report broken() const { return findings_.report(); }
    void cut_short() { findings_.add("cut_short", {{"count", text(tree_.size())}}); }
    Report finish() {
        if (trust_.outside && trust_.outside->size > tree_.size()) {
            findings_.add("rolled_back", {{"size", text(tree_.size())}, {"other", text(trust_.outside->size)},
                                          {"at", to_iso(trust_.outside->at)}});
        }
        if (!newest_) findings_.add("no_checkpoint");
        if (!findings_.none()) return findings_.report();
        Report report;
        report.sentences.push_back({"export_holds", {{"covered", text(newest_->size)}, {"at", to_iso(newest_->at)},
                                                     {"fingerprint", fingerprint(suite_, newest_->public_key)}}});
        if (newest_->size < tree_.size()) {
            report.sentences.push_back({"uncovered", {{"from", text(newest_->size)}, {"to", text(tree_.size() - 1)}}});
        }
        if (trust_.outside) {
            report.sentences.push_back({"outside_agrees", {{"size", text(trust_.outside->size)}, {"at", to_iso(trust_.outside->at)}}});
        } else {
            report.sentences.push_back({"no_outside", {}});
        }
        tell_key(report, suite_, *newest_);
        return report;
    }

   private:
    void compare_outside() {
        if (!trust_.outside || trust_.outside->size != tree_.size() || trust_.outside->root == tree_.root(suite_)) return;
        findings_.add("rewritten", {{"size", text(trust_.outside->size)}, {"at", to_iso(trust_.outside->at)}});
    }

    const Trust& trust_;
    ExportHead head_;
    const crypto::Suite& suite_;
    Frontier tree_;
    std::optional<Checkpoint> newest_;
    bool diverged_ = false;
    Findings findings_;
};

}  // namespace

Report examine_export(const std::function<std::optional<std::string>()>& next_line, const Trust& trust) {
    std::uint64_t number = 1;
    const auto bad_line = [&number] { return unusable("bad_line", {{"line", text(number)}}); };
    const auto first = next_line();
    if (!first) return bad_line();
    auto parsed = export_line_from_json(*first);
    if (!parsed || !std::holds_alternative<ExportHead>(*parsed)) return bad_line();
    ExportExamination examination(trust, std::get<ExportHead>(*parsed));
    while (true) {
        ++number;
        const auto line = next_line();
        if (!line) {
            examination.cut_short();
            return examination.finish();
        }
        parsed = export_line_from_json(*line);
        if (!parsed || std::holds_alternative<ExportHead>(*parsed)) return bad_line();
        bool goes_on = true;
        if (const auto* entry = std::get_if<ExportEntry>(&*parsed)) goes_on = examination.take(*entry);
        else if (const auto* checkpoint = std::get_if<Checkpoint>(&*parsed)) goes_on = examination.take(*checkpoint);
        else goes_on = examination.take(std::get<ExportEnd>(*parsed));
        if (goes_on) continue;
        if (!std::holds_alternative<ExportEnd>(*parsed)) return examination.broken();
        ++number;
        if (next_line()) return bad_line();
        return examination.finish();
    }
}

}  // namespace xinan::ledger::offline
