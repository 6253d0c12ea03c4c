// SPDX-License-Identifier: AGPL-3.0-or-later
// How figures are said and found, and how a clock time is read from what people type.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capabilityOf, figureText, loosens, matches } from '../src/governance/figure_text.ts';
import { settings } from '../src/governance/governance.words.ts';
import type { Setting } from '../src/shared/api/types.ts';
import { addMonths, clockOfMinute, minuteOfClock, monthWords, weekdayName } from '../src/shared/time.ts';
import { say } from '../src/shared/words.ts';

const zh = say(settings, 'zh', 'adult');
const en = say(settings, 'en', 'adult');
const guard = (value: number): Setting => ({
  key: 'casework.no_goal_guard', title: '', unit: 'strength', value, standard: 1, min: 0, max: 2, fixed: false, clause: 'A2.3b', origin: 'standard', planned: [],
});

test('every unit is said in words', () => {
  assert.equal(figureText(zh, 'minutes', 15), '15 分钟');
  assert.equal(figureText(en, 'days', 90), '90 days');
  assert.equal(figureText(zh, 'strength', 0), '必须遵守');
  assert.equal(figureText(en, 'flag', 1), 'Yes');
  assert.equal(figureText(zh, 'month_day', 901), '9 月 1 日');
  assert.equal(figureText(en, 'bytes', 5 * 1024 * 1024), '5,120 KB');
  assert.equal(figureText(zh, 'count', 20_000), '20,000');
});

test('a guard that asks less is looser; of other figures nobody can say', () => {
  assert.equal(loosens(guard(0), 1), true);
  assert.equal(loosens(guard(1), 0), false);
  assert.equal(loosens({ ...guard(15), unit: 'minutes' }, 90), false);
});

test('a figure is found by any of its words, in any order', () => {
  assert.equal(capabilityOf('scheduling.buffer_after'), 'scheduling');
  assert.ok(matches('a1.0B 上限', '咨询师一天的上限 A1.0b 个 预约'));
  assert.ok(!matches('上限 房间', '咨询师一天的上限 A1.0b 个 预约'));
});

test('a time as people type it', () => {
  assert.equal(minuteOfClock('12:30'), 750);
  assert.equal(minuteOfClock('8：05'), 485);
  assert.equal(minuteOfClock('0805'), 485);
  assert.equal(minuteOfClock('24:00'), 1440);
  for (const no of ['', '12', '25:00', '24:01', '12:60', 'noon']) assert.equal(minuteOfClock(no), undefined, no);
  for (const minute of [0, 485, 1439]) assert.equal(minuteOfClock(clockOfMinute(minute)), minute);
});

test('months and weekdays', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-01');
  assert.equal(addMonths('2026-11-22', -11), '2025-12-01');
  assert.equal(monthWords('2026-11-22', 'zh'), '2026年11月');
  assert.equal(monthWords('2026-11-22', 'en'), 'November 2026');
  assert.deepEqual([weekdayName(1, 'zh'), weekdayName(7, 'zh', true), weekdayName(3, 'en'), weekdayName(2, 'en', true)], ['周一', '日', 'Wed', 'Tu']);
});
