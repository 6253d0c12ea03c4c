// SPDX-License-Identifier: AGPL-3.0-or-later
// Two windows wrote one record. What only one of them changed is taken; where both did, both texts stay until the writer decides.
import type { RecordFields, Risk } from '../shared/api/types.ts';

export const textKeys = ['background', 'request', 'theme', 'intervention', 'method', 'plan', 'shared_summary'] as const;
export type TextKey = (typeof textKeys)[number];
export type Choice = 'mine' | 'theirs' | 'both';

export interface Difference {
  key: TextKey;
  mine: string;
  theirs: string;
}

export interface Merge {
  fields: RecordFields;
  differences: Difference[];
}

export function both(theirs: string, mine: string): string {
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  return `${theirs.trimEnd()}\n\n${mine.trimStart()}`;
}

const riskOrder: readonly (Risk | undefined)[] = [undefined, 'none', 'low', 'medium', 'high'];
const graver = (a: Risk | undefined, b: Risk | undefined) => riskOrder.indexOf(a) > riskOrder.indexOf(b);

function setRisk(fields: RecordFields, risk: Risk | undefined): void {
  if (risk === undefined) delete fields.risk;
  else fields.risk = risk;
}

export function merge(base: RecordFields, mine: RecordFields, theirs: RecordFields): Merge {
  const fields: RecordFields = { ...mine };
  const differences: Difference[] = [];
  for (const key of textKeys) {
    if (mine[key] === theirs[key] || mine[key] === base[key]) fields[key] = theirs[key];
    else if (theirs[key] !== base[key]) {
      differences.push({ key, mine: mine[key], theirs: theirs[key] });
      fields[key] = both(theirs[key], mine[key]);
    }
  }
  if (mine.risk === base.risk) setRisk(fields, theirs.risk);
  // Where both changed the risk level, the graver one stands until somebody lowers it on purpose.
  else if (theirs.risk !== base.risk && graver(theirs.risk, mine.risk)) setRisk(fields, theirs.risk);
  if (mine.next_contact === base.next_contact) {
    if (theirs.next_contact === undefined) delete fields.next_contact;
    else fields.next_contact = theirs.next_contact;
  }
  return { fields, differences };
}

export function decided(difference: Difference, choice: Choice): string {
  if (choice === 'mine') return difference.mine;
  return choice === 'theirs' ? difference.theirs : both(difference.theirs, difference.mine);
}
