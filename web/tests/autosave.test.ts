// SPDX-License-Identifier: AGPL-3.0-or-later
// The clock here is a list of timers that the test runs by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Autosave, type SaveAnswer, type SaveState } from '../src/casework/autosave.ts';

function bench(answers: SaveAnswer[]) {
  const timers = new Map<number, { run: () => void; ms: number }>();
  const states: SaveState[] = [];
  const saves: { fields: string; version: number }[] = [];
  let next = 1;
  const saver = new Autosave<string>({
    version: 4,
    onState: (s) => states.push(s),
    setTimer: (run, ms) => (timers.set(next, { run, ms }), next++),
    clearTimer: (t) => timers.delete(t as number),
    save: (fields, version) => {
      saves.push({ fields, version });
      return Promise.resolve(answers.shift() ?? { ok: true, version: version + 1 });
    },
  });
  const fire = async () => {
    const [[id, timer] = []] = [...timers.entries()];
    assert.ok(id !== undefined && timer, 'a timer is waiting');
    timers.delete(id);
    timer.run();
    await new Promise((r) => setImmediate(r));
    return timer.ms;
  };
  return { saver, timers, states, saves, fire };
}

test('many key strokes are one save, with the version it began from', async () => {
  const b = bench([]);
  b.saver.change('a');
  b.saver.change('ab');
  b.saver.change('abc');
  assert.equal(b.timers.size, 1);
  await b.fire();
  assert.deepEqual(b.saves, [{ fields: 'abc', version: 4 }]);
  assert.equal(b.states.at(-1), 'saved');
  assert.equal(b.saver.version, 5);
  assert.equal(b.saver.unsaved, false);
});

test('a lost network is tried again, later each time, and nothing is lost', async () => {
  const b = bench([{ ok: false, why: 'failed' }, { ok: false, why: 'failed' }, { ok: true, version: 5 }]);
  b.saver.change('a');
  const waits = [await b.fire(), await b.fire(), await b.fire()];
  assert.deepEqual(waits, [3_000, 5_000, 15_000]);
  assert.deepEqual(b.saves.map((s) => s.fields), ['a', 'a', 'a']);
  assert.equal(b.states.at(-1), 'saved');
});

test('what is written while saving is saved next, on the new version', async () => {
  const b = bench([]);
  b.saver.change('a');
  const flushing = b.saver.flush();
  b.saver.change('ab');
  assert.equal(await flushing, true);
  assert.deepEqual(b.saves, [{ fields: 'a', version: 4 }, { fields: 'ab', version: 5 }]);
});

test('newer text is not overwritten by the retry of older text', async () => {
  const b = bench([{ ok: false, why: 'failed' }]);
  b.saver.change('a');
  const flushing = b.saver.flush();
  b.saver.change('newer');
  assert.equal(await flushing, false);
  await b.fire();
  assert.equal(b.saves.at(-1)?.fields, 'newer');
});

test('a stale version stops saving until the writer has decided', async () => {
  const b = bench([{ ok: false, why: 'stale' }]);
  b.saver.change('mine');
  await b.fire();
  assert.equal(b.states.at(-1), 'conflict');
  b.saver.change('mine still');
  assert.equal(b.timers.size, 0);
  assert.equal(await b.saver.flush(), false);
  b.saver.resume(9, 'both');
  assert.equal(await b.saver.flush(), true);
  assert.deepEqual(b.saves.at(-1), { fields: 'both', version: 9 });
});

test('a refusal waits for the next change', async () => {
  const b = bench([{ ok: false, why: 'refused' }]);
  b.saver.change('a');
  await b.fire();
  assert.equal(b.states.at(-1), 'refused');
  assert.equal(b.timers.size, 0);
  assert.equal(b.saver.unsaved, true);
  b.saver.change('ab');
  await b.fire();
  assert.equal(b.states.at(-1), 'saved');
});

test('the network coming back saves at once', async () => {
  const b = bench([{ ok: false, why: 'failed' }]);
  b.saver.change('a');
  await b.fire();
  b.saver.nudge();
  await new Promise((r) => setImmediate(r));
  assert.equal(b.states.at(-1), 'saved');
});
