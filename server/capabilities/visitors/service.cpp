// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons: sealing outside, writing inside, opening outside again.
#include "capabilities/visitors/service.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace xinan::visitors {
namespace {

constexpr unsigned kNameBits = 20;    // DECISIONS "Blind index": short for names, so that a token tells little
constexpr unsigned kNumberBits = 32;
constexpr std::string_view kCodeSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ";  // without look-alikes
constexpr unsigned kShortCodes = 6, kLongCodes = 2;

crypto::Place place(CentreId centre, PersonId id, std::string_view field, std::int64_t version) {
    return {.centre = centre, .scope = {crypto::ScopeKind::centre_identity, {}}, .table = "person", .row = any(id),
            .field = field, .version = static_cast<std::uint32_t>(version)};
}
crypto::Scope file_scope(PersonId id) { return {crypto::ScopeKind::visitor_file, any(id)}; }

// The error with the field it is about.
template <class T>
Result<T> at(std::string pointer, Result<T> result) {
    if (!result) result.error().fields.push_back({std::move(pointer), result.error().code, result.error().args});
    return result;
}

std::string new_code(Random& random, std::size_t signs) {
    std::string code = "V-";
    for (std::size_t i = 0; i < signs; ++i) code.push_back(kCodeSigns[random.below(kCodeSigns.size())]);
    return code;
}

std::string_view word(Gender gender) {
    switch (gender) {
        case Gender::female: return "female";
        case Gender::male: return "male";
        case Gender::unstated: return "unstated";
    }
    return "unstated";
}
Gender gender_from(std::string_view text) {
    return text == "female" ? Gender::female : text == "male" ? Gender::male : Gender::unstated;
}

Result<void> add_token(const Env& env, CentreId centre, std::vector<BlindToken>& tokens, std::string_view field,
                       std::string_view text, unsigned bits) {
    if (text.empty()) return {};
    const std::int64_t token = TRY(env.vault.blind_token(centre, "person." + std::string(field), text, bits));
    const BlindToken made{std::string(field), token};
    const bool known = std::ranges::any_of(tokens, [&](const BlindToken& t) { return t.field == made.field && t.token == token; });
    if (!known) tokens.push_back(made);
    return {};
}

Result<std::vector<BlindToken>> tokens_for(const Env& env, CentreId centre, const std::string& name,
                                           const std::string& phone, const std::string& student_number) {
    std::vector<BlindToken> tokens;
    TRY_VOID(add_token(env, centre, tokens, "name", fold_name(name), kNameBits));
    for (const NameReading& reading : name_readings(name)) {
        TRY_VOID(add_token(env, centre, tokens, "pinyin", reading.full, kNameBits));
        TRY_VOID(add_token(env, centre, tokens, "initials", reading.initials, kNameBits));
    }
    TRY_VOID(add_token(env, centre, tokens, "phone", phone, kNumberBits));
    TRY_VOID(add_token(env, centre, tokens, "student_number", student_number, kNumberBits));
    for (const std::string& number : {phone, student_number}) {
        TRY_VOID(add_token(env, centre, tokens, "last_four", last_four_of(number), kNameBits));
    }
    return tokens;
}

// In a large centre initials would find hundreds: they are not even written.
Result<PreparedPerson> without_initials_if_large(store::Tx& tx, PreparedPerson person, std::int64_t persons_max) {
    if (TRY(rows::count_up_to(tx, persons_max)) < persons_max) return person;
    std::erase_if(person.tokens, [](const BlindToken& token) { return token.field == "initials"; });
    return person;
}

Result<std::string> opened_text(crypto::Vault& vault, const crypto::Place& where, const Bytes& sealed) {
    if (sealed.empty()) return std::string();
    return std::string(TRY(vault.open_field(where, sealed)).text());
}

Error not_this_version(const std::optional<rows::VersionRow>& stored) {
    if (!stored || stored->closed) return access::not_known();
    return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(stored->version)}});
}

}  // namespace

