// SPDX-License-Identifier: AGPL-3.0-or-later
import { words } from '../shared/words.ts';

export const settings = words({
  title: ['设置', 'Settings'],
  say: ['规则里用到的每个数字都在这里。来自制度原文的可以更严，不能更松。', 'Every figure a rule uses is here. Figures from a regulation may be made stricter, never looser.'],
  empty: ['还没有可以设置的数字', 'No figures to set yet'],
  empty_next: ['启用制度以后，这里会列出来。', 'They are listed here once rules are in use.'],
  key: ['规则', 'Rule'],
  value: ['现在的值', 'Value'],
  standard: ['原值', 'Standard'],
  clause: ['条款', 'Clause'],
  origin: ['来历', 'Origin'],
  source: ['制度原文', 'regulation'],
  standard_origin: ['系统默认', 'default'],
  strength: ['力度', 'Strength'],
  hard: ['必须', 'must'],
  warn: ['提醒', 'advises'],
  off: ['不用', 'off'],
  valid_from: ['从哪天起', 'From'],
  change: ['修改', 'Change'],
  changed: ['已修改，{from} 起生效', 'Changed, in force from {from}'],
  range: ['可以在 {min} 到 {max} 之间', 'Between {min} and {max}'],
  find: ['按名称或条款找', 'Find by name or clause'],
  none_found: ['没有这样的设置', 'No such setting'],
});
