// SPDX-License-Identifier: AGPL-3.0-or-later
// What consent's requests and replies look like as JSON. Inside consent's routes and their tests only.
#pragma once

#include <array>

#include "capabilities/consent/service.hpp"
#include "http/json.hpp"

namespace xinan::consent {

// --- texts -----------------------------------------------------------------------------------------------------------
struct SectionView {
    std::string key;
    std::string heading;
    std::string body;
    bool tick = true;
};
BOOST_DESCRIBE_STRUCT(SectionView, (), (key, heading, body, tick))
struct ConsentText {
    ConsentTextId id;
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;
    std::int64_t version = 1;
    std::string title;
    std::vector<SectionView> sections;
    Readability readability = Readability::adults;
    UtcTime published_at;
};
BOOST_DESCRIBE_STRUCT(ConsentText, (), (id, purpose, audience, version, title, sections, readability, published_at))
struct ConsentTextList {
    std::vector<ConsentText> items;
};
BOOST_DESCRIBE_STRUCT(ConsentTextList, (), (items))

struct NewSection {
    std::string key;
    bool tick = true;
    std::string heading_zh, body_zh, heading_en, body_en;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"key", 1, 40}, http::Bounds{"heading_zh", 1, 120}, http::Bounds{"body_zh", 1, 3000},
            http::Bounds{"heading_en", 1, 120}, http::Bounds{"body_en", 1, 3000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(NewSection, (), (key, tick, heading_zh, body_zh, heading_en, body_en))
struct NewConsentText {
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;
    Readability readability = Readability::adults;
    std::string title_zh, title_en;
    std::vector<NewSection> sections;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"title_zh", 1, 120}, http::Bounds{"title_en", 1, 120}, http::Bounds{"sections", 1, kSectionsMax},
            http::Bounds{"readability", 0, 0, "写给谁看:孩子、青少年、成人。由发布的人负责核对。",
                         "Worded for children, teenagers or adults; whoever publishes vouches for it."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(NewConsentText, (), (purpose, audience, readability, title_zh, title_en, sections))

// --- disclosure ------------------------------------------------------------------------------------------------------
struct DisclosureWho {
    std::string who;
    std::vector<std::string> learns;
    std::vector<std::string> never;
};
BOOST_DESCRIBE_STRUCT(DisclosureWho, (), (who, learns, never))
struct DisclosureException {
    std::string text;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(DisclosureException, (), (text, clause))
struct Disclosure {
    Audience audience = Audience::adult;
    std::vector<DisclosureWho> who;
    std::vector<DisclosureException> exceptions;
};
BOOST_DESCRIBE_STRUCT(Disclosure, (), (audience, who, exceptions))

// --- what was agreed -------------------------------------------------------------------------------------------------
struct ConsentState {
    Purpose purpose = Purpose::service;
    State state = State::none;
    std::optional<ConsentId> consent;           // the visitor's own, else the guardian's
    std::optional<ConsentId> guardian_consent;  // beside the own
    std::optional<ConsentTextId> text;
    std::optional<UtcTime> signed_at;
    std::optional<Side> by;
    std::optional<Medium> medium;
    std::optional<Understood> understood;       // not_sure: to be talked through again
    std::vector<Audience> asks;                 // texts that are still to be signed
};
BOOST_DESCRIBE_STRUCT(ConsentState, (), (purpose, state, consent, guardian_consent, text, signed_at, by, medium, understood, asks))
struct ConsentStates {
    std::vector<ConsentState> items;
    bool may_start = false;
    std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(ConsentStates, (), (items, may_start, missing))

struct GiveConsent {
    ConsentTextId text;
    std::vector<std::string> ticks;
    std::optional<Understood> understood;
    Side by = Side::self;
    std::optional<PersonId> guardian;
    Medium medium = Medium::screen;
    std::optional<PrivateText> signature;
    std::optional<FileId> scan;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"ticks", 0, kSectionsMax}, http::Bounds{"ticks[]", 1, 40},
            http::Bounds{"understood", 0, 0, "解释的人看到的:复述得出、点头、说不准。说不准不妨碍,下次再聊。",
                         "As seen by who explained it. \"Not sure\" blocks nothing and returns at the next meeting."},
            http::Bounds{"signature", 1, 300'000, "手写签名的图片(PNG,base64)。", "The drawn signature as PNG in base64."},
            http::Bounds{"scan", 0, 0, "纸质文件的扫描件。", "The scan of the paper."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(GiveConsent, (), (text, ticks, understood, by, guardian, medium, signature, scan))

struct Consent {
    ConsentId id;
    PersonId person;
    Purpose purpose = Purpose::service;
    ConsentTextId text;
    std::int64_t text_version = 1;
    Audience audience = Audience::adult;
    Side by = Side::self;
    std::optional<PersonId> guardian;
    Medium medium = Medium::screen;
    std::optional<Understood> understood;
    std::vector<std::string> ticks;
    UtcTime signed_at;
    std::optional<UtcTime> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (id, person, purpose, text, text_version, audience, by, guardian, medium, understood, ticks,
                                    signed_at, withdrawn_at))

struct ScanView {
    std::string media_type;
    PrivateText content;
};
BOOST_DESCRIBE_STRUCT(ScanView, (), (media_type, content))
struct AnchorView {
    std::int64_t size = 0;
    std::string root;
    UtcTime at;
};
BOOST_DESCRIBE_STRUCT(AnchorView, (), (size, root, at))
struct ConsentCopy {
    Consent consent;
    ConsentText text;
    std::optional<PrivateText> signature;   // PNG in base64
    std::optional<ScanView> scan;
    std::string fingerprint;                // of the centre's signing key
    AnchorView checkpoint;                  // not older than the consent
    std::string qr;                         // XINAN1|fingerprint|size|root hex|time|centre
};
BOOST_DESCRIBE_STRUCT(ConsentCopy, (), (consent, text, signature, scan, fingerprint, checkpoint, qr))

// --- scans -----------------------------------------------------------------------------------------------------------
struct NewScan {
    std::string media_type;
    PrivateText content;
    PersonId person;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"media_type", 1, 40},
            http::Bounds{"content", 1, 7'100'000, "扫描件(base64),加密保存。", "The scan in base64; kept sealed."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(NewScan, (), (media_type, content, person))
struct ScanMade {
    FileId id;
};
BOOST_DESCRIBE_STRUCT(ScanMade, (), (id))

// routes_texts.cpp
ConsentText view_of_text(const rows::Text&, Language);
std::span<const http::Route> text_routes();

}  // namespace xinan::consent