// --- sealing ---------------------------------------------------------------------------------------------------------

std::array<std::uint8_t, 32> PreparedPerson::object_hash(const crypto::Suite& suite) const {
    Bytes all;
    for (const Bytes* part : {&name, &gender, &birthday, &phone, &student_number}) {
        all.push_back(static_cast<std::uint8_t>(part->size() >> 8U));
        all.push_back(static_cast<std::uint8_t>(part->size()));
        all.insert(all.end(), part->begin(), part->end());
    }
    return suite.hash(all);
}

Result<PreparedPerson> prepare(const Env& env, CentreId centre, PersonId id, std::int64_t version,
                               const PersonFields& fields, LocalDate today) {
    const std::string name = TRY(at("/name", clean_name(fields.name.reveal())));
    const std::string phone =
        fields.phone ? TRY(at("/phone", clean_phone(fields.phone->reveal()))) : std::string();
    const std::string number =
        fields.student_number ? TRY(at("/student_number", clean_student_number(fields.student_number->reveal()))) : std::string();
    if (fields.birthday && !birthday_plausible(*fields.birthday, today)) {
        return at("/birthday", Result<PreparedPerson>(fail(ErrorKind::invalid, "visitors.birthday", {}, {"B2.1.1c"})));
    }
    PreparedPerson person{.id = id, .version = version, .kind = fields.kind, .school_class = fields.school_class};
    if (id.is_zero()) {
        person.id = new_random<PersonId>(env.random);
        TRY_VOID(env.vault.create_key(centre, file_scope(person.id)));
        for (unsigned i = 0; i < kShortCodes; ++i) person.codes.push_back(new_code(env.random, 4));
        for (unsigned i = 0; i < kLongCodes; ++i) person.codes.push_back(new_code(env.random, 6));
    }
    const auto seal = [&](std::string_view field, std::string_view text) -> Result<Bytes> {
        if (text.empty()) return Bytes();
        return env.vault.seal_field(place(centre, person.id, field, version), text);
    };
    person.name = TRY(seal("name", name));
    person.phone = TRY(seal("phone", phone));
    person.student_number = TRY(seal("student_number", number));
    if (fields.gender) person.gender = TRY(seal("gender", word(*fields.gender)));
    if (fields.birthday) person.birthday = TRY(seal("birthday", to_text(*fields.birthday)));
    person.tokens = TRY(tokens_for(env, centre, name, phone, number));
    return person;
}

Result<PreparedPerson> prepare_person(const Env& env, CentreId centre, const PersonFields& fields, LocalDate today) {
    return prepare(env, centre, PersonId{}, 1, fields, today);
}

Result<PreparedPerson> prepare_provisional(const Env& env, CentreId centre, const PrivateText& caller_name,
                                           const PrivateText& callback) {
    PersonFields fields;
    fields.kind = Kind::adult;  // who called is not known yet; completed at arrival
    fields.name = caller_name;
    fields.phone = callback;
    PreparedPerson person = TRY(prepare(env, centre, PersonId{}, 1, fields, LocalDate{}));
    person.provisional = true;
    return person;
}

Result<Bytes> seal_reason(const Env& env, CentreId centre, PersonId id, std::int64_t version, std::string_view guard,
                          const PrivateText& reason) {
    const std::string text = TRY(at("/override_reason", clean_text(reason.reveal(), kReasonCodePointsMax)));
    return env.vault.seal_field({.centre = centre, .scope = file_scope(id), .table = "person_override", .row = any(id),
                                 .field = guard, .version = static_cast<std::uint32_t>(version)}, text);
}

// --- writing ---------------------------------------------------------------------------------------------------------

