// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consent/store.hpp"

#include <algorithm>

namespace xinan::consent::rows {
namespace {

using store::Sql;

constexpr Sql kInsertText{"consent.insert_text", R"(
INSERT INTO consent_text (centre_id, text_id, purpose, audience, version, readability, document, content_hash, published_by,
                          published_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))"};
constexpr Sql kInsertTextIfAbsent{"consent.insert_text_if_absent", R"(
INSERT INTO consent_text (centre_id, text_id, purpose, audience, version, readability, document, content_hash, published_by,
                          published_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING)"};
constexpr Sql kFindText{"consent.find_text", R"(
SELECT text_id, purpose, audience, version, readability, document, content_hash, published_by, published_at_ms
FROM consent_text WHERE centre_id = ?1 AND text_id = ?2)"};
constexpr Sql kNewestTexts{"consent.newest_texts", R"(
SELECT t.text_id, t.purpose, t.audience, t.version, t.readability, t.document, t.content_hash, t.published_by, t.published_at_ms
FROM consent_text t
WHERE t.centre_id = ?1 AND (?2 = '' OR t.purpose = ?2) AND (?3 = '' OR t.audience = ?3) AND t.published_at_ms <= ?4
  AND NOT EXISTS (SELECT 1 FROM consent_text n WHERE n.centre_id = ?1 AND n.purpose = t.purpose
                  AND n.audience = t.audience AND n.version > t.version AND n.published_at_ms <= ?4)
ORDER BY t.purpose, t.audience LIMIT 60)"};
constexpr Sql kNewestVersion{"consent.newest_version", R"(
SELECT coalesce(max(version), 0) FROM consent_text WHERE centre_id = ?1 AND purpose = ?2 AND audience = ?3)"};

// SQLite has one writer; on PostgreSQL several servers may write for one person at once.
constexpr Sql kLock{"consent.lock_events", "SELECT 1 WHERE ?2 IS NOT NULL",
                    "SELECT CAST(pg_advisory_xact_lock(hashtextextended(encode(?1, 'hex') || encode(?2, 'hex'), 0)) AS text)"};
constexpr Sql kLastNumber{"consent.last_number", R"(
SELECT coalesce(max(number), 0) FROM consent_event WHERE centre_id = ?1 AND person_id = ?2 AND purpose = ?3)"};
constexpr Sql kInsertEvent{"consent.insert_event", R"(
INSERT INTO consent_event (centre_id, person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of,
                           recorded_by, medium, understood, ticks, signature_sealed, scan_file_id, at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17))"};
constexpr Sql kFindGiven{"consent.find_given", R"(
SELECT person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of, recorded_by, medium, understood,
       ticks, scan_file_id, at_ms, CASE WHEN ?3 = 1 THEN signature_sealed ELSE NULL END
FROM consent_event WHERE centre_id = ?1 AND consent_id = ?2 AND kind = 'given')"};
constexpr Sql kLast{"consent.last_events", R"(
SELECT e.person_id, e.purpose, e.number, e.kind, e.side, e.consent_id, e.text_id, e.guardian_id, e.word_of, e.recorded_by,
       e.medium, e.understood, e.ticks, e.scan_file_id, e.at_ms, t.audience, t.version,
       (SELECT max(n.version) FROM consent_text n WHERE n.centre_id = ?1 AND n.purpose = t.purpose
        AND n.audience = t.audience AND n.published_at_ms <= ?3)
FROM consent_event e JOIN consent_text t ON t.centre_id = ?1 AND t.text_id = e.text_id
WHERE e.centre_id = ?1 AND e.person_id = ?2 AND e.at_ms <= ?3
  AND NOT EXISTS (SELECT 1 FROM consent_event m WHERE m.centre_id = ?1 AND m.person_id = e.person_id
                  AND m.purpose = e.purpose AND m.side = e.side AND m.number > e.number AND m.at_ms <= ?3)
ORDER BY e.purpose, e.side LIMIT 20)"};
constexpr Sql kLastOf{"consent.last_events_of", R"(
WITH RECURSIVE wanted (i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM wanted WHERE i + 1 < ?3)
SELECT w.i, e.purpose, e.side, e.kind, t.audience, t.version,
       (SELECT max(n.version) FROM consent_text n WHERE n.centre_id = ?1 AND n.purpose = t.purpose
        AND n.audience = t.audience AND n.published_at_ms <= ?4)
FROM wanted w
JOIN consent_event e ON e.centre_id = ?1 AND e.person_id = substr(?2, CAST(w.i * 16 + 1 AS integer), 16)
  AND e.purpose IN ('service', 'data_processing') AND e.at_ms <= ?4
JOIN consent_text t ON t.centre_id = ?1 AND t.text_id = e.text_id
WHERE NOT EXISTS (SELECT 1 FROM consent_event m WHERE m.centre_id = ?1 AND m.person_id = e.person_id
                  AND m.purpose = e.purpose AND m.side = e.side AND m.number > e.number AND m.at_ms <= ?4)
ORDER BY w.i)"};

template <class Enum>
struct Named {
    Enum value;
    std::string_view word;
};
constexpr std::array kPurposes{Named<Purpose>{Purpose::service, "service"},
                               Named<Purpose>{Purpose::data_processing, "data_processing"},
                               Named<Purpose>{Purpose::recording, "recording"},
                               Named<Purpose>{Purpose::observation, "observation"},
                               Named<Purpose>{Purpose::research, "research"},
                               Named<Purpose>{Purpose::guardian_contact, "guardian_contact"}};
constexpr std::array kAudiences{Named<Audience>{Audience::under_8, "under_8"},
                                Named<Audience>{Audience::from_8_to_13, "from_8_to_13"},
                                Named<Audience>{Audience::from_14_to_17, "from_14_to_17"},
                                Named<Audience>{Audience::adult, "adult"},
                                Named<Audience>{Audience::guardian, "guardian"}};
constexpr std::array kReadabilities{Named<Readability>{Readability::children, "children"},
                                    Named<Readability>{Readability::teenagers, "teenagers"},
                                    Named<Readability>{Readability::adults, "adults"}};
constexpr std::array kSides{Named<Side>{Side::self, "self"}, Named<Side>{Side::guardian, "guardian"}};
constexpr std::array kWords{Named<Word>{Word::self, "self"}, Named<Word>{Word::guardian, "guardian"},
                            Named<Word>{Word::staff, "staff"}};
constexpr std::array kMedia{Named<Medium>{Medium::screen, "screen"}, Named<Medium>{Medium::paper, "paper"},
                            Named<Medium>{Medium::spoken, "spoken"}};
constexpr std::array kUnderstood{Named<Understood>{Understood::said_back, "said_back"},
                                 Named<Understood>{Understood::nodded, "nodded"},
                                 Named<Understood>{Understood::not_sure, "not_sure"}};

template <class Enum, std::size_t N>
std::string_view word_of(const std::array<Named<Enum>, N>& words, Enum value) {
    return std::ranges::find(words, value, &Named<Enum>::value)->word;
}
template <class Enum, std::size_t N>
std::optional<std::string_view> word_if(const std::array<Named<Enum>, N>& words, std::optional<Enum> value) {
    if (!value) return std::nullopt;
    return word_of(words, *value);
}
template <class Enum, std::size_t N>
Enum read_word(const std::array<Named<Enum>, N>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &Named<Enum>::word);
    ensure(found != words.end(), "a stored word is one of its list");
    return found->value;
}
template <class Enum, std::size_t N>
std::optional<Enum> read_if(const std::array<Named<Enum>, N>& words, std::string_view word) {
    if (word.empty()) return std::nullopt;
    return read_word(words, word);
}

constexpr char kField = '\x1F', kSection = '\x1E';  // cannot be typed: clean_text refuses control characters

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t end = text.find(at); end != std::string_view::npos; end = text.find(at, from)) {
        parts.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

Text text_from(const store::Rows& found, std::size_t row) {
    Text text{.id = found.id<ConsentTextId>(row, 0),
              .purpose = read_word(kPurposes, found.text(row, 1)),
              .audience = read_word(kAudiences, found.text(row, 2)),
              .version = found.i64(row, 3),
              .readability = read_word(kReadabilities, found.text(row, 4)),
              .document = decode(found.text(row, 5)),
              .content_hash = {},
              .published_by = found.id<AnyId>(row, 7),
              .published_at = found.time(row, 8)};
    std::ranges::copy(found.bytes(row, 6), text.content_hash.begin());
    return text;
}

// Columns 0..14 of kFindGiven and kLast.
Event event_from(const store::Rows& found, std::size_t row) {
    return {.person = found.id<PersonId>(row, 0),
            .purpose = read_word(kPurposes, found.text(row, 1)),
            .number = found.i64(row, 2),
            .given = found.text(row, 3) == "given",
            .side = read_word(kSides, found.text(row, 4)),
            .consent = found.id<ConsentId>(row, 5),
            .text = found.id<ConsentTextId>(row, 6),
            .guardian = found.id_or_none<PersonId>(row, 7),
            .word_of = read_word(kWords, found.text(row, 8)),
            .recorded_by = found.id<AnyId>(row, 9),
            .medium = read_if(kMedia, found.text(row, 10)),
            .understood = read_if(kUnderstood, found.text(row, 11)),
            .ticks = std::string(found.text(row, 12)),
            .signature = {},
            .scan = found.id_or_none<FileId>(row, 13),
            .at = found.time(row, 14)};
}

Result<std::int64_t> insert(store::Tx& tx, const Sql& sql, const Text& text) {
    return tx.run(sql, text.id, word_of(kPurposes, text.purpose), word_of(kAudiences, text.audience), text.version,
                  word_of(kReadabilities, text.readability), encode(text.document), text.content_hash, text.published_by,
                  text.published_at);
}

}  // namespace

std::string encode(const TextDocument& document) {
    std::string out = document.title_zh + kField + document.title_en;
    for (const TextSection& section : document.sections) {
        out.append(1, kSection).append(section.key).append(1, kField).append(section.tick ? "1" : "0");
        for (const std::string* part : {&section.heading_zh, &section.body_zh, &section.heading_en, &section.body_en}) {
            out.append(1, kField).append(*part);
        }
    }
    return out;
}

TextDocument decode(std::string_view stored) {
    TextDocument document;
    const auto parts = split(stored, kSection);
    const auto titles = split(parts.front(), kField);
    ensure(titles.size() == 2, "a stored text has two titles");
    document.title_zh = titles[0];
    document.title_en = titles[1];
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto fields = split(parts[i], kField);
        ensure(fields.size() == 6, "a stored section has six fields");
        document.sections.push_back({std::string(fields[0]), fields[1] == "1", std::string(fields[2]), std::string(fields[3]),
                                     std::string(fields[4]), std::string(fields[5])});
    }
    return document;
}

