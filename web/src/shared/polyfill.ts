// SPDX-License-Identifier: AGPL-3.0-or-later
// What Chromium 86 lacks and a library here uses. scripts/check-baseline.mjs knows this list and refuses anything else.
/* eslint-disable @typescript-eslint/no-explicit-any */
function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at(this: ArrayLike<unknown>, index: number) {
  const i = Math.trunc(index) || 0;
  return this[i < 0 ? this.length + i : i];
}

define(Array.prototype, 'at', at);
define(String.prototype, 'at', function (this: string, index: number) {
  return at.call(this, index);
});
define(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key));
define(Array.prototype, 'findLast', function (this: unknown[], test: (value: any, index: number, all: unknown[]) => boolean) {
  for (let i = this.length - 1; i >= 0; i--) if (test(this[i], i, this)) return this[i];
  return undefined;
});
