// SPDX-License-Identifier: AGPL-3.0-or-later
import { words } from '../shared/words.ts';

export const audit = words({
  title: ['台账', 'Ledger'],
  say: ['这里只有谁、什么时候、做了哪一类事、结果和条款。没有来访者的任何文字。', 'Only who, when, which kind of act, outcome and clauses. No word of any visitor.'],
  empty: ['还没有事项', 'No deeds yet'],
  empty_next: ['有人做事时会自动记下。', 'They are recorded as people act.'],
  sequence: ['序号', 'No.'],
  at: ['时间', 'Time'],
  action: ['事项', 'Act'],
  outcome: ['结果', 'Outcome'],
  done: ['做了', 'done'],
  read: ['打开了', 'opened'],
  refused: ['没有准许', 'refused'],
  role: ['岗位', 'Hat'],
  actor: ['谁', 'Who'],
  clauses: ['条款', 'Clauses'],
  filter: ['按事项筛选，如 casework.note', 'Filter by act, e.g. casework.note'],
  checkpoint: ['存检查点', 'Keep checkpoint'],
  none_found: ['没有符合的事项', 'No matching deeds'],
});
