// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves what somebody writes a few seconds after they pause. One save at a time; a lost network is tried again; a stale version stops
// and asks. Pure of the page: the timer and the way to save are passed in.
export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'trouble' | 'refused' | 'conflict';
export type SaveAnswer = { ok: true; version: number } | { ok: false; why: 'stale' | 'failed' | 'refused' };

export interface AutosaveOptions<F> {
  version: number;
  save(fields: F, version: number): Promise<SaveAnswer>;
  onState(state: SaveState): void;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export const pauseMs = 3_000;
export const retryMs = [5_000, 15_000, 30_000] as const;

export class Autosave<F> {
  private readonly options: AutosaveOptions<F>;
  private pending: F | undefined;
  private saving: Promise<void> | undefined;
  private timer: unknown;
  private failures = 0;
  private stopped = false;
  version: number;

  constructor(options: AutosaveOptions<F>) {
    this.options = options;
    this.version = options.version;
  }

  get unsaved(): boolean {
    return this.pending !== undefined || this.saving !== undefined;
  }

  change(fields: F): void {
    this.pending = fields;
    if (this.stopped) return;
    this.failures = 0;
    this.options.onState('waiting');
    this.schedule(pauseMs);
  }

  // Saves now. True when everything written so far is on the server.
  async flush(): Promise<boolean> {
    this.unschedule();
    while (this.saving || (this.pending !== undefined && !this.stopped)) {
      if (this.saving) {
        await this.saving;
        if (this.failures > 0) return false;
      } else {
        this.begin();
      }
    }
    return this.pending === undefined && !this.stopped;
  }

  // After a conflict: what the writer decided to keep, on top of the version that stands.
  resume(version: number, fields: F): void {
    this.version = version;
    this.stopped = false;
    this.change(fields);
  }

  // The network came back: do not wait for the next try.
  nudge(): void {
    if (this.failures > 0 && this.pending !== undefined && !this.saving) {
      this.unschedule();
      this.begin();
    }
  }

  stop(): void {
    this.unschedule();
    this.stopped = true;
  }

  private schedule(ms: number): void {
    this.unschedule();
    this.timer = this.options.setTimer(() => {
      this.timer = undefined;
      if (!this.saving && this.pending !== undefined && !this.stopped) this.begin();
    }, ms);
  }

  private unschedule(): void {
    if (this.timer !== undefined) this.options.clearTimer(this.timer);
    this.timer = undefined;
  }

  private begin(): void {
    const fields = this.pending as F;
    this.pending = undefined;
    this.options.onState('saving');
    this.saving = this.options.save(fields, this.version).then((answer) => {
      this.saving = undefined;
      if (answer.ok) {
        this.version = answer.version;
        this.failures = 0;
        this.options.onState(this.pending === undefined ? 'saved' : 'waiting');
        if (this.pending !== undefined) this.schedule(pauseMs);
        return;
      }
      this.pending ??= fields;
      this.failures += 1;
      if (answer.why === 'stale') {
        this.stopped = true;
        this.options.onState('conflict');
      } else if (answer.why === 'refused') {
        this.options.onState('refused');
      } else {
        this.options.onState('trouble');
        this.schedule(retryMs[Math.min(this.failures, retryMs.length) - 1]!);
      }
    });
  }
}
