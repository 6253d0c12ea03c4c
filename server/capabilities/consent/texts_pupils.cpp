// SPDX-License-Identifier: AGPL-3.0-or-later
// Every purpose but counselling itself, for children and teenagers: what, who sees it, how to say no.
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

// clang-format off
constexpr StandardSection kSections[] = {
// --- data_processing -----------------------------------------------------------------------------------------------
{Purpose::data_processing, Audience::under_8, "what", true,
 "我们要记住什么", "我们会记住你的名字、生日，还有出了急事找哪位大人。",
 "What we remember", "We remember your name, your birthday, and which grown-up to call in an emergency."},
{Purpose::data_processing, Audience::under_8, "who_sees", true,
 "谁能看", "只有接待老师和你的老师能看到名字和电话。你说的话只有你的老师能看。",
 "Who can see it", "Only the reception and your teacher here see the name and phone. What you said only your teacher sees."},
{Purpose::data_processing, Audience::under_8, "withdraw", true,
 "你可以说不", "你和家里的大人可以说不要记。那样我们就只能在你很需要帮助的时候陪你。",
 "You may say no", "You and your family may say that nothing is to be written down. Then we can only be with you when you badly need "
 "help."},
{Purpose::data_processing, Audience::from_8_to_13, "what", true,
 "我们记录哪些信息", "姓名、生日、班级、紧急联系人和电话,还有你愿意告诉我们的情况。每一项旁边都写着为什么要问;可以不填的,不填也行。",
 "What we write down", "Name, birthday, class, whom to call in an emergency, and what you want to tell us. Beside each question stands "
 "why we ask; what is not required may stay empty."},
{Purpose::data_processing, Audience::from_8_to_13, "who_sees", true,
 "谁能看，放在哪里", "接待老师只看到名字、联系方式和时间。你写的和说的，只有你的咨询老师能看。信息加密放在本单位自己的服务器上，不给别的单位，不用来排名或评比。",
 "Who sees it, and where it is kept", "The reception sees name, contact and times only. What you write and say only your counsellor sees. The data are "
 "encrypted on our own server, given to nobody else, and never used for rankings or marks."},
{Purpose::data_processing, Audience::from_8_to_13, "withdraw", true,
 "你可以不同意", "没有这些信息，我们没法安排固定的咨询；但你很难受的时候，随时可以来，不用先同意。同意以后随时可以收回，收回后只封存，不再使用。",
 "You may say no", "Without these data we cannot arrange regular counselling; but when you feel very bad you can always come, "
 "without agreeing first. You can take a yes back at any time; then the data are locked away and no longer used."},
{Purpose::data_processing, Audience::from_14_to_17, "what", true,
 "收集哪些信息,为什么", "姓名、生日、班级、联系方式和紧急联系人,用来安排会谈和应急;你愿意说的困扰和咨询记录,用来帮助你。心理健康信息是敏感个人信息,"
 "所以单独征求你的同意。",
 "What we collect, and why", "Name, birthday, class, contact and emergency contact, to arrange meetings and for emergencies; what troubles you "
 "and the record of counselling, to help you. Health data are sensitive, so we ask for this consent separately."},
{Purpose::data_processing, Audience::from_14_to_17, "who_sees", true,
 "谁能看，保存多久", "接待只看到姓名、联系方式和时间；内容只有你的咨询师和档案管理员能看。加密存放在本单位服务器，与学校档案分开，结束后至少十年，"
 "到期销毁。不用于评优、纪律、推荐或其他目的。",
 "Who sees it, and for how long", "The reception sees name, contact and times only; content is for your counsellor and the archive keeper. It is "
 "encrypted on our own server, apart from school files, for at least ten years after the end, then destroyed. It "
 "is never used for awards, discipline or references."},
{Purpose::data_processing, Audience::from_14_to_17, "withdraw", true,
 "不同意和收回", "没有这些信息，我们没法安排固定的咨询；紧急的时候随时可以来，不需要先同意。同意以后随时可以收回，收回后只封存，不再使用，到期销毁。",
 "Saying no, and taking it back", "Without these data we cannot arrange regular counselling; in an emergency you can always come without agreeing "
 "first. You can withdraw at any time; then the data are only kept locked, not used, and destroyed when their time "
 "is over."},
// --- recording -----------------------------------------------------------------------------------------------------
{Purpose::recording, Audience::under_8, "what", true,
 "录下声音或画面", "老师想把这一次录下来，好再看一遍，想想怎样更好地陪你。只录这一次。",
 "Recording sound or pictures", "Your teacher would like to record this one time, to look at it again and think how to help you better. Only this "
 "once."},
{Purpose::recording, Audience::under_8, "who_sees", true,
 "谁能看", "只有你的老师和教老师的老师能看。看完就删掉。",
 "Who can see it", "Only your teacher here, and the teacher's teacher. Then it is deleted."},
{Purpose::recording, Audience::under_8, "withdraw", true,
 "你可以说不", "不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。",
 "You may say no", "It is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow."},
{Purpose::recording, Audience::from_8_to_13, "what", true,
 "录音或录像", "只录说好的这一次，用来让咨询老师学习怎样更好地帮助你。开始和结束都会告诉你，录的时候看得见灯或标志。",
 "Sound or video", "Only the one meeting agreed on, so that the counsellor can learn to help you better. You are told when it starts "
 "and stops, and you can see that it is on."},
{Purpose::recording, Audience::from_8_to_13, "who_sees", true,
 "谁能听、能看", "只有你的咨询老师和督导。不给家长和老师看，不上网。写明删除的日子，到了就删；你收回同意，马上删。",
 "Who can hear or see it", "Only your counsellor and the supervisor. Not your guardian or teachers, and never online. A date of deletion is "
 "set; if you take your yes back, it is deleted at once."},
{Purpose::recording, Audience::from_8_to_13, "withdraw", true,
 "你可以不同意", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。",
 "You may say no", "Saying no changes nothing about counselling and has no consequences. You can take back a yes at any time without "
 "a reason: say so, or press one button."},
{Purpose::recording, Audience::from_14_to_17, "what", true,
 "录音或录像", "只录约定的这一次，用于督导，也就是请更有经验的咨询师指导。开始和结束都会告诉你。每一次都要重新征求同意。",
 "Sound or video", "Only the one session agreed on, for supervision: guidance by a more experienced counsellor. You are told when it "
 "starts and stops. Each time is asked anew."},
{Purpose::recording, Audience::from_14_to_17, "who_sees", true,
 "谁能听、能看，多久删除", "只有你的咨询师和督导。加密保存，写明删除日期，不作其他用途。你收回同意，立即删除。",
 "Who sees it, and when it is deleted", "Only your counsellor and the supervisor. Encrypted, with a date of deletion, used for nothing else. If you "
 "withdraw, it is deleted at once."},
{Purpose::recording, Audience::from_14_to_17, "withdraw", true,
 "不同意和收回", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。",
 "Saying no, and taking it back", "Saying no changes nothing about counselling and has no consequences. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
// --- observation ---------------------------------------------------------------------------------------------------
{Purpose::observation, Audience::under_8, "what", true,
 "有另一位老师在旁边", "这一次，会有另一位老师坐在旁边看我们玩，学习怎样陪小朋友。",
 "Another grown-up watches", "This time another teacher will sit with us and watch, to learn how to be with children."},
{Purpose::observation, Audience::under_8, "who_sees", true,
 "他会讲出去吗", "不会。他和老师一样，要替你保管你说的话。",
 "Will they tell", "No. They keep what you say, just as your teacher does."},
{Purpose::observation, Audience::under_8, "withdraw", true,
 "你可以说不", "不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。",
 "You may say no", "It is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow."},
{Purpose::observation, Audience::from_8_to_13, "what", true,
 "有人旁听或观察", "约定的这一次，会有一位受训的咨询师在场或者在观察室里，学习怎样做咨询。你会先知道他是谁。",
 "Somebody listens or watches", "In the one meeting agreed on, a counsellor in training is present or behind the observation window. You are told "
 "beforehand who it is."},
{Purpose::observation, Audience::from_8_to_13, "who_sees", true,
 "他知道了什么，会不会说出去", "他和咨询老师一样要保密，不带走任何记录。他不能是你的老师、同学或亲戚。",
 "What they learn, and whether they tell", "They keep everything private as your counsellor does and take no notes away. It cannot be your teacher, a "
 "classmate or a relative."},
{Purpose::observation, Audience::from_8_to_13, "withdraw", true,
 "你可以不同意", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。",
 "You may say no", "Saying no changes nothing about counselling and has no consequences. You can take back a yes at any time without "
 "a reason: say so, or press one button."},
{Purpose::observation, Audience::from_14_to_17, "what", true,
 "旁听或观察", "约定的这一次，一位受训咨询师在场或在观察室旁听，用于学习。你会先知道他是谁，可以拒绝这个人。",
 "An observer", "In the one session agreed on, a counsellor in training is present or behind the observation window in order to "
 "learn. You are told who it is and may refuse that person."},
{Purpose::observation, Audience::from_14_to_17, "who_sees", true,
 "保密", "旁听的人签过保密承诺，不带走记录，不能是你的老师、同学、亲属。",
 "Confidentiality", "The observer has signed an undertaking of confidentiality, takes no notes away, and is not your teacher, "
 "classmate or relative."},
{Purpose::observation, Audience::from_14_to_17, "withdraw", true,
 "不同意和收回", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。",
 "Saying no, and taking it back", "Saying no changes nothing about counselling and has no consequences. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
// --- research ------------------------------------------------------------------------------------------------------
{Purpose::research, Audience::under_8, "what", true,
 "用来学习和研究", "老师们想从很多小朋友那里学习怎样帮助孩子。会先把你的名字和能认出你的地方都去掉。",
 "For learning", "We want to learn from many children how to help. Your name and everything that could show it is you are taken "
 "out first."},
{Purpose::research, Audience::under_8, "who_sees", true,
 "别人会知道是我吗", "不会。没有人能看出那是你。",
 "Will anybody know it is me", "No. Nobody can tell that it is you."},
{Purpose::research, Audience::under_8, "withdraw", true,
 "你可以说不", "不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。",
 "You may say no", "It is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow."},
{Purpose::research, Audience::from_8_to_13, "what", true,
 "用于研究或教学", "把你的情况去掉姓名、学校和能认出你的细节以后，用来研究怎样更好地帮助学生。",
 "For research or teaching", "With name, school and recognisable details removed, your case may be used to study how to help pupils better."},
{Purpose::research, Audience::from_8_to_13, "who_sees", true,
 "谁能看到", "只有参加研究的专业人员，看到的是去掉身份的内容。发表以前由第二个人检查能不能认出你。",
 "Who sees it", "Only professionals of the study, and only what does not show who you are. A second person checks before anything "
 "is published."},
{Purpose::research, Audience::from_8_to_13, "withdraw", true,
 "你可以不同意", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。",
 "You may say no", "Saying no changes nothing about counselling and has no consequences. You can take back a yes at any time without "
 "a reason: say so, or press one button."},
{Purpose::research, Audience::from_14_to_17, "what", true,
 "用于研究、教学或写作", "在去掉姓名、学校和可辨认的细节之后，你的资料可以用于研究、教学或专业写作。同意与否不影响咨询。",
 "For research, teaching or writing", "With name, school and recognisable details removed, your data may be used for research, teaching or professional "
 "writing. It makes no difference to counselling."},
{Purpose::research, Audience::from_14_to_17, "who_sees", true,
 "怎样保护你", "由第二个人检查能否认出你，每次提取都有记录。收回同意以后不再用于新的研究；已经发表的、无法认出你的内容收不回来。",
 "How you are protected", "A second person checks whether you could be recognised, and each extraction is logged. After you withdraw, "
 "nothing more is used; what is already published and cannot be traced to you cannot be called back."},
{Purpose::research, Audience::from_14_to_17, "withdraw", true,
 "不同意和收回", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。",
 "Saying no, and taking it back", "Saying no changes nothing about counselling and has no consequences. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
// --- guardian_contact ----------------------------------------------------------------------------------------------
{Purpose::guardian_contact, Audience::under_8, "what", true,
 "和家里的大人说话", "老师会和照顾你的大人说一说怎样陪你。说以前，会问问你哪些可以说。",
 "Talking with your family", "Your teacher will talk with the grown-ups who look after you about how to be with you. Before that you are asked "
 "what may be said."},
{Purpose::guardian_contact, Audience::under_8, "who_sees", true,
 "会说什么", "说你喜欢什么、怎样陪你。你的小秘密不说，除非你有危险。",
 "What is said", "What you like and how to be with you. Your secrets are not told, unless you are in danger."},
{Purpose::guardian_contact, Audience::under_8, "withdraw", true,
 "你可以说不", "不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。",
 "You may say no", "It is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow."},
{Purpose::guardian_contact, Audience::from_8_to_13, "what", true,
 "和家长联系", "咨询老师可以和家长谈谈怎样支持你。谈之前会和你商量说什么、不说什么，你可以在场。",
 "Talking with your guardian", "The counsellor may talk with your guardian about how to support you. Before that you agree on what is said and "
 "what is not, and you may be there."},
{Purpose::guardian_contact, Audience::from_8_to_13, "who_sees", true,
 "家长会听到什么", "大致状况、可以怎样帮你、下次什么时候来。你说过的话不会转述。",
 "What your guardian hears", "How you are in general, how to help, when you come next. What you said is not repeated."},
{Purpose::guardian_contact, Audience::from_8_to_13, "withdraw", true,
 "你可以不同意", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。",
 "You may say no", "Saying no changes nothing about counselling and has no consequences. You can take back a yes at any time without "
 "a reason: say so, or press one button."},
{Purpose::guardian_contact, Audience::from_14_to_17, "what", true,
 "和家长联系", "你同意以后，咨询师可以告诉你指定的家长你在咨询，并商量怎样支持你。每次联系前先和你说好内容，你可以在场。",
 "Contact with your guardian", "With your agreement the counsellor may tell the guardian you name that you come here, and talk about how to "
 "support you. Each time the content is agreed with you beforehand, and you may be present."},
{Purpose::guardian_contact, Audience::from_14_to_17, "who_sees", true,
 "家长会知道什么", "只有你同意说的部分：你在咨询、大致状况、建议。谈话内容和记录不给家长看。每次联系都有记录，你查得到。",
 "What your guardian will know", "Only what you agreed to: that you come, how you are in general, advice. What was said and the record are not "
 "shown. Each contact is logged and you can see it."},
{Purpose::guardian_contact, Audience::from_14_to_17, "withdraw", true,
 "不同意和收回", "不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。",
 "Saying no, and taking it back", "Saying no changes nothing about counselling and has no consequences. You can withdraw at any time without a "
 "reason, as simply as you agreed."},
};
// clang-format on

}  // namespace

std::span<const StandardSection> standard_for_pupils() { return kSections; }

}  // namespace xinan::consent
