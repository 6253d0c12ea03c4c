// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent to counselling, for children: read aloud below eight, read together from eight to thirteen.
#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

// clang-format off
constexpr StandardSection kSections[] = {
// --- under eight: the guardian signs; this is what the child is told ------------------------------------------------
{Purpose::service, Audience::under_8, "process", true,
 "我们会一起做什么", "这里有一位老师，专门陪小朋友说话、画画、玩玩具。每次大约半小时。你可以说，也可以不说。累了，我们就休息。",
 "What we do together", "There is a grown-up here who talks, draws and plays with children. It takes about half an hour. You may talk, or not. "
 "When you are tired, we rest."},
{Purpose::service, Audience::under_8, "scope", true,
 "老师能帮什么，不能帮什么", "难过、害怕、生气、睡不好、和小朋友闹别扭，都可以来说。老师不打针，不批评你，也不给你打分。",
 "What we can and cannot do", "You can come when you are sad, scared or cross, when you sleep badly or have had a quarrel. No injections here, "
 "no scolding and no marks."},
{Purpose::service, Audience::under_8, "house_rules", true,
 "这里的约定", "不打人，不打自己，不故意弄坏玩具。玩具玩好了，我们一起送它们回家。",
 "Our rules", "We do not hit others or ourselves, and we do not break toys on purpose. When we are done, we tidy up together."},
{Purpose::service, Audience::under_8, "confidentiality", true,
 "你说的话，谁会知道", "你说的话，老师替你保管，不会讲给同学和别的老师听。爸爸妈妈知道你来，老师会告诉他们怎样照顾你，但不会把你说的每句话都讲出去。",
 "Who hears what you say", "Your teacher here keeps what you say and does not tell classmates or other teachers. Your parents know that you come. "
 "They hear how to look after you, not every word you said."},
{Purpose::service, Audience::under_8, "limits", true,
 "有些事，老师一定要请人帮忙", "如果你受伤了，有人打你、碰你不让碰的地方，或者你很危险，老师一定要告诉能保护你的大人。老师会先跟你说。",
 "When we must ask for help", "If you are hurt, if somebody hits you or touches you where nobody should, or if you are in danger, we must tell a "
 "grown-up who can protect you. We tell you first."},
{Purpose::service, Audience::under_8, "record", true,
 "老师会写几句话", "每次见面以后，老师会写几句话，免得忘记。只有你的老师和看管柜子的老师能看。不录音，不拍照。要录的时候，一定先问你和家里的大人。",
 "We write a few words", "After each time your teacher writes a few words so as not to forget. Only your teacher and the keeper of the cupboard can "
 "read them. Nothing is recorded or photographed unless you and your family are asked first."},
{Purpose::service, Audience::under_8, "rights", true,
 "你可以说不", "不想来，可以说“我不想来”。没有人会生你的气。想换一位老师，也可以说。听不懂，就问。",
 "You may say no", "If you do not want to come, say so. Nobody will be cross. You may ask for another grown-up. If you do not understand, ask."},

// --- eight to thirteen ----------------------------------------------------------------------------------------------
{Purpose::service, Audience::from_8_to_13, "process", true,
 "咨询是怎么回事", "咨询就是有一位咨询老师专心听你说，和你一起想办法。每次大约四十分钟，在一间安静的屋子里。第一次，我们先互相认识，再商量要不要继续、"
 "想改变什么。来几次，由你和老师一起定。",
 "How counselling works", "A counsellor listens to you and thinks with you. It takes about forty minutes in a quiet room. The first time we get to "
 "know each other and decide whether to go on and what you would like to change. How often you come is decided together."},
{Purpose::service, Audience::from_8_to_13, "scope", true,
 "我们做什么，不做什么", "学习、朋友、家里、自己的心情，都可以谈。我们不看病，不开药，不说你“得了什么病”。需要看医生的时候，我们会告诉你和家长去哪里。"
 "我们不管成绩，不管纪律，来谈话不会影响评比。",
 "What we do and do not do", "You can talk about school, friends, family and how you feel. We do not treat illness, give medicine or say that you "
 "“have” something. When a doctor is needed we tell you and your guardian where to go. We have nothing to do with marks or discipline; coming here "
 "does not count for or against you."},
{Purpose::service, Audience::from_8_to_13, "house_rules", true,
 "这里的约定", "准时来。来不了，提前说一声。不伤害自己、别人和屋里的东西。手机调成静音。每个人都要遵守法律和学校的规定。国家政治和经济制度的问题不在咨询里讨论。",
 "House rules", "Come on time, and tell us if you cannot. Do not hurt yourself, others or things in the room. Phones are silent. Everybody keeps the "
 "law and the rules of the school. Questions of the political or economic system are not discussed here."},
{Purpose::service, Audience::from_8_to_13, "confidentiality", true,
 "保密", "你说的话,咨询老师替你保密。班主任、任课老师、同学都看不到。家长知道你来咨询,也会听到照顾你的建议,但看不到你说了什么。咨询老师可以"
 "请教另一位咨询师，那时不说你的名字。",
 "Confidentiality", "What you say stays with your counsellor. Your class teacher, your other teachers and your classmates cannot see it. Your guardian "
 "knows that you come and hears advice on how to support you, but not what you said. A counsellor may ask another counsellor for advice, without "
 "your name."},
{Purpose::service, Audience::from_8_to_13, "limits", true,
 "保密有限度", "保密不是什么都不说。碰到下面几种情况，咨询老师必须找能帮忙的人。只说必须说的，只告诉必须知道的人，而且会尽量先告诉你。",
 "The limits", "Keeping things private does not mean never speaking. In the cases below your counsellor must bring in people who can help: only what is "
 "needed, only to who needs it, and whenever possible you are told first."},
{Purpose::service, Audience::from_8_to_13, "record", true,
 "会有一份简短的记录", "每次谈完,咨询老师会写一份简短的文字记录,这样下次不用从头说起。能看的只有你的咨询老师和保管档案的人,家长和班主任不能看。"
 "记录锁在加密的系统里，结束以后至少保存十年。逐字记录、录音、录像、请别人旁听，每一样都要另外问你；你不同意，咨询照常进行。",
 "A short written record", "After each talk the counsellor writes a short record, so that you need not begin again. Only your counsellor and the archive "
 "keeper can read it; your guardian and class teacher cannot. It is kept encrypted, for at least ten years after the end. Writing down every word, sound, "
 "video or somebody watching each need your separate yes; if you say no, counselling goes on."},
{Purpose::service, Audience::from_8_to_13, "rights", true,
 "你的权利", "你可以来，也可以不来；可以停下来，可以换老师，不用说理由。可以问任何听不懂的地方。可以看自己签过的这份说明，可以知道谁看过你的档案。"
 "今天同意了，以后随时可以收回。",
 "Your rights", "You may come or not, stop, or change counsellor without giving a reason. You may ask about anything you do not understand, read what you "
 "signed, and see who opened your file. What you agree to today you can take back at any time."},
};
// clang-format on

}  // namespace

std::span<const StandardSection> standard_service_for_children() { return kSections; }

}  // namespace xinan::consent
