// SPDX-License-Identifier: AGPL-3.0-or-later
// When has nobody touched the screen for too long? Pure: the time is passed in.
export type IdleState = 'active' | 'warning' | 'over';

export class IdleClock {
  private lastTouch: number;
  private readonly limitMs: number;
  private readonly warningMs: number;

  constructor(limitSeconds: number, warningSeconds: number, now: number) {
    this.limitMs = limitSeconds * 1000;
    this.warningMs = Math.min(warningSeconds * 1000, this.limitMs / 2);
    this.lastTouch = now;
  }

  // A touch after the limit does not revive the session: a machine that slept wakes up locked.
  touch(now: number): void {
    if (this.state(now) !== 'over' && now > this.lastTouch) this.lastTouch = now;
  }

  secondsLeft(now: number): number {
    return Math.max(0, Math.ceil((this.lastTouch + this.limitMs - now) / 1000));
  }

  state(now: number): IdleState {
    const idle = now - this.lastTouch;
    if (idle >= this.limitMs) return 'over';
    return idle >= this.limitMs - this.warningMs ? 'warning' : 'active';
  }
}
