// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that stand nowhere else: random, so that one of them in a file can only have come from where it was written.
import { randomInt } from 'node:crypto';

const pick = (text) => text[randomInt(text.length)];
const consonants = 'bcdfghjklmnpqrstvwxz';
const vowels = 'aeiou';
// From the middle of the first block of characters: readable by every font, in the tables of pinyin, never a phrase together.
const chinese = (length) => Array.from({ length }, () => String.fromCharCode(randomInt(0x5000, 0x9f00))).join('');
const latin = (length) => Array.from({ length }, (_, i) => pick(i % 2 ? vowels : consonants)).join('');

// What was planted. `kept` words went into an accepted act; `refused` ones into requests that were turned away.
export class Words {
  constructor() {
    this.kept = [];
    this.refused = [];
    this.into = this.kept;
  }

  add(word, place) {
    this.into.push({ word, place });
    return word;
  }

  chinese(place) {
    return this.add(chinese(7), place);
  }

  latin(place) {
    return this.add(latin(14), place);
  }

  phone(place) {
    return this.add(`13${String(randomInt(1e9)).padStart(9, '0')}`, place);
  }

  // Two words in one text, neither at its beginning: what an allocator writes over first must not save the test.
  both(place) {
    return `她说 ${this.latin(place)}，又说${this.chinese(place)}。`;
  }

  name(place) {
    return `${this.chinese(place)}·${this.latin(place)}`;
  }

  get all() {
    return [...this.kept, ...this.refused];
  }
}
