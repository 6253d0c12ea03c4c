// SPDX-License-Identifier: AGPL-3.0-or-later
// One Idempotency-Key for one attempt at one act: pressing again after a lost answer repeats the same act;
// changing what is sent, or succeeding, begins another.
export class Attempt {
  private key = '';
  private sent = '';
  private readonly random: () => string;

  constructor(random: () => string = randomKey) {
    this.random = random;
  }

  keyFor(body: string): string {
    if (!this.key || body !== this.sent) {
      this.key = this.random();
      this.sent = body;
    }
    return this.key;
  }

  done(): void {
    this.key = '';
  }
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
