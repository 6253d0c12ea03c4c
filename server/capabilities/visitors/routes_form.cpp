// SPDX-License-Identifier: AGPL-3.0-or-later
// The basic form over HTTP: fields by the reader's class, values opened one deed a record.
#include <algorithm>

#include "base/text.hpp"
#include "capabilities/visitors/routes_person.hpp"

namespace xinan::visitors {
namespace {

using http::Call;
using http::Reply;

struct Form {
    access::Answer answer;
    Here at;
    rows::FormRow row;
    std::vector<rows::FormValue> values;
};

// Reads what stands, after deciding; forbidden and absent look the same.
Result<Form> load_form(Call& call, PersonId id) {
    access::Standing standing;
    Form form;
    bool known = false;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        standing = TRY(standing_with(tx, call, id));
        form.at = TRY(here(tx, call.now));
        const auto stored = TRY(rows::version_of(tx, id));
        known = stored && !stored->closed;
        form.row = TRY(rows::form(tx, id));
        form.values = TRY(rows::form_values(tx, id));
        return {};
    }));
    form.answer = call.decide(standing);
    if (!form.answer.permitted || !known) return call.refuse_read({person_subject(id)});
    return form;
}

Result<Reply> show(Call& call, PersonId id, const Form& form) {
    FormView view{.version = form.row.version, .complete = form.row.complete, .fields = {}};
    const bool zh = call.language == Language::zh;
    for (const FormField* field : fields_for(form.at.kind, form.answer.reads)) {
        FormFieldView shown{.key = std::string(field->key),
                            .label = std::string(zh ? field->label_zh : field->label_en),
                            .purpose = std::string(zh ? field->purpose_zh : field->purpose_en),
                            .required = required_at(*field, form.at.kind),
                            .value = std::nullopt,
                            .source = std::nullopt};
        const auto value = std::ranges::find(form.values, field->key, &rows::FormValue::key);
        if (value != form.values.end()) {
            const auto opened = TRY(call.env.vault.open_field(form_place(call.centre(), id, value->key, value->version), value->sealed));
            shown.value = PrivateText(std::string(opened.text()));
            shown.source = value->source;
        }
        view.fields.push_back(std::move(shown));
    }
    return http::ok(view, form.row.version);
}

}  // namespace

Result<Reply> handle_form_read(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    const Form form = TRY(load_form(call, id));
    TRY_VOID(call.leave_read({person_subject(id)}, purpose_of(form.answer), form.answer));
    return show(call, id, form);
}

Result<Reply> handle_form_write(Call& call) {
    const auto id = TRY(call.id<PersonId>("person"));
    FormChange change{.expected_version = TRY(call.version()), .written = {}, .cleared = {}};
    const auto body = TRY(http::parse<FormBody>(call.body));
    const Form form = TRY(load_form(call, id));
    std::vector<FormEntry> entries;
    for (const FormFieldBody& field : body.fields) {
        entries.push_back({field.key, field.value.reveal().empty(), code_points(field.value.reveal()), field.source});
    }
    const Decision decision = decide_form(form.at.kind, form.answer.reads, !call.who.subject.is_staff, entries);
    TRY_VOID(decision.settle(false));
    const std::int64_t version = change.expected_version + 1;
    for (const FormFieldBody& field : body.fields) {
        const auto text = TRY(clean_text(field.value.reveal(), static_cast<std::size_t>(form_field(field.key)->code_points_max)));
        if (text.empty()) {
            change.cleared.push_back(field.key);
            continue;
        }
        change.written.push_back({field.key, version,
                                  TRY(call.env.vault.seal_field(form_place(call.centre(), id, field.key, version), text)),
                                  field.source});
    }
    auto deed = call.deed(ledger::Outcome::done, {person_subject(id)}, purpose_of(form.answer), {"A1.3a"}, &form.answer);
    Bytes all;
    for (const auto& written : change.written) all.insert(all.end(), written.sealed.begin(), written.sealed.end());
    deed.object_hash = call.env.vault.suite().hash(all);
    TRY_VOID(call.write({person_subject(id)}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(write_form(tx, id, change, form.at, call.who.subject.person, call.now));
        ledger::leave(tx, deed);
        return {};
    }));
    return show(call, id, TRY(load_form(call, id)));
}

}  // namespace xinan::visitors