Result<void> insert_text(store::Tx& tx, const Text& text) {
    TRY(insert(tx, kInsertText, text));
    return {};
}

Result<bool> insert_text_if_absent(store::Tx& tx, const Text& text) { return TRY(insert(tx, kInsertTextIfAbsent, text)) == 1; }

Result<std::optional<Text>> find_text(store::Tx& tx, ConsentTextId id) {
    const auto found = TRY(tx.query(kFindText, id));
    if (found.empty()) return std::optional<Text>{};
    return std::optional<Text>{text_from(found, 0)};
}

Result<std::vector<Text>> newest_texts(store::Tx& tx, std::optional<Purpose> purpose, std::optional<Audience> audience, UtcTime at) {
    const auto found = TRY(tx.query(kNewestTexts, word_if(kPurposes, purpose).value_or(""),
                                    word_if(kAudiences, audience).value_or(""), at));
    std::vector<Text> texts;
    for (std::size_t i = 0; i < found.size(); ++i) texts.push_back(text_from(found, i));
    return texts;
}

Result<std::int64_t> newest_version(store::Tx& tx, Purpose purpose, Audience audience) {
    return TRY(tx.query(kNewestVersion, word_of(kPurposes, purpose), word_of(kAudiences, audience))).i64(0, 0);
}

