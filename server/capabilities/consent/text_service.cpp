// SPDX-License-Identifier: AGPL-3.0-or-later
// Publishing texts: cleaned, the closed list of exceptions shown in them, hashed, written once.
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "capabilities/consent/service.hpp"
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

constexpr std::array kPurposes{Purpose::service,     Purpose::data_processing, Purpose::recording,
                               Purpose::observation, Purpose::research,        Purpose::guardian_contact};
constexpr std::array kAudiences{Audience::under_8, Audience::from_8_to_13, Audience::from_14_to_17, Audience::adult,
                                Audience::guardian};

Result<void> clean(std::string& text, std::size_t max, std::string pointer) {
    auto cleaned = clean_text(text, max);
    const bool blank = cleaned.ok() && cleaned->find_first_not_of(" \t\n") == std::string::npos;
    if (cleaned && !blank) {
        text = std::move(cleaned).value();
        return {};
    }
    Error error = blank ? fail(ErrorKind::invalid, "consent.empty_text") : std::move(cleaned).error();
    error.fields.push_back({std::move(pointer), error.code, error.args});
    return error;
}

// The same id in every centre's life: version 1 is made inside a transaction, which may run again.
ConsentTextId standard_id(const crypto::Suite& suite, CentreId centre, Purpose purpose, Audience audience) {
    Bytes of = to_bytes(view_of("xinan standard consent text 1"));
    of.insert(of.end(), centre.bytes.begin(), centre.bytes.end());
    of.push_back(static_cast<std::uint8_t>(purpose));
    of.push_back(static_cast<std::uint8_t>(audience));
    const crypto::Hash hash = suite.hash(of);
    ConsentTextId id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

}  // namespace

Result<TextDocument> clean_document(TextDocument document, Audience audience) {
    TRY_VOID(clean(document.title_zh, kTitleCodePointsMax, "/title_zh"));
    TRY_VOID(clean(document.title_en, kTitleCodePointsMax, "/title_en"));
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        TextSection& section = document.sections[i];
        const std::string at = "/sections/" + std::to_string(i);
        const bool is_word = !section.key.empty() && section.key.size() <= 40 &&
                             std::ranges::all_of(section.key, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
        if (!is_word) {
            Error error = fail(ErrorKind::invalid, "consent.section_key");
            error.fields.push_back({at + "/key", "consent.section_key", {}});
            return error;
        }
        TRY_VOID(clean(section.heading_zh, kTitleCodePointsMax, at + "/heading_zh"));
        TRY_VOID(clean(section.heading_en, kTitleCodePointsMax, at + "/heading_en"));
        TRY_VOID(clean(section.body_zh, kBodyCodePointsMax, at + "/body_zh"));
        TRY_VOID(clean(section.body_en, kBodyCodePointsMax, at + "/body_en"));
    }
    show_exceptions(document);
    show_scope_notice(document, audience);
    return document;
}

Result<rows::Text> publish(store::Tx& tx, const crypto::Suite& suite, const NewVersion& made, AnyId by, UtcTime now) {
    TRY_VOID(decide_text(made.purpose, made.audience, made.readability, made.document).settle(false));
    rows::Text text{.id = made.id,
                    .purpose = made.purpose,
                    .audience = made.audience,
                    .version = TRY(rows::newest_version(tx, made.purpose, made.audience)) + 1,
                    .readability = made.readability,
                    .document = made.document,
                    .content_hash = suite.hash(view_of(rows::encode(made.document))),
                    .published_by = by,
                    .published_at = now};
    auto inserted = rows::insert_text(tx, text);
    if (!inserted && inserted.error().code == "store.unique") return fail(ErrorKind::conflict, "consent.text_race");
    if (!inserted) return inserted.error();
    return text;
}

Result<void> publish_standard_texts(const Env& env, CentreId centre, store::Tx& tx, AnyId by, UtcTime now) {
    const crypto::Suite& suite = env.vault.suite();
    bool any_new = false;
    for (const Purpose purpose : kPurposes) {
        for (const Audience audience : kAudiences) {
            const TextDocument document = standard_text(purpose, audience);
            const bool inserted = TRY(rows::insert_text_if_absent(
                tx, {.id = standard_id(suite, centre, purpose, audience),
                     .purpose = purpose,
                     .audience = audience,
                     .version = 1,
                     .readability = standard_readability(audience),
                     .document = document,
                     .content_hash = suite.hash(view_of(rows::encode(document))),
                     .published_by = by,
                     .published_at = now}));
            any_new = any_new || inserted;
        }
    }
    if (!any_new) return {};
    ledger::Deed deed;  // about no record of anybody: no subjects, so no salts
    deed.action = Action("consent.text.publish").name;
    deed.actor = by;
    deed.role = "system";
    deed.purpose = "admin";
    deed.clauses = {"C1.4a"};
    deed.at = now;
    ledger::leave(tx, std::move(deed));
    return {};
}

}  // namespace xinan::consent
