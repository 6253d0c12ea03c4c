// SPDX-License-Identifier: AGPL-3.0-or-later
// Every purpose but counselling itself, for adults and guardians: what, who sees it, how to refuse and withdraw.
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

// clang-format off
constexpr StandardSection kSections[] = {
// --- data_processing -----------------------------------------------------------------------------------------------
{Purpose::data_processing, Audience::adult, "what", true,
 "处理哪些信息，为什么", "姓名、联系方式、紧急联系人，用于预约、核对身份和应急；您自述的困扰、测评和咨询记录，用于为您提供咨询。心理健康信息属于敏感个人信息，"
 "依法单独取得您的同意。",
 "What is processed, and why", "Name, contact and emergency contact, for booking, identity and emergencies; what you tell us, assessments and "
 "the record, to counsel you. Health data are sensitive personal information, so the law asks for your separate "
 "consent."},
{Purpose::data_processing, Audience::adult, "who_sees", true,
 "谁能看，保存多久", "接待只看到姓名、联系方式和时间；内容只有您的咨询师和档案管理员能看。加密存放在本单位服务器，不出境，不用于考核、晋升、处分、"
 "保险或营销。结束后至少保存十年，到期由两个人批准后销毁。",
 "Who sees it, and for how long", "The reception sees name, contact and times only; content is for your counsellor and the archive keeper. It is "
 "encrypted on our own server, does not leave the country, and is never used for appraisal, promotion, discipline, "
 "insurance or marketing. It is kept for at least ten years after the end and destroyed on the approval of two "
 "people."},
{Purpose::data_processing, Audience::adult, "withdraw", true,
 "不同意和撤回", "没有这些信息，我们无法安排常规咨询；紧急情况不需要先同意。您可以随时撤回，撤回后除依法保存外停止使用，到期销毁。您还可以查阅、"
 "复制、更正，对不合理的拒绝可以投诉。",
 "Refusing and withdrawing", "Without these data we cannot arrange ordinary counselling; in an emergency no consent is needed first. You can "
 "withdraw at any time; apart from keeping what the law demands, use stops, and the data are destroyed when due. "
 "You may also see, copy and correct them, and complain about a refusal."},
{Purpose::data_processing, Audience::guardian, "what", true,
 "处理孩子的哪些信息,为什么", "孩子的姓名、生日、班级和紧急联系人,用于安排会谈和应急;孩子的困扰和咨询记录,用于帮助孩子;您的姓名和电话,用于和您联系。不满十四岁孩子的信息都是敏感个人信息,"
 "依法由监护人单独同意。",
 "Which data of the child, and why", "The child's name, birthday, class and emergency contact, to arrange meetings and for emergencies; the child's "
 "troubles and the record, to help the child; your name and phone, to reach you. All data of a child under "
 "fourteen are sensitive, and the law asks for the guardian's separate consent."},
{Purpose::data_processing, Audience::guardian, "who_sees", true,
 "谁能看，保存多久", "接待只看到姓名、联系方式和时间；内容只有孩子的咨询师和档案管理员能看。加密存放在本单位服务器，与学校档案分开，不给第三方，不用于评比。"
 "结束后至少保存十年，到期销毁。",
 "Who sees it, and for how long", "The reception sees name, contact and times only; content is for the child's counsellor and the archive keeper. "
 "It is encrypted on our own server, apart from school files, given to no third party and not used for comparison. "
 "It is kept for at least ten years after the end, then destroyed."},
{Purpose::data_processing, Audience::guardian, "withdraw", true,
 "不同意和撤回", "没有这些信息，我们无法安排常规咨询；孩子遇到紧急情况不需要先同意。您可以随时撤回，撤回后除依法保存外停止使用，到期销毁。您可以查阅、"
 "复制、更正孩子的基本信息；谈话内容属于孩子，不在其中。",
 "Refusing and withdrawing", "Without these data we cannot arrange ordinary counselling; when the child is in an emergency no consent is "
 "needed first. You can withdraw at any time; apart from keeping what the law demands, use stops, and the data are "
 "destroyed when due. You may see, copy and correct the child's basic data; what the child said belongs to the "
 "child and is not part of it."},
// --- recording -----------------------------------------------------------------------------------------------------
{Purpose::recording, Audience::adult, "what", true,
 "录音或录像", "只录约定的这一次，用于督导或您指定的目的。还需中心负责人批准。开始和结束都会告知您。每一次重新征求同意。",
 "Sound or video", "Only the one session agreed on, for supervision or a purpose you name. The manager of the centre must approve as "
 "well. You are told when it starts and stops. Each time is asked anew."},
{Purpose::recording, Audience::adult, "who_sees", true,
 "谁能听、能看，多久删除", "只有您的咨询师和督导。加密保存，写明删除日期，不作其他用途。您撤回同意，立即删除。",
 "Who sees it, and when it is deleted", "Only your counsellor and the supervisor. Encrypted, with a date of deletion, used for nothing else. If you "
 "withdraw, it is deleted at once."},
{Purpose::recording, Audience::adult, "withdraw", true,
 "不同意和撤回", "不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。",
 "Refusing and withdrawing", "Refusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
{Purpose::recording, Audience::guardian, "what", true,
 "给孩子录音或录像", "只录约定的这一次，用于督导，帮助咨询师更好地帮助孩子。还需中心负责人批准。每一次重新征求同意。",
 "Recording the child", "Only the one session agreed on, for supervision, so that the counsellor can help the child better. The manager "
 "of the centre must approve as well. Each time is asked anew."},
{Purpose::recording, Audience::guardian, "who_sees", true,
 "谁能听、能看，多久删除", "只有孩子的咨询师和督导。为了让孩子敢说，家长不看。加密保存，写明删除日期；您或孩子撤回，立即删除。",
 "Who sees it, and when it is deleted", "Only the child's counsellor and the supervisor. So that the child dares to speak, guardians do not see it. "
 "Encrypted, with a date of deletion; if you or the child withdraw, it is deleted at once."},
{Purpose::recording, Audience::guardian, "withdraw", true,
 "不同意和撤回", "不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。",
 "Refusing and withdrawing", "Refusing changes nothing about the child's counselling. You can withdraw at any time without a reason. From "
 "eight on the child agrees as well; if the child says no, it is not done."},
// --- observation ---------------------------------------------------------------------------------------------------
{Purpose::observation, Audience::adult, "what", true,
 "旁听或观察", "约定的这一次，一位受训咨询师在场或在观察室旁听，用于教学。您会先知道他是谁，可以拒绝这个人。",
 "An observer", "In the one session agreed on, a counsellor in training is present or behind the observation window for teaching. "
 "You are told who it is and may refuse that person."},
{Purpose::observation, Audience::adult, "who_sees", true,
 "保密", "旁听者签过保密承诺，不带走记录，不能是您的同事、上级或亲属。",
 "Confidentiality", "The observer has signed an undertaking of confidentiality, takes no notes away, and is not your colleague, "
 "superior or relative."},
{Purpose::observation, Audience::adult, "withdraw", true,
 "不同意和撤回", "不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。",
 "Refusing and withdrawing", "Refusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
{Purpose::observation, Audience::guardian, "what", true,
 "旁听或观察", "约定的这一次，一位受训咨询师在场或在观察室旁听孩子的咨询，用于学习。您和孩子会先知道他是谁，可以拒绝这个人。",
 "An observer", "In the one session agreed on, a counsellor in training is present or behind the observation window while the "
 "child is seen. You and the child are told who it is and may refuse that person."},
{Purpose::observation, Audience::guardian, "who_sees", true,
 "保密", "旁听者签过保密承诺，不带走记录，不能是孩子的老师、同学或亲属。",
 "Confidentiality", "The observer has signed an undertaking of confidentiality, takes no notes away, and is not the child's teacher, "
 "classmate or relative."},
{Purpose::observation, Audience::guardian, "withdraw", true,
 "不同意和撤回", "不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。",
 "Refusing and withdrawing", "Refusing changes nothing about the child's counselling. You can withdraw at any time without a reason. From "
 "eight on the child agrees as well; if the child says no, it is not done."},
// --- research ------------------------------------------------------------------------------------------------------
{Purpose::research, Audience::adult, "what", true,
 "用于研究、教学或写作", "在去除姓名、单位和可辨认的细节之后，您的资料可以用于研究、教学或专业写作。",
 "For research, teaching or writing", "With name, employer and recognisable details removed, your data may be used for research, teaching or "
 "professional writing."},
{Purpose::research, Audience::adult, "who_sees", true,
 "怎样保护您", "由第二个人检查能否辨认，每次提取都有记录，不提供给单位。撤回以后不再用于新的研究；已经发表的、无法辨认的内容收不回来。",
 "How you are protected", "A second person checks whether you could be recognised, each extraction is logged, and nothing goes to an "
 "employer. After you withdraw, nothing more is used; what is already published and cannot be traced to you cannot "
 "be called back."},
{Purpose::research, Audience::adult, "withdraw", true,
 "不同意和撤回", "不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。",
 "Refusing and withdrawing", "Refusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
{Purpose::research, Audience::guardian, "what", true,
 "孩子的资料用于研究或教学", "在去除姓名、学校和可辨认的细节之后，孩子的资料可以用于研究、教学或专业写作。",
 "The child's data for research or teaching", "With name, school and recognisable details removed, the child's data may be used for research, teaching or "
 "professional writing."},
{Purpose::research, Audience::guardian, "who_sees", true,
 "怎样保护孩子", "由第二个人检查能否辨认，每次提取都有记录。撤回以后不再用于新的研究；已经发表的、无法辨认的内容收不回来。",
 "How the child is protected", "A second person checks whether the child could be recognised, and each extraction is logged. After you withdraw, "
 "nothing more is used; what is already published and cannot be traced to the child cannot be called back."},
{Purpose::research, Audience::guardian, "withdraw", true,
 "不同意和撤回", "不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。",
 "Refusing and withdrawing", "Refusing changes nothing about the child's counselling. You can withdraw at any time without a reason. From "
 "eight on the child agrees as well; if the child says no, it is not done."},
// --- guardian_contact ----------------------------------------------------------------------------------------------
{Purpose::guardian_contact, Audience::adult, "what", true,
 "和您指定的亲友联系", "您同意以后，咨询师可以与您指定的一位亲友联系，商量怎样支持您。每次联系前先和您说好内容。",
 "Contact with a person you name", "With your agreement the counsellor may speak with one person you name about how to support you. Each time the "
 "content is agreed with you beforehand."},
{Purpose::guardian_contact, Audience::adult, "who_sees", true,
 "对方会知道什么", "只有您同意说的部分。不转述谈话，不提供记录。每次联系都有记录，您查得到。",
 "What that person will know", "Only what you agreed to. Nothing you said is repeated and no record is given. Each contact is logged and you can "
 "see it."},
{Purpose::guardian_contact, Audience::adult, "withdraw", true,
 "不同意和撤回", "不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。",
 "Refusing and withdrawing", "Refusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
{Purpose::guardian_contact, Audience::guardian, "what", true,
 "我们怎样和您联系", "用您留下的电话或当面联系，避开旁人，不在信息里提到咨询。孩子情况有变化、需要您配合时联系您。",
 "How we contact you", "By the phone number you gave or in person, away from others, without naming counselling in messages. We contact "
 "you when something changes for the child or your help is needed."},
{Purpose::guardian_contact, Audience::guardian, "who_sees", true,
 "您会知道什么", "孩子的大致状况、照顾建议和时间安排。孩子说过的话不转述，记录不提供。每次联系都有记录。",
 "What you will know", "How the child is in general, advice, and times. What the child said is not repeated and no record is given. Each "
 "contact is logged."},
{Purpose::guardian_contact, Audience::guardian, "withdraw", true,
 "不同意和撤回", "不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。",
 "Refusing and withdrawing", "Refusing changes nothing about the child's counselling. You can withdraw at any time without a reason. From "
 "eight on the child agrees as well; if the child says no, it is not done."},
};
// clang-format on

}  // namespace

std::span<const StandardSection> standard_for_adults() { return kSections; }

}  // namespace xinan::consent
