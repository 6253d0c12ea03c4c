// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding persons by exact tokens, and offering those who may be the same person. Nothing is decrypted when too many match.
#include <algorithm>

#include "base/text.hpp"
#include "capabilities/visitors/service.hpp"

namespace xinan::visitors {
namespace {

constexpr unsigned kNameBits = 20, kNumberBits = 32;  // as service.cpp writes them
constexpr std::size_t kDuplicatesMax = 20;
constexpr std::int64_t kDuplicateCandidatesMax = 60;

Result<BlindToken> token(const Env& env, CentreId centre, std::string_view field, const std::string& text, unsigned bits) {
    return BlindToken{std::string(field), TRY(env.vault.blind_token(centre, "person." + std::string(field), text, bits))};
}

Result<rows::TokenChoice> choice_for(const Env& env, CentreId centre, const Criterion& criterion) {
    rows::TokenChoice choice;
    switch (criterion.kind) {
        case Criterion::Kind::name:
            choice.any_of.push_back(TRY(token(env, centre, "name", criterion.text, kNameBits)));
            break;
        case Criterion::Kind::latin_name:
            choice.any_of.push_back(TRY(token(env, centre, "name", criterion.text, kNameBits)));
            choice.any_of.push_back(TRY(token(env, centre, "pinyin", criterion.text, kNameBits)));
            choice.any_of.push_back(TRY(token(env, centre, "initials", criterion.text, kNameBits)));
            break;
        case Criterion::Kind::last_four:
            choice.any_of.push_back(TRY(token(env, centre, "last_four", criterion.text, kNameBits)));
            break;
        case Criterion::Kind::number:
            choice.any_of.push_back(TRY(token(env, centre, "phone", criterion.text, kNumberBits)));
            choice.any_of.push_back(TRY(token(env, centre, "student_number", criterion.text, kNumberBits)));
            break;
        case Criterion::Kind::code: ensure(false, "a code is looked up, not tokenised");
    }
    return choice;
}

bool matches(const Criterion& criterion, const Opened& person, bool initials) {
    const std::string& phone = person.phone.reveal();
    const std::string& number = person.student_number.reveal();
    switch (criterion.kind) {
        case Criterion::Kind::name: return fold_name(person.name.reveal()) == criterion.text;
        case Criterion::Kind::latin_name: {
            if (fold_name(person.name.reveal()) == criterion.text) return true;
            const auto readings = name_readings(person.name.reveal());
            return std::ranges::any_of(readings, [&](const NameReading& reading) {
                return reading.full == criterion.text || (initials && reading.initials == criterion.text);
            });
        }
        case Criterion::Kind::last_four:
            return last_four_of(phone) == criterion.text || last_four_of(number) == criterion.text;
        case Criterion::Kind::number: return phone == criterion.text || number == criterion.text;
        case Criterion::Kind::code: return person.code == criterion.text;
    }
    return false;
}

}  // namespace

Result<SearchPlan> plan_search(const Env& env, CentreId centre, std::string_view typed) {
    SearchPlan plan;
    plan.criteria = TRY(read_search(typed));
    for (const Criterion& criterion : plan.criteria) {
        if (criterion.kind == Criterion::Kind::code) plan.code = criterion.text;
        else plan.all_of.push_back(TRY(choice_for(env, centre, criterion)));
    }
    return plan;
}

Result<Candidates> find_candidates(store::Tx& tx, const SearchPlan& plan, const Here& at, UtcTime now) {
    Candidates found;
    std::vector<PersonId> ids;
    if (!plan.code.empty()) {
        if (const auto id = TRY(rows::with_code(tx, plan.code))) ids.push_back(*id);
    } else {
        auto all_of = plan.all_of;
        const auto has_initials = [](const BlindToken& t) { return t.field == "initials"; };
        const auto persons_max = at.parameters.initials_persons_max;
        if (std::ranges::any_of(all_of, [&](const auto& c) { return std::ranges::any_of(c.any_of, has_initials); }) &&
            TRY(rows::count_up_to(tx, persons_max)) >= persons_max) {
            found.initials = false;
            for (auto& choice : all_of) std::erase_if(choice.any_of, has_initials);
        }
        const std::int64_t max = at.parameters.candidates_max;
        ids = TRY(rows::with_tokens(tx, all_of, max + 1));
        if (std::ssize(ids) > max) {
            found.too_many = true;
            return found;
        }
    }
    found.persons = TRY(sealed_labels(tx, ids, at.today, now));
    return found;
}

Result<std::vector<Opened>> open_matches(const Env& env, CentreId centre, const SearchPlan& plan, const Candidates& found) {
    std::vector<Opened> matching;
    for (const SealedPerson& person : found.persons) {
        Opened opened = TRY(open_person(env.vault, centre, person));
        if (std::ranges::all_of(plan.criteria, [&](const Criterion& c) { return matches(c, opened, found.initials); })) {
            matching.push_back(std::move(opened));
        }
    }
    return matching;
}

Result<std::vector<SealedPerson>> duplicate_candidates(store::Tx& tx, const PreparedPerson& of, const Here& at, UtcTime now) {
    rows::TokenChoice same;
    for (const BlindToken& t : of.tokens) {
        if (t.field == "name" || t.field == "student_number") same.any_of.push_back(t);
    }
    auto ids = TRY(rows::with_tokens(tx, std::span(&same, 1), kDuplicateCandidatesMax));
    std::erase(ids, of.id);
    return sealed_labels(tx, ids, at.today, now);
}

Result<std::vector<Opened>> open_duplicates(const Env& env, CentreId centre, const Opened& of,
                                            const std::vector<SealedPerson>& candidates) {
    std::vector<Opened> likely, namesakes;
    for (const SealedPerson& person : candidates) {
        Opened opened = TRY(open_person(env.vault, centre, person));
        switch (likeness(traits_of(of), traits_of(opened))) {
            case Likeness::likely: likely.push_back(std::move(opened)); break;
            case Likeness::namesake: namesakes.push_back(std::move(opened)); break;
            case Likeness::none: break;
        }
    }
    std::ranges::move(namesakes, std::back_inserter(likely));
    if (likely.size() > kDuplicatesMax) likely.erase(likely.begin() + kDuplicatesMax, likely.end());
    return likely;
}

}  // namespace xinan::visitors
