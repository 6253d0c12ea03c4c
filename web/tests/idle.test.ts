// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdleClock } from '../src/shared/idle.ts';

test('warns before the end, ends at the limit, and a touch begins again', () => {
  const idle = new IdleClock(900, 30, 0);
  assert.equal(idle.state(869_000), 'active');
  assert.equal(idle.state(870_000), 'warning');
  assert.equal(idle.secondsLeft(870_000), 30);
  idle.touch(880_000);
  assert.equal(idle.state(900_000), 'active');
  assert.equal(idle.state(880_000 + 900_000), 'over');
});

test('a touch after the limit does not open the session again', () => {
  const idle = new IdleClock(90, 30, 0);
  idle.touch(3_600_000); // the machine slept
  assert.equal(idle.state(3_600_000), 'over');
});

test('a clock that goes backwards neither ends nor prolongs', () => {
  const idle = new IdleClock(90, 30, 100_000);
  idle.touch(50_000);
  assert.equal(idle.state(100_000 + 89_000), 'warning');
});

test('with a very short limit there is still time without a warning', () => {
  const idle = new IdleClock(20, 30, 0);
  assert.equal(idle.state(5_000), 'active');
  assert.equal(idle.state(10_000), 'warning');
});