Result<void> insert_person(store::Tx& tx, const PreparedPerson& prepared, LocalDate today, UtcTime now) {
    const Here figures = TRY(here(tx, now));
    const PreparedPerson person =
        TRY(without_initials_if_large(tx, prepared, figures.parameters.initials_persons_max));
    if (person.school_class && !TRY(rows::find_class(tx, *person.school_class))) {
        return fail(ErrorKind::invalid, "visitors.unknown_class");
    }
    std::string_view code;
    for (const std::string& candidate : person.codes) {
        if (TRY(rows::code_taken(tx, candidate))) continue;
        code = candidate;
        break;
    }
    if (code.empty()) return fail(ErrorKind::conflict, "visitors.no_free_code");
    TRY_VOID(rows::insert(tx, person, code, now));
    TRY_VOID(rows::replace_tokens(tx, person));
    if (person.school_class) TRY_VOID(rows::begin_membership(tx, person.id, *person.school_class, today));
    return {};
}

Result<void> change_person(store::Tx& tx, const PreparedPerson& prepared, const Here& at_centre, UtcTime now) {
    const PreparedPerson person =
        TRY(without_initials_if_large(tx, prepared, at_centre.parameters.initials_persons_max));
    if (!TRY(rows::update(tx, person, now))) return not_this_version(TRY(rows::version_of(tx, person.id)));
    TRY_VOID(rows::replace_tokens(tx, person));
    if (TRY(rows::open_class(tx, person.id)) == person.school_class) return {};
    if (person.school_class && !TRY(rows::find_class(tx, *person.school_class))) {
        return fail(ErrorKind::invalid, "visitors.unknown_class");
    }
    TRY_VOID(rows::end_membership(tx, person.id, at_centre.today));
    if (person.school_class) TRY_VOID(rows::begin_membership(tx, person.id, *person.school_class, at_centre.today));
    return {};
}

Result<void> close_provisional(store::Tx& tx, PersonId id, UtcTime now) {
    const auto stored = TRY(rows::version_of(tx, id));
    if (!stored) return access::not_known();
    if (!stored->provisional || stored->closed) return fail(ErrorKind::conflict, "visitors.not_provisional", {}, {"B2.1.1b"});
    return rows::close(tx, id, now);
}

Result<void> person_unchanged(store::Tx& tx, PersonId id, std::int64_t version) {
    const auto stored = TRY(rows::version_of(tx, id));
    if (!stored || stored->closed) return access::not_known();
    if (stored->version != version) return fail(ErrorKind::conflict, "visitors.person_changed");
    return {};
}

// --- opening ---------------------------------------------------------------------------------------------------------

Result<std::vector<SealedPerson>> sealed_labels(store::Tx& tx, std::span<const PersonId> ids, LocalDate day, UtcTime now) {
    auto stored = TRY(rows::load(tx, ids, day));
    std::vector<SealedPerson> persons;
    if (stored.empty()) return persons;
    const SchoolCalendar calendar = TRY(school_calendar(tx, now));
    persons.reserve(stored.size());
    for (auto& each : stored) {
        if (each.person.school_class) {
            each.person.school_class->grade = grade_on(*each.person.school_class, day, calendar);
        }
        persons.push_back(std::move(each.person));
    }
    return persons;
}

Result<SealedPerson> sealed_person(store::Tx& tx, PersonId id, LocalDate day, UtcTime now) {
    auto found = TRY(sealed_labels(tx, std::span(&id, 1), day, now));
    if (found.empty()) return access::not_known();
    return std::move(found.front());
}

AgeGroup age_group(std::optional<LocalDate> birthday, LocalDate day) {
    if (!birthday) return AgeGroup::unknown;
    switch (age_band(*birthday, day)) {
        case AgeBand::under_8: return AgeGroup::under_8;
        case AgeBand::from_8_to_13: return AgeGroup::from_8_to_13;
        case AgeBand::from_14_to_17: return AgeGroup::from_14_to_17;
        case AgeBand::adult: return AgeGroup::adult;
    }
    return AgeGroup::unknown;
}

