// SPDX-License-Identifier: AGPL-3.0-or-later
// Who would learn what, and what never: by kind of centre and by reader. Written without 你 and 您, so that every reader
// is spoken to alike. Source: C1.5d, C1.5g, C1.5h, C5.4.2a, C5.4.2b, D4.1b; DESIGN §2 (that somebody attends is itself the secret).
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

constexpr unsigned of(CentreWord word) { return 1U << static_cast<unsigned>(word); }
constexpr unsigned of(Audience audience) { return 1U << static_cast<unsigned>(audience); }
constexpr unsigned kAllKinds = 0x3F;
constexpr unsigned kPupils = of(CentreWord::school) | of(CentreWord::children);
constexpr unsigned kWork = of(CentreWord::eap) | of(CentreWord::finance);
constexpr unsigned kEverybody = 0x1F;
constexpr unsigned kUnderFourteen = of(Audience::under_8) | of(Audience::from_8_to_13) | of(Audience::guardian);
constexpr unsigned kTeens = of(Audience::from_14_to_17);
constexpr unsigned kAdults = of(Audience::adult);

// clang-format off
constexpr Says kTimes{"预约的时间和地点", "Time and place of the appointments"};
constexpr Says kWords{"谈话说了什么", "What was said"};
constexpr Says kRecord{"咨询记录", "The record of counselling"};
constexpr Says kAttends{"有没有来过", "Whether somebody came at all"};
constexpr Says kName{"姓名和联系方式", "Name and contact"};
constexpr Says kTests{"测评的答案和分数", "Answers and scores of assessments"};

constexpr Says kCounsellorLearns[] = {kName, kTimes, {"谈话的内容，以及自己写的记录", "What is said, and the record written about it"}};
constexpr Says kCounsellorNever[] = {{"转告别的来访者或者拿来闲谈", "Passes it on to others or talks about it in passing"}};
constexpr Says kOthersLearn[] = {{"请教时不带姓名的情况", "Without a name, what is needed to give advice"}};
constexpr Says kOthersNever[] = {kName, kRecord};
constexpr Says kKeeperLearns[] = {{"档案编号和保存期限；有批准时才打开内容", "Number of the file and how long it is kept; content only with an approval"}};
constexpr Says kKeeperNever[] = {{"没有批准的任何内容", "Any content without an approval"}};
constexpr Says kDeskLearns[] = {kName, kTimes, {"同意书签了没有", "Whether the consent is signed"}};
constexpr Says kDeskNever[] = {kWords, kRecord, kTests};
constexpr Says kTeachersLearn[] = {{"什么都不知道；需要离开课堂时，只看到一张不写原因的条子", "Nothing; when a lesson is left, a slip that gives no reason"}};
constexpr Says kTeachersNever[] = {kAttends, kWords, kRecord, kTests};
constexpr Says kLeaderLearns[] = {{"来访的总人数这一类合计数字", "Totals, such as how many people came"}};
constexpr Says kLeaderNever[] = {{"任何人的名字", "Anybody's name"}, kWords, kRecord};
constexpr Says kYoungGuardianLearns[] = {{"孩子在接受咨询", "That the child comes"}, {"大致状况、照顾的建议和下次时间", "How the child is in general, advice, and the next date"}};
constexpr Says kYoungGuardianNever[] = {kWords, kRecord};
constexpr Says kTeenGuardianLearns[] = {{"没有本人同意，也没有下面的情形：什么都不知道", "Without the pupil's agreement or a ground below: nothing"}};
constexpr Says kTeenGuardianNever[] = {{"未经本人同意：有没有来过", "Without agreement: whether the pupil came at all"}, kWords, kRecord};
constexpr Says kFamilyLearns[] = {{"没有本人同意：什么都不知道", "Without the visitor's consent: nothing"}};
constexpr Says kFamilyNever[] = {kAttends, kWords, kRecord};
constexpr Says kTutorLearns[] = {{"没有本人同意，也没有下面的情形：什么都不知道", "Without consent or a ground below: nothing"}};
constexpr Says kEmployerLearns[] = {{"使用总次数这一类合计数字，人数太少时不给", "Totals of use, and none when there are too few people"}};
constexpr Says kEmployerNever[] = {kAttends, {"任何人的名字", "Anybody's name"}, kWords, {"可以用于考核、晋升、处分的任何信息", "Anything that could serve appraisal, promotion or discipline"}};
constexpr Says kComplianceLearns[] = {{"默认什么都不知道；中心另有明文规定时，也只看到提示和跟进计划，没有谈话文字", "Nothing as a rule; where the centre's written rules say so, a flag and a plan, never words"}};
constexpr Says kComplianceNever[] = {kWords, kRecord, kTests};
constexpr Says kCarersLearn[] = {{"活动和接送的时间", "Times of activities and of being fetched"}};
constexpr Says kSuperiorLearns[] = {{"不含姓名的汇总", "Summaries without names"}};
constexpr Says kSuperiorNever[] = {{"任何人的名字", "Anybody's name"}, kWords};
constexpr Says kAdminLearns[] = {{"系统是否正常运行", "Whether the system works"}};
constexpr Says kAdminNever[] = {kWords, kRecord, {"任何加密的内容", "Anything that is encrypted"}};
constexpr Says kSelfLearns[] = {{"谁、什么时候、为什么打开过档案", "Who opened the file, when and why"}, {"签过的文件和共享的小结", "What was signed, and the shared summary"}};

