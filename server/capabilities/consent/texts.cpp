// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consent/texts.hpp"

#include <array>

namespace xinan::consent {
namespace {

// clang-format off
constexpr ExceptionGround kExceptions[] = {
    {"自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；", "Serious danger to the life or body of oneself or others that cannot be averted without help.", "C5.4.4a"},
    {"为了保护安全、防止意外，必须请别人一起照看；", "To keep somebody safe or prevent an accident, where the help of others is needed.", "C1.5i"},
    {"未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；", "A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.", "A3.4b"},
    {"法院、公安机关等依照法律，持正式手续要求提供。", "A court, the police or another authority asks under the law, with formal papers.", "B2.5e"},
};
// clang-format on

void append(std::string& body, std::string_view line) { body.append("\n· ").append(line); }

bool is_for_children(Audience audience) { return audience == Audience::under_8 || audience == Audience::from_8_to_13; }

std::span<const StandardSection> standard_sections(Purpose purpose, Audience audience) {
    if (purpose == Purpose::service) {
        return is_for_children(audience) ? standard_service_for_children() : standard_service_for_grown_ups();
    }
    const bool grown_up = audience == Audience::adult || audience == Audience::guardian;
    return grown_up ? standard_for_adults() : standard_for_pupils();
}

}  // namespace

std::span<const ExceptionGround> exceptions() { return kExceptions; }

void show_exceptions(TextDocument& document) {
    for (TextSection& section : document.sections) {
        if (section.key != "limits") continue;
        for (const ExceptionGround& ground : kExceptions) {
            if (section.body_zh.find(ground.zh) == std::string::npos) append(section.body_zh, ground.zh);
            if (section.body_en.find(ground.en) == std::string::npos) append(section.body_en, ground.en);
        }
    }
}

void show_scope_notice(TextDocument& document, Audience audience) {
    if (audience == Audience::under_8) return;
    for (TextSection& section : document.sections) {
        if (section.key != "house_rules") continue;
        if (section.body_zh.find("政治") == std::string::npos) append(section.body_zh, "国家政治、经济制度问题不在咨询讨论之内；谈到时不做任何记录。");
        if (section.body_en.find("olitical") == std::string::npos) {
            append(section.body_en, "The political and economic system is not discussed; if it comes up, nothing is noted.");
        }
    }
}

std::string_view title_of(Purpose purpose, Language language) {
    const bool zh = language == Language::zh;
    switch (purpose) {
        case Purpose::service: return zh ? "咨询知情同意" : "Consent to counselling";
        case Purpose::data_processing: return zh ? "个人信息处理同意" : "Consent to the use of personal data";
        case Purpose::recording: return zh ? "录音录像同意" : "Consent to sound or video recording";
        case Purpose::observation: return zh ? "旁听观察同意" : "Consent to an observer";
        case Purpose::research: return zh ? "研究和教学使用同意" : "Consent to use in research and teaching";
        case Purpose::guardian_contact: return zh ? "与家人联系同意" : "Consent to contact with family";
    }
    return {};
}

TextDocument standard_text(Purpose purpose, Audience audience) {
    TextDocument document{.title_zh = std::string(title_of(purpose, Language::zh)),
                          .title_en = std::string(title_of(purpose, Language::en)),
                          .sections = {}};
    for (const StandardSection& row : standard_sections(purpose, audience)) {
        if (row.purpose != purpose || row.audience != audience) continue;
        document.sections.push_back({std::string(row.key), row.tick, std::string(row.heading_zh), std::string(row.body_zh),
                                     std::string(row.heading_en), std::string(row.body_en)});
    }
    show_exceptions(document);
    return document;
}

Readability standard_readability(Audience audience) {
    if (is_for_children(audience)) return Readability::children;
    return audience == Audience::from_14_to_17 ? Readability::teenagers : Readability::adults;
}

}  // namespace xinan::consent