Result<PersonFacts> open_facts(crypto::Vault& vault, CentreId centre, const SealedPerson& person, LocalDate day) {
    PersonFacts facts{.id = person.id, .version = person.version, .kind = person.kind, .provisional = person.provisional};
    if (person.school_class) facts.class_id = person.school_class->id;
    const std::string birthday =
        TRY(opened_text(vault, place(centre, person.id, "birthday", person.version), person.birthday));
    if (!birthday.empty()) {
        facts.birthday = TRY(parse_date(birthday));
        facts.age = age_on(*facts.birthday, day);
    }
    facts.age_group = age_group(facts.birthday, day);
    return facts;
}

Result<PersonFacts> person_facts(const Env& env, CentreId centre, PersonId id, LocalDate day, UtcTime now) {
    const SealedPerson person =
        TRY(env.store.read(centre, [&](store::Tx& tx) { return sealed_person(tx, id, day, now); }));
    return open_facts(env.vault, centre, person, day);
}

Result<Opened> open_person(crypto::Vault& vault, CentreId centre, const SealedPerson& person) {
    const auto text = [&](std::string_view field, const Bytes& sealed) {
        return opened_text(vault, place(centre, person.id, field, person.version), sealed);
    };
    Opened opened{.id = person.id, .version = person.version, .kind = person.kind, .code = person.code,
                  .provisional = person.provisional, .school_class = person.school_class};
    opened.name = PrivateText(TRY(text("name", person.name)));
    opened.phone = PrivateText(TRY(text("phone", person.phone)));
    opened.student_number = PrivateText(TRY(text("student_number", person.student_number)));
    const std::string gender = TRY(text("gender", person.gender));
    if (!gender.empty()) opened.gender = gender_from(gender);
    const std::string birthday = TRY(text("birthday", person.birthday));
    if (!birthday.empty()) opened.birthday = TRY(parse_date(birthday));
    return opened;
}

std::string last_four(const Opened& person) {
    const std::string& number = person.student_number.reveal();
    return last_four_of(number.empty() ? person.phone.reveal() : number);
}

PersonHit hit_of(const Opened& person, const Messages& messages, Language language) {
    PersonHit hit{.id = person.id, .label = {}, .code = person.code, .kind = person.kind, .class_ = person.school_class};
    std::string label = person.name.reveal();
    if (hit.class_) {
        hit.class_->name = class_name(*hit.class_, messages, language);
        label += " · " + hit.class_->name;
    }
    const std::string digits = last_four(person);
    label += " · " + (digits.empty() ? person.code : digits);
    hit.label = PrivateText(std::move(label));
    return hit;
}

Traits traits_of(const Opened& person) {
    return {fold_name(person.name.reveal()), person.birthday, person.phone.reveal(), person.student_number.reveal()};
}

Result<std::vector<PersonHit>> open_labels(const Env& env, CentreId centre, const std::vector<SealedPerson>& persons,
                                           Language language) {
    std::vector<PersonHit> hits;
    hits.reserve(persons.size());
    for (const SealedPerson& person : persons) {
        SealedPerson shown = person;  // what a label does not show stays sealed
        shown.gender.clear();
        shown.birthday.clear();
        if (!shown.student_number.empty()) shown.phone.clear();
        hits.push_back(hit_of(TRY(open_person(env.vault, centre, shown)), env.messages, language));
    }
    return hits;
}

Result<std::vector<PersonHit>> labels(const Env& env, CentreId centre, std::span<const PersonId> ids, LocalDate day,
                                      UtcTime now, Language language) {
    const auto sealed =
        TRY(env.store.read(centre, [&](store::Tx& tx) { return sealed_labels(tx, ids, day, now); }));
    return open_labels(env, centre, sealed, language);
}

Result<std::vector<PrivateText>> open_names(crypto::Vault& vault, CentreId centre, const std::vector<SealedPerson>& persons) {
    std::vector<PrivateText> names;
    for (const SealedPerson& person : persons) {
        names.emplace_back(TRY(opened_text(vault, place(centre, person.id, "name", person.version), person.name)));
    }
    return names;
}

}  // namespace xinan::visitors
