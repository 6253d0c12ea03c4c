// SPDX-License-Identifier: AGPL-3.0-or-later
// The comparison of the hand-written table with the policy finds every kind of disagreement.
#include "access/access_table.hpp"

#include "base/testing.hpp"

namespace xinan::access {
namespace {

using namespace xinan::testing;  // NOLINT(google-build-using-namespace): a test's own words

constexpr std::string_view kGood =
    "# a comment\n"
    "action,role,relation,class,answer,clause\n"
    "\n"
    "casework.case.list,counsellor,*,plain,permit,B3.3c\n"
    "casework.case.list,class_teacher,*,-,refuse403,C5.4.2b\n"
    "casework.case.list,*,*,-,refuse403,A7.3b\n"
    "casework.note.read,counsellor,counsellor_of,content,permit,C5.4.2a\n"
    "casework.note.read,counsellor,grant,content,permit,C5.4.2a\n"
    "casework.note.read,counsellor,*,-,refuse404,A7.3b\n"
    "casework.note.read,*,head_teacher_of,-,refuse403,C5.4.2b\n"
    "casework.note.read,*,*,-,refuse403,-\n";

Policy policy_of_two() {
    const std::vector<Rule> rules{{"casework.case.list", {Role::counsellor}, {}, Class::plain, false, {"B3.3c"}},
                                  {"casework.note.read", {Role::counsellor}, {Relation::counsellor_of}, Class::content, true, {"C5.4.2a"}}};
    Policy policy;
    policy.add(rules);
    return policy;
}

std::string with(std::string_view from, std::string_view to) {
    std::string text(kGood);
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not in the table: " + std::string(from));
    return text.replace(at, from.size(), to);
}
std::vector<std::string> findings(std::string_view csv) { return check_access_table(policy_of_two(), must(read_access_table(csv))); }
// The table says otherwise, and the first finding says so.
void expect_found(const std::string& csv, std::string_view words) {
    const auto found = findings(csv);
    ASSERT_FALSE(found.empty()) << words;
    EXPECT_NE(found.front().find(words), std::string::npos) << found.front();
}

TEST(AccessTable, AgreesWithThePolicyItDescribes) {
    EXPECT_EQ(findings(kGood), std::vector<std::string>{});
    EXPECT_EQ(findings(with("\n\n", "\r\n")), std::vector<std::string>{});
}

TEST(AccessTable, FindsEveryKindOfDisagreement) {
    expect_found(with("counsellor,*,plain,permit,B3.3c", "counsellor,*,personal,permit,B3.3c"), "the table says permit personal");
    expect_found(with("counsellor,*,plain,permit,B3.3c", "counsellor,*,plain,permit,A1.2a"), "does not name clause A1.2a");
    expect_found(with("counsellor,*,plain,permit,B3.3c", "counsellor,*,-,refuse404,-"), "the policy permit plain");
    expect_found(with("counsellor,*,-,refuse404,A7.3b", "counsellor,*,-,refuse403,A7.3b"), "the policy refuse404 -");
    expect_found(with("casework.note.read,counsellor,grant,content,permit,C5.4.2a\n", ""), "× grant the table says refuse404");
    expect_found(with("casework.case.list,*,*,-,refuse403,A7.3b\n", ""), "is given by no row");
    expect_found(with("casework.case.list,*,*,-,refuse403,A7.3b\n", "casework.case.list,*,*,-,refuse403,A7.3b\ncasework.case.list,*,*,-,refuse403,-\n"),
                 "is written twice");
    expect_found(std::string(kGood) + "casework.note.erase,*,*,-,refuse403,-\n", "no rule of the policy names it");
}

TEST(AccessTable, AnActionWithoutARowFails) {
    auto rows = rows_of(must(read_access_table(kGood)), "casework.note.");
    ASSERT_EQ(rows.size(), 5U);
    const auto found = check_access_table(policy_of_two(), rows);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found.front().find("casework.case.list"), std::string::npos);
    EXPECT_NE(found.front().find("has no row"), std::string::npos);
}

TEST(AccessTable, ARowHiddenByNarrowerOnesFails) {
    std::string csv(kGood);
    for (unsigned i = 0; i < kRoleCount; ++i) {
        const auto name = std::string(role_name(static_cast<Role>(i)));
        if (name == "counsellor" || name == "class_teacher") continue;
        csv += "casework.case.list," + name + ",*,-,refuse403,A7.3b\n";
    }
    expect_found(csv, "narrower rows hide it");
}

TEST(AccessTable, RefusesALineItDoesNotUnderstand) {
    const auto expect_bad = [](const std::string& csv, std::string_view line, std::string_view what) {
        const auto result = read_access_table(csv);
        ASSERT_EQ(code_of(result), "access.table") << what;
        EXPECT_EQ(arg_of(result.error(), "line"), line);
        EXPECT_EQ(arg_of(result.error(), "what"), what);
    };
    expect_bad(with("case.list,counsellor,*", "case.list,patient,*"), "4", "role");
    expect_bad(with("case.list,counsellor,*", "case.list,counsellor,friend_of"), "4", "relation");
    expect_bad(with("casework.case.list,counsellor", "casework.list,counsellor"), "4", "action");
    expect_bad(with("plain,permit,B3.3c", "secret,permit,B3.3c"), "4", "class");
    expect_bad(with("plain,permit,B3.3c", "plain,allow,B3.3c"), "4", "answer");
    expect_bad(with("-,refuse403,C5.4.2b", "plain,refuse403,C5.4.2b"), "5", "class");
    expect_bad(with("plain,permit,B3.3c", "plain,permit,Z9"), "4", "clause");
    expect_bad(with("plain,permit,B3.3c", "plain,permit"), "4", "six columns");
    expect_bad("# nothing\n", "2", "action,role,relation,class,answer,clause");
}

// The table of the repository can be read, whoever added to it last.
TEST(AccessTable, OfTheRepositoryIsReadable) {
    EXPECT_EQ(code_of(read_access_table(repository_file("tests/contract/access.csv"))), "");
}

}  // namespace
}  // namespace xinan::access
