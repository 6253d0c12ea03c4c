// SPDX-License-Identifier: AGPL-3.0-or-later
import { words } from '../shared/words.ts';

export const kiosk = words({
  title: ['您好', 'Hello'],
  line: ['点一个就好。离开后屏幕会自己清空，不会留下什么。', 'Touch one. The screen clears itself when you leave; nothing stays.'],
  card: ['我有号码卡', 'I have a code card'],
  card_line: ['约时间、看时间、看档案', 'Book, see my times, my file'],
  before: ['先看看谁会知道', 'First: who would know'],
  before_line: ['来这里的事，谁知道、谁不知道', 'Who knows that I come, and who does not'],
  help: ['现在就想找人', 'I need someone now'],
  help_line: ['不用预约，不用卡', 'No booking, no card'],
  door: ['也可以直接敲门。老师在里面时，会请你先坐下。', 'Or just knock. If a counsellor is in, you will be asked to sit down first.'],
  clears: ['{n} 秒后清空', 'clears in {n} s'],
  back: ['回到开头', 'Back to the start'],
});
