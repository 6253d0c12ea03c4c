// SPDX-License-Identifier: AGPL-3.0-or-later
// The approved list of the basic form's fields: what is asked, why, of whom. Nothing outside it is kept (A1.3a).
// To ask something new: a row in form.cpp with its purpose in both languages.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/access.hpp"
#include "base/decision.hpp"
#include "capabilities/visitors/rules.hpp"

namespace xinan::visitors {

enum class FormSource : std::uint8_t { self, guardian, teacher, staff };
BOOST_DESCRIBE_ENUM(FormSource, self, guardian, teacher, staff)

struct FormField {
    std::string_view key;
    std::string_view label_zh, label_en;
    std::string_view purpose_zh, purpose_en;  // why it is asked (A1.3a)
    std::uint8_t asked_at;                    // bits of CentreKind
    std::uint8_t required_at;
    access::Class opens;                      // personal: reception; content: counsellor and visitor only
    std::int64_t code_points_max;
};
std::span<const FormField> form_fields();
const FormField* form_field(std::string_view key);
bool asked_at(const FormField&, CentreKind);
bool required_at(const FormField&, CentreKind);
std::vector<const FormField*> fields_for(CentreKind, access::Class reads);

struct FormEntry {
    std::string_view key;
    bool cleared = false;
    std::size_t code_points = 0;
    FormSource source = FormSource::self;
};
// May these entries be written? Guards: visitors.form_field_unknown (A1.3a), visitors.form_field_closed (the field is
// answered to the counsellor or by the visitor himself), visitors.form_source (a visitor speaks for himself),
// visitors.form_field_long, visitors.form_field_twice; all hard and invalid.
Decision decide_form(CentreKind, access::Class reads, bool by_visitor, std::span<const FormEntry>);
// Every required field of this kind of centre is among the filled ones (B2.1.2h, D2.1a).
bool form_complete(CentreKind, std::span<const std::string> filled_keys);

}  // namespace xinan::visitors
