// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent to counselling, for teenagers, adults and guardians.
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

// clang-format off
constexpr StandardSection kSections[] = {
// --- fourteen to seventeen ------------------------------------------------------------------------------------------
{Purpose::service, Audience::from_14_to_17, "process", true,
 "咨询的过程", "咨询是你和咨询师之间的谈话，每次大约五十分钟，在单独的房间里。第一次先了解情况，一起定下目标；之后按商量好的时间见面；中间会回头看看有没有帮助；"
 "目标达到了，或者你想停下，我们就结束。",
 "How it works", "Counselling is a conversation between you and a counsellor, about fifty minutes in a room of your own. The first meeting is to understand and to set a "
 "goal together; then we meet as agreed, look back now and then at whether it helps, and end when the goal is reached or when you want to stop."},
{Purpose::service, Audience::from_14_to_17, "scope", true,
 "我们做什么，不做什么", "学习压力、情绪、人际、家庭、自我和将来的打算，都可以谈。我们不做诊断，不开药，不替你做决定，也不参与成绩、评优和纪律处理。超出我们能力的，"
 "会和你商量转到合适的地方。",
 "What we do and do not do", "Study, feelings, friends, family, who you are and what comes next can all be talked about. We do not diagnose, prescribe or decide for you, "
 "and we take no part in marks, awards or discipline. What is beyond us we discuss with you and refer to the right place."},
{Purpose::service, Audience::from_14_to_17, "house_rules", true,
 "需要留意的事", "请准时；来不了，提前取消或改时间。不伤害自己、他人和物品，不带危险物品，手机静音。遵守法律和学校规定。国家政治、经济制度问题不在咨询讨论之内；"
 "谈到时咨询师会把话题带回来，不做任何记录，也不影响你。",
 "Things to note", "Please be on time, and cancel or move the appointment if you cannot come. Do not hurt yourself, others or things; bring nothing dangerous; phones are "
 "silent. Keep the law and the school's rules. The political and economic system is not discussed in counselling; if it comes up, the counsellor leads back, nothing "
 "is noted and nothing follows from it."},
{Purpose::service, Audience::from_14_to_17, "confidentiality", true,
 "保密", "谈话内容由你的咨询师保密。班主任、任课老师、学校领导、同学都看不到。你满十四岁了,没有你的同意,也没有下面列出的情形,家长连你来咨询这件事都不会被告知。"
 "咨询师可以为了帮助你请教督导，那时不出现你的名字。",
 "Confidentiality", "What is said stays with your counsellor. Your class teacher, other teachers, school leaders and classmates cannot see it. You are over fourteen: "
 "without your agreement or one of the grounds listed below your guardian is not even told that you come. A counsellor may consult a supervisor in order to help you, "
 "without your name."},
{Purpose::service, Audience::from_14_to_17, "limits", true,
 "保密的限度", "只有出现下面列出的情形，咨询师才可以突破保密。突破时只说必须说的，只告诉有能力处理的人，会留下记录；除非那样更危险，我们会先告诉你。",
 "The limits of confidentiality", "Confidentiality may be broken only on the grounds listed below. Then only what is necessary is said, only to those who can act, and it "
 "is recorded. Unless it would make things more dangerous, we tell you first."},
{Purpose::service, Audience::from_14_to_17, "record", true,
 "文字记录，以及谁能看", "每次会谈后，咨询师写一份简短的文字记录：谈了什么方面、怎样帮助、下次什么时候。能看的只有你的咨询师和档案管理员，每次查看都会留痕，你查得到。"
 "记录加密保存，结束后至少十年，到期由两个人批准后销毁。逐字记录、录音、录像、旁听都不包括在内，每一样单独征求同意；不同意不影响咨询。",
 "The written record and who reads it", "After each session the counsellor writes a short record: what it was about, how help was given, when you meet next. Only your "
 "counsellor and the archive keeper can read it; each opening is logged and you can see it. It is kept encrypted for at least ten years after the end and then destroyed "
 "on the approval of two people. Verbatim notes, sound, video and observers are not included: each needs its own consent, and saying no changes nothing about counselling."},
{Purpose::service, Audience::from_14_to_17, "rights", true,
 "你的权利", "你可以接受、拒绝、暂停、结束或者换一位咨询师，不需要理由，也没有任何后果。你可以提问，可以重读和下载自己签过的文件，可以要求更正写错的内容，可以投诉。"
 "同意可以随时收回，和给出时一样简单。",
 "Your rights", "You may accept, refuse, pause, end or change counsellor, without a reason and without consequences. You may ask questions, reread and download what you "
 "signed, have mistakes corrected, and complain. You can withdraw consent at any time, as simply as you gave it."},

// --- adults ---------------------------------------------------------------------------------------------------------
{Purpose::service, Audience::adult, "process", true,
 "咨询的过程", "咨询是您和咨询师之间的专业谈话，每次大约五十分钟。首次会谈了解情况、商定目标和次数；之后按约见面，定期回顾效果；目标达到或您希望停止时结束，"
 "需要时安排回访或转介。",
 "How it works", "Counselling is a professional conversation between you and a counsellor, about fifty minutes each time. The first meeting is to understand and to agree on "
 "goal and number of sessions; then we meet as agreed and review the effect; we end when the goal is reached or when you wish, with follow-up or referral where needed."},
{Purpose::service, Audience::adult, "scope", true,
 "我们做什么，不做什么", "情绪、压力、关系、家庭、工作和适应方面的困扰都可以谈。我们不做医学诊断，不开药，不替您做决定，也不为任何人评价您的能力或表现。超出我们能力的，"
 "会与您商量转介。",
 "What we do and do not do", "We work with troubles of mood, stress, relationships, family, work and adjustment. We make no medical diagnosis, prescribe nothing, decide nothing "
 "for you, and rate your ability or performance for nobody. What is beyond us we refer, in agreement with you."},
{Purpose::service, Audience::adult, "house_rules", true,
 "需要留意的事", "请准时；不能来时，请提前取消或改期。请不要携带危险物品，会谈中手机静音。双方遵守法律和公共秩序。国家政治、经济制度问题不在咨询讨论之内；"
 "谈到时咨询师会引回主题，不做任何记录。咨询师不收礼物和额外报酬，也不与您建立咨询以外的关系。",
 "Things to note", "Please be on time, and cancel or move the appointment in advance if you cannot come. Bring nothing dangerous; phones are silent. Both sides keep the law and "
 "public order. The political and economic system is not discussed; if it comes up, the counsellor leads back and nothing is noted. Counsellors accept no gifts or extra pay and "
 "enter no other relationship with you."},
{Purpose::service, Audience::adult, "confidentiality", true,
 "保密", "您的谈话内容由您的咨询师保密。单位领导、人事、同事、家人都看不到，是否前来也不会被告知。咨询师为了帮助您可以请教督导，那时不出现您的身份信息。"
 "向外提供任何材料，都要先得到您本人的同意。",
 "Confidentiality", "What you say stays with your counsellor. Managers, human resources, colleagues and family cannot see it, nor are they told whether you come. A counsellor "
 "may consult a supervisor without anything that identifies you. Nothing is given to anybody outside without your own consent."},
{Purpose::service, Audience::adult, "limits", true,
 "保密的限度", "只有出现下面列出的情形，咨询师才可以突破保密。突破时只说必须说的，只告诉有能力处理的人，会留下记录；除非那样更危险，我们会先告知您。",
 "The limits of confidentiality", "Confidentiality may be broken only on the grounds listed below. Then only what is necessary is said, only to those who can act, and it is recorded. "
 "Unless it would make things more dangerous, we tell you first."},
{Purpose::service, Audience::adult, "record", true,
 "文字记录，以及谁能看", "每次会谈后，咨询师写一份简短的文字记录。能看的只有您的咨询师和档案管理员，每次查看都会留痕，您查得到。记录加密保存，结束后至少十年，"
 "到期由两个人批准后销毁。逐字记录、录音、录像、旁听不包括在内，每一样单独征求同意；不同意不影响咨询。",
 "The written record and who reads it", "After each session the counsellor writes a short record. Only your counsellor and the archive keeper can read it; each opening is logged and "
 "visible to you. It is kept encrypted for at least ten years after the end and then destroyed on the approval of two people. Verbatim notes, sound, video and observers are not "
 "included: each needs its own consent, and saying no changes nothing about counselling."},
{Purpose::service, Audience::adult, "rights", true,
 "您的权利", "您可以接受、拒绝、暂停、结束咨询，或更换咨询师，不需要说明理由，也没有任何不利后果。您可以提问，可以重读和下载签过的文件，可以查阅和更正自己的信息，"
 "可以投诉。同意可以随时撤回，和给出时一样简单。",
 "Your rights", "You may accept, refuse, pause or end counselling, or change counsellor, without a reason and without disadvantage. You may ask questions, reread and download what you "
 "signed, see and correct your data, and complain. You can withdraw consent at any time, as simply as you gave it."},

// --- guardians ------------------------------------------------------------------------------------------------------
{Purpose::service, Audience::guardian, "process", true,
 "咨询的过程", "咨询师与孩子单独谈话或游戏，每次半小时到五十分钟。首次会谈了解情况、商定目标；之后按约见面，定期回顾；结束时会告诉您怎样继续支持孩子。"
 "需要您参与时，会另外约您。",
 "How it works", "The counsellor meets the child alone, talking or playing, for half an hour to fifty minutes. The first meeting is to understand and to agree on a goal; then they meet "
 "as agreed and review; at the end you hear how to go on supporting the child. When your part is needed, you are invited separately."},
{Purpose::service, Audience::guardian, "scope", true,
 "我们做什么，不做什么", "我们帮助孩子处理情绪、学习、同伴和家庭中的困扰。我们不做医学诊断，不开药，不替代医院；需要就医时会明确告诉您。咨询与成绩、评优、纪律无关，咨询师不收礼物和额外报酬。",
 "What we do and do not do", "We help the child with feelings, learning, friends and family. We make no medical diagnosis, prescribe nothing and do not replace a hospital; when medical care "
 "is needed we say so plainly. Counselling has nothing to do with marks, awards or discipline. Counsellors take no gifts and no extra pay."},
{Purpose::service, Audience::guardian, "house_rules", true,
 "请您配合的事", "请让孩子准时来，也请不要追问孩子谈了什么。孩子不愿意来的时候，请先告诉我们，不要勉强。请遵守法律和场所的规定。国家政治、经济制度问题不在咨询讨论之内。",
 "How you can help", "Please let the child come on time, and please do not press the child about what was said. If the child does not want to come, tell us first and do not force it. Please keep "
 "the law and the rules of the house. The political and economic system is not discussed in counselling."},
{Purpose::service, Audience::guardian, "confidentiality", true,
 "保密,以及您会知道什么", "孩子说的话由咨询师保密,这样孩子才敢说。您会知道孩子的大致状况、照顾的建议和下次的时间,看不到谈话内容。班主任、任课老师和学校领导也看不到。"
 "孩子满十四岁以后，是否告诉您他来咨询，由孩子决定。",
 "Confidentiality, and what you will know", "What the child says stays with the counsellor, so that the child dares to speak. You learn how the child is in general, how to help, and when the next "
 "meeting is; not what was said. Teachers and school leaders cannot see it either. From fourteen on, the child decides whether you are told about coming."},
{Purpose::service, Audience::guardian, "limits", true,
 "保密的限度", "出现下面列出的情形时，咨询师必须找能保护孩子的人，通常首先就是您。只说必须说的，会留下记录。如果您本人可能使孩子受到伤害，我们会依法直接报告有关部门。",
 "The limits of confidentiality", "On the grounds listed below the counsellor must bring in those who can protect the child, usually you first. Only what is necessary is said, and it is recorded. If the "
 "harm may come from a guardian, the law requires us to report directly to the authorities."},
{Purpose::service, Audience::guardian, "record", true,
 "文字记录，以及谁能看", "每次会谈后，咨询师写一份简短的文字记录。能看的只有孩子的咨询师和档案管理员，每次查看都会留痕。记录与学校档案分开，加密保存，结束后至少十年，"
 "到期由两个人批准后销毁。逐字记录、录音、录像、旁听不包括在内，每一样另外征求您和孩子的同意；不同意不影响咨询。",
 "The written record and who reads it", "After each session the counsellor writes a short record. Only the child's counsellor and the archive keeper can read it; each opening is logged. It is kept apart "
 "from school files, encrypted, for at least ten years after the end, and then destroyed on the approval of two people. Verbatim notes, sound, video and observers are not included: each needs "
 "the separate consent of you and the child, and saying no changes nothing about counselling."},
{Purpose::service, Audience::guardian, "rights", true,
 "您和孩子的权利", "您可以同意，也可以不同意，可以随时撤回，不需要理由，孩子不会因此受到任何影响。您可以提问，可以重读和下载签过的文件，可以要求更正，可以投诉。"
 "八岁以上的孩子还要自己同意；孩子不愿意，我们不会勉强。",
 "Your rights and the child's", "You may agree or not, and withdraw at any time without a reason; nothing follows from it for the child. You may ask questions, reread and download what you signed, have "
 "mistakes corrected, and complain. From eight on the child agrees as well; if the child does not want to, we do not insist."},
};
// clang-format on

}  // namespace

std::span<const StandardSection> standard_service_for_grown_ups() { return kSections; }

}  // namespace xinan::consent
