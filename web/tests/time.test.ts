// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, clock, clockOfMinute, dayWords, fromWall, minutesBetween, monday, span, today, toWall, weekday } from '../src/shared/time.ts';

test('the wall of the centre, not of the browser', () => {
  assert.equal(toWall('2026-11-23T01:00:00Z', 'Asia/Shanghai'), '2026-11-23T09:00:00');
  assert.equal(clock('2026-11-22T16:00:00Z', 'Asia/Shanghai'), '00:00');
  assert.equal(span('2026-11-23T01:00:00Z', '2026-11-23T01:50:00Z', 'Asia/Shanghai'), '09:00–09:50');
  assert.equal(today('Asia/Shanghai', new Date('2026-11-22T16:30:00Z')), '2026-11-23');
});

test('there and back, in every hour of a year and four zones', () => {
  for (const zone of ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York']) {
    for (let hour = 0; hour < 24 * 365; hour += 7) {
      const at = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString().replace('.000Z', 'Z');
      const back = fromWall(toWall(at, zone), zone);
      assert.ok(back && (back === at || Date.parse(at) - Date.parse(back) === 3_600_000), `${zone} ${at} ${back}`);
    }
  }
});

test('a skipped hour does not exist; a repeated one is the first', () => {
  assert.equal(fromWall('2026-03-29T02:30', 'Europe/Berlin'), undefined);
  assert.equal(fromWall('2026-10-25T02:30', 'Europe/Berlin'), '2026-10-25T00:30:00Z');
  assert.equal(fromWall('nonsense', 'Europe/Berlin'), undefined);
});

test('civil days', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  assert.equal(weekday('2026-11-23'), 1);
  assert.equal(weekday('2026-11-22'), 7);
  assert.equal(monday('2026-11-22'), '2026-11-16');
  assert.equal(dayWords('2026-11-23', 'zh'), '11月23日 周一');
  assert.match(dayWords('2026-11-23', 'en'), /^Mon 23 Nov$/);
});

test('minutes', () => {
  assert.equal(clockOfMinute(8 * 60 + 5), '08:05');
  assert.equal(minutesBetween('2026-11-23T01:00:00Z', Date.parse('2026-11-23T01:14:59Z')), 14);
  assert.equal(minutesBetween('2026-11-23T01:00:00Z', 0), 0);
});
