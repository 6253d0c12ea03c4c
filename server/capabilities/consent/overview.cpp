// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds: the state of each purpose from the last word of each side, for one visitor or a whole board.
#include <algorithm>
#include <array>

#include "capabilities/consent/service.hpp"

namespace xinan::consent {
namespace {

constexpr std::array kPurposes{Purpose::service,     Purpose::data_processing, Purpose::recording,
                               Purpose::observation, Purpose::research,        Purpose::guardian_contact};
// Both must stand before an ordinary session (PIPL 29: sensitive data need a consent of their own).
constexpr std::array kForSessions{Purpose::service, Purpose::data_processing};

std::optional<Latest> latest_of(const std::vector<rows::Last>& all, Purpose purpose, Side side) {
    for (const rows::Last& last : all) {
        if (last.event.purpose == purpose && last.event.side == side) return last.latest;
    }
    return std::nullopt;
}

std::optional<rows::Event> event_of(const std::vector<rows::Last>& all, Purpose purpose, Side side) {
    for (const rows::Last& last : all) {
        if (last.event.purpose == purpose && last.event.side == side) return last.event;
    }
    return std::nullopt;
}

ServiceConsent service_of(const std::vector<rows::Last>& all, visitors::AgeGroup age, const Parameters& figures) {
    ServiceConsent consent;
    for (const Purpose purpose : kForSessions) {
        add_missing(consent.missing, latest_of(all, purpose, Side::self), latest_of(all, purpose, Side::guardian), age, figures);
    }
    consent.in_force = consent.missing.empty();
    return consent;
}

}  // namespace

Result<ServiceConsent> service_consent(store::Tx& tx, PersonId visitor, visitors::AgeGroup age, UtcTime at) {
    const Parameters figures = TRY(parameters(tx, at));
    return service_of(TRY(rows::last_events(tx, visitor, at)), age, figures);
}

Result<State> state_of(store::Tx& tx, PersonId visitor, Purpose purpose, visitors::AgeGroup age, UtcTime at) {
    const Parameters figures = TRY(parameters(tx, at));
    const auto all = TRY(rows::last_events(tx, visitor, at));
    return purpose_state(latest_of(all, purpose, Side::self), latest_of(all, purpose, Side::guardian), age, figures);
}

Result<std::vector<bool>> consents_in_force(store::Tx& tx, std::span<const visitors::SealedPerson> persons,
                                            std::span<const visitors::AgeGroup> ages, UtcTime at) {
    ensure(persons.size() == ages.size(), "an age for each person");
    const Parameters figures = TRY(parameters(tx, at));
    struct Sides {
        std::optional<Latest> own, guardian;
    };
    std::vector<std::array<Sides, kForSessions.size()>> sides(persons.size());
    for (const rows::LastOf& last : TRY(rows::last_events_of(tx, persons, at))) {
        Sides& of = sides.at(last.index).at(last.purpose == Purpose::service ? 0 : 1);
        (last.latest.side == Side::self ? of.own : of.guardian) = last.latest;
    }
    std::vector<bool> in_force;
    in_force.reserve(persons.size());
    for (std::size_t i = 0; i < persons.size(); ++i) {
        in_force.push_back(std::ranges::all_of(sides[i], [&](const Sides& of) {
            return purpose_state(of.own, of.guardian, age_for_consent(ages[i], persons[i].kind), figures) == State::in_force;
        }));
    }
    return in_force;
}

Result<Overviews> overview(store::Tx& tx, PersonId visitor, visitors::AgeGroup known_age, visitors::Kind kind, UtcTime at) {
    const visitors::AgeGroup age = age_for_consent(known_age, kind);
    const Parameters figures = TRY(parameters(tx, at));
    const auto all = TRY(rows::last_events(tx, visitor, at));
    Overviews found{.items = {}, .service = service_of(all, age, figures)};
    for (const Purpose purpose : kPurposes) {
        const auto own = latest_of(all, purpose, Side::self);
        const auto guardian = latest_of(all, purpose, Side::guardian);
        Overview item{.purpose = purpose,
                      .state = purpose_state(own, guardian, age, figures),
                      .own = event_of(all, purpose, Side::self),
                      .guardian = event_of(all, purpose, Side::guardian),
                      .asks = {}};
        const auto audience = own_audience(age, kind);
        const Needs needed = needs(age, own ? std::optional(own->audience) : std::nullopt, figures);
        if (needed.own && audience && standing_of(own, age) != Standing::current) item.asks.push_back(*audience);
        if (needed.guardian && standing_of(guardian, age) != Standing::current) item.asks.push_back(Audience::guardian);
        found.items.push_back(std::move(item));
    }
    return found;
}

}  // namespace xinan::consent
