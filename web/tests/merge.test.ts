// SPDX-License-Identifier: AGPL-3.0-or-later
// Two tabs save one record: no text of either is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, decided, merge, textKeys } from '../src/casework/merge.ts';
import type { RecordFields } from '../src/shared/api/types.ts';

const base: RecordFields = { background: 'b', request: 'r', theme: 't', intervention: 'i', method: 'm', risk: 'low', plan: 'p', shared_summary: 's', next_contact: '2026-11-30' };

test('what only one side changed is taken without asking', () => {
  const { fields, differences } = merge(base, { ...base, theme: 'mine' }, { ...base, plan: 'theirs' });
  assert.deepEqual(differences, []);
  assert.equal(fields.theme, 'mine');
  assert.equal(fields.plan, 'theirs');
});

test('what both changed is a difference and both texts stay', () => {
  const { fields, differences } = merge(base, { ...base, theme: 'mine' }, { ...base, theme: 'theirs' });
  assert.deepEqual(differences, [{ key: 'theme', mine: 'mine', theirs: 'theirs' }]);
  assert.ok(fields.theme.includes('mine') && fields.theme.includes('theirs'));
});

test('the same change on both sides is no difference', () => {
  const same = { ...base, theme: 'same' };
  assert.deepEqual(merge(base, same, { ...same }).differences, []);
});

test('the graver risk level stands', () => {
  assert.equal(merge(base, { ...base, risk: 'medium' }, { ...base, risk: 'high' }).fields.risk, 'high');
  assert.equal(merge(base, { ...base, risk: 'high' }, { ...base, risk: 'none' }).fields.risk, 'high');
  assert.equal(merge(base, base, { ...base, risk: 'medium' }).fields.risk, 'medium');
  assert.equal(merge(base, { ...base, risk: 'none' }, base).fields.risk, 'none');
});

test('a next contact taken away elsewhere is taken away here', () => {
  const { next_contact: _, ...without } = base;
  assert.equal(merge(base, { ...base }, without).fields.next_contact, undefined);
});

test('joining does not double what one text already contains', () => {
  assert.equal(both('one two', 'one'), 'one two');
  assert.equal(both('one', 'one two'), 'one two');
  assert.equal(both('a', 'b'), 'a\n\nb');
});

test('the writer decides', () => {
  const difference = { key: 'theme', mine: 'mine', theirs: 'theirs' } as const;
  assert.equal(decided(difference, 'mine'), 'mine');
  assert.equal(decided(difference, 'theirs'), 'theirs');
  assert.equal(decided(difference, 'both'), 'theirs\n\nmine');
});

test('any mixture of changes keeps every changed text somewhere', () => {
  let seed = 7;
  const roll = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  for (let round = 0; round < 500; round++) {
    const mine = { ...base };
    const theirs = { ...base };
    for (const key of textKeys) {
      if (roll(3) === 0) mine[key] = `m${round}.${key}`;
      if (roll(3) === 0) theirs[key] = `t${round}.${key}`;
    }
    const { fields } = merge(base, mine, theirs);
    for (const key of textKeys) {
      if (mine[key] !== base[key]) assert.ok(fields[key].includes(mine[key]), `${round} mine ${key}`);
      if (theirs[key] !== base[key]) assert.ok(fields[key].includes(theirs[key]), `${round} theirs ${key}`);
    }
  }
});
