// SPDX-License-Identifier: AGPL-3.0-or-later
// How a figure is said: 15 min, 24 h, "Warns; go on with a reason", 1 September.
import type { Setting } from '../shared/api/types.ts';
import { fill, word, type Said } from '../shared/words.ts';
import type { settings } from './governance.words.ts';

const kib = 1024;

export function figureText(t: Said<typeof settings>, unit: string, value: number): string {
  switch (unit) {
    case 'strength': return word(t, `s_${value}`);
    case 'flag': return word(t, `f_${value}`);
    case 'month_day': return fill(t.u_month_day, { month: Math.floor(value / 100), day: value % 100 });
    case 'bytes': return `${Math.round(value / kib).toLocaleString('en')} KB`;
    case 'minutes': case 'hours': case 'days': case 'years': return fill(t[`u_${unit}`], { n: value.toLocaleString('en') });
    default: return value.toLocaleString('en');
  }
}

export function capabilityOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}

// What stands in the way less than it does now: a guard that asks less. Of other figures nobody can say which way is looser.
export function loosens(setting: Setting, value: number): boolean {
  return setting.unit === 'strength' && value > setting.value;
}

// The words somebody looks for, in any order, in what the row shows.
export function matches(text: string, shown: string): boolean {
  const all = shown.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((part) => all.includes(part));
}