Result<void> lock_events(store::Tx& tx, PersonId person) {
    TRY(tx.query(kLock, person));
    return {};
}

Result<std::int64_t> last_number(store::Tx& tx, PersonId person, Purpose purpose) {
    return TRY(tx.query(kLastNumber, person, word_of(kPurposes, purpose))).i64(0, 0);
}

Result<void> insert_event(store::Tx& tx, const Event& event) {
    const std::optional<ByteView> signature =
        event.signature.empty() ? std::nullopt : std::optional<ByteView>(ByteView{event.signature});
    TRY(tx.run(kInsertEvent, event.person, word_of(kPurposes, event.purpose), event.number, event.given ? "given" : "withdrawn",
               word_of(kSides, event.side), event.consent, event.text, event.guardian, word_of(kWords, event.word_of),
               event.recorded_by, word_if(kMedia, event.medium), word_if(kUnderstood, event.understood), event.ticks,
               signature, event.scan, event.at));
    return {};
}

Result<std::optional<Event>> find_given(store::Tx& tx, ConsentId id, bool with_signature) {
    const auto found = TRY(tx.query(kFindGiven, id, with_signature));
    if (found.empty()) return std::optional<Event>{};
    Event event = event_from(found, 0);
    event.signature = to_bytes(found.bytes(0, 15));
    return std::optional<Event>{std::move(event)};
}

Result<std::vector<Last>> last_events(store::Tx& tx, PersonId person, UtcTime at) {
    const auto found = TRY(tx.query(kLast, person, at));
    std::vector<Last> all;
    for (std::size_t i = 0; i < found.size(); ++i) {
        Event event = event_from(found, i);
        const Latest latest{.side = event.side, .given = event.given, .audience = read_word(kAudiences, found.text(i, 15)),
                            .version = found.i64(i, 16), .newest_version = found.i64(i, 17)};
        all.push_back({std::move(event), latest});
    }
    return all;
}

Result<std::vector<LastOf>> last_events_of(store::Tx& tx, std::span<const visitors::SealedPerson> persons, UtcTime at) {
    std::vector<LastOf> all;
    if (persons.empty()) return all;
    ensure(persons.size() <= visitors::kLabelsMax, "a list of at most 512 persons");
    Bytes ids;
    for (const auto& person : persons) ids.insert(ids.end(), person.id.bytes.begin(), person.id.bytes.end());
    const auto found = TRY(tx.query(kLastOf, ids, static_cast<std::int64_t>(persons.size()), at));
    for (std::size_t i = 0; i < found.size(); ++i) {
        all.push_back({.index = static_cast<std::size_t>(found.i64(i, 0)),
                       .purpose = read_word(kPurposes, found.text(i, 1)),
                       .latest = {.side = read_word(kSides, found.text(i, 2)), .given = found.text(i, 3) == "given",
                                  .audience = read_word(kAudiences, found.text(i, 4)), .version = found.i64(i, 5),
                                  .newest_version = found.i64(i, 6)}});
    }
    return all;
}

}  // namespace xinan::consent::rows
