// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/first_rows.hpp"

#include "capabilities/consent/consent.hpp"

namespace xinan::app {

std::vector<scheduling::Period> school_day() {
    const std::vector<std::int64_t> school{1, 2, 3, 4, 5};
    const std::vector<std::int64_t> boarding{1, 2, 3, 4, 7};  // Sunday evening the boarders are back
    return {
        {"lesson1", "第一节", "Lesson 1", 480, 525, "lesson", school},
        {"lesson2", "第二节", "Lesson 2", 535, 580, "lesson", school},
        {"lesson3", "第三节", "Lesson 3", 600, 645, "lesson", school},
        {"lesson4", "第四节", "Lesson 4", 655, 700, "lesson", school},
        {"noon", "午间", "Noon", 750, 800, "noon", school},
        {"lesson5", "第五节", "Lesson 5", 840, 885, "lesson", school},
        {"lesson6", "第六节", "Lesson 6", 895, 940, "lesson", school},
        {"lesson7", "第七节", "Lesson 7", 960, 1005, "lesson", school},
        {"after_school", "课后活动", "After school", 1020, 1070, "after_school", school},
        {"evening1", "晚自习一", "Evening study 1", 1140, 1190, "evening", boarding},
        {"evening2", "晚自习二", "Evening study 2", 1215, 1265, "evening", boarding},
    };
}

Result<StaffId> add_member(Application& app, CentreId centre, const NewMember& member, const SecretBytes& passphrase, UtcTime now) {
    const Env env = app.env();
    const StaffId id = new_random<StaffId>(env.random);
    staff::StaffFields fields;
    fields.name = PrivateText(member.name);
    fields.fields = member.fields;
    fields.practises = member.practises;
    if (!member.introduction_zh.empty()) fields.introduction_zh = member.introduction_zh;
    if (!member.introduction_en.empty()) fields.introduction_en = member.introduction_en;
    const staff::PreparedStaff row = TRY(staff::prepare_staff(env, centre, id, 1, fields));
    const auto account = TRY(app.identity().prepare_account(centre, any(id), true, member.roles, member.login, passphrase, now));
    ledger::Deed deed;
    deed.action = "identity.account.create";
    deed.role = "system";
    deed.purpose = "admin";
    deed.subjects = {ledger::subject("staff", id)};
    deed.at = now;
    deed = ledger::salted(std::move(deed), env.random);
    TRY_VOID(app.store().write(centre, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(staff::insert_staff(tx, row, now));
        TRY_VOID(account.write(tx));
        ledger::leave(tx, deed);
        return {};
    }));
    return id;
}

Result<void> write_first_rows(Application& app, CentreId centre, const std::string& login, const SecretBytes& passphrase, UtcTime now) {
    using enum access::Role;
    const StaffId admin = TRY(add_member(app, centre, {"管理员", login, access::Roles{system_admin}}, passphrase, now));
    const Env env = app.env();
    TRY_VOID(app.store().write(centre, [&](store::Tx& tx) { return consent::publish_standard_texts(env, centre, tx, any(admin), now); }));
    return app.store().write(centre, [&](store::Tx& tx) { return scheduling::put_bell_schedule(tx, school_day(), now); });
}

}  // namespace xinan::app