constexpr WhoLearns kRows[] = {
    {kAllKinds, kEverybody, {"负责的咨询师", "The counsellor in charge"}, kCounsellorLearns, kCounsellorNever},
    {kAllKinds, kEverybody, {"来访者本人", "The visitor"}, kSelfLearns, {}},
    {kAllKinds, kEverybody, {"接待人员", "Reception"}, kDeskLearns, kDeskNever},
    {kPupils | of(CentreWord::university), kEverybody, {"班主任、任课老师和同学", "Class teacher, other teachers and classmates"}, kTeachersLearn, kTeachersNever},
    {of(CentreWord::university), kEverybody, {"辅导员", "The student counsellor of the faculty"}, kTutorLearns, kTeachersNever},
    {kAllKinds & ~kWork, kUnderFourteen, {"家长或监护人", "Parents or guardians"}, kYoungGuardianLearns, kYoungGuardianNever},
    {kAllKinds & ~kWork, kTeens, {"家长或监护人", "Parents or guardians"}, kTeenGuardianLearns, kTeenGuardianNever},
    {kAllKinds, kAdults, {"家人和朋友", "Family and friends"}, kFamilyLearns, kFamilyNever},
    {of(CentreWord::children), kEverybody, {"活动老师和结对帮扶人", "Activity teachers and paired helpers"}, kCarersLearn, kTeachersNever},
    {kWork, kEverybody, {"上级、人事部门和同事", "Managers, human resources and colleagues"}, kEmployerLearns, kEmployerNever},
    {of(CentreWord::finance), kEverybody, {"合规联系人", "The compliance contact"}, kComplianceLearns, kComplianceNever},
    {kAllKinds & ~kWork, kEverybody, {"本单位领导", "The leader of the house"}, kLeaderLearns, kLeaderNever},
    {kAllKinds, kEverybody, {"督导和别的咨询师", "Supervisors and other counsellors"}, kOthersLearn, kOthersNever},
    {kAllKinds, kEverybody, {"档案管理员", "The archive keeper"}, kKeeperLearns, kKeeperNever},
    {kAllKinds & ~kWork, kEverybody, {"上级单位", "The parent organisation"}, kSuperiorLearns, kSuperiorNever},
    {kAllKinds, kEverybody, {"系统管理员", "The system administrator"}, kAdminLearns, kAdminNever},
};
// clang-format on

}  // namespace

CentreWord centre_word(std::string_view kind) {
    if (kind == "school") return CentreWord::school;
    if (kind == "university") return CentreWord::university;
    if (kind == "children") return CentreWord::children;
    if (kind == "eap") return CentreWord::eap;
    if (kind == "finance") return CentreWord::finance;
    return CentreWord::community;
}

std::span<const WhoLearns> who_learns() { return kRows; }

bool applies(const WhoLearns& row, CentreWord kind, Audience audience) {
    return (row.kinds & of(kind)) != 0 && (row.audiences & of(audience)) != 0;
}

Audience usual_audience(CentreWord kind) {
    switch (kind) {
        case CentreWord::school: return Audience::from_14_to_17;
        case CentreWord::children: return Audience::from_8_to_13;
        case CentreWord::university:
        case CentreWord::community:
        case CentreWord::eap:
        case CentreWord::finance: return Audience::adult;
    }
    return Audience::adult;
}

}  // namespace xinan::consent
